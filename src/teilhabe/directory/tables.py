"""The lists of the directory, as `kit.lists` shows and exports them."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from teilhabe.directory import queries, rules
from teilhabe.directory.choices import InstitutionKind
from teilhabe.directory.models import Institution
from teilhabe.kit import lists
from teilhabe.kit.types import User

STALE_DAYS = 365
LEVELS = {
    "green": _("frisch bestätigt"),
    "yellow": _("noch nie oder lange nicht bestätigt"),
    "grey": _("gilt heute nicht"),
}


def freshness(row: Institution, *, on: date) -> str:
    """Traffic light: shipped facts that nobody has confirmed are yellow, not red."""
    if not row.is_current(on=on):
        return "grey"
    fresh = on - timedelta(days=STALE_DAYS)
    return "green" if row.last_confirmed_on and row.last_confirmed_on >= fresh else "yellow"


def institutions(*, on: date, user: User) -> lists.DataList:
    def places() -> list[tuple[str, str]]:
        return [(str(row.pk), row.name) for row in queries.municipalities()]

    def current(rows: Any) -> Any:
        return rows.current(on=on)

    def light(row: Institution) -> str:
        return freshness(row, on=on)

    return lists.DataList(
        key="directory.institutions",
        title=_("Einrichtungen"),
        intro=_("Mit wem das Zentrum zu tun hat. Personen stehen hier nicht."),
        columns=[
            lists.Column("name", _("Name"), "name", sort="name"),
            lists.Column("art", _("Art"), "get_kind_display", sort="kind"),
            lists.Column("ort", _("Ort"), "place", sort="place"),
            lists.Column("stand", _("Stand"), lambda row: str(LEVELS[light(row)]), level=light),
            lists.Column(
                "bestaetigt", _("Bestätigt am"), "last_confirmed_on", sort="last_confirmed_on"
            ),
        ],
        filters=[
            lists.choice_filter("art", _("Art"), InstitutionKind.choices, lookup="kind"),
            lists.choice_filter("kommune", _("Kommune"), places, lookup="municipality_id"),
            lists.flag_filter("heute", _("nur heute gültige"), current),
        ],
        search=["name", "place"],
        order=["name"],
        row_url=lambda row: reverse("directory:institution", args=[row.pk]),
        new_url=reverse("directory:institution_new") if rules.may_change(user) else "",
        new_label=_("Einrichtung aufnehmen"),
        empty=lists.Empty(_("Noch keine Einrichtung im Verzeichnis.")),
    )
