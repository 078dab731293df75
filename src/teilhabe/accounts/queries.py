"""Questions about people with access: what they may do, how far, until when."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from allauth.mfa.adapter import get_adapter as mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.socialaccount.models import SocialAccount
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404
from django.utils.translation import gettext as _

from teilhabe.accounts import roles
from teilhabe.accounts.choices import PersonState
from teilhabe.accounts.models import (
    Installation,
    Invitation,
    RoleAssignment,
    User,
    UserQuerySet,
)
from teilhabe.accounts.rules import may_see_people
from teilhabe.kit.types import DomainError, Text
from teilhabe.kit.types import User as AnyUser

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
TOTP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that a person holds today, with its limits."""

    code: str
    label: Text
    hall: str
    stage: str
    municipality_id: int | None
    institution_id: int | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Scope:
    """How far a permission reaches; empty parts do not limit."""

    stage: str = ""
    municipality_id: int | None = None
    institution_id: int | None = None

    @property
    def is_everywhere(self) -> bool:
        return not (self.stage or self.municipality_id or self.institution_id)


def held_by(user_id: int, *, on: date) -> list[RoleAssignment]:
    """The assignments that count on that day, in a fixed order."""
    current = RoleAssignment.objects.filter(user_id=user_id).current(on=on).order_by("role", "pk")
    return [assignment for assignment in current if assignment.role in roles.ROLES]


def roles_of(user: AnyUser, *, on: date) -> list[HeldRole]:
    return [
        HeldRole(
            held.role,
            roles.ROLES[held.role].label,
            roles.ROLES[held.role].hall,
            held.stage,
            held.municipality_id,
            held.institution_id,
            held.valid_until,
        )
        for held in held_by(user.pk, on=on)
    ]


def role_codes(user: User, *, on: date) -> tuple[str, ...]:
    """Codes of the roles that count on that day; none for whoever is blocked."""
    if user.is_blocked:
        return ()
    return tuple(dict.fromkeys(held.role for held in held_by(user.pk, on=on)))


def may_sign_in(user: User, *, on: date) -> bool:
    """Not blocked, and at least one role counts on that day."""
    return bool(role_codes(user, on=on))


def scopes(user: AnyUser, permission: str, *, on: date) -> list[Scope]:
    """How far the permission reaches for this person: the union of what is returned.

    An empty list means: not at all. Scopes of roles without that permission do not count.
    """
    return [
        Scope(held.stage, held.municipality_id, held.institution_id)
        for held in held_by(user.pk, on=on)
        if permission in roles.ROLES[held.role].permissions
    ]


def people_with(
    *, on: date, permission: str | None = None, role: str | None = None
) -> UserQuerySet:
    """People who hold the role, or any role with the permission, on that day."""
    codes = [role] if role else list(roles.ROLES)
    if permission is not None:
        allowed = set(roles.with_permission(permission))
        codes = [code for code in codes if code in allowed]
    return User.objects.holding(codes=codes, on=on)


def needs_second_factor(user: User, *, on: date) -> bool:
    return roles.need_second_factor(role_codes(user, on=on))


def has_second_factor(user: AnyUser) -> bool:
    """An authenticator app or a key; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).exists())


def key_count(user: AnyUser) -> int:
    found: int = Authenticator.objects.filter(
        user_id=user.pk, type=Authenticator.Type.WEBAUTHN
    ).count()
    return found


def own(user: AnyUser) -> User:
    """The row of whoever asks."""
    return User.objects.get(pk=user.pk)


def person_for_service(*, provider: str, emails: list[str]) -> User | None:
    """Whom the administration's login means, when it shows up for the first time.

    Only addresses the service vouches for are passed in. Somebody already known to the service
    under another number is not meant: addresses get reused.
    """
    found = [user for email in emails for user in User.objects.filter(email__iexact=email)]
    if len({user.pk for user in found}) != 1:
        return None
    known = SocialAccount.objects.filter(user=found[0], provider=provider).exists()
    return None if known else found[0]


def people(*, user: AnyUser) -> UserQuerySet:
    """Everybody with an account and their assignments, for those who may see people."""
    if not may_see_people(user):
        return UserQuerySet(User).none()
    factors = Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=SECOND_FACTORS)
    assignments = RoleAssignment.objects.select_related("municipality", "institution")
    return (
        UserQuerySet(User)
        .annotate(second_factor=Exists(factors))
        .prefetch_related(
            Prefetch("assignments", assignments.order_by("-valid_from", "-pk")),
            Prefetch("invitations", Invitation.objects.order_by("-created_at", "-pk")),
        )
        .order_by("name", "pk")
    )


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list of people."""

    pk: int
    name: str
    username: str
    state: PersonState
    roles: tuple[str, ...]
    codes: tuple[str, ...]
    until: date | None
    second_factor: bool
    needs_second_factor: bool
    last_login: datetime | None


