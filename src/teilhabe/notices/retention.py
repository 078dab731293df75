"""How long notices and mail are kept."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.keeping import Keep
from teilhabe.notices.models import Notice, OutgoingMail

PURPOSE = _("Menschen benachrichtigen und nachvollziehen, ob eine E-Mail zugestellt wurde.")

RETENTION = [
    Keep(
        Notice,
        since="created_at",
        months=6,
        because=_("Nach einem halben Jahr hilft der Hinweis niemandem mehr."),
    ),
    Keep(
        OutgoingMail,
        since="created_at",
        months=3,
        because=_(
            "Rückfragen zur Zustellung; der Inhalt gesendeter E-Mails wird sofort nach der "
            "Übergabe an den Mailserver geleert."
        ),
    ),
]
