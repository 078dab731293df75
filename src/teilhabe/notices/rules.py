"""Who may read own notices, and who may see how the mail goes."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text


class Permission(StrEnum):
    """What a person may do with notices and mail."""

    OWN = "notices.view_notice"
    MAIL = "notices.view_mail"


LABELS: dict[Permission, Text] = {
    Permission.OWN: _("Eigene Benachrichtigungen lesen"),
    Permission.MAIL: _(
        "Sehen, ob E-Mails ankommen, und nicht zugestellte noch einmal senden, ohne ihren Inhalt"
    ),
}
