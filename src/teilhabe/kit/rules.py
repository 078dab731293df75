"""Who may use what the toolbox offers by itself."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text


class Permission(StrEnum):
    """The toolbox keeps no record of the office's work; these two are about its own pages."""

    COMPONENTS = "kit.view_components"
    OWN_VIEWS = "kit.save_view"


LABELS: dict[Permission, Text] = {
    Permission.COMPONENTS: _("Die Bausteine der Oberfläche ansehen und ausprobieren"),
    Permission.OWN_VIEWS: _("Eigene Ansichten von Listen, eigene Entwürfe und laufende Arbeiten"),
}
