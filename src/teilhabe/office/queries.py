"""What may be asked about the centre itself: profile, people, contacts, deadlines, requests."""

from dataclasses import dataclass, field
from datetime import date

from teilhabe.kit.fields import Translations
from teilhabe.office.models import CentreProfile


@dataclass(frozen=True, slots=True)
class OpeningTime:
    """One stretch of opening on one weekday (1 is Monday); times as "HH:MM"."""

    weekday: int
    opens: str
    closes: str


@dataclass(frozen=True, slots=True)
class Centre:
    """The centre as every page may show it."""

    name: str = "Kommunales Integrationszentrum"
    short_name: str = "KI"
    code: str = ""
    body: str = ""
    street: str = ""
    postcode: str = ""
    place: str = ""
    phone: str = ""
    fax: str = ""
    mail: str = ""
    website: str = ""
    opening_times: tuple[OpeningTime, ...] = ()
    opening_note: Translations = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    claim: Translations = field(default_factory=dict)
    tasks: Translations = field(default_factory=dict)
    history: Translations = field(default_factory=dict)
    legal_ground: Translations = field(default_factory=dict)
    founded_on: date | None = None
    version: int = 0


def centre() -> Centre:
    """The profile; a nameless centre before the first one is written."""
    row = CentreProfile.objects.first()
    if row is None:
        return Centre()
    return Centre(
        name=row.name,
        short_name=row.short_name,
        code=row.office_code,
        body=row.body,
        street=row.street,
        postcode=row.postcode,
        place=row.place,
        phone=str(row.phone),
        fax=str(row.fax),
        mail=row.mail,
        website=row.website,
        opening_times=tuple(OpeningTime(*entry) for entry in row.opening_hours),
        opening_note=row.opening_note,
        languages=tuple(row.languages),
        claim=row.claim,
        tasks=row.tasks,
        history=row.history,
        legal_ground=row.legal_ground,
        founded_on=row.founded_on,
        version=row.version,
    )
