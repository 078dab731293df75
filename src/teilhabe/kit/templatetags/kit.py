"""Words that every template may use: icons, days, phone links, traffic lights, addresses."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from django import template
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language

from teilhabe.kit import fields

register = template.Library()


@cache
def locale(language: str) -> Locale:
    """CLDR's rules for a page language; Easy German counts like German, Arabic with Latin digits."""
    if language == "en":
        language = "en-gb"  # days before months, as everywhere in this house
    for code in (language.replace("-", "_"), language.partition("-")[0], "de"):
        try:
            return Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("de")


def page_locale() -> Locale:
    return locale(get_language() or "de")


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


@register.filter
def day(value: date | datetime | None) -> str:
    """Mo, 23.11.2026: a day as people write it, in the page's language."""
    if not isinstance(value, date):
        return ""
    local = _local(value)
    return _day(date(local.year, local.month, local.day), page_locale())


@lru_cache(maxsize=1_000)
def _day(value: date, here: Locale) -> str:
    """A list says the same few days again and again."""
    if here.language != "de":
        return format_skeleton("yMMMEd", value, locale=here)
    return format_date(value, "EEE, dd.MM.yyyy", here).replace(".,", ",", 1)


@register.filter
def long_day(value: date | datetime | None) -> str:
    """Montag, 23. November 2026."""
    if not isinstance(value, date):
        return ""
    here = page_locale()
    return format_date(_local(value), "full", here)


@register.filter
def short_day(value: date | datetime | None) -> str:
    """23.11.2026."""
    if not isinstance(value, date):
        return ""
    here = page_locale()
    return format_date(_local(value), "dd.MM.yyyy" if here.language == "de" else "medium", here)


@register.filter
def clock(value: datetime | None) -> str:
    """10:12."""
    if not isinstance(value, datetime):
        return ""
    return f"{_local(value):%H:%M}"


@register.filter
def moment(value: datetime | None) -> str:
    """Mo, 23.11.2026, 10:12."""
    if not isinstance(value, datetime):
        return ""
    local, here = _local(value), page_locale()
    comma = "،" if here.language == "ar" else ","
    return f"{_day(date(local.year, local.month, local.day), here)}{comma} {local:%H:%M}"


@register.filter
def machine_time(value: date | datetime | None) -> str:
    """The value of `<time datetime>`."""
    return _local(value).isoformat() if isinstance(value, date) else ""


@register.filter
def number(value: object) -> str:
    """1.234,5 in German; nothing for nothing."""
    if value is None or value == "":
        return ""
    return format_decimal(value, locale=page_locale())  # type: ignore[arg-type]


@register.filter
def in_page_language(texts: fields.Translations | None) -> str:
    """A text of the database in the language of the page, else in German."""
    return fields.in_page_language(texts) if texts else ""


@register.filter
def phone_link(value: object) -> SafeString | str:
    """A number that can be called with one touch; numbers read left to right in every language."""
    text = str(value or "").strip()
    if not text:
        return ""
    callable_ = "".join(c for c in str(getattr(value, "as_e164", text)) if c.isdigit() or c == "+")
    return format_html('<a href="tel:{}"><bdi dir="ltr">{}</bdi></a>', callable_, text)


@register.filter
def mail_link(value: str | None) -> SafeString | str:
    if not value:
        return ""
    return format_html('<a href="mailto:{}"><bdi dir="ltr">{}</bdi></a>', value, value)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A drawing from the sprite; without a label it says nothing to those who listen."""
    return _named_icon(name, label) if label else _icon(name)


def _named_icon(name: str, label: str) -> SafeString:
    return format_html(
        '<svg class="icon icon--{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
        slugify(name),
        label,
        f"{static('kit/icons.svg')}#{slugify(name)}",
    )


@lru_cache(maxsize=200)
def _icon(name: str) -> SafeString:
    """Forty of them stand on a page, always the same."""
    return format_html(
        '<svg class="icon icon--{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        slugify(name),
        f"{static('kit/icons.svg')}#{slugify(name)}",
    )


@register.simple_tag(name="traffic")
def light(level: str, label: object) -> SafeString:
    """Shape, colour and word together."""
    known = level if level in {"green", "yellow", "red"} else "grey"
    return render_to_string("kit/components/traffic_light.html", {"level": known, "label": label})


@register.inclusion_tag("kit/components/facts.html", name="facts")
def fact_list(facts: object) -> dict[str, object]:
    """Pairs of label and value as a description list; empty values are left out."""
    pairs = facts.items() if isinstance(facts, dict) else facts
    return {"facts": [(k, v) for k, v in pairs if v not in (None, "")]}  # type: ignore[attr-defined]


@register.filter
def attributes(attrs: dict[str, Any]) -> SafeString:
    """The attributes of a field, each after a space."""
    return flatatt(attrs) if attrs else SafeString()


@register.filter
def options(groups: Iterable[tuple[str | None, Iterable[dict[str, Any]], int]]) -> SafeString:
    """The lines of a list of choices. A template for each of 200 languages made a page wait."""
    parts = []
    for name, choices, _number in groups:
        lines = ((str(one["value"]), attributes(one["attrs"]), one["label"]) for one in choices)
        drawn = format_html_join("", '\n  <option value="{}"{}>{}</option>', lines)
        heading = '\n  <optgroup label="{}">{}\n  </optgroup>'
        parts.append(format_html(heading, name, drawn) if name else drawn)
    return SafeString("".join(parts))


@register.simple_block_tag
def made_once(content: str) -> str:
    """`{% made_once as entries %}…{% endmade_once %}`: a part that stands on the page twice."""
    return content


@register.simple_tag(takes_context=True)
def address_with(context: dict[str, Any], **changes: object) -> str:
    """This page's query with some values changed; None or an empty text takes one away."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def get(mapping: dict[str, object] | None, key: str) -> object:
    """The value of a mapping under a key that is only known on the page."""
    return (mapping or {}).get(key, "")


@register.filter
def datetime_text(value: object) -> str:
    """Any value of a list as a person reads it."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    return str(value if value is not None else "")
