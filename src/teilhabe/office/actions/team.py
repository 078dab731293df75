"""Writes who works in the centre: people, posts, secondments, absences."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.accounts import actions as accounts
from teilhabe.audit import actions as audit
from teilhabe.kit.pages import forget_pages
from teilhabe.kit.types import DomainError, User
from teilhabe.office.actions.facts import (
    AlreadyEnded,
    end,
    in_order,
    locked,
    need,
    take_over,
)
from teilhabe.office.models import Absence, Post, StaffMember
from teilhabe.office.rules import may_change_staff, may_enter_absence, may_withdraw_absence
from teilhabe.office.schemas import PostFacts, StaffFacts

LONGEST_ABSENCE_DAYS = 730


class LoginTaken(DomainError):
    """The login belongs to another team member."""


class OriginMissing(DomainError):
    """A secondment without saying from where, or the other way round."""


class NotASecondment(DomainError):
    """The post is not filled by secondment."""


class NotProlonged(DomainError):
    """The new last day is not later than the old one."""


class AbsentAlready(DomainError):
    """The person is already away on one of these days."""


class AbsenceTooLong(DomainError):
    """So long an absence is a change of staff."""


# People -----------------------------------------------------------------------------------------
def _refuse_taken_login(facts: StaffFacts, *, but: int = 0) -> None:
    if facts.user and StaffMember.objects.filter(user=facts.user).exclude(pk=but).exists():
        raise LoginTaken(_("Diese Anmeldung gehört schon zu einem anderen Teammitglied."))


@transaction.atomic
def add_staff(*, facts: StaffFacts, by: User, at: datetime) -> StaffMember:
    need(may_change_staff(by))
    in_order(facts.works_from, facts.works_until)
    _refuse_taken_login(facts)
    row = StaffMember()
    take_over(row, facts)
    row.save()
    audit.record("office.staff_added", row, by=by, at=at)
    forget_pages()
    return row


@transaction.atomic
def change_staff(*, staff: StaffMember, facts: StaffFacts, by: User, at: datetime) -> StaffMember:
    """Change what is known; whoever leaves loses the login with the last day."""
    need(may_change_staff(by))
    in_order(facts.works_from, facts.works_until)
    row = locked(staff)
    _refuse_taken_login(facts, but=row.pk)
    changed = take_over(row, facts)
    if changed:
        row.save(update_fields=changed)
        audit.record("office.staff_changed", row, by=by, at=at, changed=changed)
        forget_pages()
    if row.works_until is not None and {"works_until", "user"} & set(changed):
        _limit_login(row, last_day=row.works_until, by=by, at=at)
    return row


# Posts ------------------------------------------------------------------------------------------
def _check_post(facts: PostFacts) -> None:
    in_order(facts.valid_from, facts.valid_until)
    if facts.is_secondment != bool(facts.seconded_from):
        raise OriginMissing(
            _("Bei einer Abordnung gehört dazu, woher sie kommt; sonst bleibt das Feld leer.")
        )


@transaction.atomic
def add_post(*, facts: PostFacts, by: User, at: datetime) -> Post:
    """A post with its holder. A secondment with an end also ends the login on that day."""
    need(may_change_staff(by))
    _check_post(facts)
    row = Post()
    take_over(row, facts)
    row.save()
    audit.record("office.post_added", row, by=by, at=at)
    _limit_by_secondment(row, by=by, at=at)
    return row


@transaction.atomic
def change_post(*, post: Post, facts: PostFacts, by: User, at: datetime) -> Post:
    need(may_change_staff(by))
    _check_post(facts)
    row = locked(post)
    changed = take_over(row, facts)
    if changed:
        row.save(update_fields=changed)
        audit.record("office.post_changed", row, by=by, at=at, changed=changed)
        _limit_by_secondment(row, by=by, at=at)
    return row


@transaction.atomic
def end_post(*, post: Post, last_day: date, by: User, at: datetime) -> Post:
    """The post ends. If it was filled by secondment, the holder's login ends with it."""
    need(may_change_staff(by))
    row = locked(post)
    end(row, last_day=last_day, today=timezone.localdate(at))
    row.save(update_fields=["valid_until"])
    verb = "office.secondment_ended" if row.is_secondment else "office.post_ended"
    audit.record(verb, row, by=by, at=at, changed=["valid_until"])
    _limit_by_secondment(row, by=by, at=at)
    return row


