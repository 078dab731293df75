"""What the toolbox writes: the timetable's marks."""

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from teilhabe.kit.jobs import SCHEDULES, Schedule
from teilhabe.kit.models import ScheduledRun


def start_due_jobs(*, at: datetime) -> list[str]:
    """Start every daily job whose time has come; `at` is local time. Returns their names."""
    return [name for name, plan in sorted(SCHEDULES.items()) if _start(plan, at=at)]


@transaction.atomic
def _start(plan: Schedule, *, at: datetime) -> bool:
    run, _ = ScheduledRun.objects.select_for_update(of=("self",)).get_or_create(name=plan.name)
    if not plan.is_due(last=run.last_started_on, now=at):
        return False
    run.last_started_on = at.date()
    run.save(update_fields=["last_started_on"])
    plan.job.enqueue(today=at.date().isoformat())
    return True


def revive_abandoned_jobs(*, at: datetime) -> int:
    """Put jobs back into the queue whose worker was killed more than an hour ago.

    Every job is safe to run twice; a job that really runs for so long is not ours.
    """
    abandoned = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=at - timedelta(hours=1)
    )
    return abandoned.update(status=TaskResultStatus.READY, started_at=None)
