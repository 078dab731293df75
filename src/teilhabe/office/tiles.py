"""What the office puts on the page "Heute"."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.kit.types import Tile, User
from teilhabe.office import queries, rules


def tiles(user: User, on: date) -> list[Tile]:
    found = []
    if rules.may_view_requests(user):
        found += _requests(user, on)
    if rules.may_view_deadlines(user):
        found.append(_deadlines(user, on))
    if rules.may_view(user):
        found += [_contacts(user, on), _absences(user, on)]
    return found


def _late(count: int) -> str:
    text = ngettext("%(n)d ist zu spät.", "%(n)d sind zu spät.", count)
    return text % {"n": count} if count else ""


def _requests(user: User, on: date) -> list[Tile]:
    url = reverse("office:requests")
    mine = queries.requests_of(user)
    everybody = queries.contact_requests(user=user).open()
    late_mine, late = mine.late(on=on).count(), everybody.late(on=on).count()
    return [
        Tile(
            _("Anfragen bei mir"),
            mine.count(),
            f"{url}?stand=offen&bei=ich",
            _late(late_mine),
            "red" if late_mine else "yellow",
            order=10,
        ),
        Tile(
            _("Offene Anfragen im Haus"),
            everybody.count(),
            f"{url}?stand=offen",
            _late(late),
            "red" if late else "grey",
            order=11,
        ),
    ]


def _deadlines(user: User, on: date) -> Tile:
    waiting = queries.waiting_for(user=user, on=on)
    overdue = sum(each.is_overdue for each in waiting)
    return Tile(
        _("Fristen in nächster Zeit"),
        len(waiting),
        reverse("office:deadlines") + "?stand=bald",
        ngettext("%(n)d ist überfällig.", "%(n)d sind überfällig.", overdue) % {"n": overdue}
        if overdue
        else "",
        "red" if overdue else "yellow",
        order=20,
    )


def _contacts(user: User, on: date) -> Tile:
    return Tile(
        _("Kontakte ohne frische Bestätigung"),
        queries.stale_contacts(user=user, on=on).count(),
        reverse("office:contacts") + "?stand=veraltet",
        level="yellow",
        order=30,
    )


def _absences(user: User, on: date) -> Tile:
    return Tile(
        _("Heute abwesend"),
        queries.absences(user=user).on(on).values("staff").distinct().order_by().count(),
        reverse("office:absences") + "?wann=heute",
        order=40,
    )
