"""The lists of the office, as `kit.lists` shows and exports them."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from teilhabe.accounts.choices import RoleCode
from teilhabe.kit import languages, lists
from teilhabe.kit.fields import in_page_language
from teilhabe.kit.templatetags.kit import page_locale
from teilhabe.kit.types import User
from teilhabe.office import actions, queries, rules
from teilhabe.office.choices import Area, Funding, RequestState
from teilhabe.office.models import Absence, Deadline, Post, PublicContact, StaffMember
from teilhabe.office.queries import Occurrence
from teilhabe.office.rules import Permission

LEVELS = {
    "green": _("frisch bestätigt"),
    "yellow": _("bald bestätigen"),
    "red": _("bitte bestätigen"),
    "grey": _("gilt heute nicht"),
}


def language_names(codes: list[str]) -> str:
    """Languages in the language of the page."""
    here = page_locale().language
    return ", ".join(languages.name(code, in_language=here) for code in codes)


def staff(*, on: date, user: User) -> lists.DataList:
    """The team on that day."""
    away = set(queries.absences(user=user).on(on).values_list("staff_id", flat=True))

    def state(row: StaffMember) -> str:
        if not row.is_working(on=on):
            return gettext("arbeitet heute nicht hier")
        return gettext("abwesend") if row.pk in away else gettext("da")

    def level(row: StaffMember) -> str:
        if not row.is_working(on=on):
            return "grey"
        return "yellow" if row.pk in away else "green"

    def working(rows: Any) -> Any:
        return rows.working(on=on)

    return lists.DataList(
        key="office.staff",
        title=_("Team"),
        columns=[
            lists.Column("name", _("Name"), "name", sort="name"),
            lists.Column("funktion", _("Funktion"), lambda row: in_page_language(row.function)),
            lists.Column("stand", _("Heute"), state, level=level),
            lists.Column("sprachen", _("Sprachen"), lambda row: language_names(row.languages)),
            lists.Column("ab", _("hier ab"), "works_from", sort="works_from"),
            lists.Column("bis", _("hier bis"), "works_until", sort="works_until"),
        ],
        filters=[lists.flag_filter("heute", _("nur wer heute hier arbeitet"), working)],
        search=["name", "function__de"],
        order=["name"],
        row_url=lambda row: reverse("office:staff_member", args=[row.pk]),
        new_url=reverse("office:staff_new") if rules.may_change_staff(user) else "",
        new_label=_("Jemanden aufnehmen"),
        empty=lists.Empty(_("Noch niemand im Team.")),
    )


def posts(*, on: date, user: User) -> lists.DataList:
    """All posts with their share and who pays."""
    soon = on + timedelta(days=90)

    def end_level(row: Post) -> str:
        if row.valid_until is None:
            return ""
        if row.valid_until < on:
            return "grey"
        return "yellow" if row.valid_until <= soon else ""

    return lists.DataList(
        key="office.posts",
        title=_("Stellen"),
        columns=[
            lists.Column("titel", _("Bezeichnung"), "title", sort="title"),
            lists.Column(
                "wer",
                _("Besetzt mit"),
                lambda row: row.holder.name if row.holder else gettext("unbesetzt"),
                sort="holder__name",
            ),
            lists.Column("anteil", _("Anteil"), "share", sort="share", total="share", numeric=True),
            lists.Column("geld", _("Förderung"), "get_funding_display", sort="funding"),
            lists.Column("von", _("Abgeordnet von"), "seconded_from", sort="seconded_from"),
            lists.Column("ab", _("gültig ab"), "valid_from", sort="valid_from"),
            lists.Column(
                "bis", _("gültig bis"), "valid_until", sort="valid_until", level=end_level
            ),
        ],
        filters=[
            lists.choice_filter("geld", _("Förderung"), Funding.choices, lookup="funding"),
            lists.flag_filter(
                "abordnung", _("nur Abordnungen"), lambda r: r.filter(is_secondment=True)
            ),
            lists.flag_filter("heute", _("nur heute gültige"), lambda rows: rows.current(on=on)),
        ],
        search=["title", "holder__name", "seconded_from"],
        order=["title"],
        row_url=lambda row: reverse("office:post", args=[row.pk]),
        new_url=reverse("office:post_new") if rules.may_change_staff(user) else "",
        new_label=_("Stelle eintragen"),
        empty=lists.Empty(_("Noch keine Stelle eingetragen.")),
    )


def topics(*, user: User) -> lists.DataList:
    may = rules.may_change_staff(user)
    return lists.DataList(
        key="office.topics",
        title=_("Themen"),
        intro=_("Worum es in Anfragen, Kontakten und Zuständigkeiten geht."),
        columns=[
            lists.Column("thema", _("Thema"), lambda row: in_page_language(row.label)),
            lists.Column("woerter", _("Andere Wörter dafür"), "words"),
            lists.Column("bereich", _("Bereich"), "get_area_display", sort="area"),
            lists.Column("platz", _("Reihenfolge"), "order", sort="order", numeric=True),
        ],
        filters=[lists.choice_filter("bereich", _("Bereich"), Area.choices, lookup="area")],
        search=["label__de", "words"],
        order=["order", "key"],
        row_url=(lambda row: reverse("office:topic_edit", args=[row.pk])) if may else None,
        new_url=reverse("office:topic_new") if may else "",
        new_label=_("Thema aufnehmen"),
        empty=lists.Empty(_("Noch kein Thema.")),
    )


def absences(*, on: date, user: User) -> lists.DataList:
    """Who is away and when; past absences stay for three months."""

    def when(rows: Any, answer: str) -> Any:
        match answer:
            case "heute":
                return rows.on(on)
            case "kommend":
                return rows.filter(starts_on__gt=on)
            case "vorbei":
                return rows.filter(ends_on__lt=on)
        return rows

    def level(row: Absence) -> str:
        return "yellow" if row.starts_on <= on <= row.ends_on else ""

    times = [
        ("heute", _("heute")),
        ("kommend", _("kommende")),
        ("vorbei", _("vergangene")),
    ]
    asked = lists.choice_filter("wann", _("Wann"), times, lookup="starts_on")

    def withdraw_url(row: Absence) -> str:
        may = row.ends_on >= on and rules.may_withdraw_absence(user, row)
        return reverse("office:absence_withdraw", args=[row.pk]) if may else ""

    return lists.DataList(
        key="office.absences",
        title=_("Abwesenheiten"),
        intro=_("Wer da ist, wer vertritt. Gründe werden nicht gespeichert."),
        columns=[
            lists.Column("wer", _("Wer"), "staff.name", sort="staff__name"),
            lists.Column("ab", _("Erster Tag"), "starts_on", sort="starts_on", level=level),
            lists.Column("bis", _("Letzter Tag"), "ends_on", sort="ends_on"),
            lists.Column(
                "tun",
                _("Ändern"),
                lambda row: gettext("zurücknehmen") if withdraw_url(row) else "",
                link=withdraw_url,
                in_files=False,
            ),
        ],
        filters=[
            lists.Filter("wann", asked.field, when, asked.says),
            lists.flag_filter(
                "meine", _("nur meine"), lambda rows: rows.filter(staff__user_id=user.pk)
            ),
        ],
        search=["staff__name"],
        order=["starts_on"],
        new_url=reverse("office:absence_new") if user.has_perm(Permission.OWN_ABSENCE) else "",
        new_label=_("Abwesenheit eintragen"),
        empty=lists.Empty(_("Niemand ist abwesend."), _("Eingetragene Tage erscheinen hier.")),
    )


def contacts(*, on: date, user: User) -> lists.DataList:
    """All public contacts with the freshness of their facts."""
    stale_before = on - timedelta(days=queries.STALE_DAYS)

    def state(rows: Any, answer: str) -> Any:
        match answer:
            case "gueltig":
                return rows.current(on=on)
            case "veraltet":
                return rows.stale(on=on, before=stale_before)
            case "beendet":
                return rows.filter(valid_until__lt=on)
        return rows

    def light(row: PublicContact) -> str:
        return queries.freshness(row, on=on)

    def confirm(rows: list[PublicContact], *, by: User, at: Any, data: Any) -> str:
        for row in rows:
            actions.confirm_contact(contact=row, by=by, at=at)
        return gettext("Die Kontakte sind bestätigt.")

    def explain(n: int) -> str:
        text = ngettext(
            "%(n)d Kontakt wird als richtig bestätigt.",
            "%(n)d Kontakte werden als richtig bestätigt.",
            n,
        )
        return text % {"n": n}

    states = [("gueltig", _("gültig")), ("veraltet", _("veraltet")), ("beendet", _("beendet"))]
    asked = lists.choice_filter("stand", _("Stand"), states, lookup="order")
    return lists.DataList(
        key="office.contacts",
        title=_("Öffentliche Kontakte"),
        intro=_("Was auf der Webseite steht. Was lange niemand bestätigt hat, meldet sich hier."),
        columns=[
            lists.Column("funktion", _("Funktion"), lambda row: in_page_language(row.function)),
            lists.Column(
                "wer",
                _("Person"),
                lambda row: row.staff.name if row.staff else "",
                sort="staff__name",
            ),
            lists.Column("telefon", _("Telefon"), lambda row: str(row.phone)),
            lists.Column("raum", _("Raum"), "room", sort="room"),
            lists.Column("stand", _("Stand"), lambda row: str(LEVELS[light(row)]), level=light),
            lists.Column(
                "bestaetigt", _("Bestätigt am"), "last_confirmed_on", sort="last_confirmed_on"
            ),
            lists.Column("bis", _("gültig bis"), "valid_until", sort="valid_until"),
        ],
        filters=[lists.Filter("stand", asked.field, state, asked.says)],
        search=["function__de", "staff__name", "room", "topics__words"],
        order=["order"],
        row_url=lambda row: reverse("office:contact", args=[row.pk]),
        actions=[
            lists.BulkAction(
                "bestaetigen",
                _("Bestätigen"),
                Permission.CHANGE_CONTACT,
                explain,
                confirm,
                refuse=lambda row: "" if row.is_current(on=on) else gettext("gilt heute nicht"),
            )
        ],
        new_url=reverse("office:contact_new") if rules.may_change_contact(user) else "",
        new_label=_("Kontakt anlegen"),
        empty=lists.Empty(_("Noch kein öffentlicher Kontakt.")),
    )


def responsible_of(deadline: Deadline) -> str:
    """The person, else the role that is reminded."""
    if deadline.responsible:
        return deadline.responsible.name
    return str((RoleCode(deadline.role) if deadline.role else RoleCode.LEITUNG).label)


def _how_long(each: Occurrence) -> str:
    if not each.is_open:
        return gettext("erledigt")
    if each.is_overdue:
        text = ngettext("seit %(n)d Tag überfällig", "seit %(n)d Tagen überfällig", -each.days_left)
        return text % {"n": -each.days_left}
    if each.days_left == 0:
        return gettext("heute")
    return ngettext("in %(n)d Tag", "in %(n)d Tagen", each.days_left) % {"n": each.days_left}


def deadlines(*, user: User) -> lists.DataList:
    """What was due and is open, and everything of the coming year."""

    def state(rows: list[Occurrence], answer: str) -> list[Occurrence]:
        match answer:
            case "ueberfaellig":
                return [each for each in rows if each.is_overdue]
            case "bald":
                return [each for each in rows if each.is_overdue or each.is_near]
            case "erledigt":
                return [each for each in rows if not each.is_open]
        return rows

    def finish(rows: list[Occurrence], *, by: User, at: Any, data: Any) -> str:
        for each in rows:
            actions.finish_occurrence(deadline=each.deadline, occurs_on=each.on, by=by, at=at)
        return gettext("Die Fristen sind erledigt.")

    def explain(n: int) -> str:
        text = ngettext("%(n)d Frist wird erledigt.", "%(n)d Fristen werden erledigt.", n)
        return text % {"n": n}

    states = [
        ("ueberfaellig", _("überfällig")),
        ("bald", _("überfällig oder bald")),
        ("erledigt", _("erledigt")),
    ]
    asked = lists.choice_filter("stand", _("Stand"), states, lookup="level")
    return lists.DataList(
        key="office.deadlines",
        title=_("Fristen"),
        columns=[
            lists.Column("frist", _("Frist"), "deadline.title", sort=True),
            lists.Column("tag", _("Tag"), "on", sort=True),
            lists.Column("noch", _("Stand"), _how_long, level=lambda each: each.level),
            lists.Column(
                "wer",
                _("Zuständig"),
                lambda each: responsible_of(each.deadline),
                sort=True,
            ),
        ],
        filters=[lists.Filter("stand", asked.field, state, asked.says)],
        order=["on"],
        row_key=lambda each: each.key,
        row_url=lambda each: reverse("office:deadline", args=[each.deadline.pk]),
        actions=[
            lists.BulkAction(
                "erledigen",
                _("Erledigt"),
                Permission.CHANGE_DEADLINE,
                explain,
                finish,
                refuse=lambda each: "" if each.is_open else gettext("schon erledigt"),
            )
        ],
        new_url=reverse("office:deadline_new") if rules.may_change_deadline(user) else "",
        new_label=_("Frist aufnehmen"),
        empty=lists.Empty(_("Keine Frist in Sicht.")),
        template="office/deadlines.html",
    )


def requests(*, on: date, user: User) -> lists.DataList:
    """Messages of the public. Names stand on the record only."""

    def state(rows: Any, answer: str) -> Any:
        match answer:
            case "offen":
                return rows.open()
            case "spaet":
                return rows.late(on=on)
            case "erledigt":
                return rows.filter(state=RequestState.DONE)
        return rows

    def at_desk(rows: Any, answer: str) -> Any:
        mine = Q(assigned_to__user_id=user.pk)
        return rows.filter(mine if answer == "ich" else ~mine)

    states = [("offen", _("offen")), ("spaet", _("zu spät")), ("erledigt", _("erledigt"))]
    asked = lists.choice_filter("stand", _("Stand"), states, lookup="state")
    desks = lists.choice_filter(
        "bei", _("Bei"), [("ich", _("mir")), ("andere", _("anderen"))], lookup="assigned_to"
    )
    return lists.DataList(
        key="office.requests",
        title=_("Anfragen"),
        intro=_("Nachrichten aus dem Kontaktformular. Jede liegt bei jemandem."),
        columns=[
            lists.Column(
                "anfrage",
                _("Anfrage"),
                lambda row: (
                    in_page_language(row.topic.label) if row.topic else gettext("Allgemein")
                ),
            ),
            lists.Column(
                "kommune",
                _("Kommune"),
                lambda row: row.municipality.name if row.municipality else "",
                sort="municipality__name",
            ),
            lists.Column("eingang", _("Eingegangen"), "received_at", sort="received_at"),
            lists.Column("nummer", _("Nummer"), "number", sort="number"),
            lists.Column("bei", _("Bei"), "assigned_to.name", sort="assigned_to__name"),
            lists.Column(
                "bis",
                _("Antwort bis"),
                "due_on",
                sort="due_on",
                level=lambda row: queries.request_level(row, on=on),
            ),
            lists.Column("stand", _("Stand"), "get_state_display", sort="state"),
        ],
        filters=[
            lists.Filter("stand", asked.field, state, asked.says),
            lists.Filter("bei", desks.field, at_desk, desks.says),
        ],
        search=["number", "name", "topic__label__de", "municipality__name", "assigned_to__name"],
        order=["finished", "due_on"],
        row_url=lambda row: reverse("office:request", args=[row.uid]),
        empty=lists.Empty(_("Keine Anfrage."), _("Neue Nachrichten erscheinen hier von selbst.")),
    )
