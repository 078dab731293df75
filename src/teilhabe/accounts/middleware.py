"""Watches over running sessions: ends those that may not go on, asks for the second factor."""

from collections.abc import Callable
from time import monotonic, sleep

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation

from teilhabe.accounts import backends, queries, roles

PUBLIC = tuple(f"/{code}/" for code, _ in settings.LANGUAGES)
# Where somebody without the required second factor may go: set it up, or leave.
WITHOUT_SECOND_FACTOR = (
    "/konto/2fa/",
    "/konto/zweiter-faktor/",
    "/konto/reauthenticate/",
    "/konto/logout/",
    "/gesund/",
    "/favicon.ico",
    settings.STATIC_URL,
)
PASSWORD_LINK = "/konto/password/reset/"  # noqa: S105  # an address
LONGER_THAN_A_LETTER = 0.2  # seconds; writing the mail with the link takes a fifth of it


class EvenAnswers:
    """Asking for a password link takes equally long for known and unknown mail addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = monotonic()
        answer = self.get_response(request)
        if request.method == "POST" and request.path == PASSWORD_LINK:
            sleep(max(0.0, LONGER_THAN_A_LETTER - (monotonic() - started)))
        return answer


class StaffSession:
    """Every request of a signed-in person outside the public pages passes here.

    An expired secondment or a block ends the session at once, not at the next login.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(PUBLIC):
            return self.get_response(request)
        user = request.user
        if not isinstance(getattr(user, "pk", None), int) or not user.is_authenticated:
            return self.get_response(request)
        codes = backends.roles_today(user)
        if not codes:
            return self._closed(request)
        translation.activate(user.language)
        request.LANGUAGE_CODE = translation.get_language()
        if (
            roles.need_second_factor(codes)
            and not request.path.startswith(WITHOUT_SECOND_FACTOR)
            and not queries.has_second_factor(user)
        ):
            return redirect("accounts:second_factor")
        return self.get_response(request)

    @staticmethod
    def _closed(request: HttpRequest) -> HttpResponse:
        logout(request)
        return render(request, "account/account_inactive.html", status=403)
