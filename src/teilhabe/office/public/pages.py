"""Pages about the centre that anyone may read: home, tasks, focal areas, and what the law wants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override, pgettext_lazy
from django.utils.translation import gettext as _

from teilhabe.kit import languages, pages
from teilhabe.kit.types import Text
from teilhabe.kit.web import shows
from teilhabe.office import queries
from teilhabe.office.choices import Area, FocusArea, Weekday
from teilhabe.office.models import ContactRequest, FocusTheme, Topic
from teilhabe.office.retention import RETENTION

Trail = list[tuple[str, str | None]]
ON_HOME = 3  # so many contacts fit beside each other
STATEMENT_MADE_ON = date(2026, 11, 22)  # when the accessibility of the site was last judged


def trail_to(*steps: tuple[str, str | None]) -> Trail:
    """The breadcrumb: home first; the last step is the page itself."""
    return [(_("Startseite"), reverse("public_home")), *steps]


# Home -------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Door:
    """A concern in a family's own words, and what the contacts are asked for.

    `topics` are tried in order, then `stage`; the first that somebody answers for opens the door.
    A door without either leads to the message form.
    """

    drawing: str
    title: Text
    text: Text
    topics: tuple[str, ...] = ()
    stage: str = ""

    def url(self, *, known: frozenset[str], stages: frozenset[str]) -> str:
        if not self.topics and not self.stage:
            return reverse("public_message")
        address = reverse("public_contacts")
        for key in self.topics:
            if key in known:
                return f"{address}?{urlencode({'thema': key})}"
        if self.stage and self.stage in stages:
            return f"{address}?{urlencode({'stufe': self.stage})}"
        return address


DOORS = (
    Door(
        "school",
        pgettext_lazy("door", "Schule"),
        gettext_lazy("Einen Schulplatz finden, wenn Sie neu in der Region sind."),
        ("schulplatz",),
        "primary",
    ),
    Door(
        "book",
        pgettext_lazy("door", "Deutsch lernen"),
        gettext_lazy("Kurse und Klassen, in denen Kinder und Jugendliche Deutsch lernen."),
        ("deutschkurse", "ifk"),
    ),
    Door(
        "daycare",
        pgettext_lazy("door", "Kita und Familie"),
        gettext_lazy("Frühe Bildung, Elterngruppen und mehrsprachig aufwachsen."),
        ("elternbildung",),
        "early",
    ),
    Door(
        "briefcase",
        pgettext_lazy("door", "Ausbildung und Arbeit"),
        gettext_lazy("Von der Schule in die Ausbildung, ins Studium oder in den Beruf."),
        ("uebergang",),
        "transition",
    ),
    Door(
        "meeting",
        pgettext_lazy("door", "Menschen treffen"),
        gettext_lazy("Vereine und Gruppen, die Menschen zusammenbringen."),
        ("ehrenamt", "migrantenorganisationen"),
    ),
    Door(
        "help",
        pgettext_lazy("door", "Hilfe"),
        gettext_lazy("Sie wissen nicht, wen Sie fragen sollen? Schreiben Sie uns."),
    ),
)


@dataclass(frozen=True, slots=True)
class OpeningDay:
    """A weekday with its opening times; `is_today` on the day the page is made for."""

    label: str
    times: tuple[str, ...]
    is_today: bool


def opening_days(times: Iterable[queries.OpeningTime], *, on: date) -> list[OpeningDay]:
    by_day: dict[int, list[str]] = {}
    for time in times:
        by_day.setdefault(time.weekday, []).append(f"{time.opens}–{time.closes}")
    return [
        OpeningDay(str(day.label), tuple(by_day[day]), day == on.isoweekday())
        for day in Weekday
        if day in by_day
    ]


@dataclass(frozen=True, slots=True)
class FocalArea:
    """One of the two areas every centre works in, with what it puts first today."""

    title: str
    text: str
    url: str
    themes: list[FocusTheme]


@shows
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    who = pages.kept(f"who_answers:{today}", partial(_who_answers, today))
    context = {
        "doors": [(door, door.url(known=who.topics, stages=who.stages)) for door in DOORS],
        "contacts": who.first,
        "opening_days": opening_days(queries.centre_on_pages().opening_times, on=today),
        "areas": [
            FocalArea(
                str(FocusArea.EDUCATION.label),
                _("Faire Chancen von der Kita bis in den Beruf, für alle Kinder und Jugendlichen."),
                reverse("public_education"),
                queries.themes_of(FocusArea.EDUCATION, on=today),
            ),
            FocalArea(
                str(FocusArea.CROSSCUTTING.label),
                _("Gutes Zusammenleben ist Aufgabe aller Ämter, Vereine und Einrichtungen."),
                reverse("public_crosscutting"),
                queries.themes_of(FocusArea.CROSSCUTTING, on=today),
            ),
        ],
    }
    return render(request, "office/public/home.html", context)


@dataclass(frozen=True, slots=True)
class WhoAnswers:
    """Whom the home page names, and for which topics and stages somebody answers."""

    first: list[queries.ContactCard]
    topics: frozenset[str]
    stages: frozenset[str]


def _who_answers(on: date) -> WhoAnswers:
    board = queries.board(on=on)
    return WhoAnswers(
        _first_to_ask(board),
        frozenset(topic.key for contact in board.contacts for topic in contact.topics.all()),
        frozenset(contact.stage for contact in board.contacts if contact.stage),
    )


def _first_to_ask(board: queries.Board) -> list[queries.ContactCard]:
    """Contacts for everybody, whatever the municipality; those behind the doors come first."""
    behind_doors = {key for door in DOORS for key in door.topics}
    for_all = [contact for contact in board.contacts if not contact.municipalities.all()]
    for_all.sort(key=lambda contact: not behind_doors & {t.key for t in contact.topics.all()})
    return [board.card(contact) for contact in for_all[:ON_HOME]]


# About us and the focal areas -------------------------------------------------------------------
@shows
def about(request: HttpRequest) -> HttpResponse:
    context = {
        "trail": trail_to((_("Über uns"), None)),
        "municipalities": queries.municipalities_served(),
        "languages_here": [
            languages.name(code, in_language=get_language() or settings.LANGUAGE_CODE)
            for code in queries.centre().languages
        ],
    }
    return render(request, "office/public/about.html", context)


@shows
def education(request: HttpRequest) -> HttpResponse:
    return _area(request, FocusArea.EDUCATION, "office/public/education.html")


@shows
def crosscutting(request: HttpRequest) -> HttpResponse:
    return _area(request, FocusArea.CROSSCUTTING, "office/public/crosscutting.html")


def _area(request: HttpRequest, area: FocusArea, template: str) -> HttpResponse:
    today = timezone.localdate()
    themes = queries.focus_themes().filter(area=area)
    context = {
        "trail": trail_to((str(area.label), None)),
        "themes": queries.themes_of(area, on=today),
        "coming": list(themes.upcoming(on=today)),
        "past": list(themes.ended(on=today)),
        "topics": _topics_of(area, on=today),
    }
    return render(request, template, context)


def _topics_of(area: FocusArea, *, on: date) -> list[Topic]:
    """Topics of the area that somebody answers for on that day."""
    answered = {
        topic.pk for contact in queries.board(on=on).contacts for topic in contact.topics.all()
    }
    return [
        topic
        for topic in queries.topics().filter(area__in=[area.value, Area.BOTH.value])
        if topic.pk in answered
    ]


# What the law wants -----------------------------------------------------------------------------
@shows
def plain_language(request: HttpRequest) -> HttpResponse:
    with override("de-simple"):
        plain_home = reverse("public_home")
    context = {"trail": trail_to((_("Einfache Sprache"), None)), "plain_home": plain_home}
    return render(request, "office/public/plain_language.html", context)


@shows
def accessibility(request: HttpRequest) -> HttpResponse:
    context = {
        "trail": trail_to((_("Barrierefreiheit"), None)),
        "made_on": STATEMENT_MADE_ON,
    }
    return render(request, "office/public/accessibility.html", context)


@shows
def privacy(request: HttpRequest) -> HttpResponse:
    kept = next(keep for keep in RETENTION if keep.model is ContactRequest)
    context = {"trail": trail_to((_("Datenschutz"), None)), "months": kept.months}
    return render(request, "office/public/privacy.html", context)


@shows
def imprint(request: HttpRequest) -> HttpResponse:
    context = {"trail": trail_to((_("Impressum"), None))}
    return render(request, "office/public/imprint.html", context)
