"""Who may do what with people and their roles."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text, User


class Permission(StrEnum):
    OWN = "accounts.view_own"
    WORKSPACE = "accounts.use_workspace"
    PORTAL = "accounts.use_portal"
    READ = "accounts.view_user"
    CHANGE = "accounts.change_user"


LABELS: dict[Permission, Text] = {
    Permission.OWN: _("Das eigene Profil, die eigenen Anmeldungen und Schlüssel sehen und ändern."),
    Permission.WORKSPACE: _("Den Arbeitsplatz des Zentrums öffnen."),
    Permission.PORTAL: _("Das Portal für Partner öffnen."),
    Permission.READ: _("Personen mit Zugang, ihre Rollen und deren Ende sehen."),
    Permission.CHANGE: _(
        "Menschen einladen, Rollen vergeben und beenden, Zugänge sperren, zweiten Faktor zurücksetzen."
    ),
}


def may_see_people(user: User) -> bool:
    return user.has_perm(Permission.READ)


def may_change(user: User, person: User) -> bool:
    """Nobody gives or takes rights to or from themselves: a second pair of eyes is needed."""
    return user.has_perm(Permission.CHANGE) and user.pk != person.pk


def may_invite(user: User) -> bool:
    return user.has_perm(Permission.CHANGE)
