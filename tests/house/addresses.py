"""Every address of the site, with a believable value for each part that varies."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter
from django.urls.resolvers import LocalePrefixPattern, RoutePattern
from django.utils.translation import override

SOME_UID = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Address:
    """One entry of the URL configuration."""

    name: str
    view: Callable[..., Any]
    arguments: tuple[tuple[str, object], ...]
    localized: bool

    def path(self, language: str = "de") -> str:
        with override(language):
            return reverse(self.name, kwargs=dict(self.arguments))

    @property
    def kind(self) -> str:
        return getattr(self.view, "kind", "")

    @property
    def permission(self) -> str:
        return getattr(self.view, "permission", "")

    @property
    def ours(self) -> bool:
        return self.view.__module__.startswith("teilhabe.")


def _walk(
    patterns: list[URLPattern | URLResolver], namespace: str, *, localized: bool
) -> Iterator[Address]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            here = localized or isinstance(entry.pattern, LocalePrefixPattern)
            yield from _walk(entry.url_patterns, inner, localized=here)
        elif entry.name:
            yield Address(
                f"{namespace}{entry.name}", entry.callback, tuple(_arguments(entry)), localized
            )
        elif entry.callback.__module__.startswith("teilhabe."):  # libraries keep old redirects
            raise AssertionError(f"an address without a name: {entry}")


def _arguments(entry: URLPattern) -> Iterator[tuple[str, object]]:
    if not isinstance(entry.pattern, RoutePattern):
        for name in entry.pattern.regex.groupindex:
            yield name, "x"
        return
    for name, converter in entry.pattern.converters.items():
        if isinstance(converter, UUIDConverter):
            yield name, SOME_UID
        elif isinstance(converter, IntConverter):
            yield name, 1
        else:
            yield name, "x"


def addresses() -> list[Address]:
    found = _walk(get_resolver(settings.ROOT_URLCONF).url_patterns, "", localized=False)
    return list(found)
