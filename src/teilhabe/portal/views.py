"""The partners' first page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from teilhabe.accounts import queries as accounts
from teilhabe.kit.types import StaffRequest
from teilhabe.kit.web import reads


@reads("accounts.use_portal")
def home(request: StaffRequest) -> HttpResponse:
    roles = accounts.roles_of(request.user, on=timezone.localdate())
    return render(request, "portal/home.html", {"roles": roles})
