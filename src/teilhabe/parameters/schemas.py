"""The written shape of a value: how each kind stands in the table and in the shipped list."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from teilhabe.parameters.choices import (
    DayOfYear,
    DaysOfYear,
    Kind,
    Span,
    Spans,
    Steps,
    Unit,
    Value,
)

SEPARATOR = ";"
LONGEST = 200
Part = TypeVar("Part", int, DayOfYear)
_WHOLE = re.compile(r"[0-9]{1,9}")
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


class NotOfThisKind(ValueError):
    """The text cannot be read as a value of its kind."""


def read(kind: Kind, text: str) -> Value:
    """The value behind a stored text. Raises `NotOfThisKind`."""
    return _READERS[kind](text)


def write(value: Value) -> str:
    """The stored text of a value; `read` is its way back."""
    match value:
        case DayOfYear(month, day):
            return f"{month:02}-{day:02}"
        case Span(low, high):
            return f"{low}-{high}"
        case tuple():
            return SEPARATOR.join(write(part) for part in value)
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def fits(kind: Kind, unit: str, value: Value) -> bool:
    """Whether the value is of its kind, and possible in its unit."""
    try:
        same = read(kind, write(value)) == value and not isinstance(value, bool)
    except NotOfThisKind:
        return False
    if unit == Unit.PERCENT and isinstance(value, int | Decimal):
        return same and value <= 100
    return same


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    match = pattern.fullmatch(text)
    if match is None:
        raise NotOfThisKind
    return match


def _whole(text: str) -> int:
    return int(_matched(_WHOLE, text).group())


def _day(text: str) -> DayOfYear:
    month, day = (int(part) for part in _matched(_DAY, text).groups())
    try:
        return DayOfYear(month, day)
    except ValueError:
        raise NotOfThisKind from None


def _span(text: str) -> Span:
    low, high = (int(part) for part in _matched(_SPAN, text).groups())
    try:
        return Span(low, high)
    except ValueError:
        raise NotOfThisKind from None


def _ascending(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    if list(parts) != sorted(set(parts)):
        raise NotOfThisKind
    return parts


def _decimal(text: str) -> Decimal:
    return Decimal(_matched(_DECIMAL, text).group())


def _text(text: str) -> str:
    if not 0 < len(text) <= LONGEST or text != text.strip() or not text.isprintable():
        raise NotOfThisKind
    return text


def _steps(text: str) -> Steps:
    return _ascending(tuple(_whole(part) for part in text.split(SEPARATOR)))


def _days(text: str) -> DaysOfYear:
    return _ascending(tuple(_day(part) for part in text.split(SEPARATOR)))


def _spans(text: str) -> Spans:
    spans = tuple(_span(part) for part in text.split(SEPARATOR))
    if any(left.high >= right.low for left, right in pairwise(spans)):
        raise NotOfThisKind
    return spans


_READERS: Mapping[Kind, Callable[[str], Value]] = {
    Kind.INTEGER: _whole,
    Kind.DECIMAL: _decimal,
    Kind.TEXT: _text,
    Kind.DAY_OF_YEAR: _day,
    Kind.SPAN: _span,
    Kind.STEPS: _steps,
    Kind.DAYS_OF_YEAR: _days,
    Kind.SPANS: _spans,
}
