"""Believable, invented, fixed people and things; only what is under test is spelled out."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from allauth.mfa.totp.internal.auth import TOTP

from teilhabe.accounts.models import RoleAssignment, User

LONG_AGO = datetime(2024, 8, 1, 8, 0, tzinfo=ZoneInfo("Europe/Berlin"))
FIRST_DAY = LONG_AGO.date()
PASSWORD = "ein-langes-Passwort-2026"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def a_user(
    role: str | None = "leitung",
    *,
    username: str = "",
    name: str = "Amira Haddad",
    second_factor: bool = False,
    password: str = "",
    language: str = "de",
    valid_until: date | None = None,
    municipality_id: int | None = None,
    institution_id: int | None = None,
    stage: str = "",
) -> User:
    """Somebody with a login and, unless `role` is None, one role since 1 August 2024.

    Scopes that the role would need in life are left out unless the test names them.
    """
    login = username or f"{role or 'ohne-rolle'}{User.objects.count() + 1}"
    user = User(
        username=login,
        email=f"{login}@example.org",
        name=name,
        language=language,
        created_at=LONG_AGO,
    )
    if password:
        user.set_password(password)
    else:
        user.set_unusable_password()
    user.save()
    if role:
        a_role(
            user,
            role,
            valid_until=valid_until,
            municipality_id=municipality_id,
            institution_id=institution_id,
            stage=stage,
        )
    if second_factor:
        TOTP.activate(user, TOTP_SECRET)
    return user


def a_role(
    user: User,
    role: str,
    *,
    valid_from: date = FIRST_DAY,
    valid_until: date | None = None,
    municipality_id: int | None = None,
    institution_id: int | None = None,
    stage: str = "",
) -> RoleAssignment:
    user.held = None
    return RoleAssignment.objects.create(
        user=user,
        role=role,
        stage=stage,
        municipality_id=municipality_id,
        institution_id=institution_id,
        valid_from=valid_from,
        valid_until=valid_until,
        assigned_at=LONG_AGO,
    )
