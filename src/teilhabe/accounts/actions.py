"""Everything that writes about people with access: invite, assign, end, block, reset."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import identify_hasher
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.accounts import queries, roles
from teilhabe.accounts.choices import (
    INVITATION_MAIL,
    PASSWORD_RESET_MAIL,
    SECOND_FACTOR_RESET_MAIL,
    SECOND_FACTOR_RESET_NOTICE,
    SECURITY_MAIL,
    ScopeKind,
)
from teilhabe.accounts.models import Installation, Invitation, RoleAssignment, User
from teilhabe.accounts.rules import may_change, may_invite
from teilhabe.audit import actions as audit
from teilhabe.kit.types import DomainError, Text
from teilhabe.kit.types import User as AnyUser
from teilhabe.notices import actions as notices

INVITATION_DAYS = 7
LONGEST_USERNAME = 60


class NotAllowed(DomainError):
    """Whoever acts may not do this, or not to themselves."""


class EmailTaken(DomainError):
    """Somebody else already has this mail address."""


class UsernameTaken(DomainError):
    """Somebody else already has this login name."""


class ScopeMissing(DomainError):
    """The role only makes sense for one stage, municipality or institution."""


class ScopeTooMuch(DomainError):
    """The role cannot be limited that way."""


class AlreadyAssigned(DomainError):
    """The person already holds this role with this scope at that time."""


class AlreadyEnded(DomainError):
    """Somebody else ended the role before."""


class AlreadyBlocked(DomainError):
    """Somebody else blocked the access before."""


class NotBlocked(DomainError):
    """There is no block to lift."""


class LastHead(DomainError):
    """Nobody would be left to let people in."""


class InvitationUsed(DomainError):
    """The link has done its work."""


class InvitationExpired(DomainError):
    """The link is too old, or a newer one took its place."""


class AlreadyAccepted(DomainError):
    """The person has chosen a password: there is nothing to invite to."""


class NotADemo(DomainError):
    """Demo accounts have well-known passwords: they belong into a marked database only."""


class NotEmpty(DomainError):
    """A database with people in it never becomes a demo."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far and how long a role is to reach."""

    valid_from: date
    valid_until: date | None = None
    stage: str = ""
    municipality_id: int | None = None
    institution_id: int | None = None

    def given(self) -> frozenset[ScopeKind]:
        kinds = {
            ScopeKind.STAGE: self.stage,
            ScopeKind.MUNICIPALITY: self.municipality_id,
            ScopeKind.INSTITUTION: self.institution_id,
        }
        return frozenset(kind for kind, value in kinds.items() if value)


# People -----------------------------------------------------------------------------------------
def free_username(wish: str) -> str:
    """A login name nobody has yet: the wish, else the wish with the next number."""
    allowed = "".join(c for c in wish.lower() if c.isascii() and (c.isalnum() or c in ".-_+"))
    stem = allowed.strip(".-_+")[: LONGEST_USERNAME - 5] or "konto"
    taken = set(User.objects.filter(username__istartswith=stem).values_list("username", flat=True))
    taken = {name.lower() for name in taken}
    number, name = 1, stem
    while name in taken:
        number += 1
        name = f"{stem}{number}"
    return name


def _add_user(*, username: str, email: str, name: str, language: str, at: datetime) -> User:
    if User.objects.filter(email__iexact=email).exists():
        raise EmailTaken(_("Mit dieser Mailadresse gibt es schon einen Zugang."))
    if User.objects.filter(username__iexact=username).exists():
        raise UsernameTaken(_("Diesen Anmeldenamen gibt es schon."))
    user = User(
        username=username.lower(),
        email=email.lower(),
        name=" ".join(name.split()),
        language=language,
        created_at=at,
    )
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    return user


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    role: str,
    limits: Limits,
    by: AnyUser,
    at: datetime,
    language: str = "de",
) -> User:
    """Open an access with its first role and write to the person. The password is theirs."""
    if not may_invite(by):
        raise NotAllowed(_("Einladen darf nur, wer Rollen vergeben darf."))
    user = _add_user(
        username=free_username(email.partition("@")[0]),
        email=email,
        name=name,
        language=language,
        at=at,
    )
    audit.record("accounts.user_invited", user, by=by, at=at)
    _assign(user, role=role, limits=limits, by=by, at=at)
    _send_invitation(user, by=by, at=at)
    return user


