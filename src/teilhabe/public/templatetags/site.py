"""Words for the frame of public pages: menus, and the same page in other languages."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text

register = template.Library()

MAIN: tuple[tuple[str, Text], ...] = (
    ("public_home", _("Startseite")),
    ("public_about", _("Über uns")),
    ("public_education", _("Integration durch Bildung")),
    ("public_crosscutting", _("Integration als Querschnittsaufgabe")),
    ("public_contacts", _("Team und Kontakt")),
)
FOOTER: tuple[tuple[str, Text], ...] = (
    ("public_message", _("Nachricht schreiben")),
    ("public_plain_language", _("Einfache Sprache")),
    ("public_accessibility", _("Barrierefreiheit")),
    ("public_privacy", _("Datenschutz")),
    ("public_imprint", _("Impressum")),
)
PARENTS = {"public_contact": "public_contacts"}


@dataclass(frozen=True, slots=True)
class SiteLink:
    label: Text
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Alternate:
    """This page in another language."""

    code: str
    url: str


def _links(entries: tuple[tuple[str, Text], ...], context: dict[str, Any]) -> list[SiteLink]:
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.url_name if match else ""
    here = PARENTS.get(here, here)
    return [SiteLink(label, reverse(name), name == here) for name, label in entries]


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[SiteLink]:
    return _links(MAIN, context)


@register.simple_tag(takes_context=True)
def footer_menu(context: dict[str, Any]) -> list[SiteLink]:
    return _links(FOOTER, context)


@register.simple_tag(takes_context=True)
def alternates(context: dict[str, Any]) -> list[Alternate]:
    """For search engines: absolute addresses of a page that has one address per language."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    if request is None or match is None or not match.url_name.startswith("public_"):
        return []
    return [
        Alternate(code, settings.BASE_URL + translate_url(request.path, code))
        for code, _name in settings.LANGUAGES
    ]
