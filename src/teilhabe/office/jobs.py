"""What the office does by itself every day: remind of deadlines."""

from datetime import date, time

from django.utils import timezone

from teilhabe.kit.jobs import job
from teilhabe.office import actions


@job("office.remind_of_deadlines", daily=time(6, 30))
def remind_of_deadlines(*, today: str) -> int:
    """Safe to run twice: everybody is reminded of one day once."""
    return actions.remind_of_deadlines(on=date.fromisoformat(today), at=timezone.now())
