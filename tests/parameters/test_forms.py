"""The form understands how people in Germany write numbers and days."""

from decimal import Decimal

import pytest

from teilhabe.parameters import forms, schemas
from teilhabe.parameters.choices import KINDS, DayOfYear, Kind, Span
from teilhabe.parameters.imports import shipped


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.INTEGER, " 24 ", 24),
        (Kind.INTEGER, "1.200", 1200),
        (Kind.DECIMAL, "3,5", Decimal("3.5")),
        (Kind.DECIMAL, "57.000", Decimal(57000)),
        (Kind.DECIMAL, "57.000,50", Decimal("57000.50")),
        (Kind.TEXT, "B2", "B2"),
        (Kind.DAY_OF_YEAR, "15.3.", DayOfYear(3, 15)),
        (Kind.DAY_OF_YEAR, "15.03", DayOfYear(3, 15)),
        (Kind.DAY_OF_YEAR, "15. März", DayOfYear(3, 15)),
        (Kind.SPAN, "10 bis 12", Span(10, 12)),
        (Kind.SPAN, "10–12", Span(10, 12)),
        (Kind.STEPS, "14, 30 und 60", (14, 30, 60)),
        (Kind.DAYS_OF_YEAR, "01.02., 1. Mai", (DayOfYear(2, 1), DayOfYear(5, 1))),
        (Kind.SPANS, "7–8, 9–10", (Span(7, 8), Span(9, 10))),
    ],
)
def test_a_person_writes_as_usual(kind: Kind, typed: str, value: object):
    assert forms.from_person(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (Kind.INTEGER, "24 Monate"),
        (Kind.INTEGER, "2,5"),
        (Kind.DECIMAL, "3.5"),
        (Kind.DECIMAL, "3,5 km"),
        (Kind.DAY_OF_YEAR, "31.02."),
        (Kind.DAY_OF_YEAR, "15. Brumaire"),
        (Kind.DAY_OF_YEAR, "15.03.2027"),
        (Kind.SPAN, "12–10"),
        (Kind.STEPS, "14 30 60"),
    ],
)
def test_what_could_be_misread_is_refused(kind: Kind, typed: str):
    with pytest.raises(schemas.NotOfThisKind):
        forms.from_person(kind, typed)


@pytest.mark.parametrize("line", shipped(), ids=lambda line: f"{line.key}-{line.value}")
def test_every_shipped_value_can_be_typed(line):
    value = schemas.read(KINDS[line.key], line.value)

    assert forms.from_person(KINDS[line.key], forms.for_person(value)) == value
