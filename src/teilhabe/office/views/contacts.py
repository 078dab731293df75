"""Pages about the public contacts: list with freshness, record with preview, form."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.audit import queries as audit
from teilhabe.kit import lists, merging
from teilhabe.kit.fields import in_page_language
from teilhabe.kit.forms import Form
from teilhabe.kit.templatetags.kit import day
from teilhabe.kit.types import StaffRequest
from teilhabe.kit.web import acts, reads
from teilhabe.office import actions, exports, forms, queries, rules, tables
from teilhabe.office.models import PublicContact
from teilhabe.office.rules import Permission
from teilhabe.office.views.pages import FormPage, Link, NextStep, answer, at, sent, trail


@acts(Permission.VIEW)
def contacts(request: StaffRequest) -> HttpResponse:
    spec = tables.contacts(on=timezone.localdate(), user=request.user)
    steps = trail((_("Öffentliche Kontakte"), None))
    rows = queries.contacts(user=request.user)
    return lists.respond(request, spec, rows, context={"trail": steps})


def _trail(found: PublicContact, *more: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    name = in_page_language(found.function)
    own = at("contact", found.pk) if more else None
    return trail((_("Öffentliche Kontakte"), at("contacts")), (name, own), *more)


@reads(Permission.VIEW)
def contact(request: StaffRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found = queries.contact(pk, user=request.user)
    level = queries.freshness(found, on=today)
    card = queries.board(on=today).card(found)
    links = []
    if rules.may_change_contact(request.user):
        links.append(Link(_("Kontakt ändern"), at("contact_edit", pk)))
        if level != "grey":
            links.append(Link(_("Kontakt beenden"), at("contact_end", pk), "close"))
    links.append(Link(_("vCard speichern"), at("contact_vcard", pk), "vcard"))
    return render(
        request,
        "office/contact.html",
        {
            "title": in_page_language(found.function),
            "level": level,
            "light": tables.LEVELS[level],
            "card": card,
            "step": _step(request, found, level, is_away=card.is_away),
            "facts": [
                (_("Person"), found.staff.name if found.staff else _("niemand fest")),
                (_("Name wird gezeigt"), _("ja") if found.shows_name else _("nein")),
                (_("Themen"), ", ".join(in_page_language(t.label) for t in found.topics.all())),
                (_("Bildungsstufe"), found.get_stage_display()),
                (_("Kommunen"), ", ".join(p.name for p in found.municipalities.all()) or _("alle")),
                (_("Gültig ab"), day(found.valid_from)),
                (_("Gültig bis"), day(found.valid_until)),
                (_("Zuletzt bestätigt"), day(found.last_confirmed_on) or _("noch nie")),
            ],
            "links": links,
            "history": audit.history(found),
            "trail": _trail(found),
        },
    )


def _step(request: StaffRequest, found: PublicContact, level: str, *, is_away: bool) -> NextStep:
    if level == "grey":
        return NextStep(_("Dieser Kontakt steht heute nicht auf der Webseite."))
    if level in {"yellow", "red"} and rules.may_confirm_contact(request.user, found.staff):
        return NextStep(
            _("Stimmt das noch alles?"),
            _("Ein Klick genügt, wenn sich nichts geändert hat."),
            _("Ja, stimmt noch"),
            action_url=at("contact_confirm", found.pk),
        )
    if is_away:
        return NextStep(_("Heute zeigt die Webseite die Vertretung."))
    return NextStep(_("Dieser Kontakt steht auf der Webseite."))


def _form_page(request: StaffRequest, found: PublicContact, title: str) -> HttpResponse:
    """One long form for new and known contacts, with draft and merge help."""

    def load() -> PublicContact:
        return (
            queries.contact(found.pk, user=request.user) if found.pk else PublicContact(version=0)
        )

    def save(form: forms.Contact, row: PublicContact) -> None:
        if row.pk is None:
            made = actions.add_contact(facts=form.facts, by=request.user, at=timezone.now())
        else:
            made = actions.change_contact(
                contact=row,
                facts=form.facts,
                version=row.version,
                by=request.user,
                at=timezone.now(),
            )
        found.pk = made.pk

    long = merging.save_form(
        request,
        key="office.contact",
        object_key=str(found.pk or ""),
        permission=Permission.CHANGE_CONTACT,
        load=load,
        build=lambda data, row: forms.Contact(data, instance=row),
        save=save,
    )
    if long.saved:
        messages.success(request, long.message(_("Der Kontakt ist gespeichert.")))
        return redirect("office:contact", found.pk)
    steps = (
        _trail(found, (_("Ändern"), None))
        if found.pk
        else trail((_("Öffentliche Kontakte"), at("contacts")), (title, None))
    )
    cancel = at("contact", found.pk) if found.pk else at("contacts")
    context = {"long": long, "title": title, "trail": steps, "cancel_url": cancel}
    return render(request, "office/contact_form.html", context)


@acts(Permission.CHANGE_CONTACT)
def contact_new(request: StaffRequest) -> HttpResponse:
    return _form_page(request, PublicContact(version=0), _("Kontakt anlegen"))


@acts(Permission.CHANGE_CONTACT)
def contact_edit(request: StaffRequest, pk: int) -> HttpResponse:
    return _form_page(request, queries.contact(pk, user=request.user), _("Kontakt ändern"))


@acts(Permission.VIEW)
def contact_confirm(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.contact(pk, user=request.user)
    page = FormPage(
        title=_("Kontakt bestätigen"),
        trail=_trail(found, (_("Bestätigen"), None)),
        back=at("contact", pk),
        said=_("Danke, der Kontakt ist bestätigt."),
        label=_("Ja, stimmt noch"),
        lead=_("Stimmen Funktion, Telefon, E-Mail und Raum noch?"),
    )
    return answer(
        request,
        page,
        Form(sent(request)),
        lambda _form: actions.confirm_contact(contact=found, by=request.user, at=timezone.now()),
    )


@acts(Permission.CHANGE_CONTACT)
def contact_end(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.contact(pk, user=request.user)
    page = FormPage(
        title=_("Kontakt beenden"),
        trail=_trail(found, (_("Beenden"), None)),
        back=at("contact", pk),
        said=_("Der Kontakt ist beendet."),
        label=_("Beenden"),
        lead=_("Nach dem letzten Tag steht der Kontakt nicht mehr auf der Webseite."),
    )
    return answer(
        request,
        page,
        forms.LastDay(sent(request)),
        lambda form: actions.end_contact(
            contact=found,
            last_day=form.cleaned_data["last_day"],
            by=request.user,
            at=timezone.now(),
        ),
    )


@reads(Permission.VIEW)
def contact_vcard(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.contact(pk, user=request.user)
    return exports.vcard_file(queries.board(on=timezone.localdate()).plain(found))
