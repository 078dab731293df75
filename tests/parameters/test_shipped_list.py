"""The list that comes with the product: complete, typed, with sources, without overlaps."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from teilhabe.parameters import schemas
from teilhabe.parameters.choices import KINDS, DayOfYear, Kind, Span, Status, Unit
from teilhabe.parameters.imports import ShippedValue, shipped

LINES = shipped()


def name(line: ShippedValue) -> str:
    return ".".join(filter(None, (line.key, line.stage, line.group_kind, str(line.valid_from))))


@pytest.mark.parametrize("line", LINES, ids=name)
def test_a_shipped_value_is_typed_and_says_where_it_comes_from(line: ShippedValue):
    value = schemas.read(KINDS[line.key], line.value)

    assert schemas.fits(KINDS[line.key], line.unit, value)
    assert line.label
    assert line.legal_basis
    assert line.source.startswith("S")
    assert urlsplit(line.source_url).scheme in {"http", "https"}
    assert urlsplit(line.source_url).hostname


def test_every_key_has_a_value_and_every_value_a_key():
    assert {line.key for line in LINES} == set(KINDS)


def test_a_key_keeps_its_label_and_unit():
    words = defaultdict(set)
    for line in LINES:
        words[line.key].add((line.label, line.unit))

    assert {key for key, found in words.items() if len(found) > 1} == set()


def test_the_unit_suits_the_kind():
    days = {key for key, kind in KINDS.items() if kind in {Kind.DAY_OF_YEAR, Kind.DAYS_OF_YEAR}}

    assert {line.key for line in LINES if line.unit == Unit.DATE} == days


def test_periods_of_one_value_do_not_overlap():
    series = defaultdict(list)
    for line in LINES:
        series[line.key, line.stage, line.group_kind].append(line)

    for lines in series.values():
        lines.sort(key=lambda line: line.valid_from or date.min)
        for earlier, later in pairwise(lines):
            assert earlier.valid_until
            assert later.valid_from
            assert earlier.valid_until < later.valid_from, name(later)


def test_what_nobody_has_proven_is_not_called_verified():
    doubtful = {line.key for line in LINES if line.status != Status.VERIFIED}

    assert {"group.size_max", "placement.waiting_targets", "interpreter.half_hour"} <= doubtful
    assert not doubtful & {"support.goal", "support.months", "heritage.group_size_min", "ffm.ages"}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.INTEGER, "24", 24),
        (Kind.DECIMAL, "3.5", Decimal("3.5")),
        (Kind.TEXT, "B1", "B1"),
        (Kind.DAY_OF_YEAR, "03-15", DayOfYear(3, 15)),
        (Kind.SPAN, "10-12", Span(10, 12)),
        (Kind.STEPS, "14;30;60", (14, 30, 60)),
        (Kind.DAYS_OF_YEAR, "02-01;05-01;11-01", tuple(DayOfYear(m, 1) for m in (2, 5, 11))),
        (Kind.SPANS, "7-8;9-10", (Span(7, 8), Span(9, 10))),
    ],
)
def test_a_stored_text_is_read_and_written_back(kind: Kind, text: str, value: object):
    assert schemas.read(kind, text) == value
    assert schemas.write(schemas.read(kind, text)) == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.INTEGER, ""),
        (Kind.INTEGER, "-1"),
        (Kind.INTEGER, "2.5"),
        (Kind.INTEGER, "٣"),
        (Kind.DECIMAL, "3,5"),
        (Kind.DECIMAL, "NaN"),
        (Kind.TEXT, ""),
        (Kind.TEXT, " B1"),
        (Kind.TEXT, "B\x001"),
        (Kind.DAY_OF_YEAR, "02-30"),
        (Kind.DAY_OF_YEAR, "3-15"),
        (Kind.SPAN, "12-10"),
        (Kind.SPAN, "10"),
        (Kind.STEPS, "30;14"),
        (Kind.STEPS, "14;14"),
        (Kind.DAYS_OF_YEAR, "05-01;02-01"),
        (Kind.SPANS, "7-9;9-10"),
    ],
)
def test_a_text_that_is_no_value_is_refused(kind: Kind, text: str):
    with pytest.raises(schemas.NotOfThisKind):
        schemas.read(kind, text)


def test_the_29th_of_february_exists_every_year():
    leap = DayOfYear(2, 29)

    assert leap.in_year(2028) == date(2028, 2, 29)
    assert leap.in_year(2027) == date(2027, 2, 28)


def test_both_ends_of_a_span_belong_to_it():
    assert [age in Span(16, 18) for age in (15, 16, 18, 19)] == [False, True, True, False]
