"""What waits for those who look after the mail."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from teilhabe.kit.types import Tile, User
from teilhabe.notices import queries
from teilhabe.notices.rules import Permission


def tiles(user: User, on: date) -> list[Tile]:
    if not user.has_perm(Permission.MAIL):
        return []
    count = queries.mails(user=user).given_up().count()
    return [
        Tile(
            label=_("Nicht zugestellte E-Mails"),
            count=count,
            url=f"{reverse('notices:mail')}?stand=failed",
            level="red" if count else "green",
            order=85,
        )
    ]
