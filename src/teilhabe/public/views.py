"""Pages for when something does not work: no right, not found, our fault, form expired."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def no_right(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/no_right.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/not_found.html", status=404)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Asks neither database nor template context: it must work when nothing else does."""
    return render(request, "public/our_fault.html", status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form was missing or too old; the way back keeps what was typed."""
    return render(request, "public/form_expired.html", status=403)
