"""An office as the public meets it: its profile, a few contacts, a topic, who answers for it."""

from datetime import date

from teilhabe.directory.models import Municipality
from teilhabe.kit.fields import Translations, translated
from teilhabe.office.models import (
    Absence,
    CentreProfile,
    Deputy,
    PublicContact,
    Responsibility,
    StaffMember,
    Topic,
)

LAST_MONTH = date(2026, 10, 20)


def an_office() -> CentreProfile:
    """The profile with a desk: Nadia Berger, who gets what nobody else answers for."""
    desk = a_colleague("Nadia Berger")
    return CentreProfile.objects.create(
        pk=1,
        name="Kommunales Integrationszentrum",
        short_name="KI",
        office_code="A 46",
        body="StädteRegion Aachen",
        phone="+493023125100",
        mail="ki@example.org",
        opening_hours=[[1, "08:30", "12:00"], [1, "13:00", "15:30"], [2, "09:00", "12:00"]],
        claim=translated({"de": "Gemeinsam ankommen", "en": "Arriving together"}),
        tasks=translated({"de": "Wir beraten.\n\n- Familien\n- Schulen", "en": "We advise."}),
        desk=desk,
    )


def a_place(name: str = "Alsdorf", ags: str = "05334004") -> Municipality:
    place = Municipality.objects.create(ags=ags, name=name, kind="city", slug=name.lower())
    profile = CentreProfile.objects.first()
    if profile is not None:
        profile.municipalities.add(place)
    return place


def a_colleague(name: str) -> StaffMember:
    return StaffMember.objects.create(name=name, function=translated({"de": "Beratung"}))


def a_topic(key: str = "schulplatz", label: str = "Schulplatz", words: str = "") -> Topic:
    return Topic.objects.create(
        key=key,
        label=translated({"de": label, "en": f"{label} (en)"}),
        words=words,
        area="education",
    )


def a_contact(
    staff: StaffMember | None = None,
    *,
    function: Translations | None = None,
    phone: str = "+493023125101",
    topics: tuple[Topic, ...] = (),
    places: tuple[Municipality, ...] = (),
    stage: str = "",
    order: int = 50,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> PublicContact:
    contact = PublicContact.objects.create(
        function=translated(function or {"de": "Schulplatz finden", "en": "Find a school place"}),
        staff=staff,
        shows_name=staff is not None,
        phone=phone,
        mail="schule@example.org",
        room="2.14",
        stage=stage,
        order=order,
        valid_from=valid_from,
        valid_until=valid_until,
        last_confirmed_on=LAST_MONTH,
    )
    contact.topics.set(topics)
    contact.municipalities.set(places)
    return contact


def answers_for(
    holder: StaffMember,
    topic: Topic,
    place: Municipality | None = None,
    deputy: StaffMember | None = None,
) -> Responsibility:
    charge = Responsibility.objects.create(topic=topic, municipality=place, holder=holder)
    if deputy is not None:
        Deputy.objects.create(responsibility=charge, staff=deputy, order=1)
    return charge


def is_away(staff: StaffMember, first: date, last: date) -> Absence:
    return Absence.objects.create(staff=staff, starts_on=first, ends_on=last)
