"""One word for one thing, and every word a person sees exists in every language of the house."""

import ast
import gettext
import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import to_locale

from teilhabe.kit import personal
from tests.house import words
from tests.house.house import ROOT, SOURCE, modules

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|{(\w*)}")


def catalogue(language: str):
    path = SOURCE / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return read_po(file)


def test_every_table_stands_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    missing = [m.__name__ for m in personal.house_models() if f"`{m.__name__}`" not in glossary]

    assert not missing, f"write the row first, then the class: {missing}"


@pytest.mark.parametrize("path", words.templates(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_every_visible_word_of_a_template_can_be_translated(path):
    assert not words.untranslatable(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_complete(language):
    found = catalogue(language)
    missing = []
    for message in words.all_messages():
        entry = found.get(message.text, context=message.context or None)
        parts = (
            entry.string if entry and isinstance(entry.string, tuple) else [entry and entry.string]
        )
        if entry is None or entry.fuzzy or not all(parts):
            missing.append(f"{message.where}: {message.text[:70]!r}")

    assert not missing, f"{len(missing)} missing, `make messages`: {sorted(missing)[:12]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_every_placeholder(language):
    wrong = []
    for entry in catalogue(language):
        if not entry.id or isinstance(entry.id, tuple):
            continue
        if sorted(PLACEHOLDER.findall(entry.id)) != sorted(PLACEHOLDER.findall(entry.string)):
            wrong.append(entry.id)

    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_fresh(language):
    path = SOURCE / "locale" / to_locale(language) / "LC_MESSAGES" / "django.mo"
    with path.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = []
    for entry in catalogue(language):
        if not entry.id or entry.fuzzy:
            continue
        if isinstance(entry.id, tuple):
            same = compiled.ngettext(entry.id[0], entry.id[1], 1) in entry.string
        elif entry.context:
            same = compiled.pgettext(entry.context, entry.id) == entry.string
        else:
            same = compiled.gettext(entry.id) == entry.string
        if not same:
            stale.append(entry.id)

    assert not stale, f"`make messages` compiles: {stale[:5]}"


def test_nothing_congratulates_itself():
    boasting = [
        m for m in words.all_messages() if re.search(r"\berfolgreich", m.text, re.IGNORECASE)
    ]

    assert not boasting


def test_gettext_goes_by_its_own_name_or_underscore():
    """The collector of messages knows no other names; a text under an alias is never translated."""
    aliased = [
        module.where(node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name and alias.asname not in (None, "_")
    ]

    assert not aliased
