"""Pages about people: team, posts, absences."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.audit import queries as audit
from teilhabe.kit import lists
from teilhabe.kit.fields import in_page_language
from teilhabe.kit.forms import Form
from teilhabe.kit.templatetags.kit import day, number
from teilhabe.kit.types import DomainError, StaffRequest
from teilhabe.kit.web import acts, reads
from teilhabe.office import actions, forms, queries, rules, tables
from teilhabe.office.models import Post, StaffMember
from teilhabe.office.rules import Permission
from teilhabe.office.views.pages import FormPage, Link, NextStep, answer, at, sent, trail

ENDING_SOON_DAYS = 60


# Team -------------------------------------------------------------------------------------------
@reads(Permission.VIEW)
def staff(request: StaffRequest) -> HttpResponse:
    spec = tables.staff(on=timezone.localdate(), user=request.user)
    steps = trail((_("Team"), None))
    return lists.respond(request, spec, queries.staff(user=request.user), context={"trail": steps})


@reads(Permission.VIEW)
def staff_member(request: StaffRequest, pk: int) -> HttpResponse:
    today = timezone.localdate()
    found = queries.staff_member(pk, user=request.user)
    may_change = rules.may_change_staff(request.user)
    own_posts = list(found.posts.order_by("-valid_from", "pk"))
    function = in_page_language(found.function)
    return render(
        request,
        "office/staff_member.html",
        {
            "person": found,
            "function": function,
            "step": _step_of(found, own_posts),
            "facts": [
                (_("Funktion"), function),
                (_("Sprachen"), tables.language_names(found.languages)),
                (_("Hier ab"), day(found.works_from)),
                (_("Hier bis"), day(found.works_until)),
                (_("Anmeldung"), found.user.username if found.user else _("keine")),
            ],
            "posts": [(post, post.is_current(on=today)) for post in own_posts],
            "responsibilities": queries.responsibilities().filter(holder=found),
            "contacts": found.public_contacts.order_by("order", "pk"),
            "absences": found.absences.filter(ends_on__gte=today).order_by("starts_on", "pk"),
            "links": _links_of(request, found, may_change=may_change),
            "history": audit.history(found),
            "trail": trail((_("Team"), at("staff")), (found.name, None)),
        },
    )


def _links_of(request: StaffRequest, found: StaffMember, *, may_change: bool) -> list[Link]:
    links = []
    if may_change:
        links.append(Link(_("Angaben ändern"), at("staff_edit", found.pk)))
    if rules.may_enter_absence(request.user, found):
        address = f"{at('absence_new')}?wer={found.pk}"
        links.append(Link(_("Abwesenheit eintragen"), address, "clock"))
    return links


def _step_of(found: StaffMember, posts: list[Post]) -> NextStep:
    today = timezone.localdate()
    if not found.is_working(on=today):
        return NextStep(_("Arbeitet heute nicht hier."))
    absence = found.absences.on(today).order_by("-ends_on").first()
    soon = [
        post
        for post in posts
        if post.is_secondment
        and post.valid_until
        and 0 <= (post.valid_until - today).days <= ENDING_SOON_DAYS
    ]
    if soon:
        return NextStep(
            _("Die Abordnung endet am %(day)s.") % {"day": day(soon[0].valid_until)},
            _("Mit diesem Tag endet auch die Anmeldung."),
            _("Zur Stelle"),
            url=at("post", soon[0].pk),
        )
    if absence:
        return NextStep(_("Abwesend bis %(day)s.") % {"day": day(absence.ends_on)})
    return NextStep(_("Heute da."))


@acts(Permission.CHANGE_STAFF)
def staff_new(request: StaffRequest) -> HttpResponse:
    page = FormPage(
        title=_("Jemanden ins Team aufnehmen"),
        trail=trail((_("Team"), at("staff")), (_("Aufnehmen"), None)),
        back=at("staff"),
        said=_("Die Person gehört jetzt zum Team."),
        label=_("Aufnehmen"),
    )
    return answer(
        request,
        page,
        forms.Staff(sent(request), instance=StaffMember()),
        lambda form: actions.add_staff(facts=form.facts, by=request.user, at=timezone.now()),
    )


@acts(Permission.CHANGE_STAFF)
def staff_edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.staff_member(pk, user=request.user)
    page = FormPage(
        title=_("Angaben zur Person ändern"),
        trail=trail(
            (_("Team"), at("staff")), (found.name, at("staff_member", pk)), (_("Ändern"), None)
        ),
        back=at("staff_member", pk),
        said=_("Die Angaben sind geändert."),
    )
    return answer(
        request,
        page,
        forms.Staff(sent(request), instance=found),
        lambda form: actions.change_staff(
            staff=found, facts=form.facts, by=request.user, at=timezone.now()
        ),
    )


# Posts ------------------------------------------------------------------------------------------
@reads(Permission.VIEW)
def posts(request: StaffRequest) -> HttpResponse:
    spec = tables.posts(on=timezone.localdate(), user=request.user)
    steps = trail((_("Stellen"), None))
    return lists.respond(request, spec, queries.posts(user=request.user), context={"trail": steps})


@reads(Permission.VIEW)
def post(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.post(pk, user=request.user)
    links = []
    is_over = found.valid_until is not None and found.valid_until < timezone.localdate()
    if rules.may_change_staff(request.user):
        links.append(Link(_("Stelle ändern"), at("post_edit", pk)))
        if found.is_secondment and found.valid_until and not is_over:
            links.append(Link(_("Abordnung verlängern"), at("post_prolong", pk), "calendar"))
        if not is_over:
            words = _("Abordnung beenden") if found.is_secondment else _("Stelle beenden")
            links.append(Link(words, at("post_end", pk), "close"))
    return render(
        request,
        "office/record.html",
        {
            "title": found.title,
            "step": _post_step(found),
            "facts": [
                (_("Besetzt mit"), found.holder.name if found.holder else _("unbesetzt")),
                (_("Anteil"), number(found.share)),
                (_("Förderung"), found.get_funding_display()),
                (_("Abgeordnet von"), found.seconded_from),
                (_("Gültig ab"), day(found.valid_from)),
                (_("Gültig bis"), day(found.valid_until)),
            ],
            "links": links,
            "history": audit.history(found),
            "trail": trail((_("Stellen"), at("posts")), (found.title, None)),
        },
    )


def _post_step(found: Post) -> NextStep:
    today = timezone.localdate()
    if found.valid_until is not None and found.valid_until < today:
        return NextStep(_("Diese Stelle ist beendet."))
    if found.holder is None:
        return NextStep(_("Diese Stelle ist unbesetzt."))
    if found.is_secondment and found.valid_until:
        return NextStep(
            _("Die Abordnung endet am %(day)s.") % {"day": day(found.valid_until)},
            _("Mit diesem Tag endet auch die Anmeldung."),
        )
    return NextStep(_("Diese Stelle ist besetzt."))


def _post_page(title: str, said: str, *, pk: int | None = None, lead: str = "") -> FormPage:
    return FormPage(
        title=title,
        trail=trail((_("Stellen"), at("posts")), (title, None)),
        back=at("post", pk) if pk else at("posts"),
        said=said,
        lead=lead,
    )


@acts(Permission.CHANGE_STAFF)
def post_new(request: StaffRequest) -> HttpResponse:
    return answer(
        request,
        _post_page(_("Stelle eintragen"), _("Die Stelle ist eingetragen.")),
        forms.PostForm(sent(request), instance=Post()),
        lambda form: actions.add_post(facts=form.facts, by=request.user, at=timezone.now()),
    )


@acts(Permission.CHANGE_STAFF)
def post_edit(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.post(pk, user=request.user)
    return answer(
        request,
        _post_page(_("Stelle ändern"), _("Die Stelle ist geändert."), pk=pk),
        forms.PostForm(sent(request), instance=found),
        lambda form: actions.change_post(
            post=found, facts=form.facts, by=request.user, at=timezone.now()
        ),
    )


@acts(Permission.CHANGE_STAFF)
def post_end(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.post(pk, user=request.user)
    page = (
        _post_page(
            _("Abordnung beenden"),
            _("Die Abordnung endet; mit ihr endet die Anmeldung."),
            pk=pk,
            lead=_(
                "Am letzten Tag enden alle Rollen der Person. Danach kommt sie nicht mehr hinein."
            ),
        )
        if found.is_secondment
        else _post_page(_("Stelle beenden"), _("Die Stelle ist beendet."), pk=pk)
    )
    return answer(
        request,
        page,
        forms.LastDay(sent(request)),
        lambda form: actions.end_post(
            post=found,
            last_day=form.cleaned_data["last_day"],
            by=request.user,
            at=timezone.now(),
        ),
    )


@acts(Permission.CHANGE_STAFF)
def post_prolong(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.post(pk, user=request.user)
    page = _post_page(
        _("Abordnung verlängern"),
        _("Die Abordnung ist verlängert. Bitte vergeben Sie auch die Rollen bis dahin."),
        pk=pk,
        lead=_(
            "Die Anmeldung verlängert sich nicht von selbst: "
            "Wer Rollen vergeben darf, tut das bei den Personen mit Zugang."
        ),
    )
    return answer(
        request,
        page,
        forms.LastDay(sent(request)),
        lambda form: actions.prolong_secondment(
            post=found,
            last_day=form.cleaned_data["last_day"],
            by=request.user,
            at=timezone.now(),
        ),
    )


# Absences ---------------------------------------------------------------------------------------
@reads(Permission.VIEW)
def absences(request: StaffRequest) -> HttpResponse:
    spec = tables.absences(on=timezone.localdate(), user=request.user)
    steps = trail((_("Abwesenheiten"), None))
    rows = queries.absences(user=request.user)
    return lists.respond(request, spec, rows, context={"trail": steps})


@acts(Permission.OWN_ABSENCE)
def absence_new(request: StaffRequest) -> HttpResponse:
    """First a preview of who stands in, then the entry; other values are shown anew."""
    given = {"staff": request.GET["wer"]} if request.GET.get("wer", "").isdecimal() else None
    form = forms.AbsenceForm(sent(request), user=request.user, initial=given)
    cover = None
    if form.is_bound and form.is_valid():
        entry = form.cleaned_data
        if request.POST.get("previewed") == form.fingerprint:
            try:
                actions.enter_absence(**entry, by=request.user, at=timezone.now())
            except DomainError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Die Abwesenheit ist eingetragen."))
                return redirect("office:absences")
        else:
            cover = queries.cover_of(
                entry["staff"], first=entry["first_day"], last=entry["last_day"]
            )
    return render(
        request,
        "office/absence_new.html",
        {
            "form": form,
            "cover": cover,
            "is_preview": cover is not None,
            "trail": trail((_("Abwesenheiten"), at("absences")), (_("Eintragen"), None)),
        },
    )


@acts(Permission.OWN_ABSENCE)
def absence_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    found = queries.absence(pk, user=request.user)
    if found is None:
        messages.info(request, _("Diese Abwesenheit ist schon zurückgenommen."))
        return redirect("office:absences")
    page = FormPage(
        title=_("Abwesenheit zurücknehmen"),
        trail=trail((_("Abwesenheiten"), at("absences")), (_("Zurücknehmen"), None)),
        back=at("absences"),
        said=_("Die Abwesenheit ist zurückgenommen."),
        label=_("Zurücknehmen"),
        lead=_("%(name)s ist vom %(first)s bis %(last)s doch da.")
        % {"name": found.staff.name, "first": day(found.starts_on), "last": day(found.ends_on)},
    )
    return answer(
        request,
        page,
        Form(sent(request)),
        lambda _form: actions.withdraw_absence(absence=found, by=request.user, at=timezone.now()),
    )
