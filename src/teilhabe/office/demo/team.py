"""Makes the invented team: people, posts, topics, who answers for what, who is away."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from teilhabe.accounts.models import User
from teilhabe.directory.models import Municipality
from teilhabe.office import actions
from teilhabe.office.demo import files
from teilhabe.office.models import StaffMember, Topic
from teilhabe.office.schemas import PostFacts, ResponsibilityFacts, StaffFacts, TopicFacts

HEAD = "leitung"


@dataclass(frozen=True, slots=True)
class Office:
    """What the other parts of the demo refer to, by the names used in the files."""

    today: date
    logins: dict[str, User]
    places: dict[str, Municipality]
    staff: dict[str, StaffMember]
    topics: dict[str, Topic]

    @property
    def head(self) -> User:
        return self.logins[HEAD]


def make(*, at: datetime) -> Office:
    people = files.read("team")["people"]
    office = Office(
        timezone.localdate(at),
        User.objects.in_bulk(
            [who["login"] for who in people if "login" in who], field_name="username"
        ),
        {place.slug: place for place in Municipality.objects.all()},
        {},
        {},
    )
    for who in people:
        _add_person(office, who, at=at)
    for post in files.read("team")["vacant"]:
        _add_post(office, post, holder=None, at=at)
    for topic in files.read("topics")["topics"]:
        _add_topic(office, topic, at=at)
    for absence in files.read("team")["absences"]:
        _enter_absence(office, absence, at=at)
    return office


def _add_person(office: Office, who: files.Entry, *, at: datetime) -> None:
    facts = StaffFacts(
        name=who["name"],
        function=who["function"],
        user=office.logins.get(who.get("login", "")),
        works_from=who["from"],
        works_until=files.day(who.get("until"), today=office.today),
        languages=who["languages"],
    )
    row = actions.add_staff(facts=facts, by=office.head, at=at)
    office.staff[who["key"]] = row
    for post in who["posts"]:
        _add_post(office, {"from": who["from"], **post}, holder=row, at=at)


def _add_post(
    office: Office, post: files.Entry, *, holder: StaffMember | None, at: datetime
) -> None:
    facts = PostFacts(
        title=post["title"],
        funding=post["funding"],
        share=Decimal(post["share"]),
        holder=holder,
        is_secondment="seconded_from" in post,
        seconded_from=post.get("seconded_from", ""),
        valid_from=post.get("from"),
        valid_until=files.day(post.get("until"), today=office.today),
    )
    actions.add_post(facts=facts, by=office.head, at=at)


def _add_topic(office: Office, topic: files.Entry, *, at: datetime) -> None:
    facts = TopicFacts(
        key=topic["key"],
        label=topic["label"],
        area=topic["area"],
        words=topic["words"],
        order=topic["order"],
    )
    row = actions.add_topic(facts=facts, by=office.head, at=at)
    office.topics[row.key] = row
    for answer in topic["answers"]:
        for place in answer.get("places", [None]):
            charge = ResponsibilityFacts(
                topic=row,
                holder=office.staff[answer["who"]],
                deputies=tuple(office.staff[key] for key in answer["deputies"]),
                stage=answer.get("stage", ""),
                municipality=office.places[place] if place else None,
            )
            actions.add_responsibility(facts=charge, by=office.head, at=at)


def _enter_absence(office: Office, absence: files.Entry, *, at: datetime) -> None:
    begin = files.monday(today=office.today)
    actions.enter_absence(
        staff=office.staff[absence["who"]],
        first_day=begin + timedelta(days=absence["first"]),
        last_day=begin + timedelta(days=absence["last"]),
        by=office.head,
        at=at,
    )
