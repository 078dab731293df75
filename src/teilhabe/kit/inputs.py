"""Inputs that understand what people type: days, times, phone numbers, languages, countries."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from phonenumber_field.formfields import (
    PhoneNumberField,
)
from phonenumber_field.widgets import (
    RegionalPhoneNumberWidget,
)

from teilhabe.kit import countries, fields, languages
from teilhabe.kit.templatetags.kit import locale, page_locale, short_day

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)

_DAY_FIRST = re.compile(r"(\d{1,2})[.\s/-]+(\d{1,2})[.\s/-]+(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS_ONLY = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MONTH_NAME = re.compile(r"(\d{1,2})\.?\s*([^\W\d]+)\.?\s*(\d{4})")
_WEEKDAY = re.compile(r"^[^\W\d]+\.?,?\s+(?=\d)")
_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?")
_CLOCK_DIGITS = re.compile(r"(\d{1,2})(\d{2})")


def plain_digits(text: str) -> str:
    """Digits of any script as 0–9, so that an Arabic keyboard works as well."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def fold(text: str) -> str:
    """Text as a search sees it: no case, no accents, one form of Arabic letters."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(bare.translate(_ARABIC_FORMS).split())


_ARABIC_FORMS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"}
)


@cache
def _months(language: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for code in (language, "de"):
        for width in ("abbreviated", "wide"):
            names = locale(code).months["format"][width]
            found |= {fold(text).rstrip("."): number for number, text in names.items()}
    return found


def read_day(text: str, *, today: date, language: str = "de") -> date:
    """The day that is meant; `ValueError` when none is. Days come before months, always."""
    text = _WEEKDAY.sub("", plain_digits(text).strip().rstrip("."))
    named = {
        "heute": 0,
        "gestern": -1,
        "morgen": 1,
        "übermorgen": 2,
        _("heute"): 0,
        _("gestern"): -1,
        _("morgen"): 1,
    }
    if text.casefold() in named:
        return today + timedelta(days=named[text.casefold()])
    if match := _YEAR_FIRST.fullmatch(text):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text) or _DIGITS_ONLY.fullmatch(text):
        return date(_full_year(match[3], today=today), int(match[2]), int(match[1]))
    if match := _MONTH_NAME.fullmatch(text):
        month = _months(language).get(fold(match[2]).rstrip("."))
        if month:
            return date(int(match[3]), month, int(match[1]))
    raise ValueError("no day")


def _full_year(text: str, *, today: date) -> int:
    """Two digits mean a year of the last eighty or the next twenty."""
    if len(text) == 4:
        return int(text)
    year = today.year - today.year % 100 + int(text)
    return year - 100 if year > today.year + 20 else year


class DayInput(forms.DateInput):
    """A line of text: it can be typed, dictated, pasted, and means the same in every browser."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})}, "%d.%m.%Y")


class DateField(forms.DateField):
    """A day, typed as `23.11.2026`, `23.11.26`, `23 11 2026`, `2026-11-23`, `heute` …

    `earliest` and `latest` are days or functions that give one; `today` gives the day that "heute"
    means.
    """

    widget = DayInput
    default_error_messages = {
        "required": gettext_lazy("Bitte geben Sie ein Datum ein, zum Beispiel 23.11.2026."),
        "invalid": gettext_lazy(
            "Dieses Datum gibt es nicht. Bitte schreiben Sie Tag, Monat und Jahr, "
            "zum Beispiel 23.11.2026."
        ),
        "too_early": gettext_lazy("Das Datum muss am %(limit)s oder später liegen."),
        "too_late": gettext_lazy("Das Datum muss am %(limit)s oder früher liegen."),
    }

    def __init__(
        self,
        *,
        earliest: date | Callable[[], date] = EARLIEST,
        latest: date | Callable[[], date] = LATEST,
        today: Callable[[], date] = timezone.localdate,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Zum Beispiel 23.11.2026 oder heute."))
        self.earliest, self.latest, self.today = earliest, latest, today
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, date):
            return super().to_python(value)
        try:
            day = read_day(str(value), today=self.today(), language=get_language() or "de")
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        first = self.earliest() if callable(self.earliest) else self.earliest
        last = self.latest() if callable(self.latest) else self.latest
        if day < first:
            raise ValidationError(
                self.error_messages["too_early"],
                code="too_early",
                params={"limit": short_day(first)},
            )
        if day > last:
            raise ValidationError(
                self.error_messages["too_late"], code="too_late", params={"limit": short_day(last)}
            )
        return day