def people_rows(*, user: AnyUser, on: date) -> list[PersonRow]:
    """Everybody with an account as the list shows them, in the order of their names."""
    return [row_of(person, on=on) for person in people(user=user)]


def row_of(person: User, *, on: date) -> PersonRow:
    held = [a for a in person.assignments.all() if a.counts(on=on)]
    ends = [a.valid_until for a in held]
    return PersonRow(
        person.pk,
        person.display_name,
        person.username,
        state_of(person, on=on),
        tuple(a.words for a in held),
        tuple(a.role for a in held),
        max((end for end in ends if end), default=None) if all(ends) else None,
        has_factor_annotated(person),
        any(roles.ROLES[a.role].needs_second_factor for a in held),
        person.last_login,
    )


def has_factor_annotated(person: User) -> bool:
    """What `people` asked for along with the person."""
    return bool(getattr(person, "second_factor", False))


def state_of(person: User, *, on: date) -> PersonState:
    """From rows already fetched by `people`."""
    if person.is_blocked:
        return PersonState.BLOCKED
    assignments = list(person.assignments.all())
    if not any(a.counts(on=on) for a in assignments):
        later = any(a.valid_from and a.valid_from > on and not a.ended_at for a in assignments)
        return PersonState.UPCOMING if later else PersonState.ENDED
    if person.has_usable_password() or person.last_login:
        return PersonState.ACTIVE
    return PersonState.INVITED


def person(pk: int, *, user: AnyUser) -> User:
    """404 for whoever may not see people."""
    found = people(user=user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def municipalities() -> models.QuerySet[models.Model]:
    """What a role can be limited to. The directory lies above: it is reached through the key."""
    return _pointed_at("municipality")


def institutions() -> models.QuerySet[models.Model]:
    return _pointed_at("institution")


def _pointed_at(name: str) -> models.QuerySet[models.Model]:
    model = RoleAssignment._meta.get_field(name).related_model
    if not isinstance(model, type):
        raise TypeError(name)
    return model._default_manager.order_by("name", "pk")


def assignment(pk: int, *, person: User) -> RoleAssignment:
    """One of this person's assignments; 404 for any other."""
    found = RoleAssignment.objects.filter(pk=pk, user=person).first()
    if found is None:
        raise Http404
    return found


def role_words(user: User, *, on: date) -> list[tuple[str, date | None]]:
    """The own roles as people read them, each with its end."""
    current = RoleAssignment.objects.filter(user=user).current(on=on)
    rows = current.select_related("municipality", "institution").order_by("role", "pk")
    return [(row.words, row.valid_until) for row in rows]


def token_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def invitation(token: str) -> Invitation | None:
    """The invitation behind a link, whatever its state; None for a made-up token."""
    return Invitation.objects.select_related("user").filter(token_hash=token_hash(token)).first()


def is_demo() -> bool:
    return Installation.objects.filter(is_demo=True).exists()


def demo_accounts() -> dict[str, User]:
    """The logins of a demo that exist, by their role; none in any other database."""
    if not is_demo():
        return {}
    found = User.objects.filter(username__in=roles.ROLES)
    return {user.username: user for user in found}


class NoDemoLogin(DomainError):
    """Codes are shown for the well-known logins of a demo only."""


def demo_code(username: str, *, at: datetime) -> str:
    """The six digits that this demo login's authenticator app would show now."""
    authenticator = Authenticator.objects.filter(
        user__username=username, type=Authenticator.Type.TOTP
    ).first()
    if username not in roles.ROLES or authenticator is None or not is_demo():
        raise NoDemoLogin(_("Diesen Probezugang gibt es hier nicht."))
    secret = mfa_adapter().decrypt(authenticator.data["secret"])
    counter = int(at.timestamp()) // TOTP_SECONDS
    return str(format_hotp_value(hotp_value(secret, counter)))
