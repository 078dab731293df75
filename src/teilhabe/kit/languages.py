"""Languages that families speak: codes, names in the page's language, own names, direction."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from teilhabe.kit.templatetags.kit import locale

# First in every list: what is spoken most in the region's schools and families.
FREQUENT = ("ar", "tr", "uk", "fa", "ku", "ru", "pl", "ro", "bg", "sq", "en", "fr", "es", "it")


@dataclass(frozen=True, slots=True)
class Language:
    """`also` are other spellings by which people look for it."""

    code: str
    name_de: str
    own_name: str
    rtl: bool
    also: tuple[str, ...]

    def name(self, in_language: str) -> str:
        """Its name for readers of a page in that language."""
        names: Mapping[str, str] = locale(in_language).languages
        if in_language.startswith("de"):
            return self.name_de
        return names.get(self.code.replace("-", "_")) or names.get(self.code) or self.name_de

    def label(self, in_language: str) -> str:
        """Arabisch – العربية: for who reads the page, and for who speaks it."""
        name = self.name(in_language)
        if not self.own_name or self.own_name.casefold() == name.casefold():
            return name
        return f"{name} – {self.own_name}"


@cache
def languages() -> Mapping[str, Language]:
    text = resources.files("teilhabe.kit").joinpath("data/languages.csv").read_text("utf-8")
    return {
        row["code"]: Language(
            row["code"],
            row["name_de"],
            row["own_name"],
            row["rtl"] == "1",
            tuple(part for part in row["also"].split(";") if part),
        )
        for row in csv.DictReader(text.splitlines())
    }


def name(code: str, *, in_language: str) -> str:
    """The name of a language; an unknown code is shown as it is."""
    found = languages().get(code)
    return found.name(in_language) if found else code
