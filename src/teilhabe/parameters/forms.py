"""The form for a new value: reads what people write, in German notation."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from teilhabe.kit import inputs
from teilhabe.kit.forms import Form
from teilhabe.kit.types import Text
from teilhabe.parameters import queries, schemas
from teilhabe.parameters.choices import DayOfYear, GroupKind, Kind, Span, Stage, Value

MONTHS = [
    "januar", "februar", "märz", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "dezember",
]  # fmt: skip
HINTS: dict[Kind, Text] = {
    Kind.INTEGER: _("Eine ganze Zahl ohne Einheit, zum Beispiel 24."),
    Kind.DECIMAL: _("Eine Zahl ohne Einheit, mit Komma, zum Beispiel 3,5."),
    Kind.TEXT: _("Ein kurzer Text, zum Beispiel B1."),
    Kind.DAY_OF_YEAR: _("Ein Tag im Jahr ohne Jahreszahl, zum Beispiel 15.03."),
    Kind.SPAN: _("Von und bis ohne Einheit, zum Beispiel 10–12."),
    Kind.STEPS: _("Aufsteigende Zahlen mit Komma getrennt, zum Beispiel 14, 30, 60."),
    Kind.DAYS_OF_YEAR: _("Tage im Jahr der Reihe nach, mit Komma getrennt: 01.02., 01.05."),
    Kind.SPANS: _("Von–bis, der Reihe nach mit Komma getrennt, zum Beispiel 7–8, 9–10."),
}


class NewValue(Form):
    """A value, its first day and the reason. It is shown as a sentence before it is entered."""

    value = forms.CharField(label=_("Neuer Wert"), max_length=schemas.LONGEST)
    valid_from = inputs.DateField(
        label=_("Gilt ab"),
        earliest=queries.EARLIEST,
        latest=queries.LATEST,
        help_text=_("Der erste Tag, zum Beispiel 01.08.2027."),
    )
    reason = forms.CharField(
        label=_("Begründung"),
        max_length=300,
        help_text=_(
            "Woher kommt der Wert? Zum Beispiel Erlass, Beschluss oder Absprache mit Datum."
        ),
    )
    stage = forms.ChoiceField(label=_("Schulstufe"), choices=Stage.choices, required=False)
    group_kind = forms.ChoiceField(label=_("Gruppenart"), choices=GroupKind.choices, required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    previewed = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1_000)

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["value"].help_text = str(HINTS[kind])

    def clean_value(self) -> Value:
        try:
            return from_person(self.kind, self.cleaned_data["value"])
        except schemas.NotOfThisKind:
            raise ValidationError(HINTS[self.kind]) from None  # type: ignore[arg-type]  # lazy

    @property
    def fingerprint(self) -> str:
        """Exactly this entry: only what was shown as a sentence may be entered."""
        given = self.cleaned_data
        parts = [given[name] for name in ("stage", "group_kind", "valid_from", "reason")]
        return "|".join([schemas.write(given["value"]), *map(str, parts)])

    @property
    def confirmed(self) -> bool:
        return bool(self.cleaned_data["previewed"] == self.fingerprint)


def from_person(kind: Kind, text: str) -> Value:
    """The value behind what a person typed. Raises `schemas.NotOfThisKind`."""
    return schemas.read(kind, _NOTATIONS[kind](" ".join(text.split())))


def for_person(value: Value) -> str:
    """The value as a person would type it; `from_person` is its way back."""
    match value:
        case DayOfYear(month, day):
            return f"{day:02}.{month:02}."
        case Span(low, high):
            return f"{low}–{high}"
        case tuple():
            return ", ".join(for_person(part) for part in value)
    return schemas.write(value).replace(".", ",") if not isinstance(value, str) else value


def _number(text: str) -> str:
    """German notation: a dot groups thousands, a comma divides. "3.5" is neither."""
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]+)?", text):
        text = text.replace(".", "")
    if "." in text:
        raise schemas.NotOfThisKind
    return text.replace(",", ".")


def _day(text: str) -> str:
    match = re.fullmatch(r"([0-9]{1,2})\. ?(?:([0-9]{1,2})\.?|([^\W\d_]+))", text)
    if match is None:
        raise schemas.NotOfThisKind
    day, month, named = match.groups()
    if named:
        if named.casefold() not in MONTHS:
            raise schemas.NotOfThisKind
        month = str(MONTHS.index(named.casefold()) + 1)
    return f"{int(month):02}-{int(day):02}"


def _span(text: str) -> str:
    return re.sub(r" ?(?:-|–|bis) ?", "-", text)


def _several(one: Callable[[str], str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        parts = re.split(r" ?(?:,|;| und ) ?", text)
        return schemas.SEPARATOR.join(one(part) for part in parts)

    return read


def _as_it_is(text: str) -> str:
    return text


_NOTATIONS: Mapping[Kind, Callable[[str], str]] = {
    Kind.INTEGER: _number,
    Kind.DECIMAL: _number,
    Kind.TEXT: _as_it_is,
    Kind.DAY_OF_YEAR: _day,
    Kind.SPAN: _span,
    Kind.STEPS: _several(_as_it_is),
    Kind.DAYS_OF_YEAR: _several(_day),
    Kind.SPANS: _several(_span),
}
