"""Doors: what a view asks of a visitor before it does anything.

Every view of the house carries one of these decorators. They leave the permission and the kind
of door on the view, so that a test and the handbook can list every entrance.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseNotAllowed
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from teilhabe.kit.types import StaffRequest

P = ParamSpec("P")
StaffView = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
AnyView = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

READ_METHODS = frozenset({"GET", "HEAD"})
ACT_METHODS = frozenset({"GET", "HEAD", "POST"})


class Door(Protocol):
    """A view that has passed through one of the decorators below."""

    permission: str
    kind: str


def reads(permission: str) -> Callable[[StaffView[P]], AnyView[P]]:
    """A page for those who have the permission. It answers GET and changes nothing."""
    return _staff_door("reads", permission, READ_METHODS)


def acts(permission: str) -> Callable[[StaffView[P]], AnyView[P]]:
    """A page with a form: GET shows it, POST does it, for those who have the permission."""
    return _staff_door("acts", permission, ACT_METHODS)


def shows(view: AnyView[P]) -> AnyView[P]:
    """A page for anyone. It may be kept in the page cache: no token, no cookie, no message."""
    return _open_door("shows", view, READ_METHODS, cacheable=True)


def receives(view: AnyView[P]) -> AnyView[P]:
    """A form for anyone, or a page behind a code. It is never cached."""
    return _open_door("receives", view, ACT_METHODS, cacheable=False)


def _staff_door(
    kind: str, permission: str, methods: frozenset[str]
) -> Callable[[StaffView[P]], AnyView[P]]:
    def decorate(view: StaffView[P]) -> AnyView[P]:
        @wraps(view)
        def door(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.has_perm(permission):
                raise PermissionDenied
            if request.method not in methods:
                return HttpResponseNotAllowed(sorted(methods))
            response = view(request, *args, **kwargs)
            add_never_cache_headers(response)
            return response

        door.permission, door.kind = permission, kind  # type: ignore[attr-defined]
        return door

    return decorate


def _open_door(
    kind: str, view: AnyView[P], methods: frozenset[str], *, cacheable: bool
) -> AnyView[P]:
    @wraps(view)
    def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method not in methods:
            return HttpResponseNotAllowed(sorted(methods))
        response = view(request, *args, **kwargs)
        if not cacheable:
            add_never_cache_headers(response)
        return response

    door.permission, door.kind = "", kind  # type: ignore[attr-defined]
    door.cacheable = cacheable  # type: ignore[attr-defined]
    return door


def leads_home(address: str) -> bool:
    """An address that a page brought along stays in this house: a path, never another host."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, None)


def attachment(content: bytes, *, filename: str, content_type: str) -> HttpResponse:
    """A download that no cache keeps. The name must not carry personal data."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    add_never_cache_headers(response)
    return response
