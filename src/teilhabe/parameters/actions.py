"""Everything that writes legal values: load the shipped list, enter a value, take one back."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.kit.types import DomainError, User
from teilhabe.parameters import queries, rules, schemas
from teilhabe.parameters.choices import GroupKind, Origin, Stage, Status, Value
from teilhabe.parameters.imports import ShippedValue, shipped
from teilhabe.parameters.models import Parameter

DAY = timedelta(days=1)
LONGEST_REASON = 300
Place = tuple[str, str, str]  # key, stage, group_kind


class ReasonMissing(DomainError):
    """A value without a reason cannot be explained later."""


class ChangedMeanwhile(DomainError):
    """Somebody else entered a value after this person opened the form."""


class AlreadyApplies(DomainError):
    """The value cannot be taken back any more, or never could."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the last loading did."""

    added: int
    removed: int
    unchanged: int

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            self.added + other.added,
            self.removed + other.removed,
            self.unchanged + other.unchanged,
        )


@transaction.atomic
def load_shipped(*, at: datetime) -> Loaded:
    """Bring the shipped values up to date. What the office entered stays and goes before them.

    Loading twice changes nothing the second time.
    """
    stored = Parameter.objects.select_for_update(of=("self",)).order_by("pk")
    places = {(row.key, row.stage, row.group_kind) for row in stored}
    places |= {(line.key, line.stage, line.group_kind) for line in shipped()}
    return sum(
        (_fit_shipped(place, _office_periods(place), at=at) for place in sorted(places)),
        start=Loaded(0, 0, 0),
    )


@transaction.atomic
def set_value(
    *,
    key: str,
    value: Value,
    valid_from: date,
    reason: str,
    by: User,
    at: datetime,
    stage: str = "",
    group_kind: str = "",
    latest_seen: int | None = None,
) -> Parameter:
    """Let a value hold from a day on: the one before ends the day before.

    A value already entered for later stays: the new one then ends before it begins.
    `latest_seen` is the key's newest row the person saw; after another entry nothing is written.
    """
    if not rules.may_change(by):
        raise PermissionDenied
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise ReasonMissing(
            _("Bitte begründen Sie den neuen Wert in höchstens %(limit)d Zeichen.")
            % {"limit": LONGEST_REASON}
        )
    place = (key, Stage(stage).value, GroupKind(group_kind).value)
    _lock(key)
    if latest_seen is not None and queries.latest_pk(key) != latest_seen:
        raise ChangedMeanwhile(
            _("Inzwischen hat jemand anderes hier etwas eingetragen. Bitte prüfen Sie den Stand.")
        )
    plan = queries.plan(
        key=key,
        stage=stage,
        group_kind=group_kind,
        value=value,
        valid_from=valid_from,
        on=timezone.localdate(at),
    )

    replaces = plan.shortens
    if replaces and replaces.origin == Origin.OFFICE:
        replaces.valid_until = valid_from - DAY
        replaces.save(update_fields=["valid_until"])
    else:
        replaces = None
    _fit_shipped(place, [*_office_periods(place), (valid_from, plan.valid_until)], at=at)
    return Parameter.objects.create(
        key=key,
        stage=stage,
        group_kind=group_kind,
        value=schemas.write(value),
        unit=plan.unit,
        label=plan.label,
        status=Status.VERIFIED,
        origin=Origin.OFFICE,
        note=reason,
        valid_from=valid_from,
        valid_until=plan.valid_until,
        replaces=replaces,
        entered_by_id=by.pk,
        entered_at=at,
    )


@transaction.atomic
def withdraw_value(*, parameter: Parameter, by: User, at: datetime) -> Parameter:
    """Take back a value of the office before its first day; the one before goes on."""
    if not rules.may_change(by):
        raise PermissionDenied
    place = (parameter.key, parameter.stage, parameter.group_kind)
    _lock(parameter.key)
    parameter = Parameter.objects.select_related("replaces").get(pk=parameter.pk)
    if not rules.may_withdraw(by, parameter, on=timezone.localdate(at)):
        raise AlreadyApplies(
            _("Zurücknehmen lässt sich nur ein eigener Wert, der noch nicht gilt.")
        )

    parameter.withdrawn_by_id, parameter.withdrawn_at = by.pk, at
    parameter.save(update_fields=["withdrawn_by", "withdrawn_at"])
    if parameter.replaces:
        parameter.replaces.valid_until = parameter.valid_until
        parameter.replaces.save(update_fields=["valid_until"])
    Parameter.objects.filter(replaces=parameter).update(replaces=parameter.replaces)
    _fit_shipped(place, _office_periods(place), at=at)
    return parameter


Period = tuple[date | None, date | None]


def _lock(key: str) -> None:
    """Nobody else changes this key until the transaction ends."""
    list(Parameter.objects.select_for_update(of=("self",)).filter(key=key).order_by("pk"))


def _office_periods(place: Place) -> list[Period]:
    key, stage, group_kind = place
    own = Parameter.objects.standing().series(key=key, stage=stage, group_kind=group_kind)
    return list(
        own.filter(origin=Origin.OFFICE)
        .order_by("valid_from", "pk")
        .values_list("valid_from", "valid_until")
    )


def _fit_shipped(place: Place, office: Iterable[Period], *, at: datetime) -> Loaded:
    """Let the shipped values of one place hold wherever the office has none of its own."""
    key, stage, group_kind = place
    lines = [line for line in shipped() if (line.key, line.stage, line.group_kind) == place]
    wanted = {part for line in lines for part in _without(line, office)}
    rows = Parameter.objects.filter(origin=Origin.SHIPPED).series(
        key=key, stage=stage, group_kind=group_kind
    )
    stored = {_line(row): row.pk for row in rows.order_by("pk")}
    gone = [pk for line, pk in stored.items() if line not in wanted]
    new = sorted(wanted - stored.keys(), key=lambda line: line.valid_from or date.min)
    Parameter.objects.filter(pk__in=gone).delete()
    Parameter.objects.bulk_create(
        Parameter(**asdict(line), origin=Origin.SHIPPED, loaded_at=at) for line in new
    )
    return Loaded(added=len(new), removed=len(gone), unchanged=len(stored) - len(gone))


def _line(row: Parameter) -> ShippedValue:
    return ShippedValue(**{name: getattr(row, name) for name in ShippedValue.__slots__})


def _without(line: ShippedValue, office: Iterable[Period]) -> Iterator[ShippedValue]:
    """What remains of a shipped period beside the office's periods, in order of time."""
    start, end = line.valid_from, line.valid_until
    for own_start, own_end in sorted(office, key=lambda period: period[0] or date.min):
        if own_start is None or (end and own_start > end) or _ends_before(own_end, start):
            continue
        if start is None or start < own_start:
            yield replace(line, valid_from=start, valid_until=own_start - DAY)
        if own_end is None:
            return
        start = own_end + DAY
    if end is None or start is None or start <= end:
        yield replace(line, valid_from=start, valid_until=end)


def _ends_before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and end < start
