"""Writes the trail: one entry for each deed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, models

from teilhabe.audit import queries
from teilhabe.audit.models import Event
from teilhabe.kit.types import User


class UnknownVerb(LookupError):
    """A room records a deed that it has not named in its `choices.VERBS`."""


class OutsideTransaction(RuntimeError):
    """The entry would stand even if the deed itself is rolled back."""


def record(
    verb: str,
    subject: models.Model,
    *,
    by: User | None,
    at: datetime,
    changed: Iterable[str] = (),
) -> Event:
    """Note a deed inside the transaction that does it, so that both stand or fall together.

    `changed` names fields of the subject; a value in it would be refused, as no such field exists.
    Call it before deleting the subject: afterwards it has no number.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(verb)
    if verb not in queries.verbs():
        raise UnknownVerb(f"{verb}: name it in choices.VERBS of its room")
    fields = [subject._meta.get_field(name).name for name in changed]
    return Event.objects.create(
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_uid=getattr(subject, "uid", None),
        by_id=by.pk if by else None,
        at=at,
        changed=fields,
    )
