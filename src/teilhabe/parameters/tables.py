"""How values, periods and the list of all rules look to a person."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from urllib.parse import urlencode, urlsplit

from babel.dates import format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from django import forms
from django.urls import reverse
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from teilhabe.kit import inputs, lists
from teilhabe.kit.templatetags.kit import number, page_locale, short_day
from teilhabe.kit.types import Text, User
from teilhabe.parameters import queries, rules, schemas
from teilhabe.parameters.choices import (
    KINDS,
    DayOfYear,
    GroupKind,
    Span,
    Stage,
    Status,
    Topic,
    Unit,
    Value,
)
from teilhabe.parameters.models import Parameter, ParameterQuerySet

VALID_ON = "am"
LEVELS = {Status.VERIFIED: "green", Status.INFERRED: "grey", Status.TO_CONFIRM: "yellow"}
ONE: dict[Unit, Text] = {
    Unit.YEARS: gettext_lazy("Jahr"),
    Unit.MONTHS: gettext_lazy("Monat"),
    Unit.WEEKS: gettext_lazy("Woche"),
    Unit.DAYS: gettext_lazy("Tag"),
    Unit.WORKING_DAYS: gettext_lazy("Arbeitstag"),
    Unit.HOURS: gettext_lazy("Stunde"),
    Unit.WEEKLY_HOURS: gettext_lazy("Wochenstunde"),
    Unit.PERSONS: gettext_lazy("Person"),
    Unit.SCHOOLS: gettext_lazy("Schule"),
    Unit.POSTS: gettext_lazy("Stelle"),
}
SILENT_UNITS = {Unit.NONE, Unit.LEVEL, Unit.DATE}


def value_text(row: Parameter) -> str:
    """Such as "24 Monate", "3,5 Kilometer", "15. März", "Jahrgangsstufe 7–8 und 9–10"."""
    return worded(schemas.read(KINDS[row.key], row.value), row.unit)


def worded(value: Value, unit: str) -> str:
    if unit == Unit.GRADE:
        return f"{Unit.GRADE.label} {bare(value, unit)}"
    if Unit(unit) in SILENT_UNITS:
        return bare(value, unit)
    return f"{bare(value, unit)} {_unit(unit, value)}"


def bare(value: Value, unit: str = "") -> str:
    """The value without its unit, in the page's language."""
    match value:
        case DayOfYear(month, day):
            return format_skeleton("MMMMd", date(2000, month, day), locale=page_locale())
        case Span(low, high):
            return f"{number(low)}–{number(high)}" if low != high else number(low)
        case tuple():
            return format_list([bare(part) for part in value], locale=page_locale())
        case Decimal() if unit == Unit.EURO and value != int(value):
            return format_decimal(value, format="#,##0.00", locale=page_locale())
        case int() | Decimal():
            return number(value)
    return value


def _unit(unit: str, value: Value) -> str:
    return str(ONE.get(Unit(unit), Unit(unit).label) if value == 1 else Unit(unit).label)


def period_text(row: Parameter) -> str:
    """Such as "ab 15.10.2018", or both ends."""
    return span_text(row.valid_from, row.valid_until)


def span_text(start: date | None, end: date | None) -> str:
    days = {"start": _day(start), "end": _day(end)}
    if start and end:
        return _("%(start)s bis %(end)s") % days
    if end:
        return _("bis %(end)s, Beginn nicht bekannt") % days
    if start:
        return _("ab %(start)s") % days
    return _("Beginn nicht bekannt")


def apart(text: str) -> str:
    """Numbers and days inside a sentence that runs from right to left keep their own order."""
    return f"\u2068{text}\u2069" if get_language_bidi() else text


def _day(value: date | None) -> str:
    return apart(short_day(value))


def place_text(stage: str, group_kind: str) -> str:
    """What the value is limited to; empty when it holds for all."""
    parts = [str(Stage(stage).label)] if stage else []
    parts += [str(GroupKind(group_kind).label)] if group_kind else []
    return ", ".join(parts)


def name(row: Parameter) -> str:
    place = place_text(row.stage, row.group_kind)
    return f"{row.label} ({place})" if place else row.label


def topic(row: Parameter) -> Topic:
    return Topic(row.key.split(".")[0])


def _about(rows: ParameterQuerySet, chosen: str) -> ParameterQuerySet:
    return rows.about(chosen)


def _valid_on(rows: ParameterQuerySet, day: date) -> ParameterQuerySet:
    return rows.current(on=day)


