"""Who may do what in the directory."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text, User


class Permission(StrEnum):
    VIEW = "directory.view_directory"
    CHANGE = "directory.change_directory"


LABELS: dict[Permission, Text] = {
    Permission.VIEW: _("Kommunen und Einrichtungen nachschlagen."),
    Permission.CHANGE: _("Kommunen und Einrichtungen aufnehmen, ändern, bestätigen und beenden."),
}


def may_view(user: User) -> bool:
    return user.has_perm(Permission.VIEW)


def may_change(user: User) -> bool:
    return user.has_perm(Permission.CHANGE)