def read_time(text: str) -> time:
    """9, 9:30, 9.30 Uhr, 0930; `ValueError` when no time is meant."""
    text = plain_digits(text).strip().removesuffix(_("Uhr")).removesuffix("Uhr").strip()
    match = _CLOCK.fullmatch(text) or _CLOCK_DIGITS.fullmatch(text)
    if match is None:
        raise ValueError("no time")
    return time(int(match[1]), int(match[2] or 0))


class TimeField(forms.TimeField):
    """A time of day, typed as `9`, `9:30`, `9.30 Uhr` or `0930`."""

    widget = forms.TimeInput
    default_error_messages = {
        "required": gettext_lazy("Bitte geben Sie eine Uhrzeit ein, zum Beispiel 9:30."),
        "invalid": gettext_lazy("Bitte geben Sie eine Uhrzeit ein, zum Beispiel 9:30."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TimeInput({"autocomplete": "off"}, "%H:%M"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        if isinstance(value, time):
            return value
        try:
            return read_time(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class PhoneField(PhoneNumberField):  # type: ignore[misc]  # the package has no types
    """A number as people write it; the cleaned value is a `PhoneNumber`."""

    default_error_messages = {
        "invalid": gettext_lazy(
            "Diese Telefonnummer ist unvollständig. Bitte schreiben Sie sie mit Vorwahl, "
            "zum Beispiel 030 23125 000 oder +49 30 23125 000."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("region", "DE")
        kwargs.setdefault(
            "widget", RegionalPhoneNumberWidget(region=kwargs["region"], attrs={"dir": "ltr"})
        )
        super().__init__(**kwargs)
        # The package fills this in by hand; ours says what to do.
        self.error_messages["invalid"] = self.default_error_messages["invalid"]

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_digits(value) if isinstance(value, str) else value)


class SuggestingInput(forms.TextInput):
    """A line of text with suggestions below it: `<input list>`; anything can be typed."""

    template_name = "kit/widgets/suggesting.html"

    def __init__(
        self, options: Callable[[], Sequence[str]], attrs: dict[str, Any] | None = None
    ) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.options = options

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        widget["list_id"] = f"{widget['attrs'].get('id', name)}_list"
        widget["options"] = self.options()
        return context


class NamedField(forms.CharField):
    """A code behind a name: people type the name in any usual spelling, the form gets the code."""

    default_error_messages = {
        "unknown": gettext_lazy("„%(text)s“ steht nicht in der Liste."),
        "meant": gettext_lazy("„%(text)s“ steht nicht in der Liste. Meinten Sie %(guess)s?"),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 100)
        kwargs.setdefault("widget", SuggestingInput(self.labels))
        super().__init__(**kwargs)

    def labels(self) -> Sequence[str]:
        return list(self.names(get_language() or "de").values())

    def names(self, language: str) -> Mapping[str, str]:
        """Label by code, in the order of the list."""
        raise NotImplementedError

    def spellings(self, language: str) -> Mapping[str, str]:
        """Code by folded spelling."""
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        return self.names(get_language() or "de").get(value, value)

    def code_of(self, text: str) -> str:
        spellings = self.spellings(get_language() or "de")
        if code := spellings.get(fold(text)):
            return code
        near = difflib.get_close_matches(fold(text), spellings, n=1, cutoff=0.7)
        guess = self.prepare_value(spellings[near[0]]) if near else ""
        code = "meant" if guess else "unknown"
        raise ValidationError(
            self.error_messages[code], code=code, params={"text": text, "guess": guess}
        )

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if not text or len(text) > (self.max_length or 0):
            return text  # too long is refused by the validator, with its own sentence
        return self.code_of(text)


def _by_name(names: Mapping[str, str], first: Sequence[str] = ()) -> dict[str, str]:
    rest = sorted((c for c in names if c not in first), key=lambda code: fold(names[code]))
    return {code: names[code] for code in (*first, *rest)}


@cache
def _language_names(language: str) -> Mapping[str, str]:
    labels = {code: one.label(language) for code, one in languages.languages().items()}
    return _by_name(labels, languages.FREQUENT)


@cache
def _language_spellings(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, one in languages.languages().items():
        known = (one.label(language), one.name(language), one.name_de, one.own_name, *one.also)
        for text in (*known, one.name("en"), code):
            if text:
                found.setdefault(fold(text), code)
    return found


class LanguageField(NamedField):
    """One language; the value is its code (`ar`, `fa-AF`)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text",
            gettext_lazy("Tippen Sie den Anfang, auf Deutsch oder in der Sprache selbst."),
        )
        super().__init__(**kwargs)

    def names(self, language: str) -> Mapping[str, str]:
        return _language_names(language)

    def spellings(self, language: str) -> Mapping[str, str]:
        return _language_spellings(language)


class LanguagesField(LanguageField):
    """Several languages with commas between them; the value is a list of codes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "help_text", gettext_lazy("Mehrere mit Komma trennen: Deutsch, Arabisch, Türkisch.")
        )
        kwargs.setdefault("widget", forms.TextInput({"autocomplete": "off"}))
        kwargs.setdefault("max_length", 500)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            here = get_language() or "de"
            return ", ".join(languages.name(code, in_language=here) for code in value)
        return value

    def to_python(self, value: Any) -> Any:
        text = forms.CharField.to_python(self, value) or ""
        if len(text) > (self.max_length or 0):
            return text
        codes = []
        for part in re.split(r"[,;،\n]", text):
            if part.strip() and (code := self.code_of(part.strip())) not in codes:
                codes.append(code)
        return codes

    def code_of(self, text: str) -> str:
        return super().code_of(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.prepare_value(initial or []) != (data or ""))


@cache
def _country_names(language: str) -> Mapping[str, str]:
    special = (countries.STATELESS, countries.UNCLEAR, countries.NOT_GIVEN)
    names = {code: one.name(language) for code, one in countries.countries().items()}
    ordered = _by_name({code: text for code, text in names.items() if code not in special})
    return ordered | {code: names[code] for code in special}


@cache
def _country_spellings(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, one in countries.countries().items():
        for text in (one.name(language), one.name_de, one.name("en"), code, one.iso3):
            if text:
                found.setdefault(fold(text), code)
        found.setdefault(fold(one.nationality_de), code)
    return found


class CountryField(NamedField):
    """A country or nationality; the value is its ISO code, or 997, 998, 999."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", gettext_lazy("Tippen Sie den Anfang des Namens."))
        super().__init__(**kwargs)

    def names(self, language: str) -> Mapping[str, str]:
        return _country_names(language)

    def spellings(self, language: str) -> Mapping[str, str]:
        return _country_spellings(language)


class TranslatedInput(forms.MultiWidget):
    """A text area per language, German first, and a tick for "the translation still fits"."""

    template_name = "kit/widgets/translated.html"
    use_fieldset = True

    def __init__(self, *, rows: int = 3, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {}
        self.codes = [code for code, _name in settings.LANGUAGES]
        for code in self.codes:
            info = get_language_info(code)
            given = {"rows": rows, "lang": code, "dir": "rtl" if info["bidi"] else "ltr"}
            line = forms.TextInput({k: v for k, v in given.items() if k != "rows"})
            parts[code] = forms.Textarea(given) if rows > 1 else line
        for code in self.codes[1:]:
            parts[f"{code}_passt"] = forms.CheckboxInput()
        super().__init__(parts, attrs)

    def part_label(self, suffix: str) -> str:
        """What the merge help calls a text."""
        return str(get_language_info(suffix.removesuffix("_passt"))["name_local"])

    def decompress(self, value: Any) -> list[Any]:
        texts = value or {}
        return [texts.get(code, "") for code in self.codes] + [False for _c in self.codes[1:]]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        parts = context["widget"]["subwidgets"]
        texts = value if isinstance(value, dict) else {}
        ticks = dict(zip(self.codes[1:], parts[len(self.codes) :], strict=True))
        context["widget"]["texts"] = [
            {
                "widget": part,
                "code": code,
                "name": get_language_info(code)["name_local"],
                "stale": fields.is_out_of_date(texts, code) if code in ticks else False,
                "tick": ticks.get(code),
            }
            for code, part in zip(self.codes, parts, strict=False)
        ]
        return context


class TranslatedFormField(forms.MultiValueField):
    """A text in several languages; the value is what `TranslatedField` stores.

    A translation that nobody touched keeps the mark of the German text it was made from, so that it
    shows as out of date once the German changes; typing or ticking "passt noch" renews the mark.
    """

    default_error_messages = {
        "required": gettext_lazy("Bitte schreiben Sie den deutschen Text."),
    }

    def __init__(self, *, max_length: int | None = None, rows: int = 3, **kwargs: Any) -> None:
        self.codes = [code for code, _name in settings.LANGUAGES]
        limit = max_length or (2_000 if rows > 1 else 250)
        texts = [
            forms.CharField(required=False, max_length=limit, widget=forms.Textarea)
            for _c in self.codes
        ]
        ticks = [forms.BooleanField(required=False) for _c in self.codes[1:]]
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(
            [*texts, *ticks],
            require_all_fields=False,
            widget=kwargs.pop("widget", None) or TranslatedInput(rows=rows),
            **kwargs,
        )

    def compress(self, data_list: Sequence[Any]) -> dict[str, str]:
        return {code: text for code, text in zip(self.codes, data_list, strict=False) if text} | {
            f"{code}_passt": "1"
            for code, tick in zip(self.codes[1:], data_list[len(self.codes) :], strict=False)
            if tick
        }

    def _clean_bound_field(self, bf: forms.BoundField) -> fields.Translations:
        given = self.clean(bf.initial if self.disabled else bf.data) or {}
        if self.disabled:
            return dict(bf.initial or {})
        return renewed(dict(bf.initial or {}), given)

    def clean(self, value: Any) -> dict[str, str]:
        cleaned: dict[str, str] = super().clean(value) or {}
        if self.required and not cleaned.get(fields.SOURCE_LANGUAGE, "").strip():
            raise ValidationError(self.error_messages["required"], code="required")
        return cleaned


def renewed(before: fields.Translations, given: Mapping[str, str]) -> fields.Translations:
    """The texts to store: marks are renewed where a translation was touched or confirmed."""
    texts = {code: text for code, text in given.items() if not code.endswith("_passt")}
    fresh = fields.translated(texts)
    for code, text in texts.items():
        untouched = before.get(code) == text and f"{code}_passt" not in given
        if code != fields.SOURCE_LANGUAGE and untouched:
            fresh[f"{code}#"] = before.get(f"{code}#", fresh[f"{code}#"])
    return fresh


class OpeningHoursField(forms.MultiValueField):
    """Opening hours, a line per weekday: `8:30–12, 14–16 Uhr`, empty for closed.

    The value is a list of `[weekday, from, until]`, Monday is 1, times as `HH:MM`.
    """

    default_error_messages = {
        "hours": gettext_lazy(
            "%(day)s: Bitte schreiben Sie Zeiten wie 8:30–12 oder 8:30–12, 14–16."
        ),
        "order": gettext_lazy("%(day)s: Das Ende liegt nicht nach dem Beginn."),
    }

    def __init__(self, **kwargs: Any) -> None:
        parts = [forms.CharField(required=False, max_length=80) for _d in range(7)]
        super().__init__(
            parts,
            require_all_fields=False,
            widget=kwargs.pop("widget", None) or OpeningHoursInput(),
            **kwargs,
        )

    def compress(self, data_list: Sequence[str]) -> list[list[int | str]]:
        found: list[list[int | str]] = [
            [number, *self._stretch(part, number)]
            for number, text in enumerate(data_list, start=1)
            for part in re.split(r"[,;+&]|\bund\b", text or "")
            if part.strip()
        ]
        return sorted(found, key=str)

    def _stretch(self, text: str, weekday: int) -> list[str]:
        day = page_locale().days["format"]["wide"][weekday - 1]
        ends = re.split(r"\s*(?:[–—-]|\bbis\b)\s*", text.strip())
        try:
            start, end = (read_time(each) for each in ends)
        except ValueError:
            raise ValidationError(
                self.error_messages["hours"], code="hours", params={"day": day}
            ) from None
        if end <= start:
            raise ValidationError(self.error_messages["order"], code="order", params={"day": day})
        return [start.strftime("%H:%M"), end.strftime("%H:%M")]

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if _is_typed(initial) else self.widget.decompress(initial)
        return super().has_changed(before, data)


def _is_typed(value: Any) -> bool:
    """Seven lines as a person typed them, not the stored stretches."""
    return bool(value) and all(part is None or isinstance(part, str) for part in value)


class OpeningHoursInput(forms.MultiWidget):
    """A labelled line for each day of the week."""

    template_name = "kit/widgets/opening_hours.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        lines: dict[str, forms.Widget | type[forms.Widget]] = {
            str(n): forms.TextInput({"dir": "ltr", "autocomplete": "off"}) for n in range(1, 8)
        }
        super().__init__(lines, attrs)

    def part_label(self, suffix: str) -> str:
        """What the merge help calls a line."""
        return str(page_locale().days["stand-alone"]["wide"][int(suffix) - 1])

    def decompress(self, value: Any) -> list[str]:
        by_day: dict[int, list[str]] = {}
        for weekday, start, end in value or []:
            by_day.setdefault(int(weekday), []).append(f"{start}–{end}")
        return [", ".join(by_day.get(number, [])) for number in range(1, 8)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        lines = value if _is_typed(value) else self.decompress(value)
        context = super().get_context(name, lines, attrs)
        names = page_locale().days["stand-alone"]["wide"]
        context["widget"]["lines"] = [
            {"widget": part, "name": names[index]}
            for index, part in enumerate(context["widget"]["subwidgets"])
        ]
        return context
