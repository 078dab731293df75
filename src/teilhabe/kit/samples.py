"""Invented content of the living page, in German and Arabic; the shared sample card of its form.

The card lives in the cache, so that two people can really get in each other's way without a table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache

from teilhabe.kit import maps
from teilhabe.kit.fields import Translations, translated
from teilhabe.kit.merging import ChangedMeanwhile

CARD, CONFIRMED = "kit.sample.card", "kit.sample.confirmed"

PLACES = [
    ("Alsdorf", 50.8747, 6.1615, 12, 34),
    ("Baesweiler", 50.9096, 6.1866, 8, 9),
    ("Eschweiler", 50.8180, 6.2718, 20, 41),
    ("Herzogenrath", 50.8686, 6.0938, 9, 12),
    ("Monschau", 50.5549, 6.2401, 4, 2),
    ("Roetgen", 50.6468, 6.1958, 2, 1),
    ("Simmerath", 50.6065, 6.3010, 5, 4),
    ("Stolberg", 50.7664, 6.2256, 16, 30),
    ("Würselen", 50.8183, 6.1331, 11, 8),
]

TOPICS = {
    "de": ["Alphabetisierung", "Mehrsprachigkeit in der Kita", "Elternarbeit", "Erstberatung"],
    "ar": ["محو الأمية", "تعدد اللغات في الروضة", "العمل مع أولياء الأمور", "الاستشارة الأولى"],
}


@dataclass(frozen=True, slots=True)
class Request:
    """A row of the sample list: an institution asks for advice."""

    pk: int
    topic: str
    place: str
    asked_on: date
    people: int
    confirmed: bool

    @property
    def state(self) -> str:
        return "green" if self.confirmed else "red" if self.pk % 4 == 0 else "yellow"


def requests(*, on: date, language: str) -> list[Request]:
    topics = TOPICS["ar" if language == "ar" else "de"]
    done = set(cache.get(CONFIRMED, ()))
    return [
        Request(
            n,
            topics[n % len(topics)],
            PLACES[n % len(PLACES)][0],
            on - timedelta(days=3 * n % 50),
            5 + 7 * n % 23,
            n in done,
        )
        for n in range(1, 61)
    ]


def confirm(rows: list[Request]) -> None:
    """Remembered for an hour and for everybody, like everything on this page."""
    cache.set(CONFIRMED, {*cache.get(CONFIRMED, ()), *(row.pk for row in rows)}, timeout=3600)


@dataclass(frozen=True)
class Card:
    """The record behind the sample form."""

    version: int = 1
    title: str = "Elterncafé Alsdorf"
    first_day: date = date(2026, 11, 23)
    phone: str = "+493023125000"
    language: str = "ar"
    languages: list[str] = field(default_factory=lambda: ["ar", "tr", "uk"])
    country: str = "SY"
    kind: str = "treffen"
    childcare: bool = True
    greeting: Translations = field(
        default_factory=lambda: translated(
            {"de": "Herzlich willkommen!", "en": "Welcome!", "ar": "أهلاً وسهلاً!"}
        )
    )
    notes: str = (
        "Begrüßung und Vorstellung.\n\nThema heute: der Weg in die Schule.\n\n"
        "Nächstes Treffen in zwei Wochen."
    )
    hours: list[list[Any]] = field(default_factory=lambda: [[1, "09:00", "11:30"]])


def card() -> Card:
    found: Card = cache.get(CARD) or Card()
    return found


def keep_card(*, values: Mapping[str, Any], version: int) -> Card:
    """The new card; refused when somebody else was faster."""
    now = card()
    if now.version != version:
        raise ChangedMeanwhile
    changed = replace(now, **{**values, "version": version + 1})
    cache.set(CARD, changed, timeout=3600)
    return changed


def as_colleague() -> Card:
    """What a colleague might change in between: the title, and a line of the notes."""
    now = card()
    lines = now.notes.split("\n")
    lines[-1] = "Nächstes Treffen am 7. Dezember, mit Kinderbetreuung."
    values = {"title": f"{now.title.partition(' (')[0]} (verschoben)", "notes": "\n".join(lines)}
    return keep_card(values=values, version=now.version)


def map_layer(*, geojson_url: str, columns: list[Any], label: Any) -> maps.MapLayer:
    """Municipalities with invented numbers."""
    return maps.MapLayer(
        label=label,
        columns=columns,
        places=[
            maps.Place(
                key=name.lower(),
                label=name,
                geometry=maps.point(lat=lat, lon=lon),
                facts=(str(seats), str(waiting)),
            )
            for name, lat, lon, seats, waiting in PLACES
        ],
        geojson_url=geojson_url,
        numeric=frozenset({0, 1}),
    )
