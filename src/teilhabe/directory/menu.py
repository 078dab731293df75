"""The directory's entry in the staff's navigation."""

from django.utils.translation import gettext_lazy as _

from teilhabe.directory.rules import Permission
from teilhabe.kit.types import MenuItem

ITEMS = [
    MenuItem(
        _("Einrichtungen"),
        "directory:institutions",
        Permission.VIEW,
        group=_("Verzeichnis"),
        icon="building",
        order=60,
    ),
    MenuItem(
        _("Kommunen"),
        "directory:municipalities",
        Permission.VIEW,
        group=_("Verzeichnis"),
        icon="map-pin",
        order=61,
    ),
]
