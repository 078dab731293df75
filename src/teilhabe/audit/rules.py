"""Who may read the trail as a whole. The history of one record belongs to that record's page."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text


class Permission(StrEnum):
    """What a person may do with the trail."""

    VIEW = "audit.view_event"


LABELS: dict[Permission, Text] = {
    Permission.VIEW: _("Das Protokoll aller Änderungen lesen und ausgeben"),
}
