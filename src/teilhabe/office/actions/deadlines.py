"""Writes deadlines: the rules, what is dealt with, who was reminded, secret calendar addresses."""

import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.accounts.models import User as Account
from teilhabe.audit import actions as audit
from teilhabe.kit.types import DomainError, User
from teilhabe.notices import actions as notices
from teilhabe.office import queries
from teilhabe.office.actions.facts import KeyTaken, end, in_order, locked, need, take_over
from teilhabe.office.choices import DEADLINE_MAIL, DEADLINE_NOTICE, DeadlineRule
from teilhabe.office.models import CalendarKey, Deadline, DeadlineDone, DeadlineReminder
from teilhabe.office.rules import may_change_deadline, may_view_deadlines
from teilhabe.office.schemas import DeadlineFacts

TOKEN_BYTES = 32


class RuleIncomplete(DomainError):
    """The rule lacks a value it needs."""


class NoSuchDay(DomainError):
    """The deadline does not fall on that day."""


class AlreadyDone(DomainError):
    """Somebody has dealt with it before."""


class NotDone(DomainError):
    """It is open anyway."""


NEEDED = {
    DeadlineRule.FIXED: ("month", "day"),
    DeadlineRule.WEEK_OF: ("month", "day"),
    DeadlineRule.NTH_WEEKDAY: ("month", "weekday", "nth"),
    DeadlineRule.ISO_WEEK: ("iso_week", "weekday"),
    DeadlineRule.ONCE: ("once_on",),
}


def _check(facts: DeadlineFacts, *, but: int = 0) -> None:
    in_order(facts.valid_from, facts.valid_until)
    if any(getattr(facts, name) is None for name in NEEDED[DeadlineRule(facts.rule)]):
        raise RuleIncomplete(_("Zu dieser Regel fehlen Angaben."))
    if facts.every_years > 1 and facts.first_year is None:
        raise RuleIncomplete(_("Bei mehr als einem Jahr Abstand: Ab welchem Jahr wird gezählt?"))
    if Deadline.objects.filter(key=facts.key).exclude(pk=but).exists():
        raise KeyTaken(_("Diesen Kurznamen hat schon eine andere Frist."))


@transaction.atomic
def add_deadline(*, facts: DeadlineFacts, by: User, at: datetime) -> Deadline:
    need(may_change_deadline(by))
    _check(facts)
    row = Deadline()
    take_over(row, facts)
    row.save()
    audit.record("office.deadline_added", row, by=by, at=at)
    return row


@transaction.atomic
def change_deadline(
    *, deadline: Deadline, facts: DeadlineFacts, by: User, at: datetime
) -> Deadline:
    need(may_change_deadline(by))
    row = locked(deadline)
    _check(facts, but=row.pk)
    changed = take_over(row, facts)
    if changed:
        row.save(update_fields=changed)
        audit.record("office.deadline_changed", row, by=by, at=at, changed=changed)
    return row


@transaction.atomic
def end_deadline(*, deadline: Deadline, last_day: date, by: User, at: datetime) -> Deadline:
    need(may_change_deadline(by))
    row = locked(deadline)
    end(row, last_day=last_day, today=timezone.localdate(at))
    row.save(update_fields=["valid_until"])
    audit.record("office.deadline_ended", row, by=by, at=at, changed=["valid_until"])
    return row


@transaction.atomic
def finish_occurrence(
    *, deadline: Deadline, occurs_on: date, by: User, at: datetime
) -> DeadlineDone:
    """One day of the deadline is dealt with. Of two clicks the second is refused."""
    need(may_change_deadline(by))
    row = locked(deadline)
    if not row.occurrences(first=occurs_on, last=occurs_on):
        raise NoSuchDay(_("An diesem Tag gibt es die Frist nicht."))
    if row.done.filter(occurs_on=occurs_on).exists():
        raise AlreadyDone(_("Diese Frist ist schon erledigt."))
    done = DeadlineDone.objects.create(
        deadline=row, occurs_on=occurs_on, done_by_id=by.pk, done_at=at
    )
    audit.record("office.deadline_done", row, by=by, at=at)
    return done


@transaction.atomic
def reopen_occurrence(*, deadline: Deadline, occurs_on: date, by: User, at: datetime) -> None:
    """It was a mistake: the day is open again."""
    need(may_change_deadline(by))
    row = locked(deadline)
    deleted, _rows = row.done.filter(occurs_on=occurs_on).delete()
    if not deleted:
        raise NotDone(_("Diese Frist ist noch offen."))
    audit.record("office.deadline_reopened", row, by=by, at=at)


# Reminders --------------------------------------------------------------------------------------
def remind_of_deadlines(*, on: date, at: datetime) -> int:
    """Tell everybody whose deadline comes near, each once. Safe to run twice."""
    return sum(
        _remind(deadline, occurs_on=day, user=user, at=at)
        for deadline, day in queries.deadlines_to_remind(on=on)
        for user in queries.people_to_remind(deadline, on=on)
    )


@transaction.atomic
def _remind(deadline: Deadline, *, occurs_on: date, user: Account, at: datetime) -> int:
    locked(deadline)
    _row, is_first = DeadlineReminder.objects.get_or_create(
        deadline=deadline, occurs_on=occurs_on, user=user, defaults={"sent_at": at}
    )
    if not is_first:
        return 0
    url = reverse("office:deadline", args=[deadline.pk])
    notices.notify(user=user, kind=DEADLINE_NOTICE, url=url, at=at)
    notices.send_mail(
        to=user.email,
        kind=DEADLINE_MAIL,
        template="office/mail/deadline",
        language=user.language,
        context={
            "title": deadline.title,
            "day": occurs_on,
            "days": (occurs_on - timezone.localdate(at)) // timedelta(days=1),
            "link": settings.BASE_URL + url,
        },
        at=at,
    )
    audit.record("office.reminder_sent", deadline, by=None, at=at)
    return 1


# Calendar addresses -----------------------------------------------------------------------------
@transaction.atomic
def renew_calendar_key(*, by: User, at: datetime) -> str:
    """A new secret for one's own calendar; the old address stops working. Returned this once."""
    need(may_view_deadlines(by))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row, _is_new = CalendarKey.objects.update_or_create(
        user_id=by.pk, defaults={"token_hash": queries.token_hash(token), "made_at": at}
    )
    audit.record("office.calendar_key_renewed", row, by=by, at=at)
    return token


@transaction.atomic
def withdraw_calendar_key(*, by: User, at: datetime) -> None:
    """Switch one's own calendar address off. A second click changes nothing."""
    row = CalendarKey.objects.select_for_update(of=("self",)).filter(user_id=by.pk).first()
    if row is not None:
        audit.record("office.calendar_key_withdrawn", row, by=by, at=at)
        row.delete()
