"""The timetable starts each daily job once a day, whoever ticks; a killed worker's job comes back."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.kit import actions, jobs
from teilhabe.kit.models import ScheduledRun

BERLIN = ZoneInfo("Europe/Berlin")
MORNING = datetime(2026, 11, 23, 5, 0, tzinfo=BERLIN)
PLAN = jobs.Schedule("probe", time(4, 30), None)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    st.one_of(st.none(), st.dates(datetime(2025, 1, 1).date(), datetime(2028, 1, 1).date())),
)
def test_a_job_is_due_once_a_day_after_its_time(now, last):
    due = PLAN.is_due(last=last, now=now)

    assert due == ((last is None or last < now.date()) and now.time() >= time(4, 30))


@pytest.mark.django_db
def test_two_ticks_on_one_day_start_a_job_once():
    first = actions.start_due_jobs(at=MORNING.replace(hour=23))
    second = actions.start_due_jobs(at=MORNING.replace(hour=23, minute=59))

    assert first == sorted(jobs.SCHEDULES)
    assert second == []
    assert DBTaskResult.objects.count() == len(first)
    assert set(ScheduledRun.objects.values_list("name", flat=True)) == set(first)


@pytest.mark.django_db
def test_the_next_day_starts_them_again():
    actions.start_due_jobs(at=MORNING.replace(hour=23))

    assert actions.start_due_jobs(at=MORNING.replace(hour=23) + timedelta(days=1))


def test_every_daily_job_is_safe_to_run_twice(do_jobs):
    for _ in range(2):
        ScheduledRun.objects.all().delete()
        actions.start_due_jobs(at=MORNING.replace(hour=23))
        do_jobs()

    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()


@pytest.mark.django_db
def test_a_job_whose_worker_was_killed_comes_back_after_an_hour():
    actions.start_due_jobs(at=MORNING.replace(hour=23))
    DBTaskResult.objects.update(status="RUNNING", started_at=MORNING)

    assert actions.revive_abandoned_jobs(at=MORNING + timedelta(minutes=59)) == 0
    assert actions.revive_abandoned_jobs(at=MORNING + timedelta(minutes=61)) > 0
    assert not DBTaskResult.objects.filter(status="RUNNING").exists()
