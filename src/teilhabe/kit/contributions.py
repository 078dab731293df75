"""Collects what the rooms contribute to the halls: menu entries, tiles, search hits."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from teilhabe.kit.types import MenuItem, SearchHit, Text, Tile, User


@cache
def modules(name: str) -> tuple[ModuleType, ...]:
    """The module of that name in every room that has one, from the top floor down."""
    paths = (f"{room}.{name}" for room in settings.HOUSE)
    return tuple(import_module(path) for path in paths if find_spec(path))


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu item as the page needs it."""

    label: Text
    url: str
    icon: str
    current: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Menu entries under one heading."""

    label: Text
    items: list[Entry] = field(default_factory=list)


@cache
def _address(url_name: str) -> str:
    """Addresses of staff and portal do not depend on the language."""
    return reverse(url_name)


@cache
def _items(hall: str, _language: str) -> tuple[MenuItem, ...]:
    """In their order; of equal ones by their words, and so once a language."""
    found = (item for module in modules("menu") for item in module.ITEMS if item.hall == hall)
    return tuple(sorted(found, key=lambda item: (item.order, str(item.label))))


def menu(request: HttpRequest, hall: str = "workspace") -> list[Group]:
    """The navigation of a hall, only with what this person may open.

    Of two entries that both match the address the longer one is the current one.
    """
    allowed = [
        (item, _address(item.url_name))
        for item in _items(hall, get_language() or "")
        if not item.permission or request.user.has_perm(item.permission)
    ]
    here = max((url for _, url in allowed if request.path.startswith(url)), key=len, default="")
    groups: dict[str, Group] = {}
    for item, url in allowed:
        entry = Entry(item.label, url, item.icon, url == here)
        groups.setdefault(str(item.group), Group(item.group)).items.append(entry)
    return list(groups.values())


def tiles(user: User, *, on: date) -> list[Tile]:
    """What waits for this person, from every room, in a fixed order."""
    found = [tile for module in modules("tiles") for tile in module.tiles(user, on)]
    return sorted(found, key=lambda tile: (tile.order, str(tile.label)))


def search(words: str, user: User, *, on: date) -> list[SearchHit]:
    """Hits of every room for what this person may see, best first."""
    found = [hit for module in modules("search") for hit in module.search(words, user, on)]
    return sorted(found, key=lambda hit: (-hit.rank, hit.title.casefold(), hit.url))
