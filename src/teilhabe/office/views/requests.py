"""Pages about requests of the public: list, record, the steps from arrival to answer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.audit import queries as audit
from teilhabe.kit import lists
from teilhabe.kit.fields import in_page_language
from teilhabe.kit.forms import Form
from teilhabe.kit.templatetags.kit import day, mail_link, moment, phone_link
from teilhabe.kit.types import StaffRequest
from teilhabe.kit.web import acts, reads
from teilhabe.office import actions, forms, queries, rules, tables
from teilhabe.office.choices import RequestState
from teilhabe.office.models import ContactRequest
from teilhabe.office.rules import Permission
from teilhabe.office.views.pages import FormPage, Link, NextStep, answer, at, sent, trail
from teilhabe.privacy import actions as privacy


@reads(Permission.VIEW_REQUEST)
def requests(request: StaffRequest) -> HttpResponse:
    spec = tables.requests(on=timezone.localdate(), user=request.user)
    steps = trail((_("Anfragen"), None))
    rows = queries.contact_requests(user=request.user)
    return lists.respond(request, spec, rows, context={"trail": steps})


def _title(found: ContactRequest) -> str:
    return _("Anfrage %(number)s") % {"number": found.number}


@reads(Permission.VIEW_REQUEST)
def contact_request(request: StaffRequest, uid: UUID) -> HttpResponse:
    """Opening the record is a look at somebody's words, and noted as such."""
    found = queries.contact_request(uid, user=request.user)
    privacy.record_look(subject=found, by=request.user, at=timezone.now())
    done = found.state == RequestState.DONE
    may_work = rules.may_work_on(request.user, found)
    links = []
    if may_work:
        links = [Link(_("Weitergeben"), at("request_assign", uid), "users")]
        if found.assigned_to.user_id == request.user.pk and found.state == RequestState.OPEN:
            links.append(Link(_("Gleich erledigen"), at("request_finish", uid), "check"))
    return render(
        request,
        "office/request.html",
        {
            "title": _title(found),
            "contact_request": found,
            "level": queries.request_level(found, on=timezone.localdate()),
            "step": _step(request, found, may_work=may_work),
            "facts": [
                (_("Von"), found.name or _("ohne Namen")),
                (_("E-Mail"), mail_link(found.mail)),
                (_("Telefon"), phone_link(found.phone)),
                (_("Sprache"), tables.language_names([found.language])),
                (_("Thema"), in_page_language(found.topic.label) if found.topic else ""),
                (_("Kommune"), found.municipality.name if found.municipality else ""),
                (_("Eingegangen"), moment(found.received_at)),
                (_("Liegt bei"), found.assigned_to.name),
                (_("Antwort bis"), "" if done else day(found.due_on)),
                (_("Erledigt"), moment(found.done_at) if done else ""),
                (_("Notiz zur Antwort"), found.answer),
            ],
            "links": links,
            "history": audit.history(found),
            "trail": trail((_("Anfragen"), at("requests")), (_title(found), None)),
        },
    )


def _step(request: StaffRequest, found: ContactRequest, *, may_work: bool) -> NextStep:
    uid = found.uid
    mine = found.assigned_to.user_id == request.user.pk
    if found.state == RequestState.DONE:
        if not rules.may_reopen(request.user, found):
            return NextStep(_("Diese Anfrage ist erledigt."))
        return NextStep(
            _("Diese Anfrage ist erledigt."),
            _("Sechs Monate danach wird sie gelöscht."),
            _("Wieder öffnen"),
            url=at("request_reopen", uid),
        )
    if found.state == RequestState.IN_PROGRESS and mine and may_work:
        return NextStep(
            _("Sie arbeiten daran. Antwort bis %(day)s.") % {"day": day(found.due_on)},
            label=_("Als erledigt melden"),
            url=at("request_finish", uid),
        )
    state = (
        _("Das liegt bei Ihnen. Antwort bis %(day)s.")
        if mine
        else _("Noch nicht beantwortet. Antwort bis %(day)s.")
    ) % {"day": day(found.due_on)}
    if not may_work:
        return NextStep(state)
    return NextStep(
        state,
        "" if mine else _("Das liegt bei %(name)s.") % {"name": found.assigned_to.name},
        _("Ich antworte"),
        action_url=at("request_take", uid),
    )


def _page(found: ContactRequest, title: str, said: str, *, label: str, lead: str = "") -> FormPage:
    return FormPage(
        title=title,
        trail=trail(
            (_("Anfragen"), at("requests")),
            (_title(found), at("request", found.uid)),
            (title, None),
        ),
        back=at("request", found.uid),
        said=said,
        label=label,
        lead=lead,
    )


@acts(Permission.CHANGE_REQUEST)
def request_take(request: StaffRequest, uid: UUID) -> HttpResponse:
    found = queries.contact_request(uid, user=request.user)
    page = _page(
        found,
        _("Anfrage übernehmen"),
        _("Die Anfrage liegt jetzt bei Ihnen."),
        label=_("Ich antworte"),
    )
    return answer(
        request,
        page,
        Form(sent(request)),
        lambda _form: actions.take_request(request=found, by=request.user, at=timezone.now()),
    )


@acts(Permission.CHANGE_REQUEST)
def request_assign(request: StaffRequest, uid: UUID) -> HttpResponse:
    found = queries.contact_request(uid, user=request.user)
    page = _page(
        found, _("Anfrage weitergeben"), _("Die Anfrage ist weitergegeben."), label=_("Weitergeben")
    )
    return answer(
        request,
        page,
        forms.Assign(sent(request), request=found),
        lambda form: actions.assign_request(
            request=found, to=form.cleaned_data["to"], by=request.user, at=timezone.now()
        ),
    )


@acts(Permission.CHANGE_REQUEST)
def request_finish(request: StaffRequest, uid: UUID) -> HttpResponse:
    found = queries.contact_request(uid, user=request.user)
    page = _page(found, _("Anfrage erledigen"), _("Die Anfrage ist erledigt."), label=_("Erledigt"))
    return answer(
        request,
        page,
        forms.Finish(sent(request)),
        lambda form: actions.finish_request(
            request=found, answer=form.cleaned_data["answer"], by=request.user, at=timezone.now()
        ),
    )


@acts(Permission.CHANGE_REQUEST)
def request_reopen(request: StaffRequest, uid: UUID) -> HttpResponse:
    found = queries.contact_request(uid, user=request.user)
    page = _page(
        found,
        _("Anfrage wieder öffnen"),
        _("Die Anfrage ist wieder in Arbeit."),
        label=_("Wieder öffnen"),
    )
    return answer(
        request,
        page,
        Form(sent(request)),
        lambda _form: actions.reopen_request(request=found, by=request.user, at=timezone.now()),
    )
