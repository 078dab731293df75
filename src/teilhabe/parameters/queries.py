"""Questions about legal values: what holds on a day, and what held before."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from django.db.models import F, Max
from django.utils.translation import gettext as _

from teilhabe.kit.types import DomainError
from teilhabe.parameters import schemas
from teilhabe.parameters.choices import (
    KINDS,
    DayOfYear,
    DaysOfYear,
    Kind,
    Span,
    Spans,
    Steps,
    Topic,
    Value,
)
from teilhabe.parameters.models import Parameter, ParameterQuerySet

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
V = TypeVar("V", int, Decimal, str, DayOfYear, Span)


class UnknownParameter(KeyError):
    """A bug: code asks for a key that does not exist, or for the wrong type of it."""


class NoValueOn(DomainError):
    """The key exists, but nothing is known about that day."""


def kind(key: str) -> Kind:
    try:
        return KINDS[key]
    except KeyError:
        raise UnknownParameter(key) from None


def value(key: str, *, on: date, stage: str = "", group_kind: str = "") -> Value:
    """What holds on that day. A value for one stage or group is found only by naming it."""
    shape = kind(key)
    series = Parameter.objects.standing().series(key=key, stage=stage, group_kind=group_kind)
    row = series.current(on=on).order_by("-pk").values_list("value", flat=True).first()
    if row is None:
        raise NoValueOn(
            _(
                "Für den %(day)s ist kein Wert zu „%(key)s“ hinterlegt. Bitte unter „Regeln und Werte“ eintragen."
            )
            % {"day": f"{on:%d.%m.%Y}", "key": key}
        )
    return schemas.read(shape, row)


def integer(key: str, *, on: date, stage: str = "", group_kind: str = "") -> int:
    return _typed(int, key, value(key, on=on, stage=stage, group_kind=group_kind))


def decimal(key: str, *, on: date, stage: str = "", group_kind: str = "") -> Decimal:
    return _typed(Decimal, key, value(key, on=on, stage=stage, group_kind=group_kind))


def text(key: str, *, on: date, stage: str = "", group_kind: str = "") -> str:
    return _typed(str, key, value(key, on=on, stage=stage, group_kind=group_kind))


def day_of_year(key: str, *, on: date, stage: str = "", group_kind: str = "") -> DayOfYear:
    return _typed(DayOfYear, key, value(key, on=on, stage=stage, group_kind=group_kind))


def span(key: str, *, on: date, stage: str = "", group_kind: str = "") -> Span:
    return _typed(Span, key, value(key, on=on, stage=stage, group_kind=group_kind))


def steps(key: str, *, on: date, stage: str = "", group_kind: str = "") -> Steps:
    found = value(key, on=on, stage=stage, group_kind=group_kind)
    return tuple(_typed(int, key, part) for part in _parts(key, found))


def days_of_year(key: str, *, on: date, stage: str = "", group_kind: str = "") -> DaysOfYear:
    found = value(key, on=on, stage=stage, group_kind=group_kind)
    return tuple(_typed(DayOfYear, key, part) for part in _parts(key, found))


def spans(key: str, *, on: date, stage: str = "", group_kind: str = "") -> Spans:
    found = value(key, on=on, stage=stage, group_kind=group_kind)
    return tuple(_typed(Span, key, part) for part in _parts(key, found))


def _typed(type_: type[V], key: str, found: object) -> V:
    if not isinstance(found, type_):
        raise UnknownParameter(f"{key} is no {type_.__name__}")
    return found


def _parts(key: str, found: Value) -> tuple[object, ...]:
    if not isinstance(found, tuple):
        raise UnknownParameter(f"{key} is no list")
    return found


def listed() -> ParameterQuerySet:
    """Every standing value, for the list: by topic and key, the oldest period first."""
    return Parameter.objects.standing().order_by(
        "key", "stage", "group_kind", F("valid_from").asc(nulls_first=True), "pk"
    )


@dataclass(frozen=True, slots=True)
class Series:
    """All values of one key for one stage and kind of group, newest first, and what holds today."""

    key: str
    stage: str
    group_kind: str
    rows: tuple[Parameter, ...]
    current: Parameter | None

    @property
    def kind(self) -> Kind:
        return KINDS[self.key]

    @property
    def topic(self) -> Topic:
        return Topic(self.key.split(".")[0])


def all_series(key: str, *, on: date) -> list[Series]:
    """Everything there is about a key, taken-back values included; empty for an unknown key."""
    rows = Parameter.objects.filter(key=key).select_related("entered_by", "withdrawn_by")
    grouped: dict[tuple[str, str], list[Parameter]] = {}
    for row in rows.order_by("stage", "group_kind", "-valid_from", "-pk"):
        grouped.setdefault((row.stage, row.group_kind), []).append(row)
    return [
        Series(
            key=key,
            stage=stage,
            group_kind=group_kind,
            rows=tuple(sorted(found, key=lambda row: (row.valid_from or date.min, row.pk))[::-1]),
            current=next(
                (r for r in found if r.withdrawn_at is None and r.is_current(on=on)), None
            ),
        )
        for (stage, group_kind), found in grouped.items()
    ]


class WrongValue(DomainError):
    """The value is not of the key's kind, or impossible in its unit."""


