"""Columns with a meaning of their own: encrypted text, texts in several languages."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from teilhabe.kit import vault

SOURCE_LANGUAGE = "de"
Translations = dict[str, str]


class EncryptedTextField(models.TextField[str, str]):
    """Text that is ciphertext in the database, in dumps and in backups.

    It cannot be searched or sorted; add a column filled by `blind_index` where look-up is needed.
    """

    description = "Encrypted text"

    def _place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        if text in (None, ""):
            return text
        return vault.ring(settings.KEYS_DIR).seal(text, place=self._place())

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        if value in (None, ""):
            return value
        return vault.ring(settings.KEYS_DIR).open(str(value), place=self._place())

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is encrypted: it cannot be compared with {lookup_name!r}")
        return super().get_lookup(lookup_name)


def blind_index(text: str, *, place: str) -> str:
    """What to store beside an encrypted column, and to look for later. Empty stays empty."""
    normal = " ".join(text.casefold().split())
    return vault.ring(settings.KEYS_DIR).blind(normal, place=place) if normal else ""


class TranslatedField(models.JSONField):
    """A text in several languages: `{"de": …, "en": …}`; German is the source and required.

    Beside each translation stands the hash of the German text it was made from, under
    `"<language>#"`, so that a changed source shows which translations are out of date.
    """

    description = "Text in several languages"

    def __init__(self, *args: Any, max_length: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)
        self.max_length = max_length

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not self.blank and not (value or {}).get(SOURCE_LANGUAGE, "").strip():
            raise ValidationError(_("Der deutsche Text fehlt."))


def source_hash(text: str) -> str:
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def translated(texts: Translations) -> Translations:
    """The texts with the hash of their German source beside each translation."""
    source = texts.get(SOURCE_LANGUAGE, "")
    plain = {code: text for code, text in texts.items() if "#" not in code and text.strip()}
    hashes = {f"{code}#": source_hash(source) for code in plain if code != SOURCE_LANGUAGE}
    return plain | hashes


def is_out_of_date(texts: Translations, language: str) -> bool:
    """The German text has changed since this translation was made."""
    source = texts.get(SOURCE_LANGUAGE, "")
    return bool(texts.get(language)) and texts.get(f"{language}#") != source_hash(source)


def in_language(texts: Translations, language: str) -> str:
    """The text in that language, else in German."""
    if texts.get(language) and (language == SOURCE_LANGUAGE or not is_out_of_date(texts, language)):
        return texts[language]
    return texts.get(SOURCE_LANGUAGE, "")


def in_page_language(texts: Translations) -> str:
    """For templates: the text in the language the page is shown in."""
    return in_language(texts, get_language() or SOURCE_LANGUAGE)
