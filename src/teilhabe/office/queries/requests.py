"""Requests of the public: who may read them, what is open, what is late."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from teilhabe.kit.types import User
from teilhabe.office.models import ContactRequest, ContactRequestQuerySet
from teilhabe.office.rules import may_view_requests


def contact_requests(*, user: User) -> ContactRequestQuerySet:
    """All requests for those who may read them; what waits comes first, the most urgent on top."""
    rows = ContactRequest.objects.select_related("assigned_to", "topic", "municipality", "done_by")
    rows = rows.annotate(finished=Q(done_at__isnull=False)).order_by("finished", "due_on", "pk")
    return rows if may_view_requests(user) else rows.none()


def contact_request(uid: UUID, *, user: User) -> ContactRequest:
    found = contact_requests(user=user).filter(uid=uid).first()
    if found is None:
        raise Http404
    return found


def requests_of(user: User) -> ContactRequestQuerySet:
    """Open requests at one's own desk."""
    return contact_requests(user=user).open().filter(assigned_to__user_id=user.pk)


def request_level(request: ContactRequest, *, on: date) -> str:
    """Traffic light: done is green, late red, due today or tomorrow yellow, else grey."""
    if request.done_at is not None:
        return "green"
    left = (request.due_on - on).days
    if left < 0:
        return "red"
    return "yellow" if left <= 1 else "grey"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What whoever wrote may see again: that it arrived, and by when there is an answer."""

    number: str
    received_at: datetime
    due_on: date


def number_of(uid: UUID) -> str:
    """A short number to name on the phone; it tells nothing about how many there are."""
    short = uid.hex[:8].upper()
    return f"{short[:4]}-{short[4:]}"


def receipt(uid: UUID) -> Receipt:
    """For the page after sending; 404 for a number that does not exist."""
    row = ContactRequest.objects.filter(uid=uid).only("number", "received_at", "due_on").first()
    if row is None:
        raise Http404
    return Receipt(row.number, row.received_at, row.due_on)
