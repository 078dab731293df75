"""Reads what the demo is made of: invented people and public facts in `office/data`."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import Any

from django.utils import timezone

from teilhabe.kit.fields import Translations

Entry = Mapping[str, Any]
SOON = timedelta(weeks=3)
SCHOOL_YEAR_ENDS = (7, 31)
DATA = resources.files("teilhabe.office").joinpath("data")


@cache
def read(name: str) -> Entry:
    """The file `demo_<name>.toml`."""
    return tomllib.loads(DATA.joinpath(f"demo_{name}.toml").read_text("utf-8"))


def texts(translations: Translations) -> Translations:
    """The texts without the line breaks that only make the file readable."""
    return {language: text.strip() for language, text in translations.items()}


def day(value: date | str | None, *, today: date) -> date | None:
    """A day as it stands in a file: itself, or a word that counts from the first day of the demo."""
    match value:
        case "soon":
            return today + SOON
        case "july":
            return _next_end_of_school_year(after=today + SOON)
        case str():
            raise LookupError(value)
    return value


def _next_end_of_school_year(*, after: date) -> date:
    this_year = date(after.year, *SCHOOL_YEAR_ENDS)
    return this_year if this_year > after else this_year.replace(year=after.year + 1)


def monday(*, today: date) -> date:
    return today - timedelta(days=today.weekday())


def before(at: datetime, ago: Entry) -> datetime:
    return at - timedelta(**ago)


def noon(on: date) -> datetime:
    return timezone.make_aware(datetime(on.year, on.month, on.day, 12))  # noqa: DTZ001  # made aware
