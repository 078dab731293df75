"""The history of one record, and the whole trail for those who may read it."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from teilhabe.accounts import roles
from teilhabe.audit import actions, queries
from teilhabe.audit.models import Event
from teilhabe.audit.rules import LABELS, Permission
from tests.conftest import MONDAY_MORNING
from tests.makers import a_user

pytestmark = pytest.mark.django_db


def test_a_history_tells_only_of_its_record_newest_first():
    head, clerk = a_user("leitung", name="Jonas Weber"), a_user("verwaltung")
    later = MONDAY_MORNING + timedelta(hours=1)
    actions.record("accounts.user_changed", clerk, by=head, at=MONDAY_MORNING, changed=["name"])
    actions.record("accounts.role_ended", clerk, by=None, at=later)
    actions.record("accounts.user_blocked", head, by=None, at=later)

    first, second = queries.history(clerk)

    assert (first.title, first.actor, first.text) == ("Rolle beendet", "", "")
    assert first.at == later
    assert (second.title, second.actor) == ("Angaben zur Person geändert", "Jonas Weber")
    assert (second.changed, second.text) == (("Name",), "Geändert: Name")


def test_a_history_asks_once_however_long_it_is(django_assert_num_queries):
    clerk = a_user("verwaltung")
    for hour in range(5):
        at = MONDAY_MORNING + timedelta(hours=hour)
        actions.record("accounts.user_changed", clerk, by=a_user(), at=at, changed=["name"])

    with django_assert_num_queries(1):
        assert len(queries.history(clerk)) == 5


def test_words_of_a_deed_follow_the_language_of_the_page():
    with translation.override("de"):
        assert queries.verb_label("accounts.role_ended") == "Rolle beendet"
    assert queries.verb_label("gone.deed") == "gone.deed"


def test_a_table_or_field_that_is_gone_keeps_its_code():
    event = Event.objects.create(
        verb="gone.deed",
        subject_type="gone.thing",
        subject_id="7",
        at=MONDAY_MORNING,
        changed=["x"],
    )

    assert queries.subject_label(event) == "gone.thing 7"
    assert queries.field_labels(event) == ("x",)


@pytest.mark.parametrize("role", sorted(roles.ROLES))
def test_only_operators_and_data_protection_read_the_whole_trail(role: str):
    actions.record("accounts.role_ended", a_user(), by=None, at=MONDAY_MORNING)

    seen = queries.events(user=a_user(role)).exists()

    assert seen is (role in {"datenschutz", "betrieb"})


def test_every_permission_has_words():
    assert set(LABELS) == set(Permission)


def test_a_period_includes_both_days():
    reader, clerk = a_user("betrieb"), a_user()
    for hours in (-24, 0, 24):
        at = MONDAY_MORNING + timedelta(hours=hours)
        actions.record("accounts.role_ended", clerk, by=None, at=at)
    day = date(2026, 11, 23)

    found = queries.until(queries.since(queries.events(user=reader), day=day), day=day)

    assert [event.at for event in found] == [MONDAY_MORNING]


def test_filters_offer_what_the_trail_contains():
    reader, head = a_user("betrieb"), a_user("leitung", name="Jonas Weber")
    actions.record("accounts.role_ended", head, by=head, at=MONDAY_MORNING)
    actions.record("accounts.role_ended", head, by=None, at=MONDAY_MORNING)

    assert queries.verb_choices(user=reader) == [("accounts.role_ended", "Rolle beendet")]
    assert queries.actor_choices(user=reader) == [(str(head.pk), "Jonas Weber")]
    assert queries.verb_choices(user=head) == []
