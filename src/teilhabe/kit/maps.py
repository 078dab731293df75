"""Maps without tiles: shapes and points as GeoJSON, and the same facts as a table beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.lists import Cell, Heading, Line
from teilhabe.kit.types import Text

Geometry = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Place:
    """Something on the map: where it is, what it is called, what there is to say, where it leads.

    `facts` are the cells of its row in the table; numbers and texts.
    """

    key: str
    label: str
    geometry: Geometry
    facts: tuple[str, ...] = ()
    url: str = ""
    level: str = ""


def point(*, lat: float, lon: float) -> Geometry:
    return {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]}


@dataclass(frozen=True)
class MapLayer:
    """A map with its table. `geojson_url` answers with `respond(layer)`, from the same house."""

    label: Text
    columns: Sequence[Text]
    places: Sequence[Place]
    geojson_url: str
    place_label: Text = _("Ort")
    numeric: frozenset[int] = field(default_factory=frozenset)

    @property
    def headings(self) -> list[Heading]:
        rest = [Heading(text, n in self.numeric) for n, text in enumerate(self.columns)]
        return [Heading(self.place_label), *rest]

    @property
    def rows(self) -> list[Line]:
        return [
            Line(
                place.key,
                [
                    Cell(place.label),
                    *(Cell(text, n in self.numeric) for n, text in enumerate(place.facts)),
                ],
                place.url,
                place.label,
            )
            for place in self.places
        ]


def geojson(layer: MapLayer) -> dict[str, object]:
    """A feature per place; the texts are the ones of the table."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": place.key,
                "geometry": place.geometry,
                "properties": {
                    "label": place.label,
                    "text": ", ".join(
                        f"{name}: {text}"
                        for name, text in zip(layer.columns, place.facts, strict=True)
                    ),
                    "url": place.url,
                    "level": place.level,
                },
            }
            for place in layer.places
        ],
    }


def respond(layer: MapLayer) -> JsonResponse:
    return JsonResponse(geojson(layer), content_type="application/geo+json")
