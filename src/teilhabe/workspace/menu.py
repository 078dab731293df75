"""The staff hall's own entry."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import MenuItem

ITEMS = [
    MenuItem(_("Heute"), "workspace:today", "accounts.use_workspace", icon="home", order=0),
]
