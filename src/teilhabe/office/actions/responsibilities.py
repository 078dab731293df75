"""Writes who answers for what: topics, responsibilities and their deputies."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.audit import actions as audit
from teilhabe.kit.pages import forget_pages
from teilhabe.kit.types import DomainError, User
from teilhabe.office.actions.facts import KeyTaken, end, in_order, locked, need, take_over
from teilhabe.office.models import Deputy, Responsibility, Topic
from teilhabe.office.rules import may_change_staff
from teilhabe.office.schemas import ResponsibilityFacts, TopicFacts


class DeputyForOneself(DomainError):
    """The holder stands in the list of deputies."""


class DeputyTwice(DomainError):
    """The same person stands in twice."""


class AlreadyGiven(DomainError):
    """Somebody already answers for exactly this in that time."""


# Topics -----------------------------------------------------------------------------------------
@transaction.atomic
def add_topic(*, facts: TopicFacts, by: User, at: datetime) -> Topic:
    need(may_change_staff(by))
    if Topic.objects.filter(key=facts.key).exists():
        raise KeyTaken(_("Diesen Kurznamen hat schon ein anderes Thema."))
    row = Topic()
    take_over(row, facts)
    row.save()
    audit.record("office.topic_added", row, by=by, at=at)
    forget_pages()
    return row


@transaction.atomic
def change_topic(*, topic: Topic, facts: TopicFacts, by: User, at: datetime) -> Topic:
    need(may_change_staff(by))
    row = locked(topic)
    if Topic.objects.filter(key=facts.key).exclude(pk=row.pk).exists():
        raise KeyTaken(_("Diesen Kurznamen hat schon ein anderes Thema."))
    changed = take_over(row, facts)
    if changed:
        row.save(update_fields=changed)
        audit.record("office.topic_changed", row, by=by, at=at, changed=changed)
        forget_pages()
    return row


# Responsibilities -------------------------------------------------------------------------------
def _check(facts: ResponsibilityFacts, *, but: int = 0) -> None:
    in_order(facts.valid_from, facts.valid_until)
    deputies = [deputy.pk for deputy in facts.deputies]
    if facts.holder.pk in deputies:
        raise DeputyForOneself(_("Wer zuständig ist, kann sich nicht selbst vertreten."))
    if len(set(deputies)) != len(deputies):
        raise DeputyTwice(_("Eine Person steht zweimal in der Vertretung."))
    rivals = Responsibility.objects.filter(
        topic=facts.topic, stage=facts.stage, municipality=facts.municipality
    ).exclude(pk=but)
    if facts.valid_until is not None:
        rivals = rivals.exclude(valid_from__gt=facts.valid_until)
    if facts.valid_from is not None:
        rivals = rivals.exclude(valid_until__lt=facts.valid_from)
    if rivals.exists():
        raise AlreadyGiven(
            _("Dafür ist in dieser Zeit schon jemand zuständig. Bitte beenden Sie das zuerst.")
        )


def _write_deputies(row: Responsibility, facts: ResponsibilityFacts) -> bool:
    wanted = [deputy.pk for deputy in facts.deputies]
    if list(row.deputies.order_by("order").values_list("staff_id", flat=True)) == wanted:
        return False
    row.deputies.all().delete()
    Deputy.objects.bulk_create(
        Deputy(responsibility=row, staff_id=pk, order=place)
        for place, pk in enumerate(wanted, start=1)
    )
    return True


@transaction.atomic
def add_responsibility(*, facts: ResponsibilityFacts, by: User, at: datetime) -> Responsibility:
    """Give a topic to somebody. For each topic, stage and municipality there is one at a time."""
    need(may_change_staff(by))
    locked(facts.topic)  # two people who give the same topic come one after the other
    _check(facts)
    row = Responsibility()
    take_over(row, facts, but=["deputies"])
    row.save()
    _write_deputies(row, facts)
    audit.record("office.responsibility_added", row, by=by, at=at)
    forget_pages()
    return row


@transaction.atomic
def change_responsibility(
    *, responsibility: Responsibility, facts: ResponsibilityFacts, by: User, at: datetime
) -> Responsibility:
    need(may_change_staff(by))
    locked(facts.topic)
    row = locked(responsibility)
    _check(facts, but=row.pk)
    changed = take_over(row, facts, but=["deputies"])
    if changed:
        row.save(update_fields=changed)
    if _write_deputies(row, facts) or changed:
        verb = "office.responsibility_changed" if changed else "office.deputies_changed"
        audit.record(verb, row, by=by, at=at, changed=changed)
        forget_pages()
    return row


@transaction.atomic
def end_responsibility(
    *, responsibility: Responsibility, last_day: date, by: User, at: datetime
) -> Responsibility:
    need(may_change_staff(by))
    row = locked(responsibility)
    end(row, last_day=last_day, today=timezone.localdate(at))
    row.save(update_fields=["valid_until"])
    audit.record("office.responsibility_ended", row, by=by, at=at, changed=["valid_until"])
    forget_pages()
    return row
