"""Who may read the log of looks, and who may see and run the deletion of due rows."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text


class Permission(StrEnum):
    """What a person may do for data protection."""

    VIEW_LOOK = "privacy.view_look"
    VIEW_RETENTION = "privacy.view_retention"
    CHANGE_RETENTION = "privacy.change_retention"


LABELS: dict[Permission, Text] = {
    Permission.VIEW_LOOK: _("Das Zugriffsprotokoll aus gegebenem Anlass lesen"),
    Permission.VIEW_RETENTION: _("Löschfristen, fällige Löschungen und Löschnachweise sehen"),
    Permission.CHANGE_RETENTION: _("Fällige Daten sofort löschen"),
}
