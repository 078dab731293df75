"""The log of looks and the runs of deletion as lists."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from teilhabe.kit import inputs, lists
from teilhabe.kit.types import User
from teilhabe.privacy import queries
from teilhabe.privacy.choices import Purpose, Reason
from teilhabe.privacy.models import DeletionRun


def looks(*, user: User) -> lists.DataList:
    """The people to choose from are those who really looked."""
    return lists.DataList(
        key="privacy.looks",
        title=_("Zugriffsprotokoll"),
        intro=_(
            "Wer hat wann einen schützenswerten Datensatz geöffnet? Bitte lesen Sie das Protokoll "
            "nur aus gegebenem Anlass und zu zweit."
        ),
        columns=[
            lists.Column("zeit", _("Zeitpunkt"), "at", sort="at"),
            lists.Column("person", _("Person"), "user.display_name", sort="user__name"),
            lists.Column(
                "datensatz", _("Datensatz"), queries.look_label, sort=("subject_type", "subject_id")
            ),
            lists.Column("zweck", _("Zweck"), "get_purpose_display", sort="purpose"),
        ],
        filters=[
            lists.choice_filter(
                "person", _("Person"), lambda: queries.looker_choices(user=user), lookup="user"
            ),
            lists.choice_filter("zweck", _("Zweck"), Purpose.choices, lookup="purpose"),
            lists.Filter(
                "von",
                inputs.DateField(label=_("Von"), required=False),
                lambda rows, day: queries.since(rows, day=day),
            ),
            lists.Filter(
                "bis",
                inputs.DateField(label=_("Bis"), required=False),
                lambda rows, day: queries.until(rows, day=day),
            ),
        ],
        order=["-at"],
        empty=lists.Empty(
            title=_("Noch hat niemand einen schützenswerten Datensatz geöffnet."),
        ),
    )


def _state(run: DeletionRun) -> str:
    return str(_("vollständig") if run.is_complete else _("abgebrochen"))


RUNS = lists.DataList(
    key="privacy.runs",
    title=_("Löschnachweise"),
    intro=_(
        "Jeder Löschlauf mit der Anzahl gelöschter Datensätze. Inhalte werden nicht festgehalten."
    ),
    columns=[
        lists.Column("zeit", _("Zeitpunkt"), "at", sort="at"),
        lists.Column("anlass", _("Anlass"), "get_reason_display", sort="reason"),
        lists.Column("stichtag", _("Stichtag"), "due_on", sort="due_on"),
        lists.Column(
            "geloescht",
            _("Gelöscht"),
            lambda run: sum(x.deleted_count for x in run.counts.all()),
            numeric=True,
        ),
        lists.Column(
            "zurueckgestellt",
            _("Zurückgestellt"),
            lambda run: sum(x.kept_count for x in run.counts.all()),
            numeric=True,
        ),
        lists.Column("stand", _("Stand"), _state, sort="is_complete"),
    ],
    filters=[lists.choice_filter("anlass", _("Anlass"), Reason.choices, lookup="reason")],
    order=["-at"],
    row_url=lambda run: reverse("privacy:run", args=[run.pk]),
    empty=lists.Empty(
        title=_("Noch gab es keinen Löschlauf."),
        text=_("Der erste läuft in der kommenden Nacht von selbst."),
    ),
)
