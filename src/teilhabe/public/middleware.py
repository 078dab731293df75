"""Keeps finished public pages in files, so that a thousand visitors cost as much as one.

A page is kept for the language and day it was made in and for the current generation of public
facts (`kit.pages`). Nothing is kept that carries a cookie, a query or a refusal.
"""

from collections.abc import Callable
from typing import NamedTuple

import brotli
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import ResponseHeaders
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from teilhabe.kit import pages

PREFIXES = tuple(f"/{code}/" for code, _ in settings.LANGUAGES)


class Kept(NamedTuple):
    """A finished page: as it is, compressed, and its headers."""

    plain: bytes
    short: bytes
    headers: dict[str, str]


class KeptPages:
    """Answers anonymous GETs from the cache before session, login and templates wake up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._may_be_kept(request):
            return self.get_response(request)
        key = f"{timezone.localdate():%Y%m%d}:{pages.generation()}:{request.path}"
        kept: Kept | None = caches["pages"].get(key)
        if kept is None:
            response = self.get_response(request)
            if not self._is_plain(request, response):
                return response
            patch_vary_headers(response, ["Accept-Encoding"])
            kept = Kept(response.content, brotli.compress(response.content), dict(response.headers))
            caches["pages"].set(key, kept, timeout=pages.SECONDS)
        return self._answer(kept, request.headers.get("Accept-Encoding", ""))

    @staticmethod
    def _answer(kept: Kept, accepted: str) -> HttpResponse:
        short = "br" in {part.partition(";")[0].strip() for part in accepted.split(",")}
        body = kept.short if short else kept.plain
        response = HttpResponse(body)
        response.headers = ResponseHeaders(kept.headers | {"Content-Length": str(len(body))})
        if short:
            response.headers["Content-Encoding"] = "br"
        return response

    @staticmethod
    def _may_be_kept(request: HttpRequest) -> bool:
        return (
            request.method in {"GET", "HEAD"}
            and not request.META.get("QUERY_STRING")
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and request.path.startswith(PREFIXES)
        )

    @staticmethod
    def _is_plain(request: HttpRequest, response: HttpResponse) -> bool:
        match = request.resolver_match
        return (
            response.status_code == 200
            and not response.cookies
            and match is not None
            and bool(getattr(match.func, "cacheable", False))
            and request.method == "GET"
        )
