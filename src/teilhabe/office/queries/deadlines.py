"""Which deadlines come, which are open, whom to remind, whose calendar an address is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from django.db.models import QuerySet
from django.http import Http404

from teilhabe.accounts.models import User as Account
from teilhabe.accounts.queries import may_sign_in, people_with
from teilhabe.kit.types import User
from teilhabe.office.models import CalendarKey, Deadline, DeadlineDone, DeadlineQuerySet
from teilhabe.office.queries.team import HEAD
from teilhabe.office.rules import may_view_deadlines

LOOK_BACK_DAYS = 120
LOOK_AHEAD_DAYS = 400
NEVER = date.max


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One day of one deadline, as it stands on the day of asking."""

    deadline: Deadline
    on: date
    asked_on: date
    done: DeadlineDone | None

    @property
    def key(self) -> str:
        return f"{self.deadline.pk}-{self.on:%Y%m%d}"

    @property
    def days_left(self) -> int:
        return (self.on - self.asked_on).days

    @property
    def is_open(self) -> bool:
        return self.done is None

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.days_left < 0

    @property
    def is_near(self) -> bool:
        return self.is_open and 0 <= self.days_left <= self.deadline.reminder_days

    @property
    def level(self) -> str:
        """Traffic light: done is green, overdue red, near yellow, far away grey."""
        if not self.is_open:
            return "green"
        if self.is_overdue:
            return "red"
        return "yellow" if self.is_near else "grey"


def deadlines(*, user: User) -> DeadlineQuerySet:
    rows = Deadline.objects.select_related("responsible", "topic").order_by("title", "pk")
    return rows if may_view_deadlines(user) else rows.none()


def deadline(pk: int, *, user: User) -> Deadline:
    found = deadlines(user=user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _occurrences(
    rows: QuerySet[Deadline], *, first: date, last: date, on: date
) -> list[Occurrence]:
    known = list(rows)
    done = {
        (row.deadline_id, row.occurs_on): row
        for row in DeadlineDone.objects.filter(
            deadline__in=known, occurs_on__gte=first, occurs_on__lte=last
        ).select_related("done_by")
    }
    found = [
        Occurrence(row, day, on, done.get((row.pk, day)))
        for row in known
        for day in row.occurrences(first=first, last=last)
    ]
    return sorted(found, key=lambda each: (each.on, each.deadline.title, each.deadline.pk))


def occurrences(*, first: date, last: date, on: date, user: User) -> list[Occurrence]:
    """All days of all deadlines in that time, done ones too, in order."""
    return _occurrences(deadlines(user=user), first=first, last=last, on=on)


def calendar(*, on: date, user: User) -> list[Occurrence]:
    """What was due lately and is still open, and everything within the coming year."""
    found = occurrences(
        first=on - timedelta(days=LOOK_BACK_DAYS),
        last=on + timedelta(days=LOOK_AHEAD_DAYS),
        on=on,
        user=user,
    )
    return [each for each in found if each.on >= on or each.is_open]


def occurrences_of(row: Deadline, *, on: date) -> list[Occurrence]:
    """The days of one deadline around that day."""
    return _occurrences(
        Deadline.objects.filter(pk=row.pk),
        first=on - timedelta(days=LOOK_AHEAD_DAYS),
        last=on + timedelta(days=2 * LOOK_AHEAD_DAYS),
        on=on,
    )


def waiting_for(*, user: User, on: date) -> list[Occurrence]:
    """What is near or overdue and not done."""
    return [each for each in calendar(on=on, user=user) if each.is_overdue or each.is_near]


# Reminders --------------------------------------------------------------------------------------
def deadlines_to_remind(*, on: date) -> Iterator[tuple[Deadline, date]]:
    """Open days whose time of reminder has come, the day itself included."""
    longest = max(Deadline.objects.values_list("reminder_days", flat=True), default=0)
    rows = Deadline.objects.select_related("responsible__user").order_by("pk")
    for each in _occurrences(rows, first=on, last=on + timedelta(days=longest), on=on):
        if each.is_near:
            yield each.deadline, each.on


def people_to_remind(deadline: Deadline, *, on: date) -> list[Account]:
    """The responsible person, else everybody with the role, else the head."""
    person = deadline.responsible
    if person and person.user and person.is_working(on=on) and may_sign_in(person.user, on=on):
        return [person.user]
    found = list(people_with(role=deadline.role, on=on)) if deadline.role else []
    return found or list(people_with(role=HEAD, on=on))


# Calendar addresses -----------------------------------------------------------------------------
def token_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def calendar_key(user: User) -> CalendarKey | None:
    return CalendarKey.objects.filter(user_id=user.pk).first()


def owner_of_calendar(token: str, *, on: date) -> Account | None:
    """Whose secret address this is; nobody's once the login is closed or lacks the right."""
    key = CalendarKey.objects.select_related("user").filter(token_hash=token_hash(token)).first()
    if key is None or not may_sign_in(key.user, on=on) or not may_view_deadlines(key.user):
        return None
    return key.user
