"""Writes the public contacts: whom anyone may call or write to."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.audit import actions as audit
from teilhabe.kit.merging import ChangedMeanwhile
from teilhabe.kit.pages import forget_pages
from teilhabe.kit.types import DomainError, User
from teilhabe.office.actions.facts import (
    AlreadyEnded,
    end,
    in_order,
    locked,
    need,
    same,
    take_over,
)
from teilhabe.office.models import PublicContact
from teilhabe.office.rules import may_change_contact, may_confirm_contact
from teilhabe.office.schemas import ContactFacts

OF_THEIR_OWN = ("topics", "municipalities")


class CannotBeReached(DomainError):
    """Neither phone nor mail."""


class NobodyToName(DomainError):
    """A name shall be shown, but no person is given."""


def _check(facts: ContactFacts) -> None:
    in_order(facts.valid_from, facts.valid_until)
    if not facts.phone and not facts.mail:
        raise CannotBeReached(_("Telefon oder E-Mail wird gebraucht."))
    if facts.shows_name and facts.staff is None:
        raise NobodyToName(_("Ein Name kann nur gezeigt werden, wenn die Person feststeht."))


@transaction.atomic
def add_contact(*, facts: ContactFacts, by: User, at: datetime) -> PublicContact:
    """Publish a contact; whoever does so vouches for it on that day."""
    need(may_change_contact(by))
    _check(facts)
    row = PublicContact(last_confirmed_on=timezone.localdate(at))
    take_over(row, facts, but=OF_THEIR_OWN)
    row.save()
    row.topics.set(facts.topics)
    row.municipalities.set(facts.municipalities)
    audit.record("office.contact_added", row, by=by, at=at)
    forget_pages()
    return row


@transaction.atomic
def change_contact(
    *, contact: PublicContact, facts: ContactFacts, version: int, by: User, at: datetime
) -> PublicContact:
    """Change what was seen in `version`; a newer version is refused, so that nothing is lost."""
    need(may_change_contact(by))
    _check(facts)
    row = locked(contact)
    if row.version != version:
        raise ChangedMeanwhile(
            _("Jemand hat diesen Kontakt inzwischen geändert. Bitte vergleichen Sie.")
        )
    changed = take_over(row, facts, but=OF_THEIR_OWN)
    for name in OF_THEIR_OWN:
        if not same(getattr(row, name).all(), getattr(facts, name)):
            changed.append(name)
    if not changed:
        return row
    row.version += 1
    row.last_confirmed_on = timezone.localdate(at)
    row.save()
    row.topics.set(facts.topics)
    row.municipalities.set(facts.municipalities)
    audit.record("office.contact_changed", row, by=by, at=at, changed=changed)
    forget_pages()
    return row


@transaction.atomic
def confirm_contact(*, contact: PublicContact, by: User, at: datetime) -> PublicContact:
    """Say that everything is still right. A second click on the same day changes nothing."""
    row = locked(contact)
    need(may_confirm_contact(by, row.staff))
    today = timezone.localdate(at)
    if not row.is_current(on=today):
        raise AlreadyEnded(_("Dieser Kontakt gilt heute nicht und lässt sich nicht bestätigen."))
    if row.last_confirmed_on != today:
        row.last_confirmed_on = today
        row.save(update_fields=["last_confirmed_on"])
        audit.record("office.contact_confirmed", row, by=by, at=at)
        forget_pages()
    return row


@transaction.atomic
def end_contact(*, contact: PublicContact, last_day: date, by: User, at: datetime) -> PublicContact:
    """Show the contact until that day."""
    need(may_change_contact(by))
    row = locked(contact)
    end(row, last_day=last_day, today=timezone.localdate(at))
    row.version += 1
    row.save(update_fields=["valid_until", "version"])
    audit.record("office.contact_ended", row, by=by, at=at, changed=["valid_until"])
    forget_pages()
    return row
