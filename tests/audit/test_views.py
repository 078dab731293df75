"""The page of the trail: shown, narrowed, taken along as a file."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teilhabe.audit import actions
from tests.conftest import MONDAY_MORNING
from tests.inspection import InspectingClient
from tests.makers import a_user

pytestmark = pytest.mark.django_db

PAGE = "/protokoll/"


@pytest.fixture
def operator(client: InspectingClient) -> InspectingClient:
    client.force_login(a_user("betrieb", second_factor=True))
    return client


def some_events(count: int) -> None:
    for number in range(count):
        actions.record(
            "accounts.user_changed",
            a_user("verwaltung", name=f"Person {number}"),
            by=a_user("leitung", name=f"Leitung {number}"),
            at=MONDAY_MORNING + timedelta(days=number),
            changed=["email"],
        )


def test_the_page_shows_deed_person_and_changed_facts_without_values(operator: InspectingClient):
    some_events(1)

    page = operator.get(PAGE).content.decode()

    assert "Angaben zur Person geändert" in page
    assert "Leitung 0" in page
    assert "Mailadresse" in page
    assert "Person 0" not in page
    assert "@example.org" not in page


def test_the_page_is_narrowed_by_deed_person_and_period(operator: InspectingClient):
    some_events(3)

    page = operator.get(PAGE, {"von": "24.11.2026", "bis": "24.11.2026"}).content.decode()

    assert "<td>Leitung 1</td>" in page
    assert "<td>Leitung 0</td>" not in page
    assert "<td>Leitung 2</td>" not in page


def test_a_day_that_is_none_gets_a_sentence_and_stays(operator: InspectingClient):
    page = operator.get(PAGE, {"von": "gestern abend"}).content.decode()

    assert "gestern abend" in page
    assert "23.11.2026" in page


def test_the_file_holds_what_the_page_shows(operator: InspectingClient):
    some_events(2)

    file = operator.get(PAGE, {"als": "csv"})

    lines = file.content.decode("utf-8-sig").splitlines()
    assert file["Content-Type"].startswith("text/csv")
    assert len(lines) == 3
    assert "Leitung 1" in lines[1]


def test_the_page_asks_equally_often_for_one_and_three_rows(operator: InspectingClient):
    some_events(1)
    operator.get(PAGE)
    with CaptureQueriesContext(connection) as one:
        operator.get(PAGE)
    some_events(3)
    with CaptureQueriesContext(connection) as three:
        operator.get(PAGE)

    assert len(one) == len(three)


def test_the_page_reads_from_the_right_in_arabic(client: InspectingClient):
    client.force_login(a_user("betrieb", second_factor=True, language="ar"))

    assert 'dir="rtl"' in client.get(PAGE).content.decode()
