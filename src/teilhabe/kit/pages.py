"""The generation of kept public facts: raised when one of them changes, so old ones are not found."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches
from django.db import transaction

GENERATION = "generation"
SECONDS = 600

T = TypeVar("T")


def generation() -> int:
    return int(caches["pages"].get(GENERATION, 0))


def forget_pages() -> None:
    """Called by every action that changes what anyone may read. Takes effect with the commit."""
    transaction.on_commit(raise_generation)


def raise_generation() -> None:
    pages = caches["pages"]
    pages.set(GENERATION, generation() + 1, timeout=None)


def kept(name: str, make: Callable[[], T]) -> T:
    """What anyone may read, worked out once a generation. It lies in a file: nothing else belongs here."""
    pages, key = caches["pages"], f"{generation()}:{name}"
    found: T | None = pages.get(key)
    if found is None:
        found = make()
        pages.set(key, found, timeout=SECONDS)
    return found
