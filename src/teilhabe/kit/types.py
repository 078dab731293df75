"""Plain types that rooms hand to each other and to the halls."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.http import HttpRequest
from django.utils.functional import Promise

Text = str | Promise


class User(Protocol):
    """Whoever acts. Rooms below `accounts` need no more than this."""

    pk: int

    @property
    def is_authenticated(self) -> bool: ...

    def has_perm(self, perm: str, obj: object = None) -> bool: ...


class StaffRequest(HttpRequest):
    """A request that has passed a door: somebody is signed in and has the permission."""

    user: User  # type: ignore[assignment]  # the door has refused anonymous visitors


class DomainError(Exception):
    """A refusal: a fact about the office's work, with a sentence a person can act on."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One number on the page "Heute" that leads to the list behind it."""

    label: Text
    count: int
    url: str
    hint: Text = ""
    level: str = "grey"  # green | yellow | red | grey; colour is never the only sign
    order: int = 50


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a hall's navigation. `group` is the heading it stands under."""

    label: Text
    url_name: str
    permission: str
    group: Text = ""
    icon: str = "chevron"
    order: int = 50
    hall: str = "workspace"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One line under the search box: what it is, where it leads, a line of help."""

    title: str
    kind: Text
    url: str
    text: str = ""
    rank: float = 0.0


TilesOf = Callable[[User, date], list[Tile]]
SearchOf = Callable[[str, User, date], list[SearchHit]]
