"""Drafts of long forms: the signed note that names the place of a draft, and its contents.

A draft belongs to one person, one form and one object. The form's page carries a signed note with
these and with the permission of the form; only who holds the note and the permission may save.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import QueryDict

from teilhabe.kit.types import User

PLACE = "_entwurf"
BASE = "_basis"
SALT = "kit.draft"
LONGEST = 400_000
_NOT_KEPT = {"csrfmiddlewaretoken", PLACE}

Typed = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft belongs: whose, which form, which object, which permission, which page."""

    user_pk: int
    form_key: str
    object_key: str
    permission: str
    path: str


def note(place: Place) -> str:
    """The place, signed, for a hidden input."""
    parts = [place.user_pk, place.form_key, place.object_key, place.permission, place.path]
    return signing.dumps(parts, salt=SALT, compress=True)


def read_note(text: str, *, user: User) -> Place:
    """The place; refused when it is not ours, not theirs, or no longer allowed."""
    try:
        place = Place(*signing.loads(text, salt=SALT))
    except (signing.BadSignature, TypeError):
        raise PermissionDenied from None
    if place.user_pk != user.pk or not user.has_perm(place.permission):
        raise PermissionDenied
    return place


def typed(data: QueryDict) -> Typed:
    """What a form has sent, without the tokens of the page."""
    return {name: data.getlist(name) for name in data if name not in _NOT_KEPT}


def packed(values: Mapping[str, list[str]]) -> str:
    return json.dumps(values, ensure_ascii=False)


def unpacked(payload: str) -> Typed:
    found: Typed = json.loads(payload)
    return found


def as_data(values: Mapping[str, list[str]]) -> QueryDict:
    """As if a form had just sent it."""
    data = QueryDict(mutable=True)
    for name, texts in values.items():
        data.setlist(name, texts)
    return data
