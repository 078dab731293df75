"""Shows texts of the database on public pages: in the page's language, else honestly in German."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from teilhabe.kit.fields import SOURCE_LANGUAGE, Translations, in_language, is_out_of_date

register = template.Library()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the points of a list."""

    text: str = ""
    points: tuple[str, ...] = ()


def is_missing(texts: Translations) -> bool:
    """The page's language has no text, or one older than the German."""
    here = get_language() or SOURCE_LANGUAGE
    return here != SOURCE_LANGUAGE and (
        not texts.get(here, "").strip() or is_out_of_date(texts, here)
    )


def blocks(text: str) -> list[Block]:
    """Empty lines part paragraphs; a part whose lines all begin with “- ” is a list."""
    made = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if lines and all(line.startswith("- ") for line in lines):
            made.append(Block(points=tuple(line.removeprefix("- ") for line in lines)))
        elif lines:
            made.append(Block(text="\n".join(lines)))
    return made


@register.simple_tag
def words(texts: Translations | None) -> SafeString | str:
    """A short text within a line; German is marked as German."""
    if not texts:
        return ""
    text = in_language(texts, get_language() or SOURCE_LANGUAGE)
    if is_missing(texts) and text:
        return format_html('<span lang="de" dir="ltr">{}</span>', text)
    return conditional_escape(text)


@register.inclusion_tag("office/public/_prose.html")
def prose(texts: Translations | None) -> dict[str, Any]:
    """A longer text with its paragraphs; says so when it is only there in German."""
    given = texts or {}
    text = in_language(given, get_language() or SOURCE_LANGUAGE)
    return {"blocks": blocks(text), "is_missing": bool(text) and is_missing(given)}
