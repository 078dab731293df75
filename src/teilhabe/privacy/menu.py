"""The room's entries in the staff's navigation."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import MenuItem
from teilhabe.privacy.rules import Permission

ITEMS = [
    MenuItem(
        _("Datenschutz"),
        "privacy:overview",
        Permission.VIEW_RETENTION,
        group=_("Verwaltung"),
        icon="key",
        order=92,
    ),
    MenuItem(
        _("Zugriffsprotokoll"),
        "privacy:looks",
        Permission.VIEW_LOOK,
        group=_("Verwaltung"),
        icon="history",
        order=94,
    ),
]
