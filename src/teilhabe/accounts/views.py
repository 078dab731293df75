"""Pages about people with access, and everybody's own settings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.accounts import actions, forms, queries, rules, tables
from teilhabe.accounts.choices import PersonState, Theme
from teilhabe.accounts.models import User
from teilhabe.accounts.rules import Permission
from teilhabe.audit import queries as audit
from teilhabe.kit import lists
from teilhabe.kit.forms import Form
from teilhabe.kit.templatetags import kit as words
from teilhabe.kit.types import DomainError, StaffRequest, Text
from teilhabe.kit.web import acts, leads_home, reads, receives

INVITATION = "accounts.invitation"
ENDING_SOON = timedelta(days=60)
Trail = list[tuple[Text, str | None]]


def _trail(*steps: tuple[Text, str | None]) -> Trail:
    return [(_("Personen mit Zugang"), reverse("accounts:people")), *steps]


# People -----------------------------------------------------------------------------------------
@reads(Permission.READ)
def people(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    spec = tables.people(on=today, may_invite=rules.may_invite(request.user))
    return lists.respond(request, spec, queries.people_rows(user=request.user, on=today))


@acts(Permission.CHANGE)
def invite(request: StaffRequest) -> HttpResponse:
    form = forms.Invite(request.POST or None)
    if form.is_valid():
        try:
            user = actions.invite(
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                role=form.cleaned_data["role"],
                limits=form.limits,
                by=request.user,
                at=timezone.now(),
            )
        except actions.EmailTaken as refusal:
            form.add_error("email", str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Die Einladung ist unterwegs."))
            return redirect("accounts:person", user.pk)
    return render(
        request,
        "accounts/form.html",
        {
            "form": form,
            "title": _("Jemanden einladen"),
            "lead": _(
                "Die Person bekommt einen Link, wählt ein Passwort und richtet, wo nötig, einen "
                "zweiten Faktor ein. Weitere Rollen können Sie danach vergeben."
            ),
            "label": _("Einladung senden"),
            "cancel_url": reverse("accounts:people"),
            "trail": _trail((_("Einladen"), None)),
        },
    )


@dataclass(frozen=True, slots=True)
class NextStep:
    """What matters now about a person, and the one thing to do about it."""

    state: str
    text: str = ""
    url: str = ""
    label: str = ""


@reads(Permission.READ)
def person(request: StaffRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found = queries.person(pk, user=request.user)
    may_change = rules.may_change(request.user, found)
    state = queries.state_of(found, on=today)
    return render(
        request,
        "accounts/person.html",
        {
            "person": found,
            "state": state,
            "level": tables.LEVELS[state],
            "step": _next_step(found, state, may_change=may_change),
            "facts": _facts(found),
            "assignments": [
                {
                    "pk": a.pk,
                    "words": a.words,
                    "valid_from": a.valid_from,
                    "valid_until": a.valid_until,
                    "counts": a.counts(on=today),
                    "may_end": may_change
                    and a.ended_at is None
                    and (a.valid_until is None or a.valid_until >= today),
                }
                for a in found.assignments.all()
            ],
            "may_change": may_change,
            "second_factor": queries.has_factor_annotated(found),
            "history": audit.history(found),
            "trail": _trail((found.display_name, None)),
        },
    )


def _next_step(found: User, state: PersonState, *, may_change: bool) -> NextStep:
    pk = [found.pk]
    match state:
        case PersonState.BLOCKED:
            step = NextStep(
                _("Dieser Zugang ist gesperrt."),
                url=reverse("accounts:unblock", args=pk),
                label=_("Sperre aufheben"),
            )
        case PersonState.ENDED:
            step = NextStep(
                _("Keine Rolle gilt heute."),
                _("Ohne Rolle ist keine Anmeldung möglich."),
                reverse("accounts:assign", args=pk),
                _("Rolle vergeben"),
            )
        case PersonState.INVITED:
            step = NextStep(
                _("Eingeladen, aber noch kein Passwort gewählt."),
                _invitation_words(found),
                reverse("accounts:resend", args=pk),
                _("Link neu senden"),
            )
        case PersonState.UPCOMING:
            step = NextStep(_("Die erste Rolle beginnt noch."))
        case _:
            step = _active_step(found)
    return step if may_change else NextStep(step.state, step.text)


def _invitation_words(found: User) -> str:
    newest = next(iter(found.invitations.all()), None)
    if newest is None:
        return ""
    if timezone.now() >= newest.expires_at:
        return _("Der Link ist abgelaufen.")
    left = max(1, (newest.expires_at - timezone.now()).days)
    return _("Der Link gilt noch %(days)d Tage.") % {"days": left}


def _active_step(found: User) -> NextStep:
    today = timezone.localdate()
    row = queries.row_of(found, on=today)
    if row.needs_second_factor and not row.second_factor:
        return NextStep(
            _("Der zweite Faktor fehlt noch."),
            _("Die Person wird bei der nächsten Anmeldung darum gebeten."),
        )
    if row.until is not None and row.until - today <= ENDING_SOON:
        return NextStep(
            _("Die letzte Rolle endet bald."),
            _("Wenn die Arbeit weitergeht, vergeben Sie die Rolle ab dem Tag danach neu."),
            reverse("accounts:assign", args=[found.pk]),
            _("Rolle vergeben"),
        )
    return NextStep(_("Alles in Ordnung."), _("Hier ist nichts zu tun."))


def _facts(found: User) -> list[tuple[str, object]]:
    row = queries.row_of(found, on=timezone.localdate())
    return [
        (_("Anmeldename"), found.username),
        (_("Mailadresse"), found.email),
        (_("Zweiter Faktor"), _("eingerichtet") if row.second_factor else _("nicht eingerichtet")),
        (
            _("Zuletzt angemeldet"),
            words.moment(found.last_login) if found.last_login else _("noch nie"),
        ),
        (_("Zugang seit"), words.day(found.created_at)),
    ]


@acts(Permission.CHANGE)
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.person(pk, user=request.user)
    form = forms.Person(request.POST or None, initial={"name": found.name, "email": found.email})
    if form.is_valid():
        try:
            actions.change_user(
                user=found,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                by=request.user,
                at=timezone.now(),
            )
        except actions.EmailTaken as refusal:
            form.add_error("email", str(refusal))
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("accounts:person", pk)
    return _form_page(request, found, form, title=_("Angaben ändern"), label=_("Speichern"))


@acts(Permission.CHANGE)
def assign(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.person(pk, user=request.user)
    form = forms.AssignRole(request.POST or None)
    if form.is_valid():
        try:
            actions.assign_role(
                user=found,
                role=form.cleaned_data["role"],
                limits=form.limits,
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Die Rolle ist vergeben."))
            return redirect("accounts:person", pk)
    return _form_page(request, found, form, title=_("Rolle vergeben"), label=_("Rolle vergeben"))


def _form_page(
    request: StaffRequest, found: User, form: Form, *, title: str, label: str, lead: str = ""
) -> HttpResponse:
    back = reverse("accounts:person", args=[found.pk])
    return render(
        request,
        "accounts/form.html",
        {
            "form": form,
            "title": title,
            "subtitle": found.display_name,
            "lead": lead,
            "label": label,
            "cancel_url": back,
            "trail": _trail((found.display_name, back), (title, None)),
        },
    )


def _confirm(
    request: StaffRequest,
    found: User,
    *,
    title: str,
    lead: str,
    label: str,
    done: str,
    act: Callable[[Form], object],
    form_class: type[Form] = Form,
) -> HttpResponse:
    """A question on a page of its own, then the deed; a refusal is shown where it was asked."""
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            act(form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done)
            return redirect("accounts:person", found.pk)
    return _form_page(request, found, form, title=title, label=label, lead=lead)


@acts(Permission.CHANGE)
def end_role(request: StaffRequest, pk: int, assignment_pk: int) -> HttpResponse:
    found = queries.person(pk, user=request.user)
    assignment = queries.assignment(assignment_pk, person=found)
    return _confirm(
        request,
        found,
        title=_("Rolle beenden"),
        lead=_(
            "Die Rolle „%(role)s“ endet sofort. Hat die Person keine andere, wird sie abgemeldet."
        )
        % {"role": assignment.words},
        label=_("Jetzt beenden"),
        done=_("Die Rolle ist beendet."),
        act=lambda _form: actions.end_role(
            assignment=assignment, by=request.user, at=timezone.now()
        ),
    )


@acts(Permission.CHANGE)
def block(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.person(pk, user=request.user)
    return _confirm(
        request,
        found,
        title=_("Zugang sperren"),
        lead=_("Die Person wird sofort überall abgemeldet. Ihre Rollen bleiben eingetragen."),
        label=_("Zugang sperren"),
        done=_("Der Zugang ist gesperrt."),
        act=lambda _form: actions.block(user=found, by=request.user, at=timezone.now()),
    )


@acts(Permission.CHANGE)
def unblock(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.person(pk, user=request.user)
    return _confirm(
        request,
        found,
        title=_("Sperre aufheben"),
        lead=_("Danach kann sich die Person mit ihren heutigen Rollen wieder anmelden."),
        label=_("Sperre aufheben"),
        done=_("Die Sperre ist aufgehoben."),
        act=lambda _form: actions.unblock(user=found, by=request.user, at=timezone.now()),
    )


@acts(Permission.CHANGE)
def resend(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.person(pk, user=request.user)
    return _confirm(
        request,
        found,
        title=_("Einladung neu senden"),
        lead=_(
            "Ein neuer Link geht an die Mailadresse der Person. Ältere Links gelten nicht mehr."
        ),
        label=_("Link senden"),
        done=_("Die Einladung ist unterwegs."),
        act=lambda _form: actions.resend_invitation(user=found, by=request.user, at=timezone.now()),
    )


@acts(Permission.CHANGE)
def reset_second_factor(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.person(pk, user=request.user)
    return _confirm(
        request,
        found,
        title=_("Zweiten Faktor zurücksetzen"),
        lead=_(
            "App, Schlüssel und Notfallcodes gelten nicht mehr, und die Person wird abgemeldet. "
            "Vergewissern Sie sich vorher, dass die Bitte wirklich von ihr kommt."
        ),
        label=_("Zurücksetzen"),
        done=_("Der zweite Faktor ist zurückgesetzt. Die Person bekommt eine Mail."),
        act=lambda form: actions.reset_second_factor(
            user=found, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        form_class=forms.Reason,
    )


@acts(Permission.CHANGE)
def end_sessions(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.person(pk, user=request.user)
    return _confirm(
        request,
        found,
        title=_("Überall abmelden"),
        lead=_("Alle Geräte der Person werden abgemeldet. Anmelden kann sie sich danach wieder."),
        label=_("Überall abmelden"),
        done=_("Die Person ist überall abgemeldet."),
        act=lambda _form: actions.end_sessions(user=found, by=request.user, at=timezone.now()),
    )


# Own settings -------------------------------------------------------------------------------------
@acts(Permission.OWN)
def profile(request: StaffRequest) -> HttpResponse:
    user = queries.own(request.user)
    chosen = {
        "name": user.name,
        "language": user.language,
        "theme": user.theme,
        "shortcuts_enabled": user.shortcuts_enabled,
    }
    form = forms.Profile(request.POST or None, initial=chosen)
    if form.is_valid():
        actions.change_profile(user=user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Gespeichert."))
        return redirect("accounts:profile")
    return render(
        request,
        "accounts/profile.html",
        {
            "form": form,
            "own": user,
            "roles": queries.role_words(user, on=timezone.localdate()),
            "has_second_factor": queries.has_second_factor(user),
            "trail": [(_("Mein Profil"), None)],
        },
    )


@acts(Permission.OWN)
def theme(request: StaffRequest) -> HttpResponse:
    """Light, dark or as the device says, from the menu of any page."""
    back = request.POST.get("next", "")
    if not leads_home(back):
        back = reverse("accounts:profile")
    if request.method == "POST" and request.POST.get("theme") in Theme.values:
        actions.choose_theme(user=request.user, theme=request.POST["theme"])
    return redirect(back)


@reads(Permission.OWN)
def second_factor(request: StaffRequest) -> HttpResponse:
    """Why a second factor is needed, and the two ways to it."""
    if queries.has_second_factor(request.user):
        return redirect("mfa_index")
    return render(
        request,
        "accounts/second_factor.html",
        {"trail": [(_("Zweiten Faktor einrichten"), None)]},
    )


# Invitation: for whoever has the link -----------------------------------------------------------
@receives
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address, so that no browser history or referrer keeps it alive."""
    request.session[INVITATION] = token
    return redirect("accounts:accept")