def end_secondment(*, post: Post, last_day: date, by: User, at: datetime) -> Post:
    """The holder goes back on that day: the post ends, and with it every role of the login."""
    if not post.is_secondment:
        raise NotASecondment(_("Diese Stelle ist nicht durch eine Abordnung besetzt."))
    return end_post(post=post, last_day=last_day, by=by, at=at)


@transaction.atomic
def prolong_secondment(*, post: Post, last_day: date, by: User, at: datetime) -> Post:
    """The holder stays longer. Roles of the login are given anew by whoever may give them."""
    need(may_change_staff(by))
    row = locked(post)
    if not row.is_secondment:
        raise NotASecondment(_("Diese Stelle ist nicht durch eine Abordnung besetzt."))
    if row.valid_until is None or last_day <= row.valid_until:
        raise NotProlonged(_("Der neue letzte Tag muss nach dem bisherigen liegen."))
    row.valid_until = last_day
    row.save(update_fields=["valid_until"])
    audit.record("office.secondment_prolonged", row, by=by, at=at, changed=["valid_until"])
    return row


def _limit_by_secondment(post: Post, *, by: User, at: datetime) -> None:
    """Somebody with another post that lasts longer keeps the login until that one ends."""
    if not (post.is_secondment and post.holder and post.valid_until):
        return
    others = post.holder.posts.exclude(pk=post.pk)
    today = timezone.localdate(at)
    ends = [other.valid_until for other in others if not _is_over(other, today)]
    if None in ends:
        return
    last_day = max(day for day in (post.valid_until, *ends) if day)
    _limit_login(post.holder, last_day=last_day, by=by, at=at)


def _is_over(post: Post, today: date) -> bool:
    return post.valid_until is not None and post.valid_until < today


def _limit_login(staff: StaffMember, *, last_day: date, by: User, at: datetime) -> None:
    if staff.user is not None:
        accounts.limit_roles(user=staff.user, last_day=last_day, by=by, at=at)


# Absences ---------------------------------------------------------------------------------------
@transaction.atomic
def enter_absence(
    *, staff: StaffMember, first_day: date, last_day: date, by: User, at: datetime
) -> Absence:
    """Somebody is away. From the first day on, others answer and public contacts point to them."""
    need(may_enter_absence(by, staff))
    in_order(first_day, last_day)
    if (last_day - first_day).days > LONGEST_ABSENCE_DAYS:
        raise AbsenceTooLong(
            _("Mehr als zwei Jahre sind keine Abwesenheit. Bitte ändern Sie die Zuständigkeiten.")
        )
    locked(staff)  # two entries for the same person come one after the other
    known = Absence.objects.filter(staff=staff).touching(first=first_day, last=last_day)
    if same := known.filter(starts_on=first_day, ends_on=last_day, entered_by_id=by.pk).first():
        return same  # a second click is no second absence
    if known.exists():
        raise AbsentAlready(_("Für einen dieser Tage ist schon eine Abwesenheit eingetragen."))
    row = Absence.objects.create(
        staff=staff, starts_on=first_day, ends_on=last_day, entered_by_id=by.pk, entered_at=at
    )
    audit.record("office.absence_entered", row, by=by, at=at)
    forget_pages()
    return row


@transaction.atomic
def withdraw_absence(*, absence: Absence, by: User, at: datetime) -> None:
    """The person is there after all, or it was a mistake."""
    row = Absence.objects.select_for_update(of=("self",)).filter(pk=absence.pk).first()
    if row is None:
        raise AlreadyEnded(_("Diese Abwesenheit ist schon zurückgenommen."))
    need(may_withdraw_absence(by, row))
    today = timezone.localdate(at)
    if row.ends_on < today:
        raise AlreadyEnded(_("Diese Abwesenheit ist schon vorbei."))
    audit.record("office.absence_withdrawn", row, by=by, at=at)
    row.delete()
    forget_pages()
