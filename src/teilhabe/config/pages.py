"""The three addresses that belong to no room: front door, after login, health."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override

from teilhabe.kit.web import receives, shows


@receives
def front_door(request: HttpRequest) -> HttpResponse:
    """Lead a visitor to the home page in the language of cookie or browser."""
    with override(get_language_from_request(request)):
        response = redirect(reverse("public_home"))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@receives
def after_login(request: HttpRequest) -> HttpResponse:
    """Lead whoever signed in to their hall."""
    if request.user.has_perm("accounts.use_workspace"):
        return redirect("workspace:today")
    if request.user.has_perm("accounts.use_portal"):
        return redirect("portal:home")
    return redirect("account_login")


@shows
def health(request: HttpRequest) -> HttpResponse:
    """For the operator's monitoring: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
