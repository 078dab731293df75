"""Whom anyone may call or write to, and who stands in while somebody is away."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from teilhabe.directory.models import Municipality
from teilhabe.directory.queries import municipalities
from teilhabe.kit.fields import Translations
from teilhabe.kit.types import User
from teilhabe.office.models import PublicContact, PublicContactQuerySet, Topic
from teilhabe.office.queries.centre import Centre, centre
from teilhabe.office.queries.team import Charge, Plan, plan, topics
from teilhabe.office.rules import may_view

STALE_DAYS = 180
WARN_DAYS = 150


def freshness(contact: PublicContact, *, on: date) -> str:
    """Traffic light: green is fresh, yellow will soon be stale, red is stale, grey does not count."""
    if not contact.is_current(on=on):
        return "grey"
    if contact.last_confirmed_on is None:
        return "red"
    age = (on - contact.last_confirmed_on).days
    if age > STALE_DAYS:
        return "red"
    return "yellow" if age > WARN_DAYS else "green"


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A contact as the public may see it. Nothing in it says why or how long somebody is away."""

    function: Translations
    uid: UUID | None = None  # None: the centre's own desk
    name: str = ""
    phone: str = ""
    fax: str = ""
    mail: str = ""
    room: str = ""
    topics: tuple[Translations, ...] = ()
    stage: str = ""
    municipalities: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    last_confirmed_on: date | None = None
    is_stale: bool = False
    deputy: "ContactCard | None" = None

    @property
    def is_away(self) -> bool:
        return self.deputy is not None


DESK: Translations = {
    "de": "Zentrale",
    "en": "Main office",
    "ar": "المكتب الرئيسي",
    "de-simple": "Büro für alle Fragen",
}


def desk_card(here: Centre | None = None) -> ContactCard:
    """The centre itself: whom to ask when nobody else is named."""
    here = here or centre()
    return ContactCard(DESK, phone=here.phone, fax=here.fax, mail=here.mail)


@dataclass(frozen=True, slots=True)
class Board:
    """All current contacts and the plan of the day, read once."""

    on: date
    plan: Plan
    contacts: tuple[PublicContact, ...]
    desk: ContactCard
    of_staff: dict[int, list[PublicContact]] = field(default_factory=dict)

    def plain(self, contact: PublicContact) -> ContactCard:
        stale = self.on - timedelta(days=STALE_DAYS)
        confirmed = contact.last_confirmed_on
        return ContactCard(
            function=contact.function,
            uid=contact.uid,
            name=contact.staff.name if contact.shows_name and contact.staff else "",
            phone=str(contact.phone),
            fax=str(contact.fax),
            mail=contact.mail,
            room=contact.room,
            topics=tuple(topic.label for topic in contact.topics.all()),
            stage=contact.get_stage_display(),
            municipalities=tuple(place.name for place in contact.municipalities.all()),
            valid_from=contact.valid_from,
            valid_until=contact.valid_until,
            last_confirmed_on=confirmed,
            is_stale=confirmed is None or confirmed < stale,
        )

    def card(self, contact: PublicContact, charge: Charge | None = None) -> ContactCard:
        """The contact; while its person is away, with whoever stands in."""
        made = self.plain(contact)
        person = self.plan.people.get(contact.staff_id) if contact.staff_id else None
        if person is None or person.is_there(self.on):
            return made
        return replace(made, deputy=self._deputy(contact, charge))

    def _deputy(self, contact: PublicContact, charge: Charge | None) -> ContactCard:
        for each in [charge] if charge else self._charges_of(contact):
            person = self.plan.stand_in(each, on=self.on)
            if person is not None:
                return self.card_of(person.id, each.topic_id) or self.desk
        person = self.plan.desk(on=self.on).person
        return (self.card_of(person.id, None) if person else None) or self.desk

    def _charges_of(self, contact: PublicContact) -> list[Charge]:
        """The person's responsibilities, those for the topics of this contact first."""
        own = {topic.pk for topic in contact.topics.all()}
        charges = [
            charge
            for charge in self.plan.charges
            if charge.holder_id == contact.staff_id and charge.counts(self.on)
        ]
        return sorted(charges, key=lambda charge: (charge.topic_id not in own, charge.id))

    def card_of(self, staff_id: int, topic_id: int | None) -> ContactCard | None:
        """The public contact of a person, one with that topic first."""
        own = self.of_staff.get(staff_id, [])
        fitting = [c for c in own if topic_id in {topic.pk for topic in c.topics.all()}]
        return self.plain((fitting or own)[0]) if own else None

    def contact_for(
        self, topic_id: int | None, stage: str, municipality_id: int | None
    ) -> ContactCard:
        """Whom to ask about this: the published contact of who answers, with a deputy if away."""
        if topic_id is None:
            return self.desk
        for charge in self.plan.fitting(topic_id, stage, municipality_id, on=self.on):
            own = self.of_staff.get(charge.holder_id, [])
            fitting = [c for c in own if topic_id in {t.pk for t in c.topics.all()}]
            if own:
                return self.card((fitting or own)[0], charge)
            answer = self.plan.answer(charge, on=self.on)
            card = self.card_of(answer.person.id, topic_id) if answer and answer.person else None
            if card:
                return card
        published = [c for c in self.contacts if topic_id in {t.pk for t in c.topics.all()}]
        published.sort(key=lambda c: not _serves(c, stage, municipality_id))
        return self.card(published[0]) if published else self.desk


