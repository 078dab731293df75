"""Questions to the trail: the history of one record, and the deeds of a period."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache as once
from typing import NamedTuple

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from teilhabe.audit.models import Event, EventQuerySet
from teilhabe.audit.rules import Permission
from teilhabe.kit.contributions import modules
from teilhabe.kit.types import Text, User

OCCURRING = "audit.occurring"
OCCURRING_SECONDS = 300


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of a record's timeline; `text` says which of its facts changed."""

    at: datetime
    verb: str
    title: str
    actor: str
    changed: tuple[str, ...]
    text: str


@once
def verbs() -> dict[str, Text]:
    """Every deed the rooms have named, with its words for people."""
    found: dict[str, Text] = {}
    for module in modules("choices"):
        found |= getattr(module, "VERBS", {})
    return found


def verb_label(verb: str) -> str:
    return str(verbs().get(verb, verb))


def kind_label(subject_type: str) -> str:
    """The kind of record in words; a table that no longer exists keeps its code."""
    try:
        return capfirst(str(apps.get_model(subject_type)._meta.verbose_name))
    except LookupError:
        return subject_type


def field_labels(event: Event) -> tuple[str, ...]:
    return tuple(_field_label(event.subject_type, name) for name in event.changed)


def _field_label(subject_type: str, name: str) -> str:
    try:
        field = apps.get_model(subject_type)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return name
    return str(getattr(field, "verbose_name", name))


def history(subject: models.Model) -> list[HistoryRow]:
    """What happened to this record, newest first. Whoever may open the record may read it."""
    events = Event.objects.about(subject).newest_first().select_related("by")
    return [_row(event) for event in events]


def _row(event: Event) -> HistoryRow:
    changed = field_labels(event)
    return HistoryRow(
        at=event.at,
        verb=event.verb,
        title=verb_label(event.verb),
        actor=event.by.display_name if event.by else "",
        changed=changed,
        text=_("Geändert: %(facts)s") % {"facts": ", ".join(changed)} if changed else "",
    )


def subject_label(event: Event) -> str:
    return f"{kind_label(event.subject_type)} {event.subject_id}"


def verb_choices(*, user: User) -> list[tuple[str, str]]:
    """The deeds that occur in the trail, by their words."""
    verbs = _occurring().verbs if user.has_perm(Permission.VIEW) else ()
    return sorted(((verb, verb_label(verb)) for verb in verbs), key=lambda pair: pair[1].casefold())


def actor_choices(*, user: User) -> list[tuple[str, str]]:
    """The people who occur in the trail, by name."""
    people = _occurring().people if user.has_perm(Permission.VIEW) else ()
    names = get_user_model().objects.filter(pk__in=people).values_list("pk", "name")
    return sorted(((str(pk), name) for pk, name in names), key=lambda pair: pair[1].casefold())


class _Occurring(NamedTuple):
    verbs: tuple[str, ...]
    people: tuple[int, ...]


def _occurring() -> _Occurring:
    """Codes and numbers in the trail, looked through once in five minutes: it grows for years."""
    found: _Occurring | None = cache.get(OCCURRING)
    if found is None:
        rows = Event.objects.order_by()
        verbs = rows.values_list("verb", flat=True).distinct()
        people = rows.exclude(by=None).values_list("by_id", flat=True).distinct()
        found = _Occurring(tuple(verbs), tuple(people))
        cache.set(OCCURRING, found, timeout=OCCURRING_SECONDS)
    return found


def since(rows: EventQuerySet, *, day: date) -> EventQuerySet:
    return rows.filter(at__gte=_midnight(day))


def until(rows: EventQuerySet, *, day: date) -> EventQuerySet:
    """Including that day."""
    return rows.filter(at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


def events(*, user: User) -> EventQuerySet:
    """The whole trail, for those who may read it; nothing for anybody else."""
    if not user.has_perm(Permission.VIEW):
        return Event.objects.none()
    return Event.objects.newest_first().select_related("by")
