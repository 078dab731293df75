"""Post offices for tests: one that refuses, one that loses the line."""

import smtplib

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class Refusing(BaseEmailBackend):
    """Takes no mail to anybody."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        raise smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no such user Amira Haddad")})


class Silent(BaseEmailBackend):
    """Never answers."""

    def send_messages(self, email_messages: list[EmailMessage]) -> int:
        raise TimeoutError
