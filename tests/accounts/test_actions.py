"""Deeds about people: effect, refusal, record."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from teilhabe.accounts import actions, queries
from teilhabe.accounts.models import Invitation, RoleAssignment, User
from teilhabe.audit.models import Event
from teilhabe.notices.models import Notice, OutgoingMail
from tests.conftest import MONDAY, MONDAY_MORNING
from tests.makers import a_role, a_user

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LIMITS = actions.Limits(valid_from=MONDAY)
PASSWORD = "vier-Worte-sind-besser"


def an_invited(by: User, **changed: object) -> User:
    values = {"email": "olena@example.org", "name": "Olena Kovalenko", "role": "beratung"}
    return actions.invite(**(values | {"limits": LIMITS} | changed), by=by, at=MONDAY_MORNING)


def the_link() -> str:
    words = str(OutgoingMail.objects.latest("pk").text)
    return next(word for word in words.split() if "/konto/einladung/" in word)


def the_token() -> str:
    return the_link().rstrip("/").rpartition("/")[2]


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


# Inviting ------------------------------------------------------------------------------------
def test_an_invitation_opens_an_access_with_one_role_and_writes_a_mail():
    head = a_user(role="leitung")

    user = an_invited(head)

    assert user.username == "olena"
    assert not user.has_usable_password()
    assert user.has_perm("accounts.use_workspace") is (date.today() >= MONDAY)  # noqa: DTZ011
    assert queries.may_sign_in(user, on=MONDAY)
    assert verbs() == ["accounts.user_invited", "accounts.role_assigned"]
    mail = OutgoingMail.objects.get()
    assert mail.to == "olena@example.org"
    assert "Kovalenko" not in mail.subject


def test_the_database_keeps_only_the_hash_of_the_link():
    an_invited(a_user(role="leitung"))

    invitation = Invitation.objects.get()

    assert the_token() not in str(vars(invitation))
    assert queries.invitation(the_token()) == invitation


def test_the_same_mail_address_is_refused_in_any_case():
    head = a_user(role="leitung")
    an_invited(head)

    with pytest.raises(actions.EmailTaken):
        an_invited(head, email="OLENA@example.org")

    assert User.objects.count() == 2


def test_two_people_with_the_same_beginning_get_different_login_names():
    head = a_user(role="leitung")

    first = an_invited(head)
    second = an_invited(head, email="olena@example.com")

    assert (first.username, second.username) == ("olena", "olena2")


@pytest.mark.parametrize("role", ["beratung", "verwaltung", "datenschutz", "betrieb", "schulamt"])
def test_who_may_not_give_roles_may_not_invite(role: str):
    user = a_user(role=role)

    with pytest.raises(actions.NotAllowed):
        an_invited(user)

    assert not Event.objects.exists()


def test_an_address_that_is_none_is_refused():
    with pytest.raises(ValidationError):
        an_invited(a_user(role="leitung"), email="keine Adresse")


def test_accepting_sets_the_password_once():
    user = an_invited(a_user(role="leitung"))
    invitation = queries.invitation(the_token())

    actions.accept_invitation(invitation=invitation, password=PASSWORD, at=MONDAY_MORNING)

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert verbs()[-1] == "accounts.invitation_accepted"
    with pytest.raises(actions.InvitationUsed):
        actions.accept_invitation(invitation=invitation, password="x" * 20, at=MONDAY_MORNING)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_link_works_for_seven_days():
    an_invited(a_user(role="leitung"))
    invitation = queries.invitation(the_token())

    actions.refuse_if_spent(invitation, at=MONDAY_MORNING + 7 * DAY - timedelta(seconds=1))
    with pytest.raises(actions.InvitationExpired):
        actions.accept_invitation(
            invitation=invitation, password=PASSWORD, at=MONDAY_MORNING + 7 * DAY
        )


def test_a_new_link_replaces_the_old_one():
    head = a_user(role="leitung")
    user = an_invited(head)
    old = queries.invitation(the_token())

    actions.resend_invitation(user=user, by=head, at=MONDAY_MORNING + DAY)

    old.refresh_from_db()
    with pytest.raises(actions.InvitationExpired):
        actions.accept_invitation(invitation=old, password=PASSWORD, at=MONDAY_MORNING + DAY)
    fresh = queries.invitation(the_token())
    actions.accept_invitation(invitation=fresh, password=PASSWORD, at=MONDAY_MORNING + DAY)
    with pytest.raises(actions.AlreadyAccepted):
        actions.resend_invitation(user=user, by=head, at=MONDAY_MORNING + 2 * DAY)


def test_a_weak_password_leaves_the_invitation_open():
    an_invited(a_user(role="leitung"))
    invitation = queries.invitation(the_token())

    with pytest.raises(ValidationError):
        actions.accept_invitation(invitation=invitation, password="kurz", at=MONDAY_MORNING)

    assert Invitation.objects.get().accepted_at is None


def test_a_new_mail_address_stops_the_link_to_the_old_one():
    head = a_user(role="leitung")
    user = an_invited(head)
    invitation = queries.invitation(the_token())

    actions.change_user(
        user=user, name="Olena Kovalenko", email="Neu@example.org", by=head, at=MONDAY_MORNING
    )

    invitation.refresh_from_db()
    with pytest.raises(actions.InvitationExpired):
        actions.refuse_if_spent(invitation, at=MONDAY_MORNING)
    assert Event.objects.latest("pk").changed == ["email"]


def test_a_taken_address_is_refused_when_correcting_too():
    head, user = a_user(role="leitung"), a_user(role="beratung")

    with pytest.raises(actions.EmailTaken):
        actions.change_user(user=user, name="N", email=head.email, by=head, at=MONDAY_MORNING)


# Roles ------------------------------------------------------------------------------------------
def test_assigning_is_recorded_with_who_and_when():
    head, user = a_user(role="leitung"), a_user(role="beratung")

    held = actions.assign_role(
        user=user, role="querschnitt", limits=LIMITS, by=head, at=MONDAY_MORNING
    )

    assert (held.assigned_by, held.assigned_at) == (head, MONDAY_MORNING)
    assert verbs() == ["accounts.role_assigned"]


def test_a_role_without_its_scope_is_refused():
    head, user = a_user(role="leitung"), a_user(role=None)

    for role in ("schule", "kommune", "schultraeger", "partner"):
        with pytest.raises(actions.ScopeMissing):
            actions.assign_role(user=user, role=role, limits=LIMITS, by=head, at=MONDAY_MORNING)


def test_a_scope_that_means_nothing_is_refused():
    head, user = a_user(role="leitung"), a_user(role=None)
    limits = actions.Limits(valid_from=MONDAY, stage="primary")

    with pytest.raises(actions.ScopeTooMuch):
        actions.assign_role(user=user, role="betrieb", limits=limits, by=head, at=MONDAY_MORNING)


def test_the_same_role_never_runs_twice_at_once():
    head, user = a_user(role="leitung"), a_user(role=None)
    a_role(user, "beratung", valid_from=MONDAY, valid_until=MONDAY + 10 * DAY)

    for first, last in [
        (MONDAY, None),
        (MONDAY + 10 * DAY, None),
        (MONDAY - DAY, MONDAY),
    ]:
        with pytest.raises(actions.AlreadyAssigned):
            actions.assign_role(
                user=user,
                role="beratung",
                limits=actions.Limits(valid_from=first, valid_until=last),
                by=head,
                at=MONDAY_MORNING,
            )
    actions.assign_role(
        user=user,
        role="beratung",
        limits=actions.Limits(valid_from=MONDAY + 11 * DAY),
        by=head,
        at=MONDAY_MORNING,
    )


def test_nobody_changes_the_own_access():
    head = a_user(role="leitung")
    a_user(role="stellvertretung")
    held = head.assignments.get()

    for deed in (
        lambda: actions.assign_role(
            user=head, role="betrieb", limits=LIMITS, by=head, at=MONDAY_MORNING
        ),
        lambda: actions.end_role(assignment=held, by=head, at=MONDAY_MORNING),
        lambda: actions.block(user=head, by=head, at=MONDAY_MORNING),
        lambda: actions.reset_second_factor(user=head, reason="x", by=head, at=MONDAY_MORNING),
    ):
        with pytest.raises(actions.NotAllowed):
            deed()


def test_ending_a_role_closes_it_at_once_and_only_once():
    head, user = a_user(role="leitung"), a_user(role="beratung")
    held = user.assignments.get()

    actions.end_role(assignment=held, by=head, at=MONDAY_MORNING)

    user.refresh_from_db()
    assert not queries.may_sign_in(user, on=MONDAY)
    assert user.left_on == MONDAY
    with pytest.raises(actions.AlreadyEnded):
        actions.end_role(assignment=held, by=head, at=MONDAY_MORNING)
    assert verbs() == ["accounts.role_ended"]


def test_the_last_head_cannot_be_removed():
    head, deputy = a_user(role="leitung"), a_user(role="stellvertretung")
    actions.end_role(assignment=deputy.assignments.get(), by=head, at=MONDAY_MORNING)
    datenschutz = a_user(role="datenschutz")

    with pytest.raises(actions.NotAllowed):
        actions.block(user=head, by=datenschutz, at=MONDAY_MORNING)
    with pytest.raises(actions.LastHead):
        actions.limit_roles(user=head, last_day=MONDAY - DAY, by=datenschutz, at=MONDAY_MORNING)

    assert queries.may_sign_in(head, on=MONDAY)


def test_two_heads_who_remove_each_other_leave_one():
    first, second = a_user(role="leitung"), a_user(role="leitung")
    first.has_perm("accounts.change_user")
    second.has_perm("accounts.change_user")  # both have opened their page

    actions.block(user=second, by=first, at=MONDAY_MORNING)
    with pytest.raises(actions.LastHead):
        actions.block(user=first, by=second, at=MONDAY_MORNING)

    assert queries.people_with(permission="accounts.change_user", on=MONDAY).get() == first


def test_a_secondment_shortens_every_role_once():
    head, user = a_user(role="leitung"), a_user(role="beratung")
    a_role(user, "querschnitt", valid_until=MONDAY + 30 * DAY)
    later = a_role(user, "betrieb", valid_from=MONDAY + 20 * DAY)

    count = actions.limit_roles(user=user, last_day=MONDAY + DAY, by=head, at=MONDAY_MORNING)
    again = actions.limit_roles(user=user, last_day=MONDAY + DAY, by=head, at=MONDAY_MORNING)

    assert (count, again) == (3, 0)
    assert queries.may_sign_in(user, on=MONDAY + DAY)
    assert not queries.may_sign_in(user, on=MONDAY + 2 * DAY)
    later.refresh_from_db()
    assert later.ended_at == MONDAY_MORNING
    assert not queries.may_sign_in(user, on=MONDAY + 20 * DAY)
    assert verbs() == ["accounts.role_ended"]


def test_the_day_of_leaving_is_kept_for_the_retention_period():
    head, user = a_user(role="leitung"), a_user(role=None)

    actions.assign_role(
        user=user,
        role="beratung",
        limits=actions.Limits(valid_from=MONDAY, valid_until=MONDAY + 5 * DAY),
        by=head,
        at=MONDAY_MORNING,
    )
    user.refresh_from_db()
    assert user.left_on == MONDAY + 5 * DAY

    actions.assign_role(user=user, role="querschnitt", limits=LIMITS, by=head, at=MONDAY_MORNING)
    user.refresh_from_db()
    assert user.left_on is None


def test_the_database_ties_who_to_when():
    user = a_user(role="beratung")

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.filter(user=user).update(ended_by=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(blocked_by=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.filter(user=user).update(valid_until=date(1999, 1, 1))


# Blocking, second factor, sessions -----------------------------------------------------------
def a_session(user: User) -> str:
    store = SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store.save()
    UserSession.objects.create(user=user, ip="192.0.2.1", session_key=store.session_key)
    return str(store.session_key)


def test_blocking_ends_every_session_and_is_refused_twice():
    head, user = a_user(role="leitung"), a_user(role="beratung")
    key = a_session(user)

    actions.block(user=user, by=head, at=MONDAY_MORNING)

    assert not Session.objects.filter(session_key=key).exists()
    with pytest.raises(actions.AlreadyBlocked):
        actions.block(user=user, by=head, at=MONDAY_MORNING)
    actions.unblock(user=user, by=head, at=MONDAY_MORNING)
    user.refresh_from_db()
    assert queries.may_sign_in(user, on=MONDAY)
    with pytest.raises(actions.NotBlocked):
        actions.unblock(user=user, by=head, at=MONDAY_MORNING)
    assert verbs() == ["accounts.user_blocked", "accounts.user_unblocked"]


def test_ending_the_only_role_ends_the_sessions():
    head, user = a_user(role="leitung"), a_user(role="beratung")
    key = a_session(user)

    actions.end_role(assignment=user.assignments.get(), by=head, at=MONDAY_MORNING)

    assert not Session.objects.filter(session_key=key).exists()


def test_ending_one_of_two_roles_keeps_the_session():
    head, user = a_user(role="leitung"), a_user(role="beratung")
    a_role(user, "betrieb")
    key = a_session(user)

    actions.end_role(assignment=user.assignments.get(role="beratung"), by=head, at=MONDAY_MORNING)

    assert Session.objects.filter(session_key=key).exists()


def test_a_reset_factor_is_gone_told_and_on_record():
    head, user = a_user(role="leitung"), a_user(role="beratung", second_factor=True)

    actions.reset_second_factor(
        user=user, reason="Handy verloren, am Tisch geprüft", by=head, at=MONDAY_MORNING
    )

    assert not Authenticator.objects.filter(user=user).exists()
    assert verbs() == ["accounts.second_factor_reset"]
    assert Notice.objects.get().user == user
    mail = OutgoingMail.objects.get()
    assert mail.to == user.email
    assert "Handy verloren" in str(mail.text)


def test_sessions_that_are_over_are_forgotten_with_their_addresses():
    now = timezone.now()
    living, gone = a_user(role="beratung"), a_user(role="beratung")
    a_session(living)
    UserSession.objects.create(user=gone, ip="192.0.2.2", session_key="laengst-vorbei")

    assert actions.clear_sessions(at=now) == 1
    assert actions.clear_sessions(at=now) == 0

    assert UserSession.objects.get().user == living


def test_the_profile_changes_only_what_differs():
    user = a_user(role="beratung")
    same = {
        "name": user.name,
        "language": "de",
        "theme": "",
        "shortcuts_enabled": True,
    }

    actions.change_profile(user=user, **same, at=MONDAY_MORNING)
    assert verbs() == []

    actions.change_profile(user=user, **(same | {"language": "ar"}), at=MONDAY_MORNING)
    assert Event.objects.get().changed == ["language"]


def test_the_first_head_is_made_by_the_console():
    link = actions.create_admin(
        username="Erste", email="erste@example.org", name="Erste Leitung", at=MONDAY_MORNING
    )

    user = User.objects.get()
    assert user.username == "erste"
    assert "/konto/einladung/" in link
    assert queries.people_with(role="leitung", on=MONDAY).get() == user
    with pytest.raises(actions.UsernameTaken):
        actions.create_admin(
            username="ERSTE", email="zweite@example.org", name="Zweite", at=MONDAY_MORNING
        )
    with pytest.raises(ValidationError):
        actions.create_admin(username="böse", email="b@example.org", name="B", at=MONDAY_MORNING)
