"""Reads the list of legal values that comes with the product."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from teilhabe.parameters import schemas
from teilhabe.parameters.choices import KINDS, GroupKind, Stage, Status, Topic, Unit


@dataclass(frozen=True, slots=True)
class ShippedValue:
    """One line of the list."""

    key: str
    value: str
    unit: str
    stage: str
    group_kind: str
    label: str
    legal_basis: str
    source: str
    source_url: str
    valid_from: date | None
    valid_until: date | None
    status: str


@cache
def shipped() -> tuple[ShippedValue, ...]:
    """The whole list. A mistake in it is a bug and stops here, with the line named."""
    return tuple(_read())


def _read() -> Iterator[ShippedValue]:
    source = files("teilhabe.parameters").joinpath("data/parameters.csv")
    lines = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    for number, line in enumerate(lines, start=2):
        try:
            yield _shipped_value(line)
        except (KeyError, ValueError) as error:
            raise ValueError(f"parameters.csv, line {number}: {error!r}") from error


def _shipped_value(line: dict[str, str]) -> ShippedValue:
    schemas.read(KINDS[line["key"]], line["value"])
    Topic(line["key"].split(".")[0])
    return ShippedValue(
        key=line["key"],
        value=line["value"],
        unit=Unit(line["unit"]).value,
        stage=Stage(line["stage"]).value,
        group_kind=GroupKind(line["group_kind"]).value,
        label=line["label_de"],
        legal_basis=line["legal_basis"],
        source=line["source"],
        source_url=line["source_url"],
        valid_from=_day(line["valid_from"]),
        valid_until=_day(line["valid_until"]),
        status=Status(line["status"]).value,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
