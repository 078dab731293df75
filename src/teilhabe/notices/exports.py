"""Letters as tagged PDF (PDF/UA-1) after DIN 5008, with the centre's head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from teilhabe import kit
from teilhabe.kit.templatetags.kit import locale
from teilhabe.kit.types import DomainError
from teilhabe.notices.schemas import CourtesyTranslation, Letterhead

SITE_FONTS = Path(kit.__file__).parent / "static" / "kit" / "vendor" / "fonts"
LETTER_FONTS = Path(__file__).parent / "static" / "notices" / "fonts"
FONT_ADDRESS = re.compile(r"house:font/([a-z0-9-]+\.woff2)")
LOGO_ADDRESS = "house:logo"
MARKS_ADDRESS = "house:marks"
MARKS = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">'
    b'<path d="M3 105h4M3 148.5h6M3 210h4" stroke="#555" stroke-width="0.2"/></svg>'
)
"""Where to fold and to punch; a drawing in the background, which nobody has to hear read out."""
SPACE = 0x20


class LetterNeedsPango(DomainError):
    """The machine lacks the library that sets text; everything else works without it."""


@dataclass(frozen=True, slots=True)
class Courtesy:
    """The translation as the page needs it: text, direction and the note in its own language."""

    language: str
    bidi: bool
    subject: str
    body_html: str
    note: str


def letter_pdf(
    *,
    letterhead: Letterhead,
    recipient_lines: Sequence[str],
    subject: str,
    body_html: str,
    language: str,
    on: date,
    reference: str = "",
    signed_by: str = "",
    courtesy_translation: CourtesyTranslation | None = None,
) -> bytes:
    """The letter as PDF/UA-1. `body_html` must be marked safe by the template that made it; any
    other text is shown as it is, tags and all. Nothing is fetched but our fonts and the logo.
    """
    try:
        # WeasyPrint loads Pango and 30 MB; only who writes a letter pays for it
        from pydyf import PDF, Dictionary, String  # type: ignore[import-untyped]  # weight
        from weasyprint import CSS, HTML  # weight
        from weasyprint.text.fonts import FontConfiguration  # weight
        from weasyprint.urls import URLFetcher, URLFetcherResponse  # weight
    except OSError:
        raise LetterNeedsPango(
            _(
                "Für Briefe fehlt auf dem Server die Bibliothek Pango. Bitte lassen Sie sie "
                "nachinstallieren, unter Debian und Ubuntu mit „apt install libpango-1.0-0 "
                "libpangoft2-1.0-0 libharfbuzz-subset0“."
            )
        ) from None

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        """Serves our fonts and the logo by their own addresses and refuses all others."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            return URLFetcherResponse(url, _own_file(url, letterhead))

    def speak_both_languages(_document: object, pdf: PDF) -> None:
        """Say in which language the translation is: WeasyPrint does so for the whole file only."""
        for part in pdf.objects:
            if courtesy and isinstance(part, Dictionary) and part.get("S") == "/Art":
                part["Lang"] = String(courtesy.language)

    fonts = FontConfiguration()
    fetcher = OwnFilesOnly()
    with translation.override(language):
        courtesy = _courtesy(courtesy_translation)
        html = render_to_string(
            "notices/letter/letter.html",
            {
                "letterhead": letterhead,
                "logo": LOGO_ADDRESS if letterhead.logo else "",
                "recipient_lines": recipient_lines,
                "subject": subject,
                "body_html": body_html,
                "language": language,
                "bidi": translation.get_language_bidi(),
                "day": format_date(on, "long", locale(language)),
                "reference": reference,
                "signed_by": signed_by,
                "courtesy": courtesy,
            },
        )
        css = render_to_string("notices/letter/letter.css", {"families": FAMILIES})
    style = CSS(string=css, font_config=fonts, url_fetcher=fetcher)
    made = HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[style],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        finisher=speak_both_languages,
    )
    return bytes(made)


FAMILIES = [
    ("Letter Latin", "fira-sans-latin"),
    ("Letter Latin Extended", "fira-sans-latin-ext"),
    ("Letter Cyrillic", "fira-sans-cyrillic"),
    ("Letter Arabic", "noto-sans-arabic-whole"),
]
"""One family per file: WeasyPrint knows no unicode-range and goes through the list instead."""


def _own_file(url: str, letterhead: Letterhead) -> bytes:
    if url == LOGO_ADDRESS and letterhead.logo:
        return letterhead.logo.read_bytes()
    if url == MARKS_ADDRESS:
        return MARKS
    if font := FONT_ADDRESS.fullmatch(url):
        return _font(font[1])
    raise ValueError("a letter uses only our own files")


@cache
def _font(name: str) -> bytes:
    """A font file with a space in it.

    The site's Cyrillic files hold letters only, and browsers take the space from the next font.
    Pango keeps a space with the word before it, and PDF/UA allows no missing glyph.
    """
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # weight: letters only
    from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]  # weight

    folder = LETTER_FONTS if (LETTER_FONTS / name).exists() else SITE_FONTS
    font = TTFont(folder / name)
    if SPACE not in font.getBestCmap():
        font["glyf"]["space"] = Glyph()
        font["hmtx"]["space"] = (font["head"].unitsPerEm // 4, 0)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[SPACE] = "space"
    font.flavor = None
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def _courtesy(given: CourtesyTranslation | None) -> Courtesy | None:
    if given is None:
        return None
    with translation.override(given.language):
        return Courtesy(
            language=given.language,
            bidi=translation.get_language_bidi(),
            subject=given.subject,
            body_html=given.body_html,
            note=_("Diese Übersetzung hilft beim Lesen. Verbindlich ist das deutsche Schreiben."),
        )