class NotAfterCurrent(DomainError):
    """The new value would begin before the one in force, or rewrite a period that is over."""


class DayOutOfReach(DomainError):
    """No decree is that old, and nobody plans that far ahead."""


class StartsSameDay(DomainError):
    """Another value already begins on that day."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What entering a value would do: which row it shortens and how long it would hold itself."""

    valid_from: date
    valid_until: date | None
    shortens: Parameter | None
    follows: Parameter | None
    label: str
    unit: str
    retroactive: bool


def plan(
    *, key: str, stage: str, group_kind: str, value: Value, valid_from: date, on: date
) -> Plan:
    """The effect of a new value, or the reason why it cannot be entered. `on` is today."""
    pattern = Parameter.objects.filter(key=key).order_by("pk").first()
    if pattern is None:
        raise UnknownParameter(key)
    if not schemas.fits(kind(key), pattern.unit, value):
        raise WrongValue(_("Dieser Wert passt nicht zur Art der Angabe oder zu ihrer Einheit."))

    if not EARLIEST <= valid_from <= LATEST:
        raise DayOutOfReach(_("Bitte wählen Sie einen Tag zwischen 2000 und 2100."))

    rows = list(
        Parameter.objects.standing()
        .series(key=key, stage=stage, group_kind=group_kind)
        .order_by(F("valid_from").asc(nulls_first=True), "pk")
    )
    covering = next((row for row in rows if row.is_current(on=valid_from)), None)
    in_force = next((row for row in rows if row.is_current(on=on)), None)
    follows = next((row for row in rows if row.valid_from and row.valid_from > valid_from), None)
    if covering and covering.valid_from == valid_from:
        raise StartsSameDay(
            _("Ab diesem Tag ist schon ein Wert eingetragen. Bitte wählen Sie einen anderen Tag.")
        )
    if in_force and in_force.valid_from and valid_from < in_force.valid_from:
        raise NotAfterCurrent(
            _("Der neue Wert kann erst nach dem %(day)s beginnen: Seitdem gilt der jetzige Wert.")
            % {"day": f"{in_force.valid_from:%d.%m.%Y}"}
        )
    if covering and covering.valid_until and covering.valid_until < on:
        raise NotAfterCurrent(_("Dieser Zeitraum ist abgeschlossen und bleibt, wie er ist."))
    before_next = follows.valid_from - timedelta(days=1) if follows and follows.valid_from else None
    return Plan(
        valid_from=valid_from,
        valid_until=covering.valid_until if covering else before_next,
        shortens=covering,
        follows=follows,
        label=pattern.label,
        unit=pattern.unit,
        retroactive=valid_from < on,
    )


def latest_pk(key: str) -> int:
    """Another number than before means: something was entered since."""
    return Parameter.objects.filter(key=key).aggregate(newest=Max("pk"))["newest"] or 0


def parameter(pk: int) -> Parameter | None:
    return Parameter.objects.filter(pk=pk).first()
