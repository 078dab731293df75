"""Looks are noted once, due rows go with proof, and what is gone stays gone after a restore."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from teilhabe.accounts.models import Invitation, User
from teilhabe.audit import actions as audit
from teilhabe.audit.models import Event
from teilhabe.kit import pages
from teilhabe.privacy import actions, jobs, queries
from teilhabe.privacy.choices import Purpose, Reason
from teilhabe.privacy.models import DeletedRow, DeletionRun, Look
from teilhabe.privacy.queries import DeletionLogRow
from tests.conftest import MONDAY, MONDAY_MORNING
from tests.makers import a_user

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
LONG_AGO = datetime(2020, 1, 15, 12, tzinfo=BERLIN)


def an_old_event() -> Event:
    return audit.record("accounts.role_ended", a_user(), by=None, at=LONG_AGO)


def numbers(run: DeletionRun) -> dict[str, tuple[int, int]]:
    return {x.model_label: (x.deleted_count, x.kept_count) for x in run.counts.all()}


# Looks ------------------------------------------------------------------------------------------
def test_a_reload_within_ten_minutes_is_one_look():
    adviser, record = a_user("beratung"), a_user()

    actions.record_look(subject=record, by=adviser, at=MONDAY_MORNING)
    actions.record_look(subject=record, by=adviser, at=MONDAY_MORNING + timedelta(minutes=9))

    look = Look.objects.get()
    assert (look.user, look.at, look.purpose) == (adviser, MONDAY_MORNING, Purpose.READ)
    assert (look.subject_type, look.subject_id) == ("accounts.user", str(record.pk))


def test_later_others_and_other_purposes_are_looks_of_their_own():
    adviser, record = a_user("beratung"), a_user()
    actions.record_look(subject=record, by=adviser, at=MONDAY_MORNING)

    actions.record_look(subject=record, by=adviser, at=MONDAY_MORNING + timedelta(minutes=10))
    actions.record_look(subject=record, by=a_user("leitung"), at=MONDAY_MORNING)
    actions.record_look(subject=adviser, by=adviser, at=MONDAY_MORNING)
    actions.record_look(subject=record, by=adviser, at=MONDAY_MORNING, purpose=Purpose.EXPORT)

    assert Look.objects.count() == 5


def test_the_database_itself_refuses_the_second_row():
    look = {"user": a_user(), "subject_type": "x.y", "subject_id": "1", "window": MONDAY_MORNING}
    Look.objects.create(at=MONDAY_MORNING, **look)

    with pytest.raises(IntegrityError), transaction.atomic():
        Look.objects.create(at=MONDAY_MORNING, **look)


# Deleting what is due ---------------------------------------------------------------------------
def test_what_is_due_goes_and_leaves_counts_and_numbers():
    old = [an_old_event(), an_old_event()]
    fresh = audit.record("accounts.role_ended", a_user(), by=None, at=MONDAY_MORNING)
    officer = a_user("datenschutz")

    run = actions.delete_due(on=MONDAY, by=officer, at=MONDAY_MORNING)

    assert list(Event.objects.all()) == [fresh]
    assert numbers(run) == {"audit.event": (2, 0)}
    assert (run.reason, run.due_on, run.by, run.is_complete) == (Reason.DUE, MONDAY, officer, True)
    assert queries.deletion_log() == [
        DeletionLogRow("audit.event", str(event.pk), MONDAY) for event in old
    ]


def test_a_second_run_finds_nothing():
    an_old_event()
    actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)

    again = actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)

    assert numbers(again) == {}
    assert DeletedRow.objects.count() == 1


def test_more_rows_than_a_batch_go_in_one_run():
    subject = a_user()
    for _ in range(actions.BATCH + 3):
        audit.record("accounts.role_ended", subject, by=None, at=LONG_AGO)

    run = actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)

    assert numbers(run) == {"audit.event": (actions.BATCH + 3, 0)}
    assert DeletedRow.objects.count() == actions.BATCH + 3


def someone_who_left(on: date) -> User:
    person = a_user(None)
    User.objects.filter(pk=person.pk).update(left_on=on)
    return person


def test_a_row_that_others_point_to_is_put_back_and_its_neighbour_goes():
    needed, free = someone_who_left(date(2020, 1, 1)), someone_who_left(date(2020, 1, 1))
    actions.record_look(subject=free, by=needed, at=MONDAY_MORNING)

    run = actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)

    assert numbers(run) == {"accounts.user": (1, 1)}
    assert list(User.objects.all()) == [needed]
    assert [row.row_pk for row in queries.deletion_log()] == [str(free.pk)]


def test_what_was_put_back_goes_when_nothing_points_to_it_any_more():
    person = someone_who_left(date(2020, 1, 1))
    actions.record_look(subject=person, by=person, at=MONDAY_MORNING - timedelta(days=300))
    actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)
    later = MONDAY + timedelta(days=100)

    run = actions.delete_due(on=later, by=None, at=MONDAY_MORNING + timedelta(days=100))

    assert numbers(run)["privacy.look"] == (1, 0)
    actions.delete_due(on=later, by=None, at=MONDAY_MORNING + timedelta(days=100))
    assert not User.objects.exists()


def test_what_goes_along_with_a_row_is_counted_too():
    person = someone_who_left(date(2020, 1, 1))
    Invitation.objects.create(
        user=person, token_hash="x", expires_at=MONDAY_MORNING, created_at=MONDAY_MORNING
    )

    run = actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)

    assert numbers(run) == {"accounts.user": (1, 0), "accounts.invitation": (1, 0)}


def test_numbers_of_deleted_rows_fade_without_new_numbers():
    run = DeletionRun.objects.create(reason=Reason.DUE, due_on=MONDAY, at=LONG_AGO)
    DeletedRow.objects.create(
        run=run, model_label="audit.event", row_pk="5", deleted_on=LONG_AGO.date()
    )

    actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)

    assert not DeletedRow.objects.exists()


def test_public_pages_forget_what_was_deleted(django_capture_on_commit_callbacks):
    before = pages.generation()
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)
    assert pages.generation() == before
    an_old_event()

    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)

    assert pages.generation() == before + 1


def test_the_nightly_job_keeps_the_promises_of_the_day_it_was_asked_for():
    an_old_event()

    pk = jobs.delete_due.func("2026-11-23")

    run = DeletionRun.objects.get(pk=pk)
    assert (run.due_on, run.by) == (MONDAY, None)
    assert not Event.objects.exists()


# Deleting one row -------------------------------------------------------------------------------
def test_one_record_is_forgotten_on_request_with_proof():
    officer, person = a_user("datenschutz"), a_user(None)
    number = str(person.pk)

    run = actions.forget(row=person, by=officer, at=MONDAY_MORNING)

    assert numbers(run) == {"accounts.user": (1, 0)}
    assert run.reason == Reason.REQUEST
    assert queries.deletion_log() == [DeletionLogRow("accounts.user", number, MONDAY)]
    assert not User.objects.filter(pk=number).exists()


def test_a_record_that_is_still_needed_is_refused_and_leaves_no_trace():
    officer, person = a_user("datenschutz"), a_user(None)
    actions.record_look(subject=officer, by=person, at=MONDAY_MORNING)

    with pytest.raises(actions.StillNeeded):
        actions.forget(row=person, by=officer, at=MONDAY_MORNING)

    assert not DeletionRun.objects.exists()
    assert User.objects.filter(pk=person.pk).exists()


# After a restore --------------------------------------------------------------------------------
def test_what_a_backup_brings_back_is_deleted_again():
    person = a_user(None)
    log = [
        DeletionLogRow("accounts.user", str(person.pk), MONDAY),
        DeletionLogRow("accounts.user", "999999", MONDAY),  # never was in the backup
        DeletionLogRow("gone.table", "1", MONDAY),  # a room that no longer exists
    ]

    run = actions.replay_deletions(rows=log, by=None, at=MONDAY_MORNING)

    assert not User.objects.exists()
    assert run.reason == Reason.REPLAY
    assert numbers(run) == {"accounts.user": (1, 0)}
    assert queries.deletion_log() == log[:2]


def test_a_number_given_anew_after_the_restore_is_not_deleted():
    person = a_user(None)
    log = [DeletionLogRow("accounts.user", str(person.pk), MONDAY)]
    actions.replay_deletions(rows=log, by=None, at=MONDAY_MORNING)
    newcomer = a_user(None)
    User.objects.filter(pk=newcomer.pk).update(id=person.pk or log[0].row_pk)

    actions.replay_deletions(rows=log, by=None, at=MONDAY_MORNING)

    assert User.objects.filter(pk=log[0].row_pk).exists()
    assert len(queries.deletion_log()) == 1


def test_a_row_that_could_not_go_is_tried_again_by_the_next_replay():
    person = a_user(None)
    log = [DeletionLogRow("accounts.user", str(person.pk), MONDAY)]
    actions.record_look(subject=person, by=person, at=MONDAY_MORNING)
    first = actions.replay_deletions(rows=log, by=None, at=MONDAY_MORNING)
    assert numbers(first) == {"accounts.user": (0, 1)}
    Look.objects.all().delete()

    second = actions.replay_deletions(rows=log, by=None, at=MONDAY_MORNING)

    assert numbers(second) == {"accounts.user": (1, 0)}
    assert queries.deletion_log() == log
