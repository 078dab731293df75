"""Lists: what is asked for is what is shown, added up and exported; never more queries for more rows."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from teilhabe.accounts.models import User
from teilhabe.kit import exports, lists
from teilhabe.kit.models import SavedView
from tests.conftest import MONDAY_MORNING
from tests.inspection import InspectingClient
from tests.makers import a_user


@dataclass(frozen=True)
class Course:
    pk: int
    title: str
    place: str
    hours: Decimal | None
    starts_on: date | None


COURSES = [
    Course(1, "Übergang", "Alsdorf", Decimal("10.5"), date(2026, 9, 1)),
    Course(2, "alpha", "Stolberg", Decimal(4), date(2026, 8, 1)),
    Course(3, "=1+1", "Alsdorf", None, None),
    Course(4, "Beta", "Monschau", Decimal(2), date(2027, 1, 7)),
]


class Anybody:
    pk = 1
    is_authenticated = True

    def __init__(self, *permissions: str) -> None:
        self.permissions = permissions

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return perm in self.permissions


def a_list(**changes: object) -> lists.DataList:
    given: dict[str, object] = {
        "key": "kit.test_courses",
        "title": "Kurse: [alle] / neue",
        "columns": [
            lists.Column("titel", "Titel", "title", sort=True),
            lists.Column("ort", "Ort", "place", sort=True),
            lists.Column("stunden", "Stunden", "hours", sort=True, total="hours", numeric=True),
            lists.Column("beginn", "Beginn", "starts_on", sort=True),
        ],
        "filters": [
            lists.choice_filter(
                "ort", "Ort", [("Alsdorf", "Alsdorf"), ("Stolberg", "Stolberg")], lookup="place"
            ),
            lists.flag_filter("lang", "nur lange", lambda rows: [r for r in rows if r.hours]),
        ],
        "order": ["title"],
    }
    return lists.DataList(**{**given, **changes})  # type: ignore[arg-type]


def listing(query: str = "", rows: lists.Rows = COURSES, **changes: object) -> lists.Listing:
    return lists.Listing(
        a_list(**changes), rows, query=QueryDict(query), path="/kurse/", user=Anybody()
    )


def titles(query: str) -> list[str]:
    return [line.label for line in listing(query).lines]


def test_without_a_wish_the_list_has_its_own_order():
    assert titles("") == ["=1+1", "alpha", "Beta", "Übergang"]


def test_a_column_sorts_both_ways_and_empty_values_stay_last():
    assert titles("sortiere=stunden") == ["Beta", "alpha", "Übergang", "=1+1"]
    assert titles("sortiere=-stunden") == ["Übergang", "alpha", "Beta", "=1+1"]


def test_an_unknown_order_or_page_changes_nothing():
    assert titles("sortiere=geheim__passwort&seite=x") == titles("")
    assert titles("seite=999") == titles("")


def test_filters_and_words_narrow_together():
    assert titles("ort=Alsdorf") == ["=1+1", "Übergang"]
    assert titles("ort=Alsdorf&lang=on") == ["Übergang"]
    assert titles("suche=über+als") == ["Übergang"]
    assert titles("suche=nirgends") == []


def test_a_wrong_filter_is_refused_at_its_field_and_ignored():
    shown = listing("ort=Atlantis")

    assert len(shown.lines) == 4
    assert "Diese Auswahl gibt es nicht" in str(shown.form.errors["ort"])


def test_active_filters_can_be_taken_away_one_by_one():
    shown = listing("ort=Alsdorf&lang=on&suche=gang&sortiere=-titel&fremd=1")

    assert [(chip.label, chip.value, chip.url) for chip in shown.chips] == [
        ("Suchen", "gang", "/kurse/?lang=on&ort=Alsdorf&sortiere=-titel"),
        ("Ort", "Alsdorf", "/kurse/?lang=on&sortiere=-titel&suche=gang"),
        ("nur lange", "", "/kurse/?ort=Alsdorf&sortiere=-titel&suche=gang"),
    ]


def test_headings_say_how_the_list_is_sorted_and_turn_it():
    first, second, *_rest = listing("sortiere=titel&ort=Alsdorf").headings

    assert (first.sorted, first.sort_url) == ("ascending", "/kurse/?ort=Alsdorf&sortiere=-titel")
    assert (second.sorted, second.sort_url) == ("", "/kurse/?ort=Alsdorf&sortiere=ort")


def test_the_sum_counts_everything_found_and_not_only_the_page():
    shown = listing("", page_size=1)

    assert len(shown.lines) == 1
    assert [cell.value for cell in shown.sums] == ["", "", "16,5", ""]
    assert [cell.value for cell in listing("ort=Alsdorf").sums] == ["", "", "10,5", ""]


def test_csv_holds_what_is_seen_and_no_formula():
    text = listing("ort=Alsdorf&sortiere=-titel", page_size=1).csv()

    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    assert text.startswith(b"\xef\xbb\xbf")
    assert rows == [
        ["Titel", "Ort", "Stunden", "Beginn"],
        ["Übergang", "Alsdorf", "10,5", "01.09.2026"],
        ["'=1+1", "Alsdorf", "", ""],
    ]


def test_xlsx_holds_what_is_seen_with_real_numbers_and_days():
    sheet = load_workbook(io.BytesIO(listing("ort=Alsdorf&sortiere=-titel").xlsx())).active

    assert sheet.title == "Kurse alle  neue"
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Titel", "Ort", "Stunden", "Beginn"],
        ["Übergang", "Alsdorf", 10.5, date_time(2026, 9, 1)],
        ["=1+1", "Alsdorf", None, None],
        ["Summe", None, 10.5, None],
    ]
    assert sheet["A3"].data_type == "s"
    assert sheet["D2"].is_date
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D3"


def date_time(year: int, month: int, day: int) -> object:
    return MONDAY_MORNING.replace(year=year, month=month, day=day, hour=0, minute=0, tzinfo=None)


@pytest.mark.parametrize(
    "text", ["=1", "+49 30", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "=HYPERLINK(1)"]
)
def test_no_text_becomes_a_formula(text):
    content = exports.as_csv(["x"], [[text]]).decode("utf-8-sig")
    (_header, row) = csv.reader(io.StringIO(content, newline=""), delimiter=";")
    sheet = load_workbook(io.BytesIO(exports.as_xlsx("t", ["x"], [[text]]))).active

    assert row == [f"'{text}"]
    assert sheet["A2"].data_type == "s"


def test_a_negative_number_stays_a_number():
    assert exports.as_csv(["x"], [[-3], [Decimal("-1.5")]]).decode("utf-8-sig").split() == [
        "x",
        "-3",
        "-1,5",
    ]


def test_a_cell_is_escaped_on_the_page(rf):
    rows = [Course(1, "<b>fett</b>", "Alsdorf", None, None)]
    spec = a_list(template="kit/list_body.html")

    request = rf.get("/kurse/")
    request.user = Anybody()
    html = lists.respond(request, spec, rows).content.decode()

    assert "<b>fett" not in html
    assert "&lt;b&gt;fett" in html


def test_a_day_stays_in_one_line_and_words_may_wrap(rf):
    request = rf.get("/kurse/")
    request.user = Anybody()
    html = lists.respond(
        request, a_list(template="kit/list_body.html"), COURSES[:1]
    ).content.decode()

    assert '<td class="nowrap">Di, 01.09.2026</td>' in html
    assert '<td class="number">10,5</td>' in html
    assert "<td>Alsdorf</td>" in html


# With the database -----------------------------------------------------------------------------
PEOPLE = lists.DataList(
    key="kit.test_people",
    title="Personen",
    columns=[
        lists.Column("name", "Name", "name", sort="name"),
        lists.Column("nummer", "Nummer", "pk", sort="pk", total="pk", numeric=True),
        lists.Column("seit", "Seit", "created_at", sort="created_at"),
    ],
    search=["name"],
    order=["name"],
)


def respond(spec: lists.DataList, rows: lists.Rows, query: str = "", **post: object) -> object:
    factory = RequestFactory()
    path = f"/personen/?{query}"
    request = factory.post(path, post) if post else factory.get(path)
    request.user = Anybody("kit.save_view", "kit.do")
    request.session = {}
    request._messages = []  # as the middleware would
    return lists.respond(request, spec, rows)


@pytest.mark.django_db
def test_a_list_asks_the_database_equally_often_for_one_and_for_three_rows():
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            shown = lists.Listing(
                PEOPLE,
                User.objects.all(),
                query=QueryDict("suche=haddad"),
                path="/",
                user=Anybody("kit.save_view"),
            )
            assert shown.lines
            assert shown.sums
            assert shown.views
        return len(seen)

    a_user(name="Amira Haddad")
    one = queries()
    a_user(name="Ben Haddad")
    a_user(name="Çelik Haddad")

    assert queries() == one


@pytest.mark.django_db
def test_words_are_found_without_regard_to_case_and_umlauts_too():
    a_user(name="Özlem Ünal")
    a_user(name="Amira Haddad")

    def found(words: str) -> list[str]:
        shown = lists.Listing(
            PEOPLE, User.objects.all(), query=QueryDict(f"suche={words}"), path="/", user=Anybody()
        )
        return [line.label for line in shown.lines]

    assert found("özlem") == ["Özlem Ünal"]
    assert found("HADDAD ami") == ["Amira Haddad"]
    assert found("%") == []


@pytest.mark.django_db
def test_the_same_names_stand_in_a_fixed_order():
    people = [a_user(name="Amira Haddad") for _n in range(5)]
    shown = lists.Listing(
        PEOPLE, User.objects.all(), query=QueryDict("sortiere=-name"), path="/", user=Anybody()
    )

    assert [line.pk for line in shown.lines] == [str(person.pk) for person in people]


# Many rows -------------------------------------------------------------------------------------
@pytest.fixture
def staff(client: InspectingClient) -> InspectingClient:
    client.force_login(a_user("querschnitt"), backend="teilhabe.accounts.backends.RoleBackend")
    return client


@pytest.mark.django_db
def test_a_bulk_action_shows_first_and_does_it_after_the_answer(staff):
    url = reverse("kit:sample_list")

    preview = staff.post(url, {"was": "bestaetigen", "auswahl": ["1", "2"]})
    untouched = staff.get(url, {"suche": "bestätigt"}).content.decode()
    done = staff.post(
        url, {"was": "bestaetigen", "auswahl": preview.context["keys"], "bestaetigt": "1"}
    )

    assert "2 Anfragen werden bestätigt." in preview.content.decode()
    assert "Dazu gibt es keinen Eintrag" in untouched
    assert done.status_code == 302
    assert "2 Treffer" in staff.get(url, {"suche": "bestätigt"}).content.decode()


@pytest.mark.django_db
def test_all_found_rows_can_be_meant_and_finished_ones_are_left_out(staff):
    url = reverse("kit:sample_list")
    staff.post(url, {"was": "bestaetigen", "auswahl": "9,18", "bestaetigt": "1"})

    preview = staff.post(f"{url}?ort=Alsdorf", {"was": "bestaetigen", "alle": "1"})

    html = preview.content.decode()
    assert len(preview.context["ready"]) == 4
    assert len(preview.context["left_out"]) == 2
    assert "2 Einträge bleiben, wie sie sind" in html
    assert "ist schon bestätigt" in html


@pytest.mark.django_db
def test_a_second_click_says_so_and_does_nothing(staff):
    url = reverse("kit:sample_list")
    sent = {"was": "bestaetigen", "auswahl": "1", "bestaetigt": "1"}
    staff.post(url, sent)

    again = staff.post(url, sent)

    assert again.status_code == 200
    assert "ist schon bestätigt" in again.content.decode()


@pytest.mark.django_db
def test_without_a_choice_the_page_asks_for_one(staff):
    answer = staff.post(reverse("kit:sample_list"), {"was": "bestaetigen"}, follow=True)

    assert "kreuzen Sie zuerst" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("sent", [{"was": "loeschen", "auswahl": "1"}, {"auswahl": "1"}])
def test_an_action_that_is_not_offered_is_refused(staff, sent):
    assert staff.post(reverse("kit:sample_list"), sent).status_code == 403


def test_an_action_without_the_permission_is_neither_offered_nor_done():
    action = lists.BulkAction(
        key="tun",
        label="Tun",
        permission="kit.something_else",
        explain=lambda n: "",
        run=lambda rows, **_given: "",
    )
    spec = a_list(actions=[action])

    with pytest.raises(PermissionDenied):
        respond(spec, COURSES, was="tun", auswahl="1")
    assert listing("", actions=[action]).actions == []


def test_rows_that_are_gone_are_left_out():
    action = lists.BulkAction(
        key="tun",
        label="Tun",
        permission="kit.do",
        explain=lambda n: f"{n} Kurse",
        run=lambda rows, **_given: "",
    )
    shown = lists.Listing(
        a_list(actions=[action]), COURSES, query=QueryDict(""), path="/", user=Anybody("kit.do")
    )

    rows = shown.chosen({"1", "99"}, everything=False)

    assert [row.pk for row in rows] == [1]


# Saved views -----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_view_is_saved_shown_renamed_and_removed(staff):
    url = reverse("kit:sample_list")
    asked = {"list_key": "kit.sample_list", "query": "ort=Alsdorf", "path": url}

    page = staff.get(reverse("kit:view_save"), asked)
    saved = staff.post(reverse("kit:view_save"), {**asked, "name": "Nur Alsdorf"})
    view = SavedView.objects.get()
    shown = staff.get(saved.url).content.decode()
    renamed = staff.post(
        reverse("kit:view_edit", args=[view.pk]), {"name": "Alsdorf", "zurueck": url}
    )
    removed = staff.post(reverse("kit:view_remove", args=[view.pk]), {"zurueck": url})
    twice = staff.post(reverse("kit:view_remove", args=[view.pk]), {"zurueck": url})

    assert page.status_code == 200
    assert saved.url == f"{url}?ort=Alsdorf"
    assert "Nur Alsdorf" in shown
    assert renamed.url == removed.url == twice.url == url
    assert not SavedView.objects.exists()


@pytest.mark.django_db
def test_a_name_is_taken_once_and_the_typed_name_stays(staff):
    sent = {"list_key": "k", "query": "a=1", "path": "/kit/liste/", "name": "Meine"}
    staff.post(reverse("kit:view_save"), sent)

    again = staff.post(reverse("kit:view_save"), sent)

    assert "So heißt schon eine Ihrer Ansichten" in again.content.decode()
    assert 'value="Meine"' in again.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_a_view_never_leads_out_of_the_house(staff, path):
    sent = {"list_key": "k", "query": "a=1", "path": path, "name": "Meine"}

    answer = staff.post(reverse("kit:view_save"), sent)

    assert answer.status_code == 200
    assert not SavedView.objects.exists()


@pytest.mark.django_db
def test_nobody_reaches_the_view_of_somebody_else(staff):
    other = a_user("beratung")
    view = SavedView.objects.create(
        user=other, list_key="k", name="Fremd", query="", saved_at=MONDAY_MORNING
    )

    assert staff.get(reverse("kit:view_edit", args=[view.pk])).status_code == 404
    staff.post(reverse("kit:view_remove", args=[view.pk]))
    assert SavedView.objects.filter(pk=view.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "start"), [("csv", b"\xef\xbb\xbf"), ("xlsx", b"PK")])
def test_files_come_as_attachments_that_nobody_keeps(staff, kind, start):
    answer = staff.get(reverse("kit:sample_list"), {"als": kind, "ort": "Alsdorf"})

    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith('attachment; filename="anfragen-erfunden-')
    assert "no-store" in answer["Cache-Control"]
