"""What the directory answers to the search over everything."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from teilhabe.directory import queries
from teilhabe.directory.rules import may_view
from teilhabe.kit.types import SearchHit, User

MOST = 20


def search(words: str, user: User, on: date) -> list[SearchHit]:
    """Institutions and municipalities whose name contains every word."""
    if not may_view(user):
        return []
    hits = [
        SearchHit(
            row.name,
            _("Einrichtung"),
            reverse("directory:institution", args=[row.pk]),
            " · ".join(part for part in (row.get_kind_display(), row.place) if part),
            rank=0.6 if row.is_current(on=on) else 0.2,
        )
        for row in queries.named(words, user=user)[:MOST]
    ]
    folded = words.casefold()
    hits += [
        SearchHit(
            row.name,
            _("Kommune"),
            reverse("directory:municipality", args=[row.slug]),
            row.get_kind_display(),
            rank=0.7,
        )
        for row in queries.municipalities()
        if folded in row.name.casefold()
    ]
    return hits
