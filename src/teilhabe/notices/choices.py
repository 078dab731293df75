"""Words with a fixed meaning: deeds, notices and mails of this room.

Every room names in its own `choices.py` the notices it gives (`NOTICES`: code → sentence for the
person) and the mails it sends (`MAILS`: code → name for the operators). Neither carries a name.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text


class MailState(models.TextChoices):
    """Where a mail is on its way."""

    WAITING = "waiting", _("unterwegs")
    SENT = "sent", _("gesendet")
    FAILED = "failed", _("nicht zugestellt")


MAIL_GIVEN_UP = "notices.mail_given_up"

VERBS: dict[str, Text] = {
    "notices.mail_resent": _("E-Mail noch einmal gesendet"),
}

NOTICES: dict[str, Text] = {
    MAIL_GIVEN_UP: _("Eine E-Mail ließ sich nicht zustellen. Bitte prüfen Sie die Postliste."),
}

MAILS: dict[str, Text] = {}
