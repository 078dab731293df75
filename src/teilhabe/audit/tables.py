"""The trail as a list: what happened, to which kind of record, by whom."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.audit import queries
from teilhabe.audit.models import Event
from teilhabe.kit import inputs, lists
from teilhabe.kit.types import User


def _actor(event: Event) -> str:
    return event.by.display_name if event.by else _("automatisch")


def _since(rows: Any, day: date) -> Any:
    return queries.since(rows, day=day)


def _until(rows: Any, day: date) -> Any:
    return queries.until(rows, day=day)


def events(*, user: User) -> lists.DataList:
    """The choices of its filters are what the trail really contains."""
    return lists.DataList(
        key="audit.events",
        title=gettext_lazy("Protokoll"),
        intro=gettext_lazy(
            "Wer hat wann was getan? Festgehalten sind Vorgang, Person, Zeitpunkt und die Namen "
            "der geänderten Angaben, nie deren Inhalt."
        ),
        columns=[
            lists.Column("zeit", gettext_lazy("Zeitpunkt"), "at", sort="at"),
            lists.Column(
                "vorgang",
                gettext_lazy("Vorgang"),
                lambda event: queries.verb_label(event.verb),
                sort="verb",
            ),
            lists.Column(
                "art",
                gettext_lazy("Datensatz"),
                queries.subject_label,
                sort=("subject_type", "subject_id"),
            ),
            lists.Column("person", gettext_lazy("Person"), _actor, sort="by__name"),
            lists.Column(
                "geaendert",
                gettext_lazy("Geänderte Angaben"),
                lambda event: ", ".join(queries.field_labels(event)),
            ),
        ],
        filters=[
            lists.choice_filter(
                "vorgang",
                gettext_lazy("Vorgang"),
                lambda: queries.verb_choices(user=user),
                lookup="verb",
            ),
            lists.choice_filter(
                "person",
                gettext_lazy("Person"),
                lambda: queries.actor_choices(user=user),
                lookup="by",
            ),
            lists.Filter(
                "von", inputs.DateField(label=gettext_lazy("Von"), required=False), _since
            ),
            lists.Filter(
                "bis", inputs.DateField(label=gettext_lazy("Bis"), required=False), _until
            ),
        ],
        order=["-at"],
        empty=lists.Empty(
            title=gettext_lazy("Noch ist nichts festgehalten."),
            text=gettext_lazy("Sobald jemand etwas ändert, steht es hier."),
        ),
    )
