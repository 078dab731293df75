"""The living page: every component with invented content, in German and Arabic, light and dark."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from teilhabe.kit import actions, inputs, jobs, lists, maps, merging, progress, samples
from teilhabe.kit.forms import Form
from teilhabe.kit.rules import Permission
from teilhabe.kit.templatetags import kit as words
from teilhabe.kit.types import StaffRequest, Tile
from teilhabe.kit.web import acts, reads

SHOWN_IN = ("de", "ar")
ICONS = (
    *("search", "menu", "close", "chevron", "arrow-next", "phone", "fax", "mail", "map-pin"),
    *("calendar", "download", "print", "user", "users", "check", "warning", "info", "clock"),
    *("globe", "home", "school", "book", "daycare", "briefcase", "heart", "hands", "help"),
    *("edit", "trash", "plus", "filter", "sort", "key", "history", "bell", "building"),
)


class SampleForm(Form):
    """Every kind of input once, as the sample card needs it."""

    autocomplete = {"title": "off"}

    title = django_forms.CharField(label=gettext_lazy("Name des Angebots"), max_length=80)
    first_day = inputs.DateField(label=gettext_lazy("Erster Termin"))
    phone = inputs.PhoneField(label=gettext_lazy("Telefon"), required=False)
    language = inputs.LanguageField(label=gettext_lazy("Sprache des Angebots"))
    languages = inputs.LanguagesField(label=gettext_lazy("Weitere Sprachen"), required=False)
    country = inputs.CountryField(label=gettext_lazy("Häufigstes Herkunftsland"), required=False)
    kind = django_forms.ChoiceField(
        label=gettext_lazy("Art"),
        choices=[
            ("treffen", gettext_lazy("Treffen")),
            ("kurs", gettext_lazy("Kurs")),
            ("beratung", gettext_lazy("Beratung")),
        ],
        widget=django_forms.RadioSelect,
    )
    childcare = django_forms.BooleanField(label=gettext_lazy("Mit Kinderbetreuung"), required=False)
    hours = inputs.OpeningHoursField(
        label=gettext_lazy("Zeiten"),
        help_text=gettext_lazy("Zum Beispiel 8:30–12, 14–16. Leer heißt geschlossen."),
        required=False,
    )
    greeting = inputs.TranslatedFormField(label=gettext_lazy("Begrüßung"), rows=2)
    notes = django_forms.CharField(
        label=gettext_lazy("Protokoll"),
        help_text=gettext_lazy("Ändern zwei Personen verschiedene Absätze, bleibt beides."),
        widget=django_forms.Textarea({"rows": 8}),
    )


def _page(
    request: StaffRequest, template: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """In the language and the light that the address asks for."""
    language = request.GET.get("sprache", "")
    theme = request.GET.get("thema", "")
    chosen = {"theme": theme} if theme in {"light", "dark"} else {}
    with translation.override(language if language in SHOWN_IN else get_language()):
        return render(request, template, {**context, **chosen}, status=status)


def _in_shown_language(request: StaffRequest) -> str:
    language = request.GET.get("sprache", "")
    return language if language in SHOWN_IN else (get_language() or "de")


def _switches(request: StaffRequest) -> list[dict[str, object]]:
    """Links to this page in the other language and the other light."""
    here = (_in_shown_language(request), request.GET.get("thema", "light"))
    ways = [
        ("de", "light", _("Deutsch, hell")),
        ("de", "dark", _("Deutsch, dunkel")),
        ("ar", "light", _("Arabisch, hell")),
        ("ar", "dark", _("Arabisch, dunkel")),
    ]
    return [
        {
            "label": label,
            "url": f"{request.path}?sprache={language}&thema={theme}",
            "current": (language, theme) == here,
        }
        for language, theme, label in ways
    ]


@reads(Permission.COMPONENTS)
def components(request: StaffRequest) -> HttpResponse:
    language = _in_shown_language(request)
    with translation.override(language):
        context = _showcase(language, timezone.localtime())
    return _page(request, "kit/components.html", {"switches": _switches(request), **context})


def _showcase(language: str, now: datetime) -> dict[str, object]:
    """Everything the page shows, in that language."""
    arabic = language == "ar"
    today = now.date()
    asked = "?sprache=ar" if arabic else ""
    name = "ليلى حداد" if arabic else "Leyla Haddad"
    office = "الاستشارة الأولى للأطفال الوافدين" if arabic else "Erstberatung Seiteneinstieg"
    event_text = "بالهاتف" if arabic else "Am Telefon"
    return {
        "trail": [(_("Heute"), "/"), (_("Technik"), "/"), (_("Bausteine"), "")],
        "tabs": [
            {"label": _("Offen"), "url": "?ansicht=offen", "current": True, "count": 12},
            {"label": _("Erledigt"), "url": "?ansicht=erledigt", "current": False, "count": 40},
        ],
        "tiles": [
            Tile(
                _("Wartende Kinder"),
                12,
                reverse("kit:sample_list"),
                _("länger als 30 Tage: 3"),
                "red",
            ),
            Tile(_("Fristen in dieser Woche"), 2, reverse("kit:sample_list"), "", "yellow"),
            Tile(_("Bestätigte Kontakte"), 28, reverse("kit:sample_list"), "", "green"),
        ],
        "events": [
            _event(now, _("Schulplatz vorgeschlagen"), event_text, name),
            _event(now - timedelta(days=6), _("Erstgespräch geführt"), "", name),
        ],
        "contact": {
            "function": office,
            "name": name,
            "phone": "+49 30 23125 000",
            "fax": "+49 30 23125 009",
            "email": "erstberatung@example.org",
            "room": "C 142",
            "valid_until": today + timedelta(days=200),
        },
        "shown_facts": [
            (_("Ort"), "Alsdorf"),
            (_("Erster Termin"), words.day(today)),
            (_("Sprache"), "العربية"),
        ],
        "list_url": reverse("kit:sample_list") + asked,
        "form_url": reverse("kit:sample_form") + asked,
        "inputs_url": reverse("kit:sample_inputs") + asked,
        "work_url": reverse("kit:sample_work") + asked,
        "icons": ICONS,
        "wrong_form": _wrong_form(),
        "layer": _layer(),
    }


def _event(at: datetime, title: str, text: str, actor: str) -> dict[str, object]:
    return {"at": at, "title": title, "text": text, "actor": actor}


def _wrong_form() -> Form:
    """A small form with a refusal at every field."""

    class Wrong(Form):
        first_day = inputs.DateField(label=gettext_lazy("Erster Termin"))
        phone = inputs.PhoneField(label=gettext_lazy("Telefon"))

    form = Wrong({"falsch-first_day": "31.2.2026", "falsch-phone": "123"}, prefix="falsch")
    form.is_valid()
    return form


def _layer() -> maps.MapLayer:
    return samples.map_layer(
        geojson_url=reverse("kit:sample_map"),
        columns=[_("freie Plätze"), _("wartende Kinder")],
        label=_("Plätze und Wartende, erfundene Zahlen"),
    )


@reads(Permission.COMPONENTS)
def sample_map(request: StaffRequest) -> HttpResponse:
    return maps.respond(_layer())


def _confirm(
    rows: list[samples.Request], *, by: object, at: datetime, data: Mapping[str, Any]
) -> str:
    samples.confirm(rows)
    return _("%(n)d Anfragen sind bestätigt.") % {"n": len(rows)}


def _list(language: str) -> lists.DataList:
    light = {
        "green": _("bestätigt"),
        "yellow": _("wartet"),
        "red": _("wartet schon lange"),
    }
    return lists.DataList(
        key="kit.sample_list",
        title=_("Anfragen (erfunden)"),
        intro=_("Eine Liste mit Filtern, Reihenfolge, Summen, Ansichten, Dateien und Vorschau."),
        columns=[
            lists.Column("thema", _("Thema"), "topic", sort=True),
            lists.Column("ort", _("Ort"), "place", sort=True),
            lists.Column("seit", _("Angefragt am"), "asked_on", sort=True),
            lists.Column(
                "personen", _("Personen"), "people", sort=True, total="people", numeric=True
            ),
            lists.Column(
                "stand",
                _("Stand"),
                lambda row: light[row.state],
                sort=True,
                level=lambda r: r.state,
            ),
        ],
        filters=[
            lists.choice_filter(
                "ort", _("Ort"), [(p[0], p[0]) for p in samples.PLACES], lookup="place"
            ),
            lists.flag_filter(
                "offen", _("nur offene"), lambda rows: [r for r in rows if not r.confirmed]
            ),
        ],
        order=["-asked_on"],
        actions=[
            lists.BulkAction(
                key="bestaetigen",
                label=_("Bestätigen"),
                permission=Permission.COMPONENTS,
                explain=lambda n: _("%(n)d Anfragen werden bestätigt.") % {"n": n},
                change=lambda _row: _("Stand wird „bestätigt“"),
                refuse=lambda row: _("ist schon bestätigt") if row.confirmed else "",
                run=_confirm,
            )
        ],
    )


@acts(Permission.COMPONENTS)
def sample_list(request: StaffRequest) -> HttpResponse:
    language = _in_shown_language(request)
    with translation.override(language):
        rows = samples.requests(on=timezone.localdate(), language=language)
        return lists.respond(request, _list(language), rows, context={"trail": _trail(_("Liste"))})


def _trail(label: str) -> list[tuple[str, str]]:
    return [(_("Bausteine"), reverse("kit:components")), (label, "")]


@acts(Permission.COMPONENTS)
def sample_form(request: StaffRequest) -> HttpResponse:
    long = merging.save_form(
        request,
        key="kit.sample_form",
        permission=Permission.COMPONENTS,
        load=samples.card,
        build=lambda data, row: SampleForm(data, initial=row.__dict__),
        save=lambda form, row: samples.keep_card(values=form.cleaned_data, version=row.version),
    )
    if long.saved:
        messages.success(request, long.message(_("Das Angebot ist gespeichert.")))
        return redirect("kit:sample_form")
    return _page(
        request, "kit/sample_form.html", {"long": long, "trail": _trail(_("Langes Formular"))}
    )


@acts(Permission.COMPONENTS)
def sample_colleague(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        samples.as_colleague()
    return render(request, "kit/sample_colleague.html", {"card": samples.card()})


@acts(Permission.COMPONENTS)
def sample_inputs(request: StaffRequest) -> HttpResponse:
    """Shows what was understood; nothing is kept."""
    form = SampleForm(request.POST or None, initial={"first_day": date(2026, 11, 23)})
    understood: list[tuple[object, object]] = []
    if request.method == "POST" and form.is_valid():
        understood = [(form[name].label, value) for name, value in form.cleaned_data.items()]
    return _page(
        request,
        "kit/sample_inputs.html",
        {"form": form, "understood": understood, "trail": _trail(_("Eingaben"))},
    )


@acts(Permission.COMPONENTS)
def sample_question(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        messages.success(request, _("Gefragt und bestätigt. Geändert hat das nichts."))
        return redirect("kit:components")
    return _page(request, "kit/sample_question.html", {"trail": _trail(_("Frage"))})


@acts(Permission.COMPONENTS)
def sample_work(request: StaffRequest) -> HttpResponse:
    if request.method == "POST":
        work = actions.start_work(
            kind="kit.sample_work", total=20, by=request.user, at=timezone.now()
        )
        jobs.after_commit(progress.count_up, str(work.uid), 20)
        return redirect("kit:work", uid=work.uid)
    return _page(request, "kit/sample_work.html", {"trail": _trail(_("Lange Arbeit"))})
