"""What anyone may ask about the centre: its profile, its letterhead, its focus themes."""

from dataclasses import dataclass, field
from datetime import date

from django.http import Http404

from teilhabe.directory.models import Municipality
from teilhabe.kit import pages
from teilhabe.kit.fields import Translations
from teilhabe.notices.queries import Letterhead
from teilhabe.office.choices import FocusArea
from teilhabe.office.models import CentreProfile, FocusTheme, FocusThemeQuerySet


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


def centre_on_pages() -> Centre:
    """The same, kept until a public fact changes: every page of the house names the centre."""
    return pages.kept("centre", centre)


def profile() -> CentreProfile | None:
    """The row itself, for the form that changes it."""
    return CentreProfile.objects.select_related("desk").first()


def municipalities_served() -> list[Municipality]:
    """The municipalities the centre works for, by name."""
    return list(
        Municipality.objects.filter(
            pk__in=CentreProfile.municipalities.through.objects.values("municipality")
        ).order_by("name", "pk")
    )


def letterhead() -> Letterhead:
    """The head of letters and the foot of mails."""
    here = centre()
    return Letterhead(
        name=here.name,
        office_code=here.code,
        department=here.body,
        street=here.street,
        postcode=here.postcode,
        place=here.place,
        phone=here.phone,
        fax=here.fax,
        mail=here.mail,
        website=here.website,
    )


def focus_themes() -> FocusThemeQuerySet:
    """All themes, newest first within each area."""
    return FocusTheme.objects.order_by("area", "-valid_from", "pk")


def themes_of(area: FocusArea, *, on: date) -> list[FocusTheme]:
    """What the centre puts first in that area on that day."""
    return list(focus_themes().filter(area=area).current(on=on))


def focus_theme(pk: int) -> FocusTheme:
    found = FocusTheme.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
