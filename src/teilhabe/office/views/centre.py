"""Pages about the centre: overview, profile, focus themes."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.audit import queries as audit
from teilhabe.kit import merging
from teilhabe.kit.templatetags.kit import mail_link, phone_link
from teilhabe.kit.types import StaffRequest
from teilhabe.kit.web import acts, reads
from teilhabe.office import actions, forms, queries, rules
from teilhabe.office.choices import FocusArea, Weekday
from teilhabe.office.models import CentreProfile, FocusTheme
from teilhabe.office.rules import Permission
from teilhabe.office.tables import language_names
from teilhabe.office.views.pages import FormPage, answer, at, sent, trail, web_link


def _facts(here: queries.Centre) -> list[tuple[str, object]]:
    hours = [
        f"{Weekday(weekday).label} " + ", ".join(f"{t.opens}–{t.closes}" for t in times)
        for weekday, times in groupby(here.opening_times, key=lambda time: time.weekday)
    ]
    return [
        (_("Name"), here.name),
        (_("Amt"), " · ".join(part for part in (here.code, here.body) if part)),
        (
            _("Anschrift"),
            ", ".join(p for p in (here.street, f"{here.postcode} {here.place}") if p.strip()),
        ),
        (_("Telefon"), phone_link(here.phone)),
        (_("Fax"), here.fax),
        (_("E-Mail"), mail_link(here.mail)),
        (_("Webseite"), web_link(here.website)),
        (_("Öffnungszeiten"), "; ".join(hours)),
        (_("Sprachen"), language_names(list(here.languages))),
        (_("Kommunen"), ", ".join(place.name for place in queries.municipalities_served())),
    ]


@reads(Permission.VIEW)
def overview(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    plan = queries.plan(first=today, last=today)
    working = [person for person in plan.people.values() if person.is_working(today)]
    away = [person for person in working if not person.is_there(today)]
    row = queries.profile()
    return render(
        request,
        "office/overview.html",
        {
            "here": queries.centre(),
            "facts": _facts(queries.centre()),
            "themes": queries.focus_themes().current(on=today),
            "today": today,
            "working_count": len(working),
            "away": [(person, person.away_until(today)) for person in away],
            "may_change": rules.may_change_profile(request.user),
            "history": audit.history(row) if row else [],
            "trail": [(_("Büro"), None)],
        },
    )


def _profile() -> CentreProfile:
    """The row, or an empty one that stands for "not yet written"."""
    return queries.profile() or CentreProfile(version=0)


@acts(Permission.CHANGE_PROFILE)
def profile(request: StaffRequest) -> HttpResponse:
    def save(form: forms.Profile, row: CentreProfile) -> CentreProfile:
        return actions.write_profile(
            facts=form.facts,
            municipalities=form.cleaned_data["municipalities"],
            version=row.version,
            by=request.user,
            at=timezone.now(),
        )

    long = merging.save_form(
        request,
        key="office.profile",
        permission=Permission.CHANGE_PROFILE,
        load=_profile,
        build=lambda data, row: forms.Profile(data, instance=row),
        save=save,
    )
    if long.saved:
        messages.success(request, long.message(_("Das Profil ist gespeichert.")))
        return redirect("office:overview")
    steps = trail((_("Profil"), None))
    return render(request, "office/profile.html", {"long": long, "trail": steps})


# Focus themes -----------------------------------------------------------------------------------
@reads(Permission.VIEW)
def themes(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    rows = list(queries.focus_themes())
    groups = [
        (area.label, [(row, row.is_current(on=today)) for row in rows if row.area == area])
        for area in FocusArea
    ]
    return render(
        request,
        "office/themes.html",
        {
            "groups": groups,
            "may_change": rules.may_change_profile(request.user),
            "trail": trail((_("Themenschwerpunkte"), None)),
        },
    )


def _theme_page(title: str, said: str, lead: str = "") -> FormPage:
    return FormPage(
        title=title,
        trail=trail((_("Themenschwerpunkte"), at("themes")), (title, None)),
        back=at("themes"),
        said=said,
        lead=lead,
    )


@acts(Permission.CHANGE_PROFILE)
def theme_new(request: StaffRequest) -> HttpResponse:
    page = _theme_page(
        _("Themenschwerpunkt aufnehmen"),
        _("Der Themenschwerpunkt ist aufgenommen."),
        _("Schwerpunkte gelten für zwei Jahre und stehen auf der Webseite."),
    )
    form = forms.Theme(sent(request), instance=FocusTheme())
    return answer(
        request,
        page,
        form,
        lambda form: actions.add_theme(facts=form.facts, by=request.user, at=timezone.now()),
    )


@acts(Permission.CHANGE_PROFILE)
def theme_edit(request: StaffRequest, pk: int) -> HttpResponse:
    theme = queries.focus_theme(pk)
    page = _theme_page(_("Themenschwerpunkt ändern"), _("Der Themenschwerpunkt ist geändert."))
    return answer(
        request,
        page,
        forms.Theme(sent(request), instance=theme),
        lambda form: actions.change_theme(
            theme=theme, facts=form.facts, by=request.user, at=timezone.now()
        ),
    )


@acts(Permission.CHANGE_PROFILE)
def theme_end(request: StaffRequest, pk: int) -> HttpResponse:
    theme = queries.focus_theme(pk)
    page = _theme_page(
        _("Themenschwerpunkt beenden"),
        _("Der Themenschwerpunkt ist beendet."),
        _("Er steht danach unter den früheren Schwerpunkten."),
    )
    return answer(
        request,
        page,
        forms.LastDay(sent(request)),
        lambda form: actions.end_theme(
            theme=theme,
            last_day=form.cleaned_data["last_day"],
            by=request.user,
            at=timezone.now(),
        ),
    )