@transaction.atomic
def resend_invitation(*, user: User, by: AnyUser, at: datetime) -> Invitation:
    """A fresh link for seven days; older ones stop working."""
    user = _locked(user)
    _refuse_unless_allowed(by, user)
    if user.has_usable_password():
        raise AlreadyAccepted(
            _("Diese Person hat schon ein Passwort. Sie kann es auf der Anmeldeseite erneuern.")
        )
    made = _send_invitation(user, by=by, at=at)
    audit.record("accounts.invitation_renewed", user, by=by, at=at)
    return made


def _new_invitation(user: User, *, by: AnyUser | None, at: datetime) -> tuple[Invitation, str]:
    Invitation.objects.filter(user=user, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=at
    )
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        user=user,
        token_hash=queries.token_hash(token),
        expires_at=at + timedelta(days=INVITATION_DAYS),
        created_by_id=by.pk if by else None,
        created_at=at,
    )
    return invitation, settings.BASE_URL + reverse("accounts:invitation", args=[token])


def _send_invitation(user: User, *, by: AnyUser, at: datetime) -> Invitation:
    invitation, link = _new_invitation(user, by=by, at=at)
    notices.send_mail(
        to=user.email,
        kind=INVITATION_MAIL,
        template="accounts/mail/invitation",
        language=user.language,
        context={"name": user.name, "link": link, "days": INVITATION_DAYS},
        at=at,
    )
    return invitation


def refuse_if_spent(invitation: Invitation, *, at: datetime) -> None:
    """Say plainly why a link no longer works."""
    if invitation.accepted_at is not None:
        raise InvitationUsed(
            _("Dieser Link ist schon benutzt. Bitte melden Sie sich mit Ihrem Passwort an.")
        )
    if invitation.withdrawn_at is not None:
        raise InvitationExpired(
            _("Es gibt einen neueren Link. Bitte nehmen Sie den aus der letzten Mail.")
        )
    if at >= invitation.expires_at:
        raise InvitationExpired(
            _("Dieser Link ist abgelaufen. Bitte lassen Sie sich einen neuen schicken.")
        )


