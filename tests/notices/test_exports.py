"""Letters are read back: tags, language, title, text; and nothing is fetched from elsewhere."""

import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.utils.safestring import SafeString
from pypdf import PdfReader

from teilhabe.notices.queries import (
    CourtesyTranslation,
    Letterhead,
    LetterNeedsPango,
    letter_pdf,
)

HEAD = Letterhead(
    name="Kommunales Integrationszentrum Musterstadt",
    office_code="A 46",
    street="Beispielstraße 10",
    postcode="52070",
    place="Aachen",
    phone="+49 30 23125 100",
    fax="+49 30 23125 199",
    mail="ki@example.org",
    opening_hours=("Mo–Do 8–16 Uhr", "Fr 8–13 Uhr"),
)
ARABIC = "موعدكم للاستشارة يوم الثلاثاء يرجى إحضار شهادات طفلكم"


def a_letter(**changes) -> PdfReader:
    letter = {
        "letterhead": HEAD,
        "recipient_lines": ["Frau", "Amira Haddad", "Musterweg 3", "52477 Alsdorf"],
        "subject": "Ihr Termin zur Erstberatung",
        "body_html": SafeString("<p>Sehr geehrte Frau Haddad,</p><h2>Bitte mitbringen</h2>"),
        "language": "de",
        "on": date(2026, 11, 23),
    }
    return PdfReader(BytesIO(letter_pdf(**(letter | changes))))


def tags(reader: PdfReader) -> list[tuple[str, str]]:
    """The structure in reading order: (tag, language of its own)."""
    found = []

    def walk(node) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif hasattr(node, "get"):
            if "/S" in node:
                found.append((node["/S"], node.get("/Lang", "")))
            if "/K" in node and not isinstance(node["/K"], int):
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def test_a_letter_declares_pdf_ua_its_language_and_its_title():
    reader = a_letter()

    root = reader.trailer["/Root"]
    assert root["/Lang"] == "de"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Ihr Termin zur Erstberatung"
    assert 'pdfuaid:part="1"' in root["/Metadata"].get_data().decode()


def test_a_letter_is_tagged_in_reading_order():
    order = [tag for tag, _language in tags(a_letter())]

    assert order.count("/H1") == 1
    assert order.index("/H1") < order.index("/H2")
    assert order.count("/P") >= 8


def test_a_letter_says_who_writes_to_whom_when_and_what():
    page = text(a_letter(reference="A 46-17", signed_by="Jonas Weber"))

    for part in (
        HEAD.name,
        "52477 Alsdorf",
        "A 46-17",
        "+49 30 23125 199",
        "Fr 8–13 Uhr",
        "23. November 2026",
        "Sehr geehrte Frau Haddad,",
        "Mit freundlichen Grüßen",
        "Jonas Weber",
        "Seite 1 / 1",
    ):
        assert part in page
    assert page.index("52477 Alsdorf") < page.index("Ihr Termin") < page.index("Sehr geehrte")


def test_all_fonts_are_embedded():
    reader = a_letter(body_html=SafeString(f"<p>Łódź, Київ і Львів, {ARABIC}</p>"))

    for font in reader.pages[0]["/Resources"]["/Font"].values():
        (inner,) = font.get_object()["/DescendantFonts"]
        assert "/FontFile2" in inner.get_object()["/FontDescriptor"]


def test_no_letter_misses_its_drawing(caplog):
    a_letter(body_html=SafeString(f"<p>Łódź, Київ і Львів, Yıldız, {ARABIC} (2026).</p>"))

    assert not [r for r in caplog.records if "notdef" in r.getMessage()]


def test_an_arabic_letter_can_be_read_out_and_copied():
    reader = a_letter(language="ar", body_html=SafeString(f"<p>{ARABIC}</p>"))

    assert reader.trailer["/Root"]["/Lang"] == "ar"
    assert ARABIC in text(reader)


def test_a_courtesy_translation_stands_on_its_own_page_in_its_own_language():
    translation = CourtesyTranslation("ar", "موعد الاستشارة", SafeString(f"<p>{ARABIC}</p>"))

    reader = a_letter(courtesy_translation=translation)

    assert len(reader.pages) == 2
    assert reader.trailer["/Root"]["/Lang"] == "de"
    assert ("/Art", "ar") in tags(reader)
    assert ARABIC in reader.pages[1].extract_text()
    assert ARABIC not in reader.pages[0].extract_text()


def test_text_that_no_template_has_vouched_for_is_shown_and_not_obeyed():
    page = text(a_letter(body_html="<p>Frau <b>Haddad</b></p>", subject="A & <B>"))

    assert "<b>Haddad</b>" in page
    assert "A & <B>" in page


def test_nothing_is_fetched_from_elsewhere(tmp_path: Path, caplog):
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    body = f'<img src="http://127.0.0.1:9/x.png" alt=""><img src="file://{secret}" alt="">'

    a_letter(body_html=SafeString(body))

    refusals = [r.getMessage() for r in caplog.records if "only our own files" in r.getMessage()]
    assert len(refusals) == 2


def test_a_logo_stands_beside_the_name_with_its_words(tmp_path: Path):
    logo = tmp_path / "logo.svg"
    logo.write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><path d='M0 0h40v40z'/></svg>"
    )

    reader = a_letter(letterhead=Letterhead(name="Zentrum", logo=logo))

    assert "/Figure" in [tag for tag, _language in tags(reader)]


def test_without_pango_the_refusal_says_what_to_install(tmp_path: Path, monkeypatch):
    # the real reason cannot be had here: a machine without the library
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')\n")
    for name in [n for n in sys.modules if n.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(LetterNeedsPango) as refusal:
        a_letter()

    assert "libpango-1.0-0" in str(refusal.value)
