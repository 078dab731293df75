"""Staff pages of the toolbox: own views of lists, own drafts, progress of long work."""

import uuid

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.kit import actions, drafts, merging, progress, queries
from teilhabe.kit.forms import Form
from teilhabe.kit.models import SavedView
from teilhabe.kit.rules import Permission
from teilhabe.kit.templatetags import kit as words
from teilhabe.kit.types import DomainError, StaffRequest
from teilhabe.kit.web import acts, leads_home, reads


class ViewName(Form):
    """The name of a saved view."""

    name = django_forms.CharField(label=gettext_lazy("Name der Ansicht"), max_length=80)


class NewView(ViewName):
    """A view as the list's page sends it."""

    list_key = django_forms.CharField(max_length=80, widget=django_forms.HiddenInput)
    query = django_forms.CharField(max_length=2000, required=False, widget=django_forms.HiddenInput)
    path = django_forms.CharField(max_length=300, widget=django_forms.HiddenInput)

    def clean_path(self) -> str:
        path: str = self.cleaned_data["path"]
        if not leads_home(path):
            raise django_forms.ValidationError(
                _("Diese Liste gibt es nicht. Bitte öffnen Sie sie noch einmal.")
            )
        return path


@acts(Permission.OWN_VIEWS)
def view_save(request: StaffRequest) -> HttpResponse:
    form = NewView(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            view = actions.save_view(
                list_key=given["list_key"],
                name=given["name"],
                query=given["query"],
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Die Ansicht ist gespeichert."))
            return redirect(f"{given['path']}?{view.query}" if view.query else given["path"])
    back = form["path"].value() or "/"
    context = {"form": form, "back": back if leads_home(back) else "/", "view": None}
    return render(request, "kit/view_form.html", context)


def _own_view(request: StaffRequest, pk: int) -> SavedView:
    view = queries.own_views(user=request.user).filter(pk=pk).first()
    if view is None:
        raise Http404
    return view


@acts(Permission.OWN_VIEWS)
def view_edit(request: StaffRequest, pk: int) -> HttpResponse:
    view = _own_view(request, pk)
    back = _back(request)
    form = ViewName(request.POST or None, initial={"name": view.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_view(
                view=view, name=form.cleaned_data["name"], by=request.user, at=timezone.now()
            )
        except DomainError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Die Ansicht hat jetzt einen neuen Namen."))
            return redirect(back)
    return render(request, "kit/view_form.html", {"form": form, "view": view, "back": back})


@acts(Permission.OWN_VIEWS)
def view_remove(request: StaffRequest, pk: int) -> HttpResponse:
    view = queries.own_views(user=request.user).filter(pk=pk).first()
    back = _back(request)
    if request.method == "POST":
        if view is not None:
            actions.remove_view(view=view, by=request.user, at=timezone.now())
        messages.success(request, _("Die Ansicht ist entfernt."))
        return redirect(back)
    if view is None:
        raise Http404
    return render(request, "kit/view_remove.html", {"view": view, "back": back})


def _back(request: StaffRequest) -> str:
    """The list somebody came from; only an address of this house."""
    wanted = request.POST.get("zurueck") or request.GET.get("zurueck") or ""
    return wanted if leads_home(wanted) else reverse("front_door")


@acts(Permission.OWN_VIEWS)
def draft_save(request: StaffRequest) -> HttpResponse:
    """The script asks for JSON; the button of the page comes back to the page."""
    if request.method != "POST":
        return redirect("front_door")
    place = drafts.read_note(request.POST.get(drafts.PLACE, ""), user=request.user)
    payload = drafts.packed(drafts.typed(request.POST))
    if len(payload) > drafts.LONGEST:
        text = _("Der Text ist zu lang für einen Entwurf. Bitte speichern Sie das Formular.")
        return JsonResponse({"text": text}, status=413)
    base = merging.Base.read(request.POST.get(drafts.BASE, ""))
    draft = actions.save_draft(
        form_key=place.form_key,
        object_key=place.object_key,
        payload=payload,
        base_version=max(base.version, 0) if base else 0,
        by=request.user,
        at=timezone.now(),
    )
    if "text/html" in request.headers.get("Accept", ""):
        messages.success(request, _("Der Entwurf ist aufgehoben. Sie können später weitermachen."))
        return redirect(place.path)
    return JsonResponse({"saved_at": words.clock(draft.updated_at)})


@acts(Permission.OWN_VIEWS)
def draft_discard(request: StaffRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("front_door")
    place = drafts.read_note(request.POST.get(drafts.PLACE, ""), user=request.user)
    actions.discard_draft(
        form_key=place.form_key,
        object_key=place.object_key,
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Der Entwurf ist verworfen."))
    return redirect(place.path)


def _own_work(request: StaffRequest, uid: uuid.UUID) -> progress.Progress:
    found = queries.work(uid, user=request.user)
    if found is None:
        raise Http404
    return progress.of(found)


@reads(Permission.OWN_VIEWS)
def work(request: StaffRequest, uid: uuid.UUID) -> HttpResponse:
    return render(request, "kit/work.html", {"progress": _own_work(request, uid)})


@reads(Permission.OWN_VIEWS)
def work_state(request: StaffRequest, uid: uuid.UUID) -> HttpResponse:
    return JsonResponse(progress.as_json(_own_work(request, uid)))
