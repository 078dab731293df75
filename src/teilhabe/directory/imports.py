"""Reads the facts that are shipped with the software; running it twice changes nothing."""

import csv
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from teilhabe.directory import actions
from teilhabe.directory.models import Institution, Municipality
from teilhabe.directory.queries import DATA
from teilhabe.directory.schemas import InstitutionFacts, MunicipalityFacts


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load_municipalities(*, at: datetime) -> list[Municipality]:
    """The nine municipalities of the StädteRegion outside the city of Aachen."""
    known = {row.ags: row for row in Municipality.objects.all()}
    loaded = []
    for line in _rows("municipalities_staedteregion_aachen.csv"):
        facts = MunicipalityFacts(
            ags=line["ags"],
            name=line["name"],
            kind=line["kind"],
            slug=line["slug"],
            inhabitants=int(line["inhabitants"]),
            area_km2=Decimal(line["area_km2"]),
            latitude=float(line["latitude"]),
            longitude=float(line["longitude"]),
        )
        row = known.get(facts.ags)
        if row is None:
            row = actions.add_municipality(facts=facts, by=None, at=at)
        loaded.append(row)
    return loaded


def load_institutions(*, at: datetime) -> int:
    """Bodies that work on integration around the centre; rows the office has changed stay."""
    known = set(Institution.objects.values_list("key", flat=True))
    places = {row.ags: row for row in Municipality.objects.all()}
    new = [
        line for line in _rows("institutions_staedteregion_aachen.csv") if line["key"] not in known
    ]
    for line in new:
        facts = InstitutionFacts(
            key=line["key"],
            name=line["name"],
            kind=line["kind"],
            municipality=places.get(line["ags"]),
            place=line["place"],
            source=line["source"],
        )
        actions.add_institution(facts=facts, by=None, at=at)
    return len(new)
