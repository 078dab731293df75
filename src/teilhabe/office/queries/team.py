"""Who works here, who is there on a day, who answers for what and who stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from teilhabe.accounts.queries import people_with
from teilhabe.directory.models import Municipality
from teilhabe.kit.fields import Translations
from teilhabe.kit.types import User
from teilhabe.office.models import (
    Absence,
    AbsenceQuerySet,
    CentreProfile,
    Deputy,
    Post,
    Responsibility,
    StaffMember,
    StaffQuerySet,
    Topic,
)
from teilhabe.office.rules import may_view

HEAD = "leitung"


@dataclass(frozen=True, slots=True)
class Person:
    """A team member with the days away that are known."""

    id: int
    uid: UUID
    name: str
    function: Translations
    user_id: int | None
    works_from: date | None
    works_until: date | None
    away: tuple[tuple[date, date], ...] = ()

    def is_working(self, on: date) -> bool:
        return (self.works_from is None or self.works_from <= on) and (
            self.works_until is None or self.works_until >= on
        )

    def is_there(self, on: date) -> bool:
        return self.is_working(on) and not any(first <= on <= last for first, last in self.away)

    def away_until(self, on: date) -> date | None:
        """The last day of the absence that covers this day; absences that touch count as one."""
        last_day = None
        for first, last in sorted(self.away):
            if first <= on <= last or (last_day and first <= last_day + timedelta(days=1)):
                last_day = max(last, last_day or last) if last >= on else last_day
        return last_day


@dataclass(frozen=True, slots=True)
class Charge:
    """One responsibility with its deputies in order."""

    id: int
    topic_id: int
    stage: str
    municipality_id: int | None
    valid_from: date | None
    valid_until: date | None
    holder_id: int
    deputy_ids: tuple[int, ...]

    def counts(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or self.valid_until >= on
        )

    def fit(self, stage: str, municipality_id: int | None) -> tuple[int, int, int] | None:
        """How exactly it fits what is asked: the municipality weighs more than the stage.

        2 hits exactly, 1 covers everything, 0 is narrower than an open question. None does not fit.
        """
        place = _fit(self.municipality_id, municipality_id)
        level = _fit(self.stage or None, stage or None)
        if place is None or level is None:
            return None
        return place + level, place, level


def _fit(own: object, asked: object) -> int | None:
    if own == asked and own is not None:
        return 2
    if own is None:
        return 1
    return 0 if asked is None else None


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers. Without a person it is the centre's desk itself."""

    person: Person | None
    stands_in_for: Person | None = None
    absent_until: date | None = None
    charge_id: int | None = None

    @property
    def is_desk(self) -> bool:
        return self.charge_id is None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is needed to say who answers, read once: later questions ask no database."""

    people: dict[int, Person]
    charges: tuple[Charge, ...]
    desk_id: int | None

    def fitting(
        self, topic_id: int, stage: str, municipality_id: int | None, *, on: date
    ) -> list[Charge]:
        """Responsibilities for this, the most specific first."""
        found = [
            (fit, charge)
            for charge in self.charges
            if charge.topic_id == topic_id
            and charge.counts(on)
            and (fit := charge.fit(stage, municipality_id)) is not None
        ]
        found.sort(key=lambda pair: (*(-part for part in pair[0]), pair[1].id))
        return [charge for _fit, charge in found]

    def stand_in(self, charge: Charge, *, on: date) -> Person | None:
        """The first deputy who is there."""
        deputies = (self.people[pk] for pk in charge.deputy_ids)
        return next((person for person in deputies if person.is_there(on)), None)

    def answer(self, charge: Charge, *, on: date) -> Answer | None:
        """The holder, or the first deputy who is there; None if nobody is."""
        holder = self.people[charge.holder_id]
        if holder.is_there(on):
            return Answer(holder, charge_id=charge.id)
        deputy = self.stand_in(charge, on=on)
        if deputy is None:
            return None
        return Answer(deputy, holder, holder.away_until(on), charge.id)

    def desk(self, *, on: date) -> Answer:
        person = self.people.get(self.desk_id) if self.desk_id else None
        return Answer(person if person and person.is_there(on) else None)

    def who(
        self, topic_id: int | None, stage: str, municipality_id: int | None, *, on: date
    ) -> list[Answer]:
        """In the order in which to ask; the last one is always the desk, so it is never nobody."""
        answers: list[Answer] = []
        if topic_id is not None:
            for charge in self.fitting(topic_id, stage, municipality_id, on=on):
                found = self.answer(charge, on=on)
                known = {answer.person.id for answer in answers if answer.person}
                if found and found.person and found.person.id not in known:
                    answers.append(found)
        return [*answers, self.desk(on=on)]


def plan(*, first: date, last: date) -> Plan:
    """The plan for these days, in four questions to the database."""
    away: dict[int, list[tuple[date, date]]] = {}
    for absence in Absence.objects.touching(first=first, last=last).order_by("starts_on", "pk"):
        away.setdefault(absence.staff_id, []).append((absence.starts_on, absence.ends_on))
    people = {
        row.pk: Person(
            row.pk,
            row.uid,
            row.name,
            row.function,
            row.user_id,
            row.works_from,
            row.works_until,
            tuple(away.get(row.pk, ())),
        )
        for row in StaffMember.objects.all()
    }
    deputies: dict[int, list[int]] = {}
    for deputy in Deputy.objects.order_by("order", "pk"):
        deputies.setdefault(deputy.responsibility_id, []).append(deputy.staff_id)
    charges = tuple(
        Charge(
            row.pk,
            row.topic_id,
            row.stage,
            row.municipality_id,
            row.valid_from,
            row.valid_until,
            row.holder_id,
            tuple(deputies.get(row.pk, ())),
        )
        for row in Responsibility.objects.order_by("pk")
    )
    desk = CentreProfile.objects.values_list("desk_id", flat=True).first()
    return Plan(people, charges, desk)


def who_is_responsible(
    topic: Topic | None,
    stage: str = "",
    municipality: Municipality | None = None,
    *,
    on: date,
) -> list[Answer]:
    """Whom to ask, most specific first, deputies for whoever is away, the desk last."""
    place = municipality.pk if municipality else None
    return plan(first=on, last=on).who(topic.pk if topic else None, stage, place, on=on)


def owner_of(
    *, topic: Topic | None, municipality: Municipality | None, on: date, stage: str = ""
) -> StaffMember | None:
    """Who gets a request of the public: never nobody as long as anybody works here."""
    for answer in who_is_responsible(topic, stage, municipality, on=on):
        if answer.person is not None:
            return StaffMember.objects.get(pk=answer.person.id)
    working = StaffMember.objects.working(on=on)
    heads = people_with(role=HEAD, on=on).values("pk").order_by()
    present = working.present(on=on).order_by("pk")
    return (
        present.filter(user__in=heads).first()
        or working.filter(user__in=heads).order_by("pk").first()
        or present.first()
        or working.order_by("pk").first()
    )


@dataclass(frozen=True, slots=True)
class Cover:
    """Who stands in for one responsibility from one day to another."""

    responsibility: Responsibility
    first: date
    last: date
    person: Person | None  # None: the centre's desk


def cover_of(staff: StaffMember, *, first: date, last: date) -> list[Cover]:
    """What would happen to somebody's responsibilities on these days: the preview of an absence."""
    here = plan(first=first, last=last)
    rows = {row.pk: row for row in responsibilities().filter(holder=staff)}
    found: list[Cover] = []
    for charge in here.charges:
        if charge.holder_id != staff.pk:
            continue
        begins: date | None = None
        person: Person | None = None
        for day in _days(first, last):
            counts = charge.counts(day)
            now = (here.stand_in(charge, on=day) or here.desk(on=day).person) if counts else None
            if begins is not None and (not counts or now != person):
                found.append(Cover(rows[charge.id], begins, day - timedelta(days=1), person))
                begins = None
            if counts and begins is None:
                begins, person = day, now
        if begins is not None:
            found.append(Cover(rows[charge.id], begins, last, person))
    return found


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