def _serves(contact: PublicContact, stage: str, municipality_id: int | None) -> bool:
    places = {place.pk for place in contact.municipalities.all()}
    return (not places or municipality_id in places) and contact.stage in ("", stage)


def _all() -> PublicContactQuerySet:
    return (
        PublicContact.objects.select_related("staff")
        .prefetch_related(
            Prefetch("topics", topics()), Prefetch("municipalities", municipalities())
        )
        .order_by("order", "pk")
    )


def board(*, on: date) -> Board:
    current = tuple(_all().current(on=on))
    of_staff: dict[int, list[PublicContact]] = {}
    for contact in current:
        if contact.staff_id:
            of_staff.setdefault(contact.staff_id, []).append(contact)
    return Board(on, plan(first=on, last=on), current, desk_card(), of_staff)


def public_contacts(*, on: date) -> list[ContactCard]:
    """Everybody who may be called on that day, in the order of the office."""
    here = board(on=on)
    return [here.card(contact) for contact in here.contacts]


def public_contact(uid: UUID, *, on: date) -> ContactCard:
    """One contact by its public number; 404 once it no longer counts."""
    here = board(on=on)
    found = next((contact for contact in here.contacts if contact.uid == uid), None)
    if found is None:
        raise Http404
    return here.card(found)


def contact_for(
    topic: Topic | None, stage: str = "", municipality: Municipality | None = None, *, on: date
) -> ContactCard:
    """The right contact for a topic in a municipality; the desk when there is no better one."""
    place = municipality.pk if municipality else None
    return board(on=on).contact_for(topic.pk if topic else None, stage, place)


@dataclass(frozen=True, slots=True)
class Finding:
    """What words of a visitor meant, and whom to ask about it."""

    topic: Topic
    municipality: Municipality | None
    card: ContactCard


def find_contacts(words: str, *, on: date) -> list[Finding]:
    """Whom words lead to: “Seiteneinstieg in Alsdorf” gives that topic's contact there.

    A topic is meant when one of the words stands in its label (in any language) or among its other
    words; a municipality when its name, without what stands in brackets, is among the words.
    """
    asked = [word for word in _folded(words).split() if len(word) > 2]
    places = [m for m in municipalities(on=on) if _folded(m.name).split()[0] in asked]
    place = places[0] if places else None
    named = set(_folded(place.name).split()) if place else set()
    here = board(on=on)
    hits = []
    for topic in topics():
        text = _folded(" ".join([topic.words, *texts(topic.label)]))
        count = sum(word in text for word in asked if word not in named)
        if count:
            hits.append((count, topic))
    hits.sort(key=lambda hit: -hit[0])
    return [
        Finding(topic, place, here.contact_for(topic.pk, "", place.pk if place else None))
        for _count, topic in hits
    ]


def texts(translations: Translations) -> list[str]:
    """The texts themselves, in every language, without the marks beside them."""
    return [text for code, text in translations.items() if "#" not in code]


def _folded(text: str) -> str:
    return "".join(c if c.isalnum() else " " for c in text.casefold())


# For the staff ----------------------------------------------------------------------------------
def contacts(*, user: User) -> PublicContactQuerySet:
    """All contacts, ended ones too, for those who may see the office."""
    rows = _all()
    return rows if may_view(user) else rows.none()


def contact(pk: int, *, user: User) -> PublicContact:
    found = contacts(user=user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def stale_contacts(*, user: User, on: date) -> PublicContactQuerySet:
    """Current contacts that nobody has confirmed for half a year."""
    return contacts(user=user).stale(on=on, before=on - timedelta(days=STALE_DAYS))
