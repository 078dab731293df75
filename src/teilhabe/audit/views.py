"""The trail as a page, for operators and data protection."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from teilhabe.audit import queries, tables
from teilhabe.audit.rules import Permission
from teilhabe.kit import lists
from teilhabe.kit.types import StaffRequest
from teilhabe.kit.web import reads


@reads(Permission.VIEW)
def event_list(request: StaffRequest) -> HttpResponse:
    return lists.respond(
        request,
        tables.events(user=request.user),
        queries.events(user=request.user),
        context={"trail": [(_("Protokoll"), None)]},
    )
