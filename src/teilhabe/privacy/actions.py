"""Writes the proofs: notes looks, deletes what is due, repeats deletions after a restore."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from teilhabe.kit.keeping import Then
from teilhabe.kit.pages import forget_pages
from teilhabe.kit.personal import house_models
from teilhabe.kit.types import DomainError, User
from teilhabe.privacy import queries
from teilhabe.privacy.choices import Purpose, Reason
from teilhabe.privacy.models import DeletedRow, DeletionCount, DeletionRun, Look
from teilhabe.privacy.queries import DeletionLogRow

T = TypeVar("T")

WINDOW_MINUTES = 10
BATCH = 200


def record_look(
    *, subject: models.Model, by: User, at: datetime, purpose: Purpose = Purpose.READ
) -> None:
    """Note that somebody opened a sensitive record; a reload within ten minutes adds nothing."""
    window = at.replace(minute=at.minute - at.minute % WINDOW_MINUTES, second=0, microsecond=0)
    look = Look(
        user_id=by.pk,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        purpose=purpose,
        at=at,
        window=window,
    )
    Look.objects.bulk_create([look], ignore_conflicts=True)


def delete_due(*, on: date, by: User | None, at: datetime) -> DeletionRun:
    """Keep every room's promise for that day, and leave the proof.

    Each batch is one transaction with its own proof, so a killed run has deleted exactly what it
    has counted, and the next one goes on. A row that others still point to (PROTECT) stays and is
    counted as put back; it falls with the run after its last pointer.
    """
    run = _begin(Reason.DUE, on=on, by=by, at=at)
    for keep in queries.promises():
        if keep.then is not Then.DELETE:
            continue
        due = queries.due_rows(keep, on=on)
        for batch in _batches(list(due.values_list("pk", flat=True))):
            _delete_and_log(run, due.filter(pk__in=batch), at=at)
    return _end(run)


class StillNeeded(DomainError):
    """Other rows point to the row, so it cannot be deleted."""


@transaction.atomic
def forget(*, row: models.Model, by: User, at: datetime) -> DeletionRun:
    """Delete one record on request, with proof, so that a restored backup forgets it too."""
    run = _begin(Reason.REQUEST, on=queries.local_day(at), by=by, at=at)
    if _delete_and_log(run, type(row)._base_manager.filter(pk=row.pk), at=at):
        raise StillNeeded(
            _("Das kann noch nicht gelöscht werden: Andere Einträge verweisen darauf.")
        )
    return _end(run)


def replay_deletions(
    *, rows: Iterable[DeletionLogRow], by: User | None, at: datetime
) -> DeletionRun:
    """Delete again, in the old order, what a restored backup has brought back.

    A row that this database already knows as deleted is left out: its number may have been given
    to another record since. Running it twice therefore changes nothing.
    """
    run = _begin(Reason.REPLAY, on=queries.local_day(at), by=by, at=at)
    known = set(DeletedRow.objects.values_list("model_label", "row_pk").iterator())
    ours = {model._meta.label_lower for model in house_models()}
    new = [x for x in rows if x.model_label in ours and (x.model_label, x.row_pk) not in known]
    for batch in _batches(new):
        with transaction.atomic():
            for label in dict.fromkeys(x.model_label for x in batch):
                model = apps.get_model(label)
                named = {
                    str(model._meta.pk.to_python(x.row_pk)): x
                    for x in batch
                    if x.model_label == label
                }
                kept = _delete(run, model._base_manager.filter(pk__in=list(named)))
                _log(run, [x for pk, x in named.items() if pk not in kept])
    return _end(run)


def _begin(reason: Reason, *, on: date, by: User | None, at: datetime) -> DeletionRun:
    return DeletionRun.objects.create(reason=reason, due_on=on, by_id=by.pk if by else None, at=at)


def _end(run: DeletionRun) -> DeletionRun:
    run.is_complete = True
    run.save(update_fields=["is_complete"])
    if run.counts.filter(deleted_count__gt=0).exists():
        forget_pages()
    return run


@transaction.atomic
def _delete_and_log(
    run: DeletionRun, rows: models.QuerySet[models.Model], *, at: datetime
) -> frozenset[str]:
    label = rows.model._meta.label_lower
    locked = rows.order_by("pk").select_for_update(of=("self",))
    pks = [str(pk) for pk in locked.values_list("pk", flat=True)]
    kept = _delete(run, rows.model._base_manager.filter(pk__in=pks))
    if rows.model is not DeletedRow:
        day = queries.local_day(at)
        _log(run, [DeletionLogRow(label, pk, day) for pk in pks if pk not in kept])
    return kept


def _delete(run: DeletionRun, rows: models.QuerySet[models.Model]) -> frozenset[str]:
    """Delete and count the rows with all that goes with them; returns the numbers that stayed."""
    counts: Counter[str] = Counter()
    kept = set()
    attempts = [list(rows.order_by("pk").values_list("pk", flat=True))]
    while attempts:
        pks = attempts.pop()
        try:
            with transaction.atomic():
                counts.update(rows.filter(pk__in=pks).delete()[1])
        except (ProtectedError, RestrictedError):
            if len(pks) == 1:
                kept.add(str(pks[0]))
            else:
                attempts.extend([pk] for pk in pks)
    for name, number in counts.items():
        _count(run, name.lower(), deleted=number)
    if kept:
        _count(run, rows.model._meta.label_lower, kept=len(kept))
    return frozenset(kept)


def _count(run: DeletionRun, label: str, *, deleted: int = 0, kept: int = 0) -> None:
    row, _created = DeletionCount.objects.get_or_create(run=run, model_label=label)
    row.deleted_count = F("deleted_count") + deleted
    row.kept_count = F("kept_count") + kept
    row.save(update_fields=["deleted_count", "kept_count"])


def _log(run: DeletionRun, rows: Iterable[DeletionLogRow]) -> None:
    DeletedRow.objects.bulk_create(
        DeletedRow(run=run, model_label=x.model_label, row_pk=x.row_pk, deleted_on=x.deleted_on)
        for x in rows
    )


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
