"""The list of people with access, as `kit.lists` shows and exports it."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teilhabe.accounts import roles
from teilhabe.accounts.choices import PersonState, RoleCode
from teilhabe.accounts.queries import PersonRow
from teilhabe.kit import lists

SOON_DAYS = 30
LEVELS = {
    PersonState.ACTIVE: "green",
    PersonState.INVITED: "yellow",
    PersonState.UPCOMING: "grey",
    PersonState.ENDED: "grey",
    PersonState.BLOCKED: "red",
}


def _with_role(rows: Sequence[PersonRow], code: str) -> list[PersonRow]:
    return [row for row in rows if code in row.codes]


def _lacking_factor(rows: Sequence[PersonRow]) -> list[PersonRow]:
    return [row for row in rows if row.needs_second_factor and not row.second_factor]


def _factor(row: PersonRow) -> str:
    if row.second_factor:
        return gettext("ja")
    return gettext("fehlt noch") if row.needs_second_factor else gettext("nein")


def _factor_level(row: PersonRow) -> str:
    if row.second_factor:
        return "green"
    return "red" if row.needs_second_factor else "grey"


def people(*, on: date, may_invite: bool) -> lists.DataList:
    """The list on that day: an end within the next month stands out."""

    def end_level(row: PersonRow) -> str:
        soon = row.until is not None and (row.until - on).days <= SOON_DAYS
        return "yellow" if soon else ""

    return lists.DataList(
        key="accounts.people",
        title=_("Personen mit Zugang"),
        intro=_("Wer hier arbeitet, in welcher Rolle und bis wann."),
        columns=[
            lists.Column("name", _("Name"), "name", sort=True),
            lists.Column(
                "stand",
                _("Stand"),
                lambda row: str(row.state.label),
                sort=True,
                level=lambda row: LEVELS[row.state],
            ),
            lists.Column("rollen", _("Rollen"), lambda row: "; ".join(row.roles), sort=True),
            lists.Column("bis", _("bis"), "until", sort=True, level=end_level),
            lists.Column("faktor", _("Zweiter Faktor"), _factor, sort=True, level=_factor_level),
            lists.Column("zuletzt", _("Zuletzt angemeldet"), "last_login", sort=True),
        ],
        filters=[
            lists.Filter(
                "rolle",
                lists.choice_filter("rolle", _("Rolle"), RoleCode.choices, lookup="codes").field,
                _with_role,
                lambda code: str(roles.ROLES[code].label),
            ),
            lists.choice_filter("stand", _("Stand"), PersonState.choices, lookup="state"),
            lists.flag_filter("ohne_faktor", _("zweiter Faktor fehlt noch"), _lacking_factor),
        ],
        search=["name"],
        order=["name"],
        row_url=lambda row: reverse("accounts:person", args=[row.pk]),
        new_url=reverse("accounts:invite") if may_invite else "",
        new_label=_("Jemanden einladen"),
        empty=lists.Empty(title=_("Noch hat niemand einen Zugang.")),
    )
