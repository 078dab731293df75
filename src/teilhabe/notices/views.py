"""Pages: one's own notices, and how the mail goes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.kit import lists
from teilhabe.kit.types import StaffRequest
from teilhabe.kit.web import acts
from teilhabe.notices import actions, queries, tables
from teilhabe.notices.models import Notice
from teilhabe.notices.rules import Permission


@acts(Permission.OWN)
def notice_list(request: StaffRequest) -> HttpResponse:
    """POST puts all of them away."""
    if request.method == "POST":
        count = actions.mark_all_read(by=request.user, at=timezone.now())
        messages.success(
            request,
            ngettext(
                "Eine Benachrichtigung ist als gelesen abgelegt.",
                "%(n)d Benachrichtigungen sind als gelesen abgelegt.",
                count,
            )
            % {"n": count}
            if count
            else _("Es war schon alles gelesen."),
        )
        return redirect("notices:list")
    rows = queries.notices_of(user=request.user)
    return render(
        request,
        "notices/list.html",
        {
            "notices": rows,
            "unread": sum(row.is_unread for row in rows),
            "trail": [(_("Benachrichtigungen"), None)],
        },
    )


@acts(Permission.OWN)
def notice_open(request: StaffRequest, notice_id: int) -> HttpResponse:
    """Lead to the matter; a POST also puts the notice away, a GET changes nothing."""
    try:
        notice = queries.notice(notice_id, user=request.user)
    except Notice.DoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        actions.mark_read(notice=notice, by=request.user, at=timezone.now())
    return redirect(notice.url)


@acts(Permission.MAIL)
def mail_list(request: StaffRequest) -> HttpResponse:
    return lists.respond(
        request,
        tables.MAILS,
        queries.mails(user=request.user),
        context={
            "counts": queries.mail_counts(user=request.user, at=timezone.now()),
            "trail": [(_("Postliste"), None)],
        },
    )
