"""The partners' first page: who they are here, for what, until when."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from teilhabe.accounts import queries as accounts
from teilhabe.accounts.choices import Stage
from teilhabe.accounts.queries import HeldRole
from teilhabe.directory.models import Institution, Municipality
from teilhabe.kit.types import StaffRequest, Text
from teilhabe.kit.web import reads


@dataclass(frozen=True, slots=True)
class Access:
    """One role in words: what it is, how far it reaches, until when."""

    label: Text
    scope: str
    valid_until: date | None


def _scope(held: HeldRole) -> str:
    here = [held.institution_id] if held.institution_id else []
    there = [held.municipality_id] if held.municipality_id else []
    places = [
        *Institution.objects.filter(pk__in=here).values_list("name", flat=True),
        *Municipality.objects.filter(pk__in=there).values_list("name", flat=True),
    ]
    stages = [str(Stage(held.stage).label)] if held.stage else []
    return ", ".join(places + stages)


@reads("accounts.use_portal")
def home(request: StaffRequest) -> HttpResponse:
    held_roles = accounts.roles_of(request.user, on=timezone.localdate())
    roles = [Access(held.label, _scope(held), held.valid_until) for held in held_roles]
    return render(request, "portal/home.html", {"roles": roles})
