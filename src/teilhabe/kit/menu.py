"""Where the toolbox stands in the navigation."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.rules import Permission
from teilhabe.kit.types import MenuItem

ITEMS = [
    MenuItem(
        label=_("Bausteine"),
        url_name="kit:components",
        permission=Permission.COMPONENTS,
        group=_("Technik"),
        icon="book",
        order=95,
    )
]
