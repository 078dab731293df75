"""What is to be known when something of the office is written down: the shapes actions take."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from teilhabe.accounts.models import User
from teilhabe.directory.models import Municipality
from teilhabe.kit.fields import Translations
from teilhabe.office.models import StaffMember, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileFacts:
    """Opening hours are (weekday, opens, closes) with Monday as 1 and times as "HH:MM"."""

    name: str
    short_name: str
    body: str
    office_code: str = ""
    street: str = ""
    postcode: str = ""
    place: str = ""
    address_since: date | None = None
    phone: str = ""
    fax: str = ""
    mail: str = ""
    website: str = ""
    opening_hours: list[list[int | str]] = field(default_factory=list)
    opening_note: Translations = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    claim: Translations = field(default_factory=dict)
    tasks: Translations = field(default_factory=dict)
    history: Translations = field(default_factory=dict)
    legal_ground: Translations = field(default_factory=dict)
    founded_on: date | None = None
    desk: StaffMember | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffFacts:
    name: str
    function: Translations
    user: User | None = None
    works_from: date | None = None
    works_until: date | None = None
    languages: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    title: str
    funding: str
    share: Decimal = Decimal(1)
    holder: StaffMember | None = None
    is_secondment: bool = False
    seconded_from: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFacts:
    key: str
    label: Translations
    area: str
    words: str = ""
    order: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityFacts:
    """`deputies` in the order in which they step in."""

    topic: Topic
    holder: StaffMember
    deputies: tuple[StaffMember, ...] = ()
    stage: str = ""
    municipality: Municipality | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    function: Translations
    staff: StaffMember | None = None
    shows_name: bool = False
    phone: str = ""
    fax: str = ""
    mail: str = ""
    room: str = ""
    stage: str = ""
    topics: tuple[Topic, ...] = ()
    municipalities: tuple[Municipality, ...] = ()
    order: int = 50
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineFacts:
    """Which of month, day, weekday, nth, iso_week and once_on count depends on the rule."""

    key: str
    title: str
    rule: str
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    iso_week: int | None = None
    once_on: date | None = None
    every_years: int = 1
    first_year: int | None = None
    responsible: StaffMember | None = None
    role: str = ""
    topic: Topic | None = None
    source: str = ""
    link: str = ""
    reminder_days: int = 14
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFacts:
    key: str
    area: str
    title: Translations
    description: Translations = field(default_factory=dict)
    decided_on: date | None = None
    decided_in: str = ""
    paper_number: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
