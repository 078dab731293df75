"""The generation of kept public pages: raised when a public fact changes, so old pages are not found."""

from django.core.cache import caches
from django.db import transaction

GENERATION = "generation"


def generation() -> int:
    return int(caches["pages"].get(GENERATION, 0))


def forget_pages() -> None:
    """Called by every action that changes what anyone may read. Takes effect with the commit."""
    transaction.on_commit(raise_generation)


def raise_generation() -> None:
    pages = caches["pages"]
    pages.set(GENERATION, generation() + 1, timeout=None)
