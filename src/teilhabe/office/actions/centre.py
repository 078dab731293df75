"""Writes what the centre says about itself: its profile and its focus themes."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.audit import actions as audit
from teilhabe.directory.models import Municipality
from teilhabe.kit.merging import ChangedMeanwhile
from teilhabe.kit.pages import forget_pages
from teilhabe.kit.types import User
from teilhabe.office.actions.facts import (
    KeyTaken,
    end,
    in_order,
    locked,
    need,
    same,
    take_over,
)
from teilhabe.office.models import CentreProfile, FocusTheme
from teilhabe.office.rules import may_change_profile
from teilhabe.office.schemas import ProfileFacts, ThemeFacts

ONLY = 1


@transaction.atomic
def write_profile(
    *,
    facts: ProfileFacts,
    municipalities: Collection[Municipality],
    version: int,
    by: User,
    at: datetime,
) -> CentreProfile:
    """Write what was seen in `version` (0: nothing yet); a newer version is refused."""
    need(may_change_profile(by))
    row = CentreProfile.objects.select_for_update(of=("self",)).filter(pk=ONLY).first()
    if (row.version if row else 0) != version:
        raise ChangedMeanwhile(
            _("Jemand hat das Profil inzwischen geändert. Bitte vergleichen Sie.")
        )
    row = row or CentreProfile(pk=ONLY, version=0)
    is_new = row.version == 0
    changed = take_over(row, facts)
    if is_new or not same(row.municipalities.all(), municipalities):
        changed.append("municipalities")
    if not changed:
        return row
    row.version += 1
    row.save(force_insert=is_new)  # of two who write the first one, the second is refused
    row.municipalities.set(municipalities)
    audit.record("office.profile_changed", row, by=by, at=at, changed=changed)
    forget_pages()
    return row


@transaction.atomic
def add_theme(*, facts: ThemeFacts, by: User, at: datetime) -> FocusTheme:
    need(may_change_profile(by))
    in_order(facts.valid_from, facts.valid_until)
    if FocusTheme.objects.filter(key=facts.key).exists():
        raise KeyTaken(_("Diesen Kurznamen hat schon ein anderer Schwerpunkt."))
    row = FocusTheme()
    take_over(row, facts)
    row.save()
    audit.record("office.theme_added", row, by=by, at=at)
    forget_pages()
    return row


@transaction.atomic
def change_theme(*, theme: FocusTheme, facts: ThemeFacts, by: User, at: datetime) -> FocusTheme:
    need(may_change_profile(by))
    in_order(facts.valid_from, facts.valid_until)
    row = locked(theme)
    if FocusTheme.objects.filter(key=facts.key).exclude(pk=row.pk).exists():
        raise KeyTaken(_("Diesen Kurznamen hat schon ein anderer Schwerpunkt."))
    changed = take_over(row, facts)
    if changed:
        row.save(update_fields=changed)
        audit.record("office.theme_changed", row, by=by, at=at, changed=changed)
        forget_pages()
    return row


@transaction.atomic
def end_theme(*, theme: FocusTheme, last_day: date, by: User, at: datetime) -> FocusTheme:
    need(may_change_profile(by))
    row = locked(theme)
    end(row, last_day=last_day, today=timezone.localdate(at))
    row.save(update_fields=["valid_until"])
    audit.record("office.theme_ended", row, by=by, at=at, changed=["valid_until"])
    forget_pages()
    return row