PARAMETERS = lists.DataList(
    key="parameters.values",
    title=gettext_lazy("Regeln und Werte"),
    intro=gettext_lazy(
        "Was Gesetz, Erlass oder das Amt festgelegt hat, mit Quelle und Gültigkeit. "
        "Die Liste zeigt, was heute gilt; für einen anderen Tag geben Sie ihn unter „Gültig am“ ein."
    ),
    columns=[
        lists.Column("bezeichnung", gettext_lazy("Bezeichnung"), name, sort="label"),
        lists.Column("thema", gettext_lazy("Thema"), lambda row: topic(row).label, sort="key"),
        lists.Column("wert", gettext_lazy("Wert"), value_text),
        lists.Column("gilt", gettext_lazy("Gilt"), period_text, sort="valid_from"),
        lists.Column(
            "stand",
            gettext_lazy("Stand"),
            lambda row: row.get_status_display(),
            sort="status",
            level=lambda row: LEVELS[row.status],
        ),
        lists.Column("grundlage", gettext_lazy("Grundlage"), "legal_basis", on_page=False),
        lists.Column("quelle", gettext_lazy("Quelle"), "source_url", on_page=False),
        lists.Column("schluessel", gettext_lazy("Schlüssel"), "key", on_page=False),
    ],
    filters=[
        lists.Filter(
            VALID_ON,
            inputs.DateField(label=gettext_lazy("Gültig am"), required=False),
            _valid_on,
            short_day,
        ),
        lists.Filter(
            "thema",
            forms.ChoiceField(
                label=gettext_lazy("Thema"),
                choices=[("", gettext_lazy("alle")), *Topic.choices],
                required=False,
            ),
            _about,
            lambda chosen: str(Topic(chosen).label),
        ),
        lists.choice_filter("stand", gettext_lazy("Stand"), Status.choices, lookup="status"),
    ],
    search=["label", "key", "legal_basis"],
    order=["key", "stage", "group_kind", "valid_from"],
    row_url=lambda row: reverse("parameters:detail", args=[row.key]),
    empty=lists.Empty(
        title=gettext_lazy("Dazu ist nichts eingetragen."),
        text=gettext_lazy("Nehmen Sie einen Filter weg oder wählen Sie einen anderen Tag."),
    ),
    page_size=100,
)


def day_asked_for(text: str) -> bool:
    """Whether the filter names a readable day; otherwise the list shows today."""
    try:
        return inputs.DateField(required=False).clean(text) is not None
    except forms.ValidationError:
        return False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history."""

    value: str
    period: str
    status: str
    level: str
    reason: str
    source: str
    source_url: str
    origin: str
    since: datetime | None
    withdrawn_at: datetime | None
    current: bool
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class Section:
    """One stage and kind of group on the page of a key."""

    title: str
    anchor: str
    value: str
    period: str
    new_query: str
    entries: list[Entry]


def section(series: queries.Series, *, user: User, on: date) -> Section:
    current = series.current
    return Section(
        title=place_text(series.stage, series.group_kind) or _("Für alle"),
        anchor="-".join(part for part in ("wert", series.stage, series.group_kind) if part),
        value=value_text(current) if current else "",
        period=period_text(current) if current else "",
        new_query=urlencode({"stufe": series.stage, "gruppe": series.group_kind}),
        entries=[_entry(row, current=row == current, user=user, on=on) for row in series.rows],
    )


def _entry(row: Parameter, *, current: bool, user: User, on: date) -> Entry:
    withdrawable = rules.may_withdraw(user, row, on=on)
    return Entry(
        value=value_text(row),
        period=period_text(row),
        status=str(row.get_status_display()),
        level=LEVELS[Status(row.status)],
        reason=row.note or row.legal_basis,
        source=urlsplit(row.source_url).hostname or "",
        source_url=row.source_url,
        origin=str(row.get_origin_display()),
        since=row.entered_at or row.loaded_at,
        withdrawn_at=row.withdrawn_at,
        current=current,
        withdraw_url=reverse("parameters:withdraw", args=[row.pk]) if withdrawable else "",
    )


def preview(plan: queries.Plan, value: Value) -> list[str]:
    """What entering the value will do, in sentences."""
    days = {
        "value": apart(worded(value, plan.unit)),
        "start": _day(plan.valid_from),
        "end": _day(plan.valid_until),
        "before": _day(plan.valid_from - timedelta(days=1)),
    }
    sentences = [
        _("%(value)s: gilt ab %(start)s bis %(end)s.") % days
        if plan.valid_until
        else _("%(value)s: gilt ab %(start)s.") % days
    ]
    if plan.shortens:
        old = {"old": apart(value_text(plan.shortens)), **days}
        sentences.append(_("Bis %(before)s bleibt es bei: %(old)s.") % old)
    if plan.follows:
        later = {"next": apart(value_text(plan.follows)), "day": _day(plan.follows.valid_from)}
        sentences.append(_("Ab %(day)s folgt, was schon eingetragen ist: %(next)s.") % later)
    if plan.retroactive:
        sentences.append(
            _("Der Tag ist schon vorbei: Auskünfte über die Zeit seitdem ändern sich mit.")
        )
    return sentences
