"""What is to be known about a municipality or an institution when it is written down."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from teilhabe.directory.models import Municipality


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityFacts:
    ags: str
    name: str
    kind: str
    slug: str
    inhabitants: int | None = None
    area_km2: Decimal | None = None
    latitude: float | None = None
    longitude: float | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionFacts:
    key: str
    name: str
    kind: str
    municipality: Municipality | None = None
    street: str = ""
    postcode: str = ""
    place: str = ""
    phone: str = ""
    mail: str = ""
    website: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
