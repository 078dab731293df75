"""The office's entries in the staff's navigation."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import MenuItem
from teilhabe.office.rules import Permission

GROUP = _("Büro")
PUBLIC = _("Öffentlichkeit")

ITEMS = [
    MenuItem(
        _("Anfragen"), "office:requests", Permission.VIEW_REQUEST, PUBLIC, icon="mail", order=10
    ),
    MenuItem(_("Kontakte"), "office:contacts", Permission.VIEW, PUBLIC, icon="phone", order=11),
    MenuItem(_("Themenschwerpunkte"), "office:themes", Permission.VIEW, PUBLIC, "book", 12),
    MenuItem(
        _("Fristen"), "office:deadlines", Permission.VIEW_DEADLINE, GROUP, icon="calendar", order=20
    ),
    MenuItem(_("Abwesenheiten"), "office:absences", Permission.VIEW, GROUP, "clock", 21),
    MenuItem(_("Team"), "office:staff", Permission.VIEW, GROUP, icon="users", order=22),
    MenuItem(_("Zuständigkeiten"), "office:responsibilities", Permission.VIEW, GROUP, "user", 23),
    MenuItem(_("Stellen"), "office:posts", Permission.VIEW, GROUP, icon="briefcase", order=24),
    MenuItem(_("Das Zentrum"), "office:overview", Permission.VIEW, GROUP, icon="home", order=25),
]
