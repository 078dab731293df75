"""What waits for those who look after data protection."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from teilhabe.kit.types import Tile, User
from teilhabe.privacy import queries
from teilhabe.privacy.rules import Permission


def tiles(user: User, on: date) -> list[Tile]:
    if not user.has_perm(Permission.CHANGE_RETENTION):
        return []
    count = sum(row.count for row in queries.due(on=on))
    return [
        Tile(
            label=_("Fällige Löschungen"),
            count=count,
            url=reverse("privacy:overview"),
            hint=_("werden in der kommenden Nacht gelöscht") if count else "",
            level="yellow" if count else "green",
            order=80,
        )
    ]
