"""What the office answers to the search over everything."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from teilhabe.kit.fields import in_page_language
from teilhabe.kit.types import SearchHit, User
from teilhabe.office import queries, rules

MOST = 20


def search(words: str, user: User, on: date) -> list[SearchHit]:
    """Team, contacts, deadlines and requests, each only for those who may see it."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    found = []
    if rules.may_view(user):
        found += _staff(wanted, user, on) + _contacts(wanted, user, on)
    if rules.may_view_deadlines(user):
        found += _deadlines(wanted, user)
    if rules.may_view_requests(user):
        found += _requests(wanted, user)
    return found


def _holds(wanted: list[str], *texts: str) -> bool:
    everything = " ".join(texts).casefold()
    return all(word in everything for word in wanted)


def _staff(wanted: list[str], user: User, on: date) -> list[SearchHit]:
    return [
        SearchHit(
            row.name,
            _("Team"),
            reverse("office:staff_member", args=[row.pk]),
            in_page_language(row.function),
            rank=1.0 if row.is_working(on=on) else 0.3,
        )
        for row in queries.staff(user=user)
        if _holds(wanted, row.name, *queries.texts(row.function))
    ][:MOST]


def _contacts(wanted: list[str], user: User, on: date) -> list[SearchHit]:
    hits = []
    for row in queries.contacts(user=user):
        topics = list(row.topics.all())
        labels = [text for topic in topics for text in (*queries.texts(topic.label), topic.words)]
        places = [place.name for place in row.municipalities.all()]
        if _holds(wanted, *queries.texts(row.function), *labels, *places, row.room):
            hits.append(
                SearchHit(
                    in_page_language(row.function),
                    _("Öffentlicher Kontakt"),
                    reverse("office:contact", args=[row.pk]),
                    ", ".join(in_page_language(topic.label) for topic in topics),
                    rank=0.9 if row.is_current(on=on) else 0.2,
                )
            )
    return hits[:MOST]


def _deadlines(wanted: list[str], user: User) -> list[SearchHit]:
    return [
        SearchHit(
            row.title,
            _("Frist"),
            reverse("office:deadline", args=[row.pk]),
            row.source,
            rank=0.5,
        )
        for row in queries.deadlines(user=user)
        if _holds(wanted, row.title, row.source)
    ][:MOST]


def _requests(wanted: list[str], user: User) -> list[SearchHit]:
    """By number or the name of whoever wrote; the name itself is shown on the record only."""
    hits = []
    for row in queries.contact_requests(user=user):
        topic = in_page_language(row.topic.label) if row.topic else ""
        if _holds(wanted, row.number) or (row.name and _holds(wanted, row.name, topic)):
            hits.append(
                SearchHit(
                    _("Anfrage %(number)s") % {"number": row.number},
                    _("Anfrage"),
                    reverse("office:request", args=[row.uid]),
                    topic,
                    rank=0.8,
                )
            )
    return hits[:MOST]
