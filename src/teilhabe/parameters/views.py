"""Doors for staff: the list of legal values, one value with its history, a new value from a day on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.kit import lists
from teilhabe.kit.templatetags.kit import short_day
from teilhabe.kit.types import DomainError, StaffRequest
from teilhabe.kit.web import acts, reads
from teilhabe.parameters import actions, forms, queries, rules, tables
from teilhabe.parameters.choices import GroupKind, Stage
from teilhabe.parameters.rules import Permission

Trail = list[tuple[str, str | None]]
FIELD_OF = {
    queries.WrongValue: "value",
    queries.StartsSameDay: "valid_from",
    queries.NotAfterCurrent: "valid_from",
    queries.DayOutOfReach: "valid_from",
    actions.ReasonMissing: "reason",
}


@reads(Permission.VIEW)
def parameter_list(request: StaffRequest) -> HttpResponse:
    rows = queries.listed()
    if not tables.day_asked_for(request.GET.get(tables.VALID_ON, "")):
        rows = rows.current(on=timezone.localdate())
    trail: Trail = [(_("Regeln und Werte"), None)]
    return lists.respond(request, tables.PARAMETERS, rows, context={"trail": trail})


@reads(Permission.VIEW)
def parameter_detail(request: StaffRequest, key: str) -> HttpResponse:
    today = timezone.localdate()
    found = _series_or_404(key)
    sections = [tables.section(series, user=request.user, on=today) for series in found]
    context = {
        "key": key,
        "label": found[0].rows[0].label,
        "topic": found[0].topic.label,
        "sections": sections,
        "may_change": rules.may_change(request.user),
        "trail": _trail(found[0].rows[0].label),
    }
    return render(request, "parameters/detail.html", context)


@acts(Permission.CHANGE)
def value_new(request: StaffRequest, key: str) -> HttpResponse:
    """First the sentence that says what will hold from when, then the entry."""
    found = _series_or_404(key)
    form = forms.NewValue(request.POST or None, kind=queries.kind(key), initial=_chosen(request))
    preview: list[str] = []
    if form.is_valid():
        given = form.cleaned_data
        entry = {
            "key": key,
            "value": given["value"],
            "valid_from": given["valid_from"],
            "stage": given["stage"],
            "group_kind": given["group_kind"],
        }
        try:
            if form.confirmed:
                actions.set_value(
                    **entry,
                    reason=given["reason"],
                    latest_seen=given["seen"],
                    by=request.user,
                    at=timezone.now(),
                )
                text = _("Der Wert gilt ab %(day)s.") % {
                    "day": tables.apart(short_day(given["valid_from"]))
                }
                messages.success(request, text)
                return redirect("parameters:detail", key=key)
            plan = queries.plan(**entry, on=timezone.localdate())
            preview = tables.preview(plan, given["value"])
        except DomainError as refusal:
            form.add_error(FIELD_OF.get(type(refusal)), str(refusal))
    label = found[0].rows[0].label
    context = {
        "form": form,
        "label": label,
        "preview": preview,
        "seen": queries.latest_pk(key),
        "now": [tables.section(s, user=request.user, on=timezone.localdate()) for s in found],
        "back": reverse("parameters:detail", args=[key]),
        "trail": _trail(label, key, _("Neuer Wert")),
    }
    return render(request, "parameters/new.html", context)


@acts(Permission.CHANGE)
def value_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    parameter = queries.parameter(pk)
    if parameter is None:
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            actions.withdraw_value(parameter=parameter, by=request.user, at=timezone.now())
        except DomainError as refused:
            refusal = str(refused)
        else:
            messages.success(request, _("Der Wert ist zurückgenommen."))
            return redirect("parameters:detail", key=parameter.key)
    context = {
        "name": tables.name(parameter),
        "value": tables.value_text(parameter),
        "period": tables.period_text(parameter),
        "refusal": refusal,
        "possible": rules.may_withdraw(request.user, parameter, on=timezone.localdate()),
        "back": reverse("parameters:detail", args=[parameter.key]),
        "trail": _trail(parameter.label, parameter.key, _("Zurücknehmen")),
    }
    return render(request, "parameters/withdraw.html", context)


def _series_or_404(key: str) -> list[queries.Series]:
    found = queries.all_series(key, on=timezone.localdate())
    if not found:
        raise Http404
    return found


def _chosen(request: StaffRequest) -> dict[str, str]:
    """The stage and group that the link names; anything unknown is left out."""
    asked = {"stage": request.GET.get("stufe", ""), "group_kind": request.GET.get("gruppe", "")}
    known = {*Stage.values, *GroupKind.values}
    return {name: value for name, value in asked.items() if value in known}


def _trail(label: str, key: str = "", here: str = "") -> Trail:
    trail: Trail = [(_("Regeln und Werte"), reverse("parameters:list"))]
    if not here:
        return [*trail, (label, None)]
    return [*trail, (label, reverse("parameters:detail", args=[key])), (here, None)]
