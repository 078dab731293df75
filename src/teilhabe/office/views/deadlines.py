"""Pages about deadlines: what comes, one deadline with its days, the calendar address."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from teilhabe.audit import queries as audit
from teilhabe.kit import lists
from teilhabe.kit.forms import Form
from teilhabe.kit.templatetags.kit import day, page_locale
from teilhabe.kit.types import DomainError, StaffRequest
from teilhabe.kit.web import acts, reads, receives
from teilhabe.office import actions, exports, forms, queries, rules, tables
from teilhabe.office.choices import DeadlineRule, Weekday
from teilhabe.office.models import Deadline
from teilhabe.office.rules import Permission
from teilhabe.office.views.pages import FormPage, Link, NextStep, answer, at, sent, trail


@acts(Permission.VIEW_DEADLINE)
def deadlines(request: StaffRequest) -> HttpResponse:
    spec = tables.deadlines(user=request.user)
    steps = trail((_("Fristen"), None))
    rows = queries.calendar(on=timezone.localdate(), user=request.user)
    return lists.respond(request, spec, rows, context={"trail": steps})


def rule_in_words(found: Deadline) -> str:
    """“jedes Jahr am 15. März” and its siblings."""
    months = page_locale().months["format"]["wide"]
    month = months[found.month] if found.month else ""
    weekday = Weekday(found.weekday).label if found.weekday else ""
    every = (
        _("alle %(n)d Jahre") % {"n": found.every_years}
        if found.every_years > 1
        else _("jedes Jahr")
    )
    match DeadlineRule(found.rule):
        case DeadlineRule.FIXED:
            given = {"every": every, "day": found.day, "month": month}
            return _("%(every)s am %(day)d. %(month)s") % given
        case DeadlineRule.WEEK_OF:
            given = {"every": every, "day": found.day, "month": month}
            return _("%(every)s in der Woche mit dem %(day)d. %(month)s") % given
        case DeadlineRule.NTH_WEEKDAY:
            if found.nth == -1:
                given = {"every": every, "weekday": weekday, "month": month}
                return _("%(every)s am letzten %(weekday)s im %(month)s") % given
            given = {"every": every, "nth": found.nth, "weekday": weekday, "month": month}
            return _("%(every)s am %(nth)d. %(weekday)s im %(month)s") % given
        case DeadlineRule.ISO_WEEK:
            given = {"every": every, "weekday": weekday, "week": found.iso_week}
            return _("%(every)s am %(weekday)s der Kalenderwoche %(week)d") % given
        case DeadlineRule.ONCE:
            return _("einmal am %(day)s") % {"day": day(found.once_on)}


@reads(Permission.VIEW_DEADLINE)
def deadline(request: StaffRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found = queries.deadline(pk, user=request.user)
    days = queries.occurrences_of(found, on=today)
    may_change = rules.may_change_deadline(request.user)
    links = []
    if may_change:
        links.append(Link(_("Frist ändern"), at("deadline_edit", pk)))
        if found.valid_until is None or found.valid_until >= today:
            links.append(Link(_("Frist beenden"), at("deadline_end", pk), "close"))
    return render(
        request,
        "office/deadline.html",
        {
            "title": found.title,
            "deadline": found,
            "step": _step(found, days, may_change=may_change),
            "facts": [
                (_("Regel"), rule_in_words(found)),
                (_("Zuständig"), tables.responsible_of(found)),
                (_("Erinnerung"), _("%(n)d Tage vorher") % {"n": found.reminder_days}),
                (_("Quelle"), found.source),
                (_("Gültig ab"), day(found.valid_from)),
                (_("Gültig bis"), day(found.valid_until)),
            ],
            "days": days,
            "may_change": may_change,
            "links": links,
            "history": audit.history(found),
            "trail": trail((_("Fristen"), at("deadlines")), (found.title, None)),
        },
    )


def _step(found: Deadline, days: list[queries.Occurrence], *, may_change: bool) -> NextStep:
    waiting = next((each for each in days if each.is_overdue or each.is_near), None)
    if waiting is None:
        coming = next((each for each in days if each.days_left >= 0 and each.is_open), None)
        if coming is None:
            return NextStep(_("Kein weiterer Tag in Sicht."))
        return NextStep(_("Das nächste Mal am %(day)s.") % {"day": day(coming.on)})
    text = _("Überfällig seit %(day)s.") if waiting.is_overdue else _("Fällig am %(day)s.")
    return NextStep(
        text % {"day": day(waiting.on)},
        label=_("Erledigt") if may_change else "",
        action_url=at("deadline_done", found.pk, waiting.on.isoformat()) if may_change else "",
    )


def _page(title: str, said: str, back: str, *, label: str = "", lead: str = "") -> FormPage:
    steps = trail((_("Fristen"), at("deadlines")), (title, None))
    return FormPage(title=title, trail=steps, back=back, said=said, label=label, lead=lead)


@acts(Permission.CHANGE_DEADLINE)
def deadline_new(request: StaffRequest) -> HttpResponse:
    page = _page(_("Frist aufnehmen"), _("Die Frist ist aufgenommen."), at("deadlines"))
    return answer(
        request,
        page,
        forms.DeadlineForm(sent(request), instance=Deadline()),
        lambda form: actions.add_deadline(facts=form.facts, by=request.user, at=timezone.now()),
    )


@acts(Permission.CHANGE_DEADLINE)
def deadline_edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.deadline(pk, user=request.user)
    page = _page(_("Frist ändern"), _("Die Frist ist geändert."), at("deadline", pk))
    return answer(
        request,
        page,
        forms.DeadlineForm(sent(request), instance=found),
        lambda form: actions.change_deadline(
            deadline=found, facts=form.facts, by=request.user, at=timezone.now()
        ),
    )


@acts(Permission.CHANGE_DEADLINE)
def deadline_end(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.deadline(pk, user=request.user)
    page = _page(_("Frist beenden"), _("Die Frist ist beendet."), at("deadline", pk))
    return answer(
        request,
        page,
        forms.LastDay(sent(request)),
        lambda form: actions.end_deadline(
            deadline=found,
            last_day=form.cleaned_data["last_day"],
            by=request.user,
            at=timezone.now(),
        ),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


@acts(Permission.CHANGE_DEADLINE)
def deadline_done(request: StaffRequest, pk: int, occurs_on: str) -> HttpResponse:
    found, when = queries.deadline(pk, user=request.user), _day(occurs_on)
    page = _page(
        _("Frist erledigt"),
        _("Die Frist ist erledigt."),
        at("deadline", pk),
        label=_("Erledigt"),
        lead=f"{found.title}: {day(when)}",
    )
    return answer(
        request,
        page,
        Form(sent(request)),
        lambda _form: actions.finish_occurrence(
            deadline=found, occurs_on=when, by=request.user, at=timezone.now()
        ),
    )


@acts(Permission.CHANGE_DEADLINE)
def deadline_reopen(request: StaffRequest, pk: int, occurs_on: str) -> HttpResponse:
    found, when = queries.deadline(pk, user=request.user), _day(occurs_on)
    page = _page(
        _("Frist wieder öffnen"),
        _("Die Frist ist wieder offen."),
        at("deadline", pk),
        label=_("Wieder öffnen"),
        lead=f"{found.title}: {day(when)}",
    )
    return answer(
        request,
        page,
        Form(sent(request)),
        lambda _form: actions.reopen_occurrence(
            deadline=found, occurs_on=when, by=request.user, at=timezone.now()
        ),
    )


# The calendar address ---------------------------------------------------------------------------
@acts(Permission.VIEW_DEADLINE)
def calendar_address(request: StaffRequest) -> HttpResponse:
    """The address is shown once, right after it was made; afterwards only its hash is known."""
    address = ""
    if request.method == "POST":
        try:
            token = actions.renew_calendar_key(by=request.user, at=timezone.now())
        except DomainError as refusal:
            messages.error(request, str(refusal))
        else:
            address = settings.BASE_URL + reverse("office:calendar", args=[token])
    key = queries.calendar_key(request.user)
    return render(
        request,
        "office/calendar_address.html",
        {
            "address": address,
            "made_at": key.made_at if key else None,
            "trail": trail((_("Fristen"), at("deadlines")), (_("Kalender abonnieren"), None)),
        },
    )


@acts(Permission.VIEW_DEADLINE)
def calendar_withdraw(request: StaffRequest) -> HttpResponse:
    page = _page(
        _("Kalenderadresse abschalten"),
        _("Die Kalenderadresse ist abgeschaltet."),
        at("calendar_address"),
        label=_("Abschalten"),
        lead=_("Kalender, die sie abonniert haben, bekommen danach nichts mehr."),
    )
    return answer(
        request,
        page,
        Form(sent(request)),
        lambda _form: actions.withdraw_calendar_key(by=request.user, at=timezone.now()),
    )


@receives
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The feed behind the secret address; no login, because calendars cannot sign in."""
    now = timezone.now()
    today = timezone.localdate(now)
    owner = queries.owner_of_calendar(token, on=today)
    if owner is None:
        raise Http404
    found = queries.calendar(on=today, user=owner)
    with translation.override(owner.language):
        content = exports.deadline_calendar(
            found,
            name=_("Fristen %(centre)s") % {"centre": queries.centre().short_name},
            words=(_("Frist"), _("Erledigt")),
            base_url=settings.BASE_URL,
            path_of={each.deadline.pk: at("deadline", each.deadline.pk) for each in found},
            at=now,
        )
    return HttpResponse(content, content_type=exports.CALENDAR_TYPE)
