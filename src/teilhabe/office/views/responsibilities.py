"""Pages about who answers for what: the matrix of responsibilities, and the topics."""

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.accounts.choices import Stage
from teilhabe.kit import lists
from teilhabe.kit.types import StaffRequest
from teilhabe.kit.web import acts, reads
from teilhabe.office import actions, forms, queries, rules, tables
from teilhabe.office.models import Responsibility, Topic
from teilhabe.office.rules import Permission
from teilhabe.office.views.pages import FormPage, answer, at, sent, trail


@dataclass(frozen=True, slots=True)
class Row:
    """One responsibility, and how it stands today."""

    row: Responsibility
    counts: bool
    holder_is_there: bool
    answers_today: str

    @property
    def scope(self) -> str:
        parts = [self.row.get_stage_display(), getattr(self.row.municipality, "name", "")]
        return " · ".join(str(part) for part in parts if part) or _("alles")


STAGES = ["", *Stage.values]


def _from_wide_to_narrow(each: Row) -> tuple[str, int, int]:
    """What covers everything, then the stages in their order, then the municipalities by name."""
    place = each.row.municipality.name if each.row.municipality else ""
    return place, STAGES.index(each.row.stage), each.row.pk


@reads(Permission.VIEW)
def responsibilities(request: StaffRequest) -> HttpResponse:
    """By topic: first what covers everything, then what is narrower, with deputies in order."""
    today = timezone.localdate()
    plan = queries.plan(first=today, last=today)
    charges = {charge.id: charge for charge in plan.charges}

    def row_of(found: Responsibility) -> Row:
        charge = charges[found.pk]
        answers = plan.answer(charge, on=today)
        person = answers.person if answers else plan.desk(on=today).person
        return Row(
            found,
            charge.counts(today),
            plan.people[found.holder_id].is_there(today),
            person.name if person else _("Zentrale"),
        )

    found = {
        pk: sorted((row_of(each) for each in rows), key=_from_wide_to_narrow)
        for pk, rows in groupby(queries.responsibilities(), key=lambda each: each.topic_id)
    }
    groups = []
    for topic in queries.topics():
        rows = found.get(topic.pk, [])
        has_one = any(
            each.counts and not each.row.stage and each.row.municipality_id is None for each in rows
        )
        groups.append((topic, rows, has_one))
    return render(
        request,
        "office/responsibilities.html",
        {
            "groups": groups,
            "may_change": rules.may_change_staff(request.user),
            "trail": trail((_("Zuständigkeiten"), None)),
        },
    )


def _page(title: str, said: str, lead: str = "") -> FormPage:
    return FormPage(
        title=title,
        trail=trail((_("Zuständigkeiten"), at("responsibilities")), (title, None)),
        back=at("responsibilities"),
        said=said,
        lead=lead,
    )


@acts(Permission.CHANGE_STAFF)
def responsibility_new(request: StaffRequest) -> HttpResponse:
    given = {"topic": request.GET["thema"]} if request.GET.get("thema", "").isdecimal() else None
    return answer(
        request,
        _page(_("Zuständigkeit vergeben"), _("Die Zuständigkeit ist vergeben.")),
        forms.ResponsibilityForm(sent(request), instance=Responsibility(), initial=given),
        lambda form: actions.add_responsibility(
            facts=form.facts, by=request.user, at=timezone.now()
        ),
    )


@acts(Permission.CHANGE_STAFF)
def responsibility_edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.responsibility(pk, user=request.user)
    return answer(
        request,
        _page(_("Zuständigkeit ändern"), _("Die Zuständigkeit ist geändert.")),
        forms.ResponsibilityForm(sent(request), instance=found),
        lambda form: actions.change_responsibility(
            responsibility=found, facts=form.facts, by=request.user, at=timezone.now()
        ),
    )


@acts(Permission.CHANGE_STAFF)
def responsibility_end(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.responsibility(pk, user=request.user)
    return answer(
        request,
        _page(
            _("Zuständigkeit beenden"),
            _("Die Zuständigkeit ist beendet."),
            _("Danach antwortet, wer für das Thema allgemein zuständig ist, sonst die Zentrale."),
        ),
        forms.LastDay(sent(request)),
        lambda form: actions.end_responsibility(
            responsibility=found,
            last_day=form.cleaned_data["last_day"],
            by=request.user,
            at=timezone.now(),
        ),
    )


# Topics -----------------------------------------------------------------------------------------
@reads(Permission.VIEW)
def topics(request: StaffRequest) -> HttpResponse:
    spec = tables.topics(user=request.user)
    steps = trail((_("Zuständigkeiten"), at("responsibilities")), (_("Themen"), None))
    return lists.respond(request, spec, queries.topics(), context={"trail": steps})


def _topic_page(title: str, said: str) -> FormPage:
    return FormPage(
        title=title,
        trail=trail(
            (_("Zuständigkeiten"), at("responsibilities")),
            (_("Themen"), at("topics")),
            (title, None),
        ),
        back=at("topics"),
        said=said,
    )


@acts(Permission.CHANGE_STAFF)
def topic_new(request: StaffRequest) -> HttpResponse:
    return answer(
        request,
        _topic_page(_("Thema aufnehmen"), _("Das Thema ist aufgenommen.")),
        forms.TopicForm(sent(request), instance=Topic()),
        lambda form: actions.add_topic(facts=form.facts, by=request.user, at=timezone.now()),
    )


@acts(Permission.CHANGE_STAFF)
def topic_edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.topic(pk)
    return answer(
        request,
        _topic_page(_("Thema ändern"), _("Das Thema ist geändert.")),
        forms.TopicForm(sent(request), instance=found),
        lambda form: actions.change_topic(
            topic=found, facts=form.facts, by=request.user, at=timezone.now()
        ),
    )
