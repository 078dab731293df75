"""Writes requests of the public: they arrive with an owner, are taken, passed on, done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.audit import actions as audit
from teilhabe.directory.models import Municipality
from teilhabe.kit.types import DomainError, User
from teilhabe.notices import actions as notices
from teilhabe.office import queries
from teilhabe.office.actions.facts import locked, need
from teilhabe.office.choices import REQUEST_NOTICE, RequestState
from teilhabe.office.models import ContactRequest, StaffMember, Topic
from teilhabe.office.rules import Permission, may_reopen

ANSWER_WITHIN_WORKING_DAYS = 3  # the office's own promise, not a legal value


class NoWayToAnswer(DomainError):
    """Neither mail nor phone."""


class NothingAsked(DomainError):
    """The message is empty."""


class NobodyThere(DomainError):
    """The office has no team yet that could answer."""


class AlreadyDone(DomainError):
    """Somebody has finished the request before."""


class NotDone(DomainError):
    """The request is open anyway."""


class NotInTheTeam(DomainError):
    """The login belongs to nobody of the team, so it cannot own a request."""


class HasLeft(DomainError):
    """The person no longer works here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What somebody has written to the office."""

    text: str
    language: str
    name: str = ""
    mail: str = ""
    phone: str = ""
    topic: Topic | None = None
    municipality: Municipality | None = None


def due_day(received_on: date) -> date:
    """So many working days later; Saturday and Sunday do not count."""
    day, left = received_on, ANSWER_WITHIN_WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.isoweekday() < 6
    return day


@transaction.atomic
def receive_request(*, message: Message, once_key: str, at: datetime) -> ContactRequest:
    """Make the message somebody's task at once. The same `once_key` again gives the same request.

    The owner is whoever answers for the topic in that municipality on that day, else the deputy,
    else the centre's desk.
    """
    if not message.text.strip():
        raise NothingAsked(_("Bitte schreiben Sie, worum es geht."))
    if not message.mail and not message.phone:
        raise NoWayToAnswer(_("Bitte nennen Sie E-Mail oder Telefon, damit wir antworten können."))
    today = timezone.localdate(at)
    owner = queries.owner_of(topic=message.topic, municipality=message.municipality, on=today)
    if owner is None:
        raise NobodyThere(_("Gerade kann niemand Ihre Nachricht annehmen. Bitte rufen Sie uns an."))
    uid = uuid4()
    row, is_new = ContactRequest.objects.get_or_create(
        once_key=once_key,
        defaults={
            "uid": uid,
            "number": queries.number_of(uid),
            "name": message.name,
            "mail": message.mail,
            "phone": message.phone,
            "message": message.text,
            "language": message.language,
            "topic": message.topic,
            "municipality": message.municipality,
            "received_at": at,
            "assigned_to": owner,
            "due_on": due_day(today),
        },
    )
    if is_new:
        audit.record("office.request_received", row, by=None, at=at)
        _tell(row, at=at)
    return row


def _tell(request: ContactRequest, *, at: datetime) -> None:
    if request.assigned_to.user is not None:
        notices.notify(
            user=request.assigned_to.user,
            kind=REQUEST_NOTICE,
            url=reverse("office:request", args=[request.uid]),
            at=at,
        )


def _open(request: ContactRequest, *, by: User) -> ContactRequest:
    need(by.has_perm(Permission.CHANGE_REQUEST))
    row = locked(request)
    if row.state == RequestState.DONE:
        raise AlreadyDone(_("Diese Anfrage ist schon erledigt."))
    return row


@transaction.atomic
def take_request(*, request: ContactRequest, by: User, at: datetime) -> ContactRequest:
    """I answer this one. A second click changes nothing."""
    row = _open(request, by=by)
    me = StaffMember.objects.filter(user_id=by.pk).first()
    if me is None:
        raise NotInTheTeam(
            _("Ihre Anmeldung gehört zu niemandem im Team. Bitte geben Sie die Anfrage weiter.")
        )
    changed = _give(row, me, state=RequestState.IN_PROGRESS)
    if changed:
        audit.record("office.request_taken", row, by=by, at=at, changed=changed)
    return row


@transaction.atomic
def assign_request(
    *, request: ContactRequest, to: StaffMember, by: User, at: datetime
) -> ContactRequest:
    """Pass the request on; whoever gets it is told."""
    row = _open(request, by=by)
    if not to.is_working(on=timezone.localdate(at)):
        raise HasLeft(_("Diese Person arbeitet nicht mehr hier."))
    changed = _give(row, to, state=RequestState.OPEN)
    if changed:
        audit.record("office.request_assigned", row, by=by, at=at, changed=changed)
        _tell(row, at=at)
    return row


def _give(row: ContactRequest, to: StaffMember, *, state: RequestState) -> list[str]:
    """Passing on to whoever has it already changes nothing; taking it starts the work."""
    changed = []
    if row.assigned_to_id != to.pk:
        row.assigned_to = to
        changed.append("assigned_to")
    if row.state != state and (changed or state == RequestState.IN_PROGRESS):
        row.state = state
        changed.append("state")
    if changed:
        row.save(update_fields=changed)
    return changed


@transaction.atomic
def finish_request(
    *, request: ContactRequest, answer: str, by: User, at: datetime
) -> ContactRequest:
    """The person has an answer; `answer` is a short note for colleagues. Six months later all is deleted."""
    row = _open(request, by=by)
    row.state, row.done_by_id, row.done_at, row.answer = RequestState.DONE, by.pk, at, answer
    row.save(update_fields=["state", "done_by", "done_at", "answer"])
    audit.record("office.request_done", row, by=by, at=at, changed=["state"])
    return row


@transaction.atomic
def reopen_request(*, request: ContactRequest, by: User, at: datetime) -> ContactRequest:
    """It was not finished after all; the note stays."""
    row = locked(request)
    if row.state != RequestState.DONE:
        raise NotDone(_("Diese Anfrage ist noch offen."))
    need(may_reopen(by, row))
    row.state, row.done_by, row.done_at = RequestState.IN_PROGRESS, None, None
    row.save(update_fields=["state", "done_by", "done_at"])
    audit.record("office.request_reopened", row, by=by, at=at, changed=["state"])
    return row
