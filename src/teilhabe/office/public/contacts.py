"""Whom to ask: the team as on an office page, found by words, topic, stage and municipality."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from teilhabe.accounts.choices import Stage
from teilhabe.directory.models import Municipality
from teilhabe.kit.fields import in_page_language
from teilhabe.kit.forms import Form
from teilhabe.kit.web import attachment, shows
from teilhabe.office import exports, queries
from teilhabe.office.forms import TopicChoice
from teilhabe.office.models import Topic
from teilhabe.office.public.pages import opening_days, trail_to

BEST = 3  # more answers to one question confuse


class ContactSearch(Form):
    """What a visitor looks for. Everything may stay empty."""

    suche = forms.CharField(
        label=gettext_lazy("Worum geht es?"),
        help_text=gettext_lazy("Zum Beispiel: Seiteneinstieg in Alsdorf"),
        required=False,
        max_length=100,
    )
    thema = TopicChoice(
        Topic.objects.none(),
        label=gettext_lazy("Thema"),
        empty_label=gettext_lazy("Alle Themen"),
        required=False,
        to_field_name="key",
    )
    ort = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=gettext_lazy("Stadt oder Gemeinde"),
        empty_label=gettext_lazy("Alle Städte und Gemeinden"),
        required=False,
        to_field_name="slug",
    )
    stufe = forms.ChoiceField(
        label=gettext_lazy("Bildungsstufe"),
        choices=[("", gettext_lazy("Alle Bildungsstufen")), *Stage.choices],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, topic="thema", municipality="ort")


def fill(form: forms.Form, *, topic: str, municipality: str) -> None:
    """Give a form today's topics and the municipalities the centre works for."""
    for name, rows in ((topic, queries.topics()), (municipality, served())):
        field = form.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows


def served() -> QuerySet[Municipality]:
    """The municipalities the centre works for."""
    places = [place.pk for place in queries.municipalities_served()]
    return Municipality.objects.filter(pk__in=places).order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to what was asked: the right contacts first, then others that fit."""

    is_asked: bool
    best: list[queries.ContactCard]
    others: list[queries.ContactCard]


def find(asked: dict[str, Any], *, on: date) -> Found:
    words: str = asked.get("suche", "")
    topic: Topic | None = asked.get("thema")
    place: Municipality | None = asked.get("ort")
    stage: str = asked.get("stufe", "")
    board = queries.board(on=on)
    if not (words or topic or place or stage):
        return Found(False, [], [board.card(contact) for contact in board.contacts])
    best: list[queries.ContactCard] = []
    if words:
        for finding in queries.find_contacts(words, on=on):
            if topic in (None, finding.topic):
                where = place or finding.municipality
                best.append(board.contact_for(finding.topic.pk, stage, where.pk if where else None))
    elif topic:
        best.append(board.contact_for(topic.pk, stage, place.pk if place else None))
    best = _once(best)[:BEST]
    fitting = [
        board.card(contact)
        for contact in board.contacts
        if not words
        and (topic is None or topic in contact.topics.all())
        and (not stage or contact.stage in ("", stage))
        and (
            place is None
            or place in contact.municipalities.all()
            or not contact.municipalities.all()
        )
    ]
    shown = {card.uid for card in best}
    others = [card for card in fitting if card.uid not in shown]
    if not best and not others:
        best = [board.desk]
    return Found(True, best, others)


def _once(cards: list[queries.ContactCard]) -> list[queries.ContactCard]:
    return list({card.uid: card for card in cards}.values())


@shows
def contact_list(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = ContactSearch(request.GET or None, auto_id="suche_%s")
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if form.is_bound and not form.is_valid():
        asked = {name: value for name, value in form.cleaned_data.items() if value}
    context = {
        "trail": trail_to((_("Team und Kontakt"), None)),
        "form": form,
        "found": find(asked, on=today),
        "asked": asked,
        "opening_days": opening_days(queries.centre().opening_times, on=today),
    }
    return render(request, "office/public/contact_list.html", context)


@shows
def contact(request: HttpRequest, uid: UUID) -> HttpResponse:
    today = timezone.localdate()
    card = queries.public_contact(uid, on=today)
    context = {
        "trail": trail_to(
            (_("Team und Kontakt"), reverse("public_contacts")),
            (in_page_language(card.function), None),
        ),
        "card": card,
        "opening_days": opening_days(queries.centre().opening_times, on=today),
    }
    return render(request, "office/public/contact.html", context)


@shows
def vcard(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The contact itself, also while somebody stands in: a saved card outlives an absence."""
    card = replace(queries.public_contact(uid, on=timezone.localdate()), deputy=None)
    content = exports.vcard(
        card,
        centre=queries.centre(),
        language=get_language() or settings.LANGUAGE_CODE,
        page_url=settings.BASE_URL + reverse("public_contact", args=[uid]),
    )
    return attachment(content, filename="kontakt.vcf", content_type=exports.VCARD_TYPE)
