"""What this room adds to the halls' navigation."""

from django.utils.translation import gettext_lazy as _

from teilhabe.accounts.rules import Permission
from teilhabe.kit.types import MenuItem

ITEMS = [
    MenuItem(
        _("Personen mit Zugang"),
        "accounts:people",
        Permission.READ,
        group=_("Verwaltung"),
        icon="users",
        order=80,
    ),
]
