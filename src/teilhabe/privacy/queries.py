"""Questions of data protection: who looked, what is due, what was deleted, what is processed why."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst

from teilhabe.kit.contributions import modules
from teilhabe.kit.keeping import Keep, Then
from teilhabe.kit.personal import personal_fields
from teilhabe.kit.types import Text, User
from teilhabe.privacy.choices import Purpose
from teilhabe.privacy.models import DeletedRow, DeletionRun, Look, LookQuerySet
from teilhabe.privacy.rules import Permission


@dataclass(frozen=True, slots=True)
class LookRow:
    """One line of a record's log of looks."""

    at: datetime
    actor: str
    purpose: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """A promise and how many rows it would delete on that day."""

    keep: Keep
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class DeletionLogRow:
    """A deleted row by table and number: what a restored backup has to forget again."""

    model_label: str
    row_pk: str
    deleted_on: date


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One line of the proof of deletion: counts only."""

    label: str
    deleted: int
    kept: int


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the record of processing activities (Art. 30 GDPR)."""

    room: str
    room_label: str
    purpose: str
    model_label: str
    label: str
    personal: tuple[str, ...]
    months: int | None
    since: str
    because: str


def local_day(moment: datetime) -> date:
    """The day of a moment in the centre's time zone."""
    return timezone.localtime(moment).date()


# Looks ------------------------------------------------------------------------------------------
def looks_at(subject: models.Model, *, user: User) -> list[LookRow]:
    """Who opened this record, newest first; read for cause only."""
    found = looks(user=user).at_record(subject)
    return [LookRow(x.at, x.user.display_name, str(Purpose(x.purpose).label)) for x in found]


def looks(*, user: User) -> LookQuerySet:
    """All looks, for those who may read them; nothing for anybody else."""
    if not user.has_perm(Permission.VIEW_LOOK):
        return Look.objects.none()
    return Look.objects.newest_first().select_related("user")


def look_label(look: Look) -> str:
    return f"{_one_label(look.subject_type)} {look.subject_id}"


def looker_choices(*, user: User) -> list[tuple[str, str]]:
    """The people who occur in the log, by name."""
    names = looks(user=user).order_by().values_list("user_id", "user__name").distinct()
    return sorted(((str(pk), name) for pk, name in names), key=lambda pair: pair[1].casefold())


def since(rows: LookQuerySet, *, day: date) -> LookQuerySet:
    return rows.filter(at__gte=_midnight(day))


def until(rows: LookQuerySet, *, day: date) -> LookQuerySet:
    """Including that day."""
    return rows.filter(at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


# Promises ---------------------------------------------------------------------------------------
def promises() -> list[Keep]:
    """What every room promises, highest floor first, so that what points goes before its target."""
    return [keep for module in modules("retention") for keep in module.RETENTION]


def last_due_day(*, on: date, months: int) -> date:
    """The last day from which a period of so many months is over before `on` begins.

    As in § 188 BGB: a month from 31 January ends with the last day of February; the row is due on
    1 March.
    """
    ended = on - timedelta(days=1)
    month_index = ended.year * 12 + ended.month - 1 - months
    year, month = divmod(month_index, 12)
    month += 1
    last_of_source = monthrange(year, month)[1]
    ended_with_month = ended.day == monthrange(ended.year, ended.month)[1]
    return date(year, month, last_of_source if ended_with_month else min(ended.day, last_of_source))


def due_rows(keep: Keep, *, on: date) -> models.QuerySet[models.Model]:
    """The rows of a promise whose time is over on that day, oldest number first."""
    rows = keep.model._base_manager.all()
    if keep.then is Then.STAYS or keep.months is None:
        return rows.none()
    first_kept = last_due_day(on=on, months=keep.months) + timedelta(days=1)
    has_time = isinstance(keep.model._meta.get_field(keep.since), models.DateTimeField)
    bound = _midnight(first_kept) if has_time else first_kept
    return rows.filter(**{f"{keep.since}__lt": bound}).order_by("pk")


def due(*, on: date) -> list[DueRow]:
    """The dry run: what a deletion on that day would take, promise by promise."""
    return [
        DueRow(keep, table_label(keep.model._meta.label_lower), due_rows(keep, on=on).count())
        for keep in promises()
        if keep.then is Then.DELETE
    ]


# Proof ------------------------------------------------------------------------------------------
def runs(*, user: User) -> models.QuerySet[DeletionRun]:
    """Past runs with their counts, newest first."""
    if not user.has_perm(Permission.VIEW_RETENTION):
        return DeletionRun.objects.none()
    return (
        DeletionRun.objects.order_by("-at", "-pk").select_related("by").prefetch_related("counts")
    )


def run(pk: int, *, user: User) -> DeletionRun:
    """One run; raises `DeletionRun.DoesNotExist` for those who may not see it."""
    return runs(user=user).get(pk=pk)


def proof(run: DeletionRun) -> list[ProofRow]:
    """What a run did, table by table, in words."""
    rows = [
        ProofRow(table_label(x.model_label), x.deleted_count, x.kept_count)
        for x in run.counts.all()
    ]
    return sorted(rows, key=lambda row: row.label)


def deletion_log() -> list[DeletionLogRow]:
    """Everything deleted so far, oldest first. Taken along before a backup is restored."""
    rows = DeletedRow.objects.order_by("pk")
    return [
        DeletionLogRow(*row)
        for row in rows.values_list("model_label", "row_pk", "deleted_on").iterator()
    ]


# Record of processing ---------------------------------------------------------------------------
def processing_register() -> list[RegisterRow]:
    """What is processed in which room, for what, which of it is personal, how long, and why."""
    register = []
    for module in modules("retention"):
        purpose: Text = getattr(module, "PURPOSE", "")
        for keep in module.RETENTION:
            meta = keep.model._meta
            register.append(
                RegisterRow(
                    room=meta.app_label,
                    room_label=str(meta.app_config.verbose_name),
                    purpose=str(purpose),
                    model_label=meta.label_lower,
                    label=table_label(meta.label_lower),
                    personal=tuple(field_label(keep.model, n) for n in personal_fields(keep.model)),
                    months=keep.months,
                    since=field_label(keep.model, keep.since) if keep.since else "",
                    because=str(keep.because),
                )
            )
    return register


def table_label(model_label: str) -> str:
    """The table in words; one that no longer exists keeps its code."""
    try:
        return capfirst(str(apps.get_model(model_label)._meta.verbose_name_plural))
    except LookupError:
        return model_label


def _one_label(model_label: str) -> str:
    try:
        return capfirst(str(apps.get_model(model_label)._meta.verbose_name))
    except LookupError:
        return model_label


def field_label(model: type[models.Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))
