"""What the toolbox writes: the timetable's marks, people's own views and drafts, long works."""

import uuid
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from teilhabe.kit.choices import WorkState
from teilhabe.kit.jobs import SCHEDULES, Schedule
from teilhabe.kit.models import Draft, SavedView, ScheduledRun, Work
from teilhabe.kit.types import DomainError, User

MOST_VIEWS = 50


def start_due_jobs(*, at: datetime) -> list[str]:
    """Start every daily job whose time has come; `at` is local time. Returns their names."""
    return [name for name, plan in sorted(SCHEDULES.items()) if _start(plan, at=at)]


@transaction.atomic
def _start(plan: Schedule, *, at: datetime) -> bool:
    run, _created = ScheduledRun.objects.select_for_update(of=("self",)).get_or_create(
        name=plan.name
    )
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


class NameTaken(DomainError):
    """This person already has a view of this list under that name."""


class TooManyViews(DomainError):
    """More views than anybody can look through."""


def save_view(*, list_key: str, name: str, query: str, by: User, at: datetime) -> SavedView:
    """Remember filters and order of a list under a name of one's own."""
    with transaction.atomic():
        own = SavedView.objects.filter(user_id=by.pk, list_key=list_key)
        if own.count() >= MOST_VIEWS:
            raise TooManyViews(_("Bitte entfernen Sie zuerst eine Ihrer Ansichten."))
        if own.filter(name=name).exists():
            raise NameTaken(
                _("So heißt schon eine Ihrer Ansichten. Bitte wählen Sie einen anderen.")
            )
        try:
            with transaction.atomic():
                return SavedView.objects.create(
                    user_id=by.pk, list_key=list_key, name=name, query=query, saved_at=at
                )
        except IntegrityError:
            raise NameTaken(_("Diese Ansicht ist schon gespeichert.")) from None


@transaction.atomic
def rename_view(*, view: SavedView, name: str, by: User, at: datetime) -> SavedView:
    own = SavedView.objects.select_for_update(of=("self",)).filter(user_id=by.pk)
    view = own.get(pk=view.pk)
    if own.filter(list_key=view.list_key, name=name).exclude(pk=view.pk).exists():
        raise NameTaken(_("So heißt schon eine Ihrer Ansichten. Bitte wählen Sie einen anderen."))
    view.name, view.saved_at = name, at
    view.save(update_fields=["name", "saved_at"])
    return view


def remove_view(*, view: SavedView, by: User, at: datetime) -> None:
    """A second click finds nothing to do and says nothing."""
    SavedView.objects.filter(pk=view.pk, user_id=by.pk, saved_at__lte=at).delete()


def save_draft(
    *, form_key: str, object_key: str, payload: str, base_version: int, by: User, at: datetime
) -> Draft:
    """Keep what is being typed; the newest text wins, for this person and this form."""
    draft, _created = Draft.objects.update_or_create(
        user_id=by.pk,
        form_key=form_key,
        object_key=object_key,
        defaults={"payload": payload, "base_version": base_version, "updated_at": at},
    )
    return draft


def discard_draft(*, form_key: str, object_key: str, by: User, at: datetime) -> bool:
    """Forget the draft. True if there was one; what is typed after `at` stays."""
    found = Draft.objects.filter(user_id=by.pk, form_key=form_key, object_key=object_key)
    deleted, _rows = found.filter(updated_at__lte=at).delete()
    return deleted > 0


def start_work(*, kind: str, total: int, by: User, at: datetime) -> Work:
    """Announce long work; the page of the work can be shown at once."""
    return Work.objects.create(user_id=by.pk, kind=kind, total=total, created_at=at)


@transaction.atomic
def advance_work(*, uid: uuid.UUID, done: int, at: datetime, total: int | None = None) -> None:
    """Say how far it has come. Never backwards, and nothing once the work is over."""
    work = Work.objects.select_for_update(of=("self",)).get(uid=uid)
    if work.finished_at is not None:
        return
    work.state = WorkState.RUNNING
    work.started_at = work.started_at or at
    work.total = max(work.total if total is None else total, done, work.done)
    work.done = max(work.done, done)
    work.save(update_fields=["state", "started_at", "total", "done"])


@transaction.atomic
def finish_work(*, uid: uuid.UUID, at: datetime, result_url: str = "") -> None:
    work = Work.objects.select_for_update(of=("self",)).get(uid=uid)
    if work.finished_at is not None:
        return
    work.state, work.finished_at, work.result_url = WorkState.DONE, at, result_url
    work.started_at = work.started_at or at
    work.done = work.total
    work.save(update_fields=["state", "finished_at", "result_url", "started_at", "done"])


@transaction.atomic
def fail_work(*, uid: uuid.UUID, at: datetime, error: str) -> None:
    """`error` is the name of the exception's class, never its text."""
    work = Work.objects.select_for_update(of=("self",)).get(uid=uid)
    if work.finished_at is not None:
        return
    work.state, work.finished_at, work.error = WorkState.FAILED, at, error
    work.started_at = work.started_at or at
    work.save(update_fields=["state", "finished_at", "error", "started_at"])
