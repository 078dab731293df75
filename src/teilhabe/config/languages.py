"""The language switch: the same page in every language, each named in itself."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info


@dataclass(frozen=True, slots=True)
class LanguageLink:
    code: str
    name_local: str
    url: str
    current: bool
    bidi: bool


def switch(request: HttpRequest) -> list[LanguageLink]:
    """Links to this page in the other languages; from a page that has none, to their home page."""
    here = get_language()
    found = request.resolver_match is not None and request.path.startswith(f"/{here}/")
    links = []
    for code, _name in settings.LANGUAGES:
        info = get_language_info(code)
        links.append(
            LanguageLink(
                code,
                info["name_local"],
                translate_url(request.path, code) if found else f"/{code}/",
                code == here,
                bool(info["bidi"]),
            )
        )
    return links
