"""Countries and nationalities: ISO codes, the statistical office's special values, names."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.utils.translation import gettext as _

from teilhabe.kit.templatetags.kit import locale

STATELESS, UNCLEAR, NOT_GIVEN = "997", "998", "999"


@dataclass(frozen=True, slots=True)
class Country:
    """`code` is ISO 3166-1 alpha-2, or 997, 998, 999; `destatis` is the key of statistics.

    `name_de` is the statistical office's name ("Arabische Republik Syrien"); people read the short
    one of CLDR ("Syrien").
    """

    code: str
    iso3: str
    destatis: str
    name_de: str
    nationality_de: str

    def name(self, in_language: str) -> str:
        special = {
            STATELESS: _("staatenlos"),
            UNCLEAR: _("ungeklärt"),
            NOT_GIVEN: _("ohne Angabe"),
        }
        if self.code in special:
            return special[self.code]
        names: Mapping[str, str] = locale(in_language).territories
        return names.get(self.code) or self.name_de


@cache
def countries() -> Mapping[str, Country]:
    text = resources.files("teilhabe.kit").joinpath("data/countries.csv").read_text("utf-8")
    return {
        row["code"]: Country(
            row["code"], row["iso3"], row["destatis"], row["name_de"], row["nationality_de"]
        )
        for row in csv.DictReader(text.splitlines())
    }


def name(code: str, *, in_language: str) -> str:
    """The name of a country; an unknown code is shown as it is."""
    found = countries().get(code)
    return found.name(in_language) if found else code
