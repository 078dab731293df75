"""Believable people, posts, topics and deadlines of an office; only what is under test is named."""

from datetime import date, datetime
from itertools import count
from uuid import uuid4
from zoneinfo import ZoneInfo

from teilhabe.accounts.models import User
from teilhabe.directory.models import Municipality
from teilhabe.office import queries
from teilhabe.office.models import (
    Absence,
    ContactRequest,
    Deadline,
    Deputy,
    Post,
    PublicContact,
    Responsibility,
    StaffMember,
    Topic,
)

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=BERLIN)
numbers = count(1)


def a_municipality(name: str = "Alsdorf", ags: str = "05334004") -> Municipality:
    return Municipality.objects.create(ags=ags, name=name, kind="city", slug=name.lower())


def a_member(
    name: str = "Nadia Berger",
    *,
    user: User | None = None,
    works_from: date | None = None,
    works_until: date | None = None,
) -> StaffMember:
    return StaffMember.objects.create(
        name=name,
        function={"de": "Beratung"},
        user=user,
        works_from=works_from,
        works_until=works_until,
    )


def a_subject(key: str = "schulplatz", words: str = "") -> Topic:
    return Topic.objects.create(key=key, label={"de": key.title()}, area="education", words=words)


def a_charge(
    topic: Topic,
    holder: StaffMember,
    *deputies: StaffMember,
    stage: str = "",
    municipality: Municipality | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Responsibility:
    row = Responsibility.objects.create(
        topic=topic,
        holder=holder,
        stage=stage,
        municipality=municipality,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    for order, deputy in enumerate(deputies, start=1):
        Deputy.objects.create(responsibility=row, staff=deputy, order=order)
    return row


def away(staff: StaffMember, first: date = MONDAY, last: date = MONDAY) -> Absence:
    return Absence.objects.create(staff=staff, starts_on=first, ends_on=last)


def a_published(
    staff: StaffMember | None = None,
    *topics: Topic,
    function: str = "Schulplatz finden",
    last_confirmed_on: date | None = MONDAY,
    valid_until: date | None = None,
) -> PublicContact:
    row = PublicContact.objects.create(
        function={"de": function},
        staff=staff,
        shows_name=staff is not None,
        phone="+493023125101",
        mail="schule@example.org",
        last_confirmed_on=last_confirmed_on,
        valid_until=valid_until,
    )
    row.topics.set(topics)
    return row


def a_secondment(holder: StaffMember, *, valid_until: date | None = None) -> Post:
    return Post.objects.create(
        title="Beratung",
        funding="teacher",
        holder=holder,
        is_secondment=True,
        seconded_from="Schulamt",
        valid_until=valid_until,
    )


def a_deadline(
    *,
    month: int = 11,
    day: int = 30,
    reminder_days: int = 14,
    responsible: StaffMember | None = None,
    role: str = "",
    valid_from: date | None = None,
) -> Deadline:
    return Deadline.objects.create(
        key=f"frist-{next(numbers)}",
        title="Antrag stellen",
        rule="fixed",
        month=month,
        day=day,
        reminder_days=reminder_days,
        responsible=responsible,
        role=role,
        valid_from=valid_from,
    )


def a_request(
    owner: StaffMember, *, due_on: date = MONDAY, name: str = "Rania Khoury"
) -> ContactRequest:
    uid = uuid4()
    return ContactRequest.objects.create(
        uid=uid,
        number=queries.number_of(uid),
        name=name,
        mail="rania@example.org",
        message="Wie finde ich eine Schule?",
        language="de",
        received_at=MORNING,
        once_key=f"key-{next(numbers)}",
        assigned_to=owner,
        due_on=due_on,
    )
