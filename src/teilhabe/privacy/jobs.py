"""Deletes every night what is due."""

from datetime import date, time

from django.utils import timezone

from teilhabe.kit.jobs import job
from teilhabe.privacy import actions


@job("privacy.delete_due", daily=time(3, 30))
def delete_due(today: str) -> int:
    """Keep all promises for that day. Safe to run twice: the second run finds nothing due."""
    run = actions.delete_due(on=date.fromisoformat(today), by=None, at=timezone.now())
    return run.pk
