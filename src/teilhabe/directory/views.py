"""Staff pages of the directory: institutions, municipalities, and the map of the region."""

import json
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.audit import queries as audit
from teilhabe.directory import actions, forms, queries, rules, tables
from teilhabe.directory.models import Institution
from teilhabe.directory.rules import Permission
from teilhabe.kit import lists, maps, merging
from teilhabe.kit.forms import Form
from teilhabe.kit.inputs import DateField
from teilhabe.kit.templatetags.kit import day, mail_link, number, phone_link
from teilhabe.kit.types import DomainError, StaffRequest
from teilhabe.kit.web import acts, reads

Step = tuple[str, str | None]


class LastDay(Form):
    """When an institution ends."""

    last_day = DateField(label=gettext_lazy("Letzter Tag"))


def _trail(*steps: Step) -> list[Step]:
    return [(_("Einrichtungen"), reverse("directory:institutions")), *steps]


@reads(Permission.VIEW)
def institutions(request: StaffRequest) -> HttpResponse:
    spec = tables.institutions(on=timezone.localdate(), user=request.user)
    return lists.respond(
        request,
        spec,
        queries.institutions(user=request.user),
        context={"trail": [(_("Einrichtungen"), None)]},
    )


@reads(Permission.VIEW)
def institution(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.institution(pk, user=request.user)
    level = tables.freshness(found, on=timezone.localdate())
    town = f"{found.postcode} {found.place}".strip()
    return render(
        request,
        "directory/institution.html",
        {
            "institution": found,
            "level": level,
            "light": tables.LEVELS[level],
            "facts": [
                (_("Art"), found.get_kind_display()),
                (_("Anschrift"), ", ".join(part for part in (found.street, town) if part)),
                (_("Kommune"), found.municipality.name if found.municipality else ""),
                (_("Telefon"), phone_link(found.phone)),
                (_("E-Mail"), mail_link(found.mail)),
                (_("Webseite"), found.website),
                (_("Quelle"), found.source),
                (_("Gültig ab"), day(found.valid_from)),
                (_("Gültig bis"), day(found.valid_until)),
                (_("Zuletzt bestätigt"), day(found.last_confirmed_on) or _("noch nie")),
            ],
            "may_change": rules.may_change(request.user),
            "history": audit.history(found),
            "trail": _trail((found.name, None)),
        },
    )


@acts(Permission.CHANGE)
def institution_new(request: StaffRequest) -> HttpResponse:
    form = forms.InstitutionForm(
        request.POST if request.method == "POST" else None, instance=Institution()
    )
    if form.is_bound and form.is_valid():
        try:
            made = actions.add_institution(facts=form.facts, by=request.user, at=timezone.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Die Einrichtung steht jetzt im Verzeichnis."))
            return redirect("directory:institution", made.pk)
    return render(
        request,
        "directory/form.html",
        {
            "form": form,
            "title": _("Einrichtung aufnehmen"),
            "back": reverse("directory:institutions"),
            "trail": _trail((_("Aufnehmen"), None)),
        },
    )


@acts(Permission.CHANGE)
def institution_edit(request: StaffRequest, pk: int) -> HttpResponse:
    def save(form: forms.InstitutionForm, row: Institution) -> Institution:
        return actions.change_institution(
            institution=row,
            facts=form.facts,
            version=row.version,
            by=request.user,
            at=timezone.now(),
        )

    long = merging.save_form(
        request,
        key="directory.institution",
        object_key=str(pk),
        permission=Permission.CHANGE,
        load=lambda: queries.institution(pk, user=request.user),
        build=lambda data, row: forms.InstitutionForm(data, instance=row),
        save=save,
    )
    back = reverse("directory:institution", args=[pk])
    if long.saved:
        messages.success(request, long.message(_("Die Einrichtung ist geändert.")))
        return redirect(back)
    steps = _trail((long.row.name, back), (_("Ändern"), None))
    context = {"long": long, "cancel_url": back, "trail": steps}
    return render(request, "directory/institution_form.html", context)


@acts(Permission.CHANGE)
def institution_confirm(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.institution(pk, user=request.user)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.confirm_institution(institution=found, by=request.user, at=timezone.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Danke, die Angaben sind bestätigt."))
            return redirect("directory:institution", pk)
    return _small_page(request, found, form, _("Angaben bestätigen"))


@acts(Permission.CHANGE)
def institution_end(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.institution(pk, user=request.user)
    form = LastDay(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.end_institution(
                institution=found,
                last_day=form.cleaned_data["last_day"],
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Die Einrichtung ist beendet."))
            return redirect("directory:institution", pk)
    return _small_page(request, found, form, _("Einrichtung beenden"))


def _small_page(request: StaffRequest, found: Institution, form: Form, title: str) -> HttpResponse:
    back = reverse("directory:institution", args=[found.pk])
    steps = _trail((found.name, back), (title, None))
    context = {"form": form, "title": title, "back": back, "trail": steps, "label": title}
    return render(request, "directory/form.html", context)


# Municipalities ---------------------------------------------------------------------------------
def _layer() -> maps.MapLayer:
    """The municipalities with their boundaries; a place without one is a point."""
    shapes: dict[str, Mapping[str, object]] = {
        feature["properties"]["ags"]: feature["geometry"]
        for feature in json.loads(queries.boundaries())["features"]
    }
    places = []
    for row in queries.municipalities():
        shape = shapes.get(row.ags)
        if shape is None and row.latitude is not None and row.longitude is not None:
            shape = maps.point(lat=row.latitude, lon=row.longitude)
        places.append(
            maps.Place(
                row.slug,
                row.name,
                shape or {"type": "MultiPoint", "coordinates": []},
                (str(row.get_kind_display()), number(row.inhabitants), number(row.area_km2)),
                reverse("directory:municipality", args=[row.slug]),
            )
        )
    return maps.MapLayer(
        _("Kommunen"),
        [_("Art"), _("Bevölkerung (Zensus 2022)"), _("Fläche in km²")],
        places,
        reverse("directory:municipalities_map"),
        _("Kommune"),
        frozenset({1, 2}),
    )


@reads(Permission.VIEW)
def municipalities(request: StaffRequest) -> HttpResponse:
    steps = [(_("Kommunen"), None)]
    return render(request, "directory/municipalities.html", {"layer": _layer(), "trail": steps})


@reads(Permission.VIEW)
def municipalities_map(request: StaffRequest) -> HttpResponse:
    return maps.respond(_layer())


@reads(Permission.VIEW)
def municipality(request: StaffRequest, slug: str) -> HttpResponse:
    found = queries.municipality(slug)
    return render(
        request,
        "directory/municipality.html",
        {
            "municipality": found,
            "facts": [
                (_("Art"), found.get_kind_display()),
                (_("Gemeindeschlüssel"), found.ags),
                (_("Bevölkerung (Zensus 2022)"), number(found.inhabitants)),
                (_("Fläche in km²"), number(found.area_km2)),
            ],
            "institutions": queries.institutions(user=request.user).filter(municipality=found),
            "trail": [(_("Kommunen"), reverse("directory:municipalities")), (found.name, None)],
        },
    )
