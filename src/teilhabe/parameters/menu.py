"""The room's entry in the staff's navigation."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import MenuItem
from teilhabe.parameters.rules import Permission

ITEMS = [
    MenuItem(
        _("Regeln und Werte"),
        "parameters:list",
        Permission.VIEW,
        group=_("Verwaltung"),
        icon="book",
        order=80,
    ),
]