# Lists ------------------------------------------------------------------------------------------
def topics() -> QuerySet[Topic]:
    """All topics in the order of the office."""
    return Topic.objects.order_by("order", "key", "pk")


def topic(pk: int) -> Topic:
    found = Topic.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def responsibilities() -> QuerySet[Responsibility]:
    """All of them with holder, deputies, topic and municipality."""
    deputies = Deputy.objects.select_related("staff").order_by("order", "pk")
    return (
        Responsibility.objects.select_related("topic", "municipality", "holder")
        .prefetch_related(Prefetch("deputies", deputies))
        .order_by("topic__order", "topic__key", "stage", "municipality__name", "pk")
    )


def responsibility(pk: int, *, user: User) -> Responsibility:
    found = responsibilities().filter(pk=pk).first() if may_view(user) else None
    if found is None:
        raise Http404
    return found


def staff(*, user: User) -> StaffQuerySet:
    """The team for those who may see the office, by name."""
    rows = StaffMember.objects.select_related("user").order_by("name", "pk")
    return rows if may_view(user) else rows.none()


def staff_member(pk: int, *, user: User) -> StaffMember:
    found = staff(user=user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def me(user: User) -> StaffMember | None:
    """The team member behind a login."""
    return StaffMember.objects.filter(user_id=user.pk).first()


def posts(*, user: User) -> QuerySet[Post]:
    rows = Post.objects.select_related("holder").order_by("title", "pk")
    return rows if may_view(user) else rows.none()


def post(pk: int, *, user: User) -> Post:
    found = posts(user=user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def absences(*, user: User) -> AbsenceQuerySet:
    rows = Absence.objects.select_related("staff").order_by("starts_on", "pk")
    return rows if may_view(user) else rows.none()


def absence(pk: int, *, user: User) -> Absence | None:
    """None when it has been withdrawn: the second click gets a sentence, not a dead end."""
    return absences(user=user).filter(pk=pk).first()
