"""What all deeds of the office share: putting facts onto a row, and the common refusals."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from teilhabe.kit.fields import TranslatedField, Translations, translated
from teilhabe.kit.types import DomainError
from teilhabe.kit.validity import Valid
from teilhabe.office import schemas

M = TypeVar("M", bound=models.Model)

Facts = (
    schemas.ProfileFacts
    | schemas.StaffFacts
    | schemas.PostFacts
    | schemas.TopicFacts
    | schemas.ResponsibilityFacts
    | schemas.ContactFacts
    | schemas.DeadlineFacts
    | schemas.ThemeFacts
)


class NotAllowed(DomainError):
    """The person lacks the right."""


class KeyTaken(DomainError):
    """Another row already has this key."""


class AlreadyEnded(DomainError):
    """The row no longer counts."""


class EndsBeforeItBegins(DomainError):
    """The last day lies before the first."""


def need(right: bool) -> None:
    if not right:
        raise NotAllowed(_("Dafür fehlt Ihnen das Recht. Bitte fragen Sie die Leitung."))


def locked(row: M) -> M:
    """The row as it is now, held until the transaction ends."""
    rows: models.QuerySet[M] = type(row)._default_manager.all()
    return rows.select_for_update(of=("self",)).get(pk=row.pk)


def in_order(first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise EndsBeforeItBegins(_("Der letzte Tag liegt vor dem ersten."))


def take_over(row: models.Model, facts: Facts, *, but: Sequence[str] = ()) -> list[str]:
    """Put the facts onto the row; returns the names of what is different now.

    `but` names facts that are kept in tables of their own.
    """
    changed = []
    for fact in fields(facts):
        if fact.name in but:
            continue
        value = getattr(facts, fact.name)
        if isinstance(row._meta.get_field(fact.name), TranslatedField):
            value = renewed(getattr(row, fact.name), value)
        if getattr(row, fact.name, None) != value:  # a new row has no related one yet
            setattr(row, fact.name, value)
            changed.append(fact.name)
    return changed


def renewed(old: Translations, new: Translations) -> Translations:
    """The new texts; a translation nobody has touched or confirmed keeps the mark of the German it
    was made from, so that it shows as out of date when the German has changed.
    """
    fresh = translated(new)
    marks = {code: f"{code}#" for code in fresh if f"{code}#" in fresh}
    kept = {
        mark: old[mark]
        for code, mark in marks.items()
        if mark in old and old.get(code) == fresh[code] and new.get(mark) != fresh[mark]
    }
    return fresh | kept


def end(row: Valid, *, last_day: date, today: date) -> None:
    """Set the last day; refuses what has already ended or would end before it begins."""
    if row.valid_until is not None and row.valid_until < today:
        raise AlreadyEnded(_("Das ist schon beendet."))
    in_order(row.valid_from, last_day)
    row.valid_until = last_day


def same(rows: Iterable[models.Model], others: Iterable[models.Model]) -> bool:
    return {row.pk for row in rows} == {other.pk for other in others}
