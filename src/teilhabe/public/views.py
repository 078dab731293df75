"""What belongs to the public site as a whole: what search engines ask for, and pages for when
something does not work.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from teilhabe.kit.web import shows
from teilhabe.office import queries

PAGES = (
    "public_home",
    "public_about",
    "public_education",
    "public_crosscutting",
    "public_contacts",
    "public_message",
    "public_plain_language",
    "public_accessibility",
    "public_privacy",
    "public_imprint",
)
ROBOTS = "User-agent: *\nDisallow: /konto/\nDisallow: /*/kontakt/danke/\nSitemap: {}/sitemap.xml\n"


@shows
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS.format(settings.BASE_URL), content_type="text/plain; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Place:
    """One page in one language, with its addresses in all of them."""

    url: str
    alternates: tuple[tuple[str, str], ...]


@shows
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in every language, so that each is found in its own."""
    places = [_addresses(name) for name in PAGES]
    places += [
        _addresses("public_contact", str(card.uid))
        for card in queries.public_contacts(on=timezone.localdate())
    ]
    entries = [Place(url, place) for place in places for _code, url in place]
    return render(
        request, "public/sitemap.xml", {"places": entries}, content_type="application/xml"
    )


def _addresses(name: str, *args: str) -> tuple[tuple[str, str], ...]:
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.append((code, settings.BASE_URL + reverse(name, args=args)))
    return tuple(found)


def no_right(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/no_right.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "public/not_found.html", status=404)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Asks neither database nor template context: it must work when nothing else does."""
    return HttpResponse(render_to_string("public/our_fault.html"), status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form was missing or too old; the way back keeps what was typed."""
    return render(request, "public/form_expired.html", status=403)
