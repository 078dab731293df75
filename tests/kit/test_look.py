"""What the style sheets, drawings and vendored files promise, without a browser."""

import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import brotli
import pytest

import teilhabe

HOUSE = Path(teilhabe.__file__).parent
STATIC = HOUSE / "kit/static/kit"
VENDOR = STATIC / "vendor"
OWN_SHEETS = sorted((STATIC / "css").glob("*.css"))
FIRST_VIEW = [
    VENDOR / "kern/kern.css",
    VENDOR / "fonts/fonts.css",
    VENDOR / "fonts/fira-sans-latin-400.woff2",
    VENDOR / "fonts/fira-sans-latin-600.woff2",
    STATIC / "icons.svg",
    *OWN_SHEETS,
]
SYMBOLS = {
    symbol.get("id")
    for symbol in ET.parse(STATIC / "icons.svg").getroot()  # noqa: S314  our own file
}

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|left|right|float:\s*(?:left|right)"
    r"|text-align:\s*(?:left|right))\s*[:;]"
)


def listed() -> dict[str, str]:
    rows = re.findall(
        r"^\| (\S+) \| \d+ \| `([0-9a-f]{64})` \|$",
        (VENDOR / "VENDORED.md").read_text(),
        re.MULTILINE,
    )
    return dict(rows)


def test_vendored_files_are_those_of_the_table():
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDORED.md"
    }

    assert found == listed(), "run tools/vendor.py instead of editing vendored files"


def test_the_shared_part_of_a_first_view_leaves_room_for_the_page():
    sent = sum(
        path.stat().st_size if path.suffix == ".woff2" else len(brotli.compress(path.read_bytes()))
        for path in FIRST_VIEW
    )

    assert sent < 60_000, f"{sent} bytes; a whole first view may have 100,000"


@pytest.mark.parametrize("sheet", [*OWN_SHEETS, VENDOR / "kern/kern.css"], ids=lambda p: p.name)
def test_sheets_say_start_and_end_and_not_left_and_right(sheet):
    assert PHYSICAL.findall(sheet.read_text()) == []


@pytest.mark.parametrize("sheet", OWN_SHEETS, ids=lambda p: p.name)
def test_every_token_that_a_sheet_uses_is_defined(sheet):
    everything = "".join(path.read_text() for path in [*OWN_SHEETS, VENDOR / "kern/kern.css"])
    defined = set(re.findall(r"(--[\w-]+)\s*:", everything))

    used = set(re.findall(r"var\((--[\w-]+)\)", sheet.read_text()))

    assert used <= defined


def test_every_drawing_that_a_page_names_is_in_the_sprite():
    named = {
        (name, path.name)
        for path in HOUSE.rglob("*.html")
        for name in re.findall(r"""{% icon "([\w-]+)"|drawing="([\w-]+)\"""", path.read_text())
        for name in name
        if name
    }

    assert {pair for pair in named if pair[0] not in SYMBOLS} == set()


def test_every_drawing_of_a_menu_is_in_the_sprite():
    named = {
        (name, str(path.relative_to(HOUSE)))
        for path in HOUSE.rglob("*.py")
        for name in re.findall(r'\bicon="([\w-]+)"', path.read_text())
    }

    assert {pair for pair in named if pair[0] not in SYMBOLS} == set()


def test_no_template_carries_style_script_or_events_inside():
    inline = re.compile(
        r"\sstyle=|<style|\son[a-z]+=|javascript:|<script(?![^>]*\s(?:src=|type=\"application/json\"))"
    )

    found = {
        path.name: inline.findall(path.read_text())
        for path in HOUSE.rglob("*.html")
        if "/mail/" not in path.as_posix() and "/letter/" not in path.as_posix()
    }

    assert {name: hits for name, hits in found.items() if hits} == {}
