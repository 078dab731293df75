"""Hands mail to the mail server, and looks once a day for what was left behind."""

from datetime import time

from django.utils import timezone

from teilhabe.kit.jobs import job
from teilhabe.notices import actions, queries


@job(actions.DELIVER)
def deliver(mail_id: int) -> bool:
    """One attempt for one mail. Safe to run twice: only one run gets hold of it."""
    mail = actions.deliver(mail_id=mail_id, at=timezone.now())
    return mail is not None and mail.sent_at is not None


@job("notices.deliver_leftovers", daily=time(6, 30))
def deliver_leftovers(today: str) -> int:  # the timetable hands every job its day
    """Mails whose job was lost with a killed process. Safe to run twice."""
    left = queries.mails_to_deliver(at=timezone.now())
    return sum(deliver.func(mail_id) for mail_id in left)
