"""Legal values among the hits of the staff's search."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import SearchHit, User
from teilhabe.parameters import queries, rules, tables
from teilhabe.parameters.models import Parameter


def search(words: str, user: User, on: date) -> list[SearchHit]:
    if not rules.may_view(user):
        return []
    wanted = words.casefold().split()
    return [
        SearchHit(
            title=tables.name(row),
            kind=_("Regel"),
            url=reverse("parameters:detail", args=[row.key]),
            text=f"{tables.value_text(row)}, {tables.period_text(row)}",
        )
        for row in queries.listed().current(on=on)
        if all(word in _text(row) for word in wanted)
    ]


def _text(row: Parameter) -> str:
    return f"{tables.name(row)} {tables.topic(row).label}".casefold()
