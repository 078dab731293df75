"""Pages of data protection: what is due, what was deleted, what is processed, who looked."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.kit import lists
from teilhabe.kit.types import StaffRequest
from teilhabe.kit.web import acts, reads
from teilhabe.privacy import actions, forms, queries, tables
from teilhabe.privacy.models import DeletionRun
from teilhabe.privacy.rules import Permission

LATEST_RUNS = 5


@reads(Permission.VIEW_RETENTION)
def overview(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    due = queries.due(on=today)
    return render(
        request,
        "privacy/overview.html",
        {
            "day": today,
            "due": [row for row in due if row.count],
            "due_count": sum(row.count for row in due),
            "runs": queries.runs(user=request.user)[:LATEST_RUNS],
            "trail": [(_("Datenschutz"), None)],
            "may_delete": request.user.has_perm(Permission.CHANGE_RETENTION),
        },
    )


@acts(Permission.CHANGE_RETENTION)
def delete_now(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    form = forms.DeleteNow(request.POST if request.method == "POST" else None)
    if form.is_valid():
        run = actions.delete_due(on=today, by=request.user, at=timezone.now())
        messages.success(request, _("Was fällig war, ist gelöscht. Hier steht der Nachweis."))
        return redirect("privacy:run", run.pk)
    due = [row for row in queries.due(on=today) if row.count]
    return render(
        request,
        "privacy/delete_now.html",
        {"form": form, "due": due, "due_count": sum(row.count for row in due), "day": today}
        | _trail(_("Fälliges jetzt löschen")),
    )


@reads(Permission.VIEW_RETENTION)
def run_list(request: StaffRequest) -> HttpResponse:
    return lists.respond(
        request,
        tables.RUNS,
        queries.runs(user=request.user),
        context=_trail(_("Löschnachweise")),
    )


@reads(Permission.VIEW_RETENTION)
def run(request: StaffRequest, run_id: int) -> HttpResponse:
    try:
        found = queries.run(run_id, user=request.user)
    except DeletionRun.DoesNotExist:
        raise Http404 from None
    return render(
        request,
        "privacy/run.html",
        {"run": found, "proof": queries.proof(found)}
        | _trail(
            _("Löschnachweis %(number)s") % {"number": found.pk},
            (_("Löschnachweise"), reverse("privacy:runs")),
        ),
    )


@reads(Permission.VIEW_RETENTION)
def register(request: StaffRequest) -> HttpResponse:
    return render(
        request,
        "privacy/register.html",
        {"register": queries.processing_register()} | _trail(_("Verzeichnis der Verarbeitungen")),
    )


@reads(Permission.VIEW_LOOK)
def look_list(request: StaffRequest) -> HttpResponse:
    return lists.respond(
        request,
        tables.looks(user=request.user),
        queries.looks(user=request.user),
        context={"trail": [(_("Zugriffsprotokoll"), None)]},
    )


def _trail(here: str, *between: tuple[str, str]) -> dict[str, object]:
    return {"trail": [(_("Datenschutz"), reverse("privacy:overview")), *between, (here, None)]}
