"""Writes the directory: municipalities and institutions, from addition to end."""

from dataclasses import fields
from datetime import date, datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.audit import actions as audit
from teilhabe.directory.models import Institution, Municipality
from teilhabe.directory.rules import may_change
from teilhabe.directory.schemas import InstitutionFacts, MunicipalityFacts
from teilhabe.kit.merging import ChangedMeanwhile
from teilhabe.kit.pages import forget_pages
from teilhabe.kit.types import DomainError, User


class NotAllowed(DomainError):
    """The person may not change the directory."""


class KeyTaken(DomainError):
    """Another row already has this key."""


class AlreadyEnded(DomainError):
    """The institution is no longer valid."""


class EndsBeforeItBegins(DomainError):
    """The last day lies before the first."""


def _check_right(by: User | None) -> None:
    """Without a person it is the system itself, which loads shipped facts."""
    if by is not None and not may_change(by):
        raise NotAllowed(_("Dafür fehlt Ihnen das Recht. Bitte fragen Sie die Leitung."))


def _take_over(row: models.Model, facts: MunicipalityFacts | InstitutionFacts) -> list[str]:
    """Put the facts onto the row; returns the names of what is different now."""
    changed = []
    for fact in fields(facts):
        value = getattr(facts, fact.name)
        if getattr(row, fact.name) != value:
            setattr(row, fact.name, value)
            changed.append(fact.name)
    return changed


@transaction.atomic
def add_municipality(*, facts: MunicipalityFacts, by: User | None, at: datetime) -> Municipality:
    _check_right(by)
    if Municipality.objects.filter(models.Q(ags=facts.ags) | models.Q(slug=facts.slug)).exists():
        raise KeyTaken(_("Diese Kommune steht schon im Verzeichnis."))
    row = Municipality()
    _take_over(row, facts)
    row.save()
    audit.record("directory.municipality_added", row, by=by, at=at)
    forget_pages()
    return row


@transaction.atomic
def change_municipality(
    *, municipality: Municipality, facts: MunicipalityFacts, by: User | None, at: datetime
) -> Municipality:
    """The official key stays: another key is another municipality."""
    _check_right(by)
    row = Municipality.objects.select_for_update(of=("self",)).get(pk=municipality.pk)
    if facts.ags != row.ags:
        raise KeyTaken(_("Der Gemeindeschlüssel einer Kommune ändert sich nicht."))
    if Municipality.objects.filter(slug=facts.slug).exclude(pk=row.pk).exists():
        raise KeyTaken(_("Diesen Kurznamen hat schon eine andere Kommune."))
    changed = _take_over(row, facts)
    if changed:
        row.save(update_fields=changed)
        audit.record("directory.municipality_changed", row, by=by, at=at, changed=changed)
        forget_pages()
    return row


@transaction.atomic
def add_institution(*, facts: InstitutionFacts, by: User | None, at: datetime) -> Institution:
    """Take an institution in; whoever does so vouches for it on that day."""
    _check_right(by)
    if Institution.objects.filter(key=facts.key).exists():
        raise KeyTaken(_("Diesen Kurznamen hat schon eine andere Einrichtung."))
    row = Institution(last_confirmed_on=timezone.localdate(at) if by else None)
    _take_over(row, facts)
    row.save()
    audit.record("directory.institution_added", row, by=by, at=at)
    forget_pages()
    return row


@transaction.atomic
def change_institution(
    *, institution: Institution, facts: InstitutionFacts, version: int, by: User, at: datetime
) -> Institution:
    """Change what was seen in `version`; a newer version is refused, so that nothing is lost."""
    _check_right(by)
    row = Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)
    if row.version != version:
        raise ChangedMeanwhile(
            _("Jemand hat diese Angaben inzwischen geändert. Bitte vergleichen Sie.")
        )
    if Institution.objects.filter(key=facts.key).exclude(pk=row.pk).exists():
        raise KeyTaken(_("Diesen Kurznamen hat schon eine andere Einrichtung."))
    changed = _take_over(row, facts)
    if changed:
        row.version += 1
        row.last_confirmed_on = timezone.localdate(at)
        row.save()
        audit.record("directory.institution_changed", row, by=by, at=at, changed=changed)
        forget_pages()
    return row


@transaction.atomic
def confirm_institution(*, institution: Institution, by: User, at: datetime) -> Institution:
    """Vouch for the facts today. A second click on the same day changes nothing."""
    _check_right(by)
    today = timezone.localdate(at)
    row = Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)
    if not row.is_current(on=today):
        raise AlreadyEnded(_("Diese Einrichtung gilt heute nicht und lässt sich nicht bestätigen."))
    if row.last_confirmed_on != today:
        row.last_confirmed_on = today
        row.save(update_fields=["last_confirmed_on"])
        audit.record("directory.institution_confirmed", row, by=by, at=at)
        forget_pages()
    return row


@transaction.atomic
def end_institution(
    *, institution: Institution, last_day: date, by: User, at: datetime
) -> Institution:
    """The institution exists until that day; it stays readable for what happened before."""
    _check_right(by)
    row = Institution.objects.select_for_update(of=("self",)).get(pk=institution.pk)
    if row.valid_until is not None and row.valid_until <= timezone.localdate(at):
        raise AlreadyEnded(_("Diese Einrichtung ist schon beendet."))
    if row.valid_from is not None and last_day < row.valid_from:
        raise EndsBeforeItBegins(_("Der letzte Tag liegt vor dem ersten."))
    row.valid_until = last_day
    row.version += 1
    row.save(update_fields=["valid_until", "version"])
    audit.record("directory.institution_ended", row, by=by, at=at, changed=["valid_until"])
    forget_pages()
    return row