@receives
def accept(request: HttpRequest) -> HttpResponse:
    found = queries.invitation(request.session.get(INVITATION, ""))
    if found is None:
        return _spent(
            request, _("Dieser Link stimmt nicht. Bitte kopieren Sie ihn vollständig aus der Mail.")
        )
    form = forms.ChoosePassword(request.POST or None, user=found.user)
    try:
        actions.refuse_if_spent(found, at=timezone.now())
        if form.is_valid():
            user = actions.accept_invitation(
                invitation=found, password=form.cleaned_data["password1"], at=timezone.now()
            )
            return _sign_in(request, user)
    except DomainError as refusal:
        return _spent(request, str(refusal))
    return render(request, "accounts/accept.html", {"form": form, "username": found.user.username})


def _sign_in(request: HttpRequest, user: User) -> HttpResponse:
    """The password has just been chosen: that counts as having proved it."""
    del request.session[INVITATION]
    record_authentication(request, user, method="password", reauthenticated=True)
    answer: HttpResponse = perform_login(request, user)
    return answer


def _spent(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "accounts/invitation_spent.html", {"reason": reason}, status=410)


@receives
def not_here(request: HttpRequest, /, **_parts: str) -> HttpResponse:
    """Pages of the login library that this house does not offer lead to one's own settings."""
    return redirect("accounts:profile")