@transaction.atomic
def accept_invitation(*, invitation: Invitation, password: str, at: datetime) -> User:
    """The person chooses a password. Of two clicks the second is refused."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("user")
        .get(pk=invitation.pk)
    )
    refuse_if_spent(invitation, at=at)
    user = invitation.user
    password_validation.validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    audit.record("accounts.invitation_accepted", user, by=user, at=at)
    return user


@transaction.atomic
def change_profile(
    *, user: User, name: str, language: str, theme: str, shortcuts_enabled: bool, at: datetime
) -> User:
    """What everybody may choose for themselves."""
    user = _locked(user)
    new = {
        "name": " ".join(name.split()),
        "language": language,
        "theme": theme,
        "shortcuts_enabled": shortcuts_enabled,
    }
    changed = [field for field, value in new.items() if getattr(user, field) != value]
    if changed:
        for field in changed:
            setattr(user, field, new[field])
        user.save(update_fields=changed)
        audit.record("accounts.profile_changed", user, by=user, at=at, changed=changed)
    return user


@transaction.atomic
def choose_theme(*, user: AnyUser, theme: str) -> None:
    """Light or dark is no deed to put on record."""
    User.objects.filter(pk=user.pk).update(theme=theme)


@transaction.atomic
def change_user(*, user: User, name: str, email: str, by: AnyUser, at: datetime) -> User:
    """Correct name or mail address. A new address also stops links sent to the old one."""
    user = _locked(user)
    _refuse_unless_allowed(by, user)
    email = email.lower()
    if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        raise EmailTaken(_("Mit dieser Mailadresse gibt es schon einen Zugang."))
    new = {"name": " ".join(name.split()), "email": email}
    changed = [field for field, value in new.items() if getattr(user, field) != value]
    if changed:
        for field in changed:
            setattr(user, field, new[field])
        user.save(update_fields=changed)
        if "email" in changed:
            Invitation.objects.filter(user=user, accepted_at=None, withdrawn_at=None).update(
                withdrawn_at=at
            )
        audit.record("accounts.user_changed", user, by=by, at=at, changed=changed)
    return user


# Roles ------------------------------------------------------------------------------------------
@transaction.atomic
def assign_role(
    *, user: User, role: str, limits: Limits, by: AnyUser, at: datetime
) -> RoleAssignment:
    """Give a role with its scope and, where it has one, its end."""
    user = _locked(user)
    _refuse_unless_allowed(by, user)
    return _assign(user, role=role, limits=limits, by=by, at=at)


def _assign(
    user: User, *, role: str, limits: Limits, by: AnyUser | None, at: datetime
) -> RoleAssignment:
    kind = roles.ROLES[role]
    _check_scope(kind, limits)
    _check_free(user, role, limits)
    assignment = RoleAssignment.objects.create(
        user=user,
        role=role,
        stage=limits.stage,
        municipality_id=limits.municipality_id,
        institution_id=limits.institution_id,
        valid_from=limits.valid_from,
        valid_until=limits.valid_until,
        assigned_by_id=by.pk if by else None,
        assigned_at=at,
    )
    _note_leaving(user)
    audit.record("accounts.role_assigned", user, by=by, at=at)
    return assignment


def _check_scope(role: roles.Role, limits: Limits) -> None:
    given = limits.given()
    for problem in role.missing_scopes(given).values():
        raise ScopeMissing(str(problem))
    for problem in role.needless_scopes(given).values():
        raise ScopeTooMuch(str(problem))


def _check_free(user: User, role: str, limits: Limits) -> None:
    """The same role with the same scope must not run twice on any day."""
    wanted = (limits.stage, limits.municipality_id, limits.institution_id)
    for held in RoleAssignment.objects.filter(user=user, role=role, ended_at=None):
        same = (held.stage, held.municipality_id, held.institution_id) == wanted
        if same and _overlap(held, limits):
            raise AlreadyAssigned(_("Diese Rolle hat die Person in dieser Zeit schon."))


def _overlap(held: RoleAssignment, limits: Limits) -> bool:
    starts_late = held.valid_from and limits.valid_until and held.valid_from > limits.valid_until
    ends_early = held.valid_until is not None and held.valid_until < limits.valid_from
    return not (starts_late or ends_early)


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: AnyUser, at: datetime) -> RoleAssignment:
    """The role ends now, with it running sessions that had nothing else."""
    today = timezone.localdate(at)
    user = _locked_with_heads(assignment.user, on=today)
    _refuse_unless_allowed(by, user)
    assignment = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if assignment.ended_at or (assignment.valid_until and assignment.valid_until < today):
        raise AlreadyEnded(_("Diese Rolle ist schon beendet."))
    assignment.ended_by_id, assignment.ended_at = by.pk, at
    assignment.valid_until = max(today, assignment.valid_from or today)
    assignment.save(update_fields=["ended_by", "ended_at", "valid_until"])
    _refuse_without_head(on=today)
    _note_leaving(user)
    _end_sessions_if_closed(user, on=today)
    audit.record("accounts.role_ended", user, by=by, at=at)
    return assignment


@transaction.atomic
def limit_roles(*, user: User, last_day: date, by: AnyUser, at: datetime) -> int:
    """All current roles end with that day at the latest (the end of a secondment).

    Called by the room that knows of the secondment and has asked whether `by` may end it.
    Returns how many roles were shortened; a second call changes nothing.
    """
    today = timezone.localdate(at)
    user = _locked_with_heads(user, on=today)
    held = RoleAssignment.objects.filter(user=user, ended_at=None).exclude(
        valid_until__lte=last_day
    )
    shortened = 0
    for assignment in held.order_by("pk"):
        assignment.valid_until = max(last_day, assignment.valid_from or last_day)
        if assignment.valid_from and assignment.valid_from > last_day:
            assignment.ended_by_id, assignment.ended_at = by.pk, at
        assignment.save(update_fields=["valid_until", "ended_by", "ended_at"])
        shortened += 1
    if shortened:
        _refuse_without_head(on=today)
        _note_leaving(user)
        _end_sessions_if_closed(user, on=today)
        audit.record("accounts.role_ended", user, by=by, at=at)
    return shortened


def _note_leaving(user: User) -> None:
    """Keep the day after which no role is left: the retention period counts from it."""
    open_ends = user.assignments.filter(ended_at=None)
    ends = list(user.assignments.values_list("valid_until", flat=True))
    forever = open_ends.filter(valid_until=None).exists()
    user.left_on = None if forever or not ends else max(end for end in ends if end)
    user.save(update_fields=["left_on"])
    user.held = None


def _locked_with_heads(user: User, *, on: date) -> User:
    """Lock the person and everybody who may let people in, always in the same order.

    Two heads who shut each other out at the same moment come one after the other.
    """
    heads = queries.people_with(on=on, permission="accounts.change_user").values("pk").order_by()
    both = User.objects.filter(Q(pk=user.pk) | Q(pk__in=heads)).order_by("pk")
    return next(x for x in both.select_for_update(of=("self",)) if x.pk == user.pk)


def _refuse_without_head(*, on: date) -> None:
    if not queries.people_with(on=on, permission="accounts.change_user").exists():
        raise LastHead(
            _(
                "Danach könnte niemand mehr Menschen einladen. Bitte vergeben Sie zuerst die Leitung."
            )
        )


# Blocking, second factor, sessions ----------------------------------------------------------------
@transaction.atomic
def block(*, user: User, by: AnyUser, at: datetime) -> User:
    """Close an access at once, whatever roles it has."""
    today = timezone.localdate(at)
    user = _locked_with_heads(user, on=today)
    _refuse_unless_allowed(by, user)
    if user.blocked_at:
        raise AlreadyBlocked(_("Dieser Zugang ist schon gesperrt."))
    user.blocked_by_id, user.blocked_at = by.pk, at
    user.save(update_fields=["blocked_by", "blocked_at"])
    _refuse_without_head(on=today)
    _end_sessions(user)
    audit.record("accounts.user_blocked", user, by=by, at=at)
    return user


@transaction.atomic
def unblock(*, user: User, by: AnyUser, at: datetime) -> User:
    user = _locked(user)
    _refuse_unless_allowed(by, user)
    if not user.blocked_at:
        raise NotBlocked(_("Dieser Zugang ist nicht gesperrt."))
    user.blocked_by, user.blocked_at = None, None
    user.save(update_fields=["blocked_by", "blocked_at"])
    audit.record("accounts.user_unblocked", user, by=by, at=at)
    return user


@transaction.atomic
def reset_second_factor(*, user: User, reason: str, by: AnyUser, at: datetime) -> User:
    """Forget app, keys and recovery codes of somebody who lost them; the person is told.

    The reason goes into the mail to the person, so that an unasked reset is noticed.
    """
    user = _locked(user)
    _refuse_unless_allowed(by, user)
    Authenticator.objects.filter(user=user).delete()
    _end_sessions(user)
    audit.record("accounts.second_factor_reset", user, by=by, at=at)
    notices.notify(
        user=user, kind=SECOND_FACTOR_RESET_NOTICE, url=reverse("accounts:profile"), at=at
    )
    notices.send_mail(
        to=user.email,
        kind=SECOND_FACTOR_RESET_MAIL,
        template="accounts/mail/second_factor_reset",
        language=user.language,
        context={"name": user.name, "reason": reason},
        at=at,
    )
    return user


@transaction.atomic
def end_sessions(*, user: User, by: AnyUser, at: datetime) -> int:
    """Sign the person out everywhere."""
    user = _locked(user)
    _refuse_unless_allowed(by, user)
    ended = _end_sessions(user)
    audit.record("accounts.sessions_ended", user, by=by, at=at)
    return ended


def _end_sessions(user: User) -> int:
    keys = list(UserSession.objects.filter(user=user).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=user).delete()
    return len(keys)


def _end_sessions_if_closed(user: User, *, on: date) -> None:
    if not queries.may_sign_in(user, on=on):
        _end_sessions(user)


@transaction.atomic
def clear_sessions(*, at: datetime) -> int:
    """Forget sessions that are over, with address and browser that were noted for them."""
    Session.objects.filter(expire_date__lte=at).delete()
    gone = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    count: int = gone.count()
    gone.delete()
    return count


@transaction.atomic
def send_password_link(*, user: User, link: str, at: datetime) -> None:
    """Write the link with which a forgotten password is renewed."""
    notices.send_mail(
        to=user.email,
        kind=PASSWORD_RESET_MAIL,
        template="accounts/mail/password_reset",
        language=user.language,
        context={"name": user.name, "username": user.username, "link": link},
        at=at,
    )


@transaction.atomic
def note_security_change(*, user: User, change: Text, at: datetime) -> None:
    """Put it on record and tell the person, who will notice if it was somebody else."""
    audit.record("accounts.security_changed", user, by=user, at=at)
    notices.send_mail(
        to=user.email,
        kind=SECURITY_MAIL,
        template="accounts/mail/security_changed",
        language=user.language,
        context={"name": user.name, "change": change},
        at=at,
    )


# Other ways in ----------------------------------------------------------------------------------
@transaction.atomic
def connect_service(*, user: User, provider: str, uid: str, at: datetime) -> SocialAccount:
    """From now on this person is known to the administration's login by its own number."""
    account, is_new = SocialAccount.objects.get_or_create(
        provider=provider, uid=uid, defaults={"user": user}
    )
    if is_new:
        audit.record("accounts.signed_in_by_service", user, by=user, at=at)
    return account


