"""Forgets sessions that are over, every night."""

from datetime import time

from django.utils import timezone

from teilhabe.accounts import actions
from teilhabe.kit.jobs import job


@job("accounts.clear_sessions", daily=time(3, 10))
def clear_sessions(*, today: str) -> int:
    """Safe to run twice: what is gone is gone."""
    return actions.clear_sessions(at=timezone.now())
