"""Encrypted columns are ciphertext in the database; translations know when they are out of date."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from teilhabe.kit import fields
from teilhabe.kit.models import Draft
from tests.makers import LONG_AGO, a_user

TEXTS = {"de": "Wir beraten Sie.", "en": "We advise you."}


@pytest.mark.django_db
def test_the_database_holds_no_readable_word():
    draft = Draft.objects.create(
        user=a_user(),
        form_key="f",
        object_key="1",
        updated_at=LONG_AGO,
        payload='{"note": "Dienstag um neun"}',
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM kit_draft WHERE id = %s", [draft.pk])
        stored = cursor.fetchone()[0]
    assert "Dienstag" not in stored
    assert stored.startswith("k1:")
    assert Draft.objects.get(pk=draft.pk).payload == '{"note": "Dienstag um neun"}'


@pytest.mark.django_db
def test_an_encrypted_column_cannot_be_searched_by_mistake():
    with pytest.raises(TypeError, match="encrypted"):
        Draft.objects.filter(payload__contains="Dienstag").count()


def test_the_blind_index_ignores_case_and_spaces_and_leaves_empty_empty():
    same = fields.blind_index("  Amal  Haddad ", place="x.name")

    assert fields.blind_index("amal haddad", place="x.name") == same
    assert fields.blind_index("", place="x.name") == ""


def test_a_translation_is_shown_until_its_source_changes():
    texts = fields.translated(TEXTS)

    assert fields.in_language(texts, "en") == "We advise you."
    changed = texts | {"de": "Wir beraten Sie gern."}
    assert fields.is_out_of_date(changed, "en")
    assert fields.in_language(changed, "en") == "Wir beraten Sie gern."


def test_a_missing_translation_falls_back_to_german():
    assert fields.in_language(fields.translated(TEXTS), "ar") == "Wir beraten Sie."


def test_empty_translations_are_not_kept():
    assert set(fields.translated(TEXTS | {"ar": "  "})) == {"de", "en", "en#"}


def test_the_german_text_is_required():
    field = fields.TranslatedField()
    field.set_attributes_from_name("text")

    with pytest.raises(ValidationError):
        field.validate({"en": "We advise you."}, None)