@transaction.atomic
def create_admin(*, username: str, email: str, name: str, at: datetime) -> str:
    """The first head of a new installation. Returns the link with which to choose a password.

    The console stands above all roles: whoever runs it has the database anyway.
    """
    user = _add_user(username=username, email=email, name=name, language="de", at=at)
    audit.record("accounts.user_created", user, by=None, at=at)
    limits = Limits(valid_from=timezone.localdate(at))
    _assign(user, role="leitung", limits=limits, by=None, at=at)
    _invitation, link = _new_invitation(user, by=None, at=at)
    return link


# Demo ---------------------------------------------------------------------------------------------
@transaction.atomic
def mark_as_demo(*, at: datetime) -> Installation:
    """Say once that this database holds invented people only. Refused if real ones are in it."""
    marked = Installation.objects.filter(pk=1).first()
    if marked and marked.is_demo:
        return marked
    if User.objects.exists():
        raise NotEmpty(_("In dieser Datenbank gibt es schon Menschen: sie wird keine Vorführung."))
    marked, _is_new = Installation.objects.update_or_create(
        pk=1, defaults={"is_demo": True, "marked_at": at}
    )
    return marked


@transaction.atomic
def create_demo_account(
    *, role: str, name: str, password_hash: str, totp_secret: str, limits: Limits, at: datetime
) -> User:
    """An invented person with a well-known password and a real second factor. Repeatable."""
    if not queries.is_demo():
        raise NotADemo(_("Diese Datenbank ist keine Vorführung: hier gibt es keine Probezugänge."))
    existing = User.objects.filter(username=role).first()
    if existing:
        return existing
    user = _add_user(username=role, email=f"{role}@example.org", name=name, language="de", at=at)
    identify_hasher(password_hash)  # a password in plain words stops here
    user.password = password_hash
    user.save(update_fields=["password"])
    audit.record("accounts.user_created", user, by=None, at=at)
    _assign(user, role=role, limits=limits, by=None, at=at)
    TOTP.activate(user, totp_secret)
    return user


def _locked(user: User) -> User:
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _refuse_unless_allowed(by: AnyUser, user: User) -> None:
    if not may_change(by, user):
        raise NotAllowed(
            _("Den eigenen Zugang ändert jemand anderes.")
            if by.pk == user.pk
            else _("Das darf nur, wer Rollen vergeben darf.")
        )
