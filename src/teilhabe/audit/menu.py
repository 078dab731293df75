"""The room's entry in the staff's navigation."""

from django.utils.translation import gettext_lazy as _

from teilhabe.audit.rules import Permission
from teilhabe.kit.types import MenuItem

ITEMS = [
    MenuItem(
        _("Protokoll"),
        "audit:list",
        Permission.VIEW,
        group=_("Verwaltung"),
        icon="history",
        order=90,
    ),
]
