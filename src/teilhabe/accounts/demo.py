"""One invented login per role, for trying the house. Calls actions only."""

import base64
import hmac
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import models
from django.db.models import Q
from django.utils import timezone

from teilhabe.accounts import actions, queries, roles
from teilhabe.accounts.choices import ScopeKind
from teilhabe.accounts.models import User
from teilhabe.kit import vault

PASSWORD = "gemeinsam-stark-in-aachen"  # noqa: S105  # invented, printed by `make run`
NAMES = {
    "leitung": "Katharina Vossen",
    "stellvertretung": "Mehmet Arslan",
    "beratung": "Olena Kovalenko",
    "querschnitt": "Amira Haddad",
    "verwaltung": "Jürgen Pelzer",
    "schulamt": "Birgit Lennartz",
    "kommune": "Thomas Krings",
    "schule": "Nadine Offermann",
    "schultraeger": "Stefan Johnen",
    "gesundheitsamt": "Ruth Esser",
    "partner": "Samuel Tesfaye",
    "sprachmittlung": "Leyla Rahimi",
    "datenschutz": "Frank Wirtz",
    "betrieb": "Anna Schmitz",
}
LOGINS = tuple(roles.ROLES)


def totp_secret(username: str) -> str:
    """The same for this installation each time, different in every other one."""
    key = vault.secret(settings.KEYS_DIR, "demo.key").encode()
    return base64.b32encode(hmac.new(key, username.encode(), sha256).digest()[:20]).decode()


def make(*, at: datetime) -> dict[str, User]:
    """Mark the database and fill in whoever is missing. Scoped roles wait for the directory."""
    actions.mark_as_demo(at=at)
    made = queries.demo_accounts()
    missing = [code for code in LOGINS if code not in made]
    # Hashing is slow on purpose; a password that everybody knows needs it once, not per login.
    password_hash = make_password(PASSWORD) if missing else ""
    for code in missing:
        made[code] = actions.create_demo_account(
            role=code,
            name=NAMES[code],
            password_hash=password_hash,
            totp_secret=totp_secret(code),
            limits=_limits(code, at=at),
            at=at,
        )
    return made


def _institutions(code: str) -> models.QuerySet[models.Model]:
    """A school for the school's login, anything but a school for the partner's."""
    schools = Q(kind="school")
    return queries.institutions().filter(schools if code == "schule" else ~schools)


def _first(rows: models.QuerySet[models.Model]) -> int | None:
    return rows.order_by("pk").values_list("pk", flat=True).first()


def _limits(code: str, *, at: datetime) -> actions.Limits:
    needs = roles.ROLES[code].scopes
    first = timezone.localdate(at).replace(month=1, day=1)
    return actions.Limits(
        valid_from=first,
        municipality_id=_first(queries.municipalities())
        if ScopeKind.MUNICIPALITY in needs
        else None,
        institution_id=_first(_institutions(code)) if ScopeKind.INSTITUTION in needs else None,
    )
