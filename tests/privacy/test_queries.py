"""Periods end as the civil code says; the dry run and the register tell what the rooms promise."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.accounts import roles
from teilhabe.audit import actions as audit
from teilhabe.audit.models import Event
from teilhabe.kit.keeping import Keep, Then
from teilhabe.kit.personal import house_models
from teilhabe.privacy import actions, queries
from teilhabe.privacy.choices import Reason
from teilhabe.privacy.models import DeletionRun, Look
from teilhabe.privacy.rules import LABELS, Permission
from tests.conftest import MONDAY, MONDAY_MORNING
from tests.makers import a_user

BERLIN = ZoneInfo("Europe/Berlin")
EVENTS_FOR_A_MONTH = Keep(Event, since="at", months=1, because="test")

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def end_of_period(begin: date, months: int) -> date:
    """§ 188 (2) and (3) BGB, written as the law says it."""
    index = begin.year * 12 + begin.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(begin.day, monthrange(year, month)[1]))


@given(on=days, months=st.integers(1, 240))
def test_a_row_is_due_exactly_when_its_period_is_over(on: date, months: int):
    last = queries.last_due_day(on=on, months=months)

    assert end_of_period(last, months) < on
    assert end_of_period(last + timedelta(days=1), months) >= on


@pytest.mark.parametrize(
    ("since", "due_on"),
    [
        (date(2026, 1, 31), date(2026, 3, 1)),
        (date(2026, 1, 28), date(2026, 3, 1)),
        (date(2026, 2, 28), date(2026, 3, 29)),
        (date(2024, 1, 30), date(2024, 3, 1)),
        (date(2026, 12, 31), date(2027, 2, 1)),
    ],
)
def test_a_month_ends_with_the_month(since: date, due_on: date):
    assert queries.last_due_day(on=due_on, months=1) >= since
    assert queries.last_due_day(on=due_on - timedelta(days=1), months=1) < since


@pytest.mark.django_db
def test_a_moment_counts_by_its_day_at_the_office():
    subject = a_user()
    just_before = datetime(2026, 10, 22, 23, 59, tzinfo=BERLIN)
    just_after = datetime(2026, 10, 23, 0, 1, tzinfo=BERLIN)
    gone = audit.record("accounts.role_ended", subject, by=None, at=just_before)
    audit.record("accounts.role_ended", subject, by=None, at=just_after)

    due = queries.due_rows(EVENTS_FOR_A_MONTH, on=MONDAY)

    assert list(due) == [gone]


@pytest.mark.django_db
def test_the_dry_run_counts_what_a_run_would_delete():
    audit.record("accounts.role_ended", a_user(), by=None, at=datetime(2020, 1, 1, tzinfo=BERLIN))

    counted = {row.keep.model._meta.label_lower: row.count for row in queries.due(on=MONDAY)}

    assert counted["audit.event"] == 1
    assert sum(counted.values()) == 1
    run = actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)
    assert sum(x.deleted_count for x in run.counts.all()) == 1


def test_the_register_names_every_table_its_purpose_and_its_period():
    register = queries.processing_register()

    assert {row.model_label for row in register} == {m._meta.label_lower for m in house_models()}
    event = next(row for row in register if row.model_label == "audit.event")
    assert (event.room_label, event.label, event.months) == ("Protokoll", "Protokolleinträge", 36)
    assert event.personal == ("Person",)
    assert event.since == "Zeitpunkt"
    assert event.purpose.startswith("Nachweis")


@pytest.mark.django_db
def test_looks_are_read_newest_first_by_those_who_may():
    officer, adviser, record = a_user("datenschutz"), a_user("beratung", name="Ben Roth"), a_user()
    later = MONDAY_MORNING + timedelta(hours=1)
    actions.record_look(subject=record, by=adviser, at=MONDAY_MORNING)
    actions.record_look(subject=record, by=adviser, at=later)
    actions.record_look(subject=adviser, by=adviser, at=later)

    rows = queries.looks_at(record, user=officer)

    assert [(row.at, row.actor, row.purpose) for row in rows] == [
        (later, "Ben Roth", "angesehen"),
        (MONDAY_MORNING, "Ben Roth", "angesehen"),
    ]
    assert queries.looks_at(record, user=adviser) == []
    assert queries.looker_choices(user=officer) == [(str(adviser.pk), "Ben Roth")]


TRUTH = {
    Permission.VIEW_LOOK: {"leitung", "stellvertretung", "datenschutz"},
    Permission.VIEW_RETENTION: {"leitung", "stellvertretung", "datenschutz", "betrieb"},
    Permission.CHANGE_RETENTION: {"datenschutz"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("role", sorted(roles.ROLES))
def test_who_may_what(role: str, permission: Permission):
    assert a_user(role).has_perm(permission) is (role in TRUTH[permission])


def test_every_permission_has_words():
    assert set(LABELS) == set(Permission)


@pytest.mark.django_db
def test_runs_are_hidden_from_those_without_the_right():
    actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)

    assert queries.runs(user=a_user("datenschutz")).count() == 1
    assert queries.runs(user=a_user("beratung")).count() == 0


def test_a_table_that_is_gone_keeps_its_code():
    look = Look(subject_type="gone.thing", subject_id="7")

    assert queries.table_label("gone.thing") == "gone.thing"
    assert queries.look_label(look) == "gone.thing 7"


@pytest.mark.django_db
def test_what_stays_is_never_due():
    DeletionRun.objects.create(reason=Reason.DUE, due_on=date(2000, 1, 1), at=MONDAY_MORNING)
    stays = Keep(DeletionRun, because="proof", then=Then.STAYS)

    assert not queries.due_rows(stays, on=MONDAY).exists()


@pytest.mark.django_db
def test_a_period_of_looks_includes_both_days():
    officer, adviser = a_user("datenschutz"), a_user("beratung")
    for hours in (-24, 0, 24):
        at = MONDAY_MORNING + timedelta(hours=hours)
        actions.record_look(subject=officer, by=adviser, at=at)

    found = queries.until(queries.since(queries.looks(user=officer), day=MONDAY), day=MONDAY)

    assert [look.at for look in found] == [MONDAY_MORNING]
