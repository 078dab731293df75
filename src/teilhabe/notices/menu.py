"""The room's entries in the navigation of staff and partners."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import MenuItem
from teilhabe.notices.rules import Permission

ITEMS = [
    MenuItem(
        _("Postliste"),
        "notices:mail",
        Permission.MAIL,
        group=_("Verwaltung"),
        icon="mail",
        order=96,
    ),
]
