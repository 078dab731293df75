"""Who holds what, how far, on which day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import Http404

from teilhabe.accounts import queries
from teilhabe.accounts.choices import PersonState
from teilhabe.accounts.models import Installation
from teilhabe.accounts.queries import Scope
from tests.makers import LONG_AGO, a_role, a_user

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


def test_the_last_day_of_a_role_still_counts_and_the_next_does_not():
    user = a_user(role="beratung", valid_until=MONDAY)

    assert queries.may_sign_in(user, on=MONDAY)
    assert not queries.may_sign_in(user, on=MONDAY + DAY)


def test_a_role_does_not_count_before_its_first_day():
    user = a_user(role=None)
    a_role(user, "beratung", valid_from=MONDAY)

    assert not queries.may_sign_in(user, on=MONDAY - DAY)
    assert queries.may_sign_in(user, on=MONDAY)


def test_the_blocked_may_not_sign_in_whatever_their_roles():
    user = a_user(role="leitung")
    user.blocked_at = LONG_AGO
    user.save()

    assert not queries.may_sign_in(user, on=MONDAY)
    assert not user.has_perm("accounts.view_own")


def test_a_scope_is_the_union_of_the_roles_that_open_the_permission():
    user = a_user(role="beratung", stage="primary")
    a_role(user, "beratung", stage="upper_secondary")
    a_role(user, "betrieb")

    found = queries.scopes(user, "office.view_request", on=MONDAY)

    assert found == [Scope(stage="primary"), Scope(stage="upper_secondary")]
    assert not any(scope.is_everywhere for scope in found)
    assert queries.scopes(user, "audit.view_event", on=MONDAY) == [Scope()]
    assert queries.scopes(user, "accounts.change_user", on=MONDAY) == []


def test_people_with_a_permission_come_in_the_order_of_their_names():
    b = a_user(role="leitung", name="Berta Beispiel")
    a = a_user(role="stellvertretung", name="Amal Ahmadi")
    a_user(role="beratung", name="Carla Costa")
    a_user(role="leitung", name="Dora Dorn", valid_until=MONDAY - DAY)

    assert list(queries.people_with(permission="accounts.change_user", on=MONDAY)) == [a, b]
    assert list(queries.people_with(role="leitung", on=MONDAY)) == [b]
    assert not queries.people_with(
        role="beratung", permission="accounts.change_user", on=MONDAY
    ).exists()


@pytest.mark.parametrize("role", ["beratung", "betrieb", "schule"])
def test_who_may_not_see_people_finds_nobody(role: str):
    head, user = a_user(role="leitung"), a_user(role=role)

    assert not queries.people(user=user).exists()
    with pytest.raises(Http404):
        queries.person(head.pk, user=user)


def test_the_list_asks_equally_often_for_one_and_for_many(django_assert_num_queries):
    head = a_user(role="leitung", second_factor=True)
    head.has_perm("accounts.view_user")
    with django_assert_num_queries(3):
        queries.people_rows(user=head, on=MONDAY)
    for _ in range(3):
        a_user(role="beratung", stage="primary")

    with django_assert_num_queries(3):
        rows = queries.people_rows(user=head, on=MONDAY)

    assert len(rows) == 4


def test_the_states_of_a_person():
    head = a_user(role="leitung", password="ein-langes-Passwort")
    invited = a_user(role="beratung")
    ended = a_user(role="beratung", password="x", valid_until=MONDAY - DAY)
    upcoming = a_user(role=None, password="x")
    a_role(upcoming, "beratung", valid_from=MONDAY + DAY)
    blocked = a_user(role="beratung", password="x")
    blocked.blocked_at = LONG_AGO
    blocked.save()

    states = {row.pk: row.state for row in queries.people_rows(user=head, on=MONDAY)}

    assert states == {
        head.pk: PersonState.ACTIVE,
        invited.pk: PersonState.INVITED,
        ended.pk: PersonState.ENDED,
        upcoming.pk: PersonState.UPCOMING,
        blocked.pk: PersonState.BLOCKED,
    }


def test_the_row_names_the_end_only_when_every_role_ends():
    head = a_user(role="leitung")
    until = a_user(role="beratung", stage="primary", valid_until=MONDAY + DAY)
    forever = a_user(role="querschnitt")
    a_role(forever, "betrieb", valid_until=MONDAY + DAY)

    rows = {row.pk: row for row in queries.people_rows(user=head, on=MONDAY)}

    assert rows[until.pk].until == MONDAY + DAY
    assert rows[until.pk].roles == ("Beratung (Primarstufe)",)
    assert rows[until.pk].needs_second_factor
    assert rows[forever.pk].until is None


def test_a_made_up_token_finds_no_invitation():
    assert queries.invitation("nichts") is None
    assert queries.invitation("") is None


def test_no_name_in_what_ends_up_in_logs():
    user = a_user(role="beratung", name="Katharina Vossen")
    shown = f"{user} {user.assignments.get()}"

    assert "Vossen" not in shown
    assert user.username not in shown
    assert user.display_name == "Katharina Vossen"


def test_the_service_means_one_known_person_only():
    user = a_user(role="beratung")

    def find(*emails: str):
        return queries.person_for_service(provider="verwaltung", emails=list(emails))

    assert find(user.email.upper()) == user
    assert find("fremd@example.org") is None
    assert find(user.email, a_user(role="betrieb").email) is None


def test_a_demo_code_is_the_one_the_app_would_show():
    a_user(role="leitung", username="leitung", second_factor=True)
    Installation.objects.create(pk=1, is_demo=True, marked_at=LONG_AGO)
    at = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    code = queries.demo_code("leitung", at=at)

    assert len(code) == 6
    assert code == queries.demo_code("leitung", at=at + timedelta(seconds=20))
    assert code != queries.demo_code("leitung", at=at + timedelta(seconds=31))


def test_no_code_is_shown_for_real_people_or_outside_a_demo():
    a_user(role="leitung", username="leitung", second_factor=True)
    at = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    with pytest.raises(queries.NoDemoLogin):
        queries.demo_code("leitung", at=at)

    Installation.objects.create(pk=1, is_demo=True, marked_at=LONG_AGO)
    a_user(role="leitung", username="echt", second_factor=True)
    for username in ("echt", "niemand", "beratung"):
        with pytest.raises(queries.NoDemoLogin):
            queries.demo_code(username, at=at)
