"""The pages of data protection, and the deletion on demand."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teilhabe.audit import actions as audit
from teilhabe.audit.models import Event
from teilhabe.privacy import actions, tiles
from teilhabe.privacy.models import DeletionRun
from tests.conftest import MONDAY, MONDAY_MORNING
from tests.inspection import InspectingClient
from tests.makers import a_user

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2020, 1, 15, 12, tzinfo=ZoneInfo("Europe/Berlin"))
ASK = "/datenschutz/loeschen/"


@pytest.fixture
def officer(client: InspectingClient) -> InspectingClient:
    client.force_login(a_user("datenschutz", second_factor=True))
    return client


def an_old_event() -> Event:
    return audit.record("accounts.role_ended", a_user(), by=None, at=LONG_AGO)


def test_the_overview_shows_what_is_due_and_leads_to_the_deed(officer: InspectingClient):
    an_old_event()

    page = officer.get("/datenschutz/").content.decode()

    assert "Protokolleinträge" in page
    assert "36\N{NO-BREAK SPACE}Monate" in page
    assert ASK in page


def test_the_overview_says_when_nothing_is_due(officer: InspectingClient):
    page = officer.get("/datenschutz/").content.decode()

    assert "Heute ist nichts fällig." in page
    assert ASK not in page


def test_who_may_only_look_is_not_shown_the_button(client: InspectingClient):
    an_old_event()
    client.force_login(a_user("betrieb", second_factor=True))

    assert ASK not in client.get("/datenschutz/").content.decode()
    assert client.post(ASK, {"checked": "on"}).status_code == 403


def test_without_the_tick_nothing_is_deleted(officer: InspectingClient):
    an_old_event()

    page = officer.post(ASK, {}).content.decode()

    assert "Bitte setzen Sie hier das Häkchen." in page
    assert Event.objects.count() == 1


def test_with_the_tick_it_is_done_and_the_proof_is_shown(officer: InspectingClient):
    an_old_event()

    response = officer.post(ASK, {"checked": "on"}, follow=True)

    page = response.content.decode()
    assert not Event.objects.exists()
    assert "Was fällig war, ist gelöscht." in page
    assert "Protokolleinträge" in page
    assert (
        response.redirect_chain[0][0] == f"/datenschutz/nachweise/{DeletionRun.objects.get().pk}/"
    )


def test_a_second_click_deletes_nothing_more(officer: InspectingClient):
    an_old_event()
    officer.post(ASK, {"checked": "on"})

    page = officer.post(ASK, {"checked": "on"}, follow=True).content.decode()

    assert "An diesem Tag war nichts zu löschen." in page


def test_a_proof_that_is_not_there_is_not_found(officer: InspectingClient):
    assert officer.get("/datenschutz/nachweise/4711/").status_code == 404


def test_proofs_are_listed_and_asked_for_equally_often(officer: InspectingClient):
    actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)
    page = officer.get("/datenschutz/nachweise/").content.decode()
    with CaptureQueriesContext(connection) as one:
        officer.get("/datenschutz/nachweise/")
    for _ in range(3):
        an_old_event()
        actions.delete_due(on=MONDAY, by=None, at=MONDAY_MORNING)
    with CaptureQueriesContext(connection) as four:
        officer.get("/datenschutz/nachweise/")

    assert "Frist abgelaufen" in page
    assert len(one) == len(four)


def test_the_register_is_shown(officer: InspectingClient):
    page = officer.get("/datenschutz/verzeichnis/").content.decode()

    assert "Zugriffe" in page
    assert "12\N{NO-BREAK SPACE}Monate ab „Zeitpunkt“" in page


def test_the_log_of_looks_shows_who_and_which_record_but_not_whose(officer: InspectingClient):
    adviser, record = a_user("beratung", name="Ben Roth"), a_user(name="Karim Nasser")
    actions.record_look(subject=record, by=adviser, at=MONDAY_MORNING)

    page = officer.get("/datenschutz/zugriffe/").content.decode()

    assert "Ben Roth" in page
    assert f" {record.pk}" in page
    assert "Karim Nasser" not in page


def test_looks_are_narrowed_by_period(officer: InspectingClient):
    adviser, record = a_user("beratung", name="Ben Roth"), a_user()
    actions.record_look(subject=record, by=adviser, at=MONDAY_MORNING - timedelta(days=3))

    page = officer.get("/datenschutz/zugriffe/", {"von": "23.11.2026"}).content.decode()

    assert "<td>Ben Roth</td>" not in page


def test_the_tile_tells_data_protection_what_is_due():
    an_old_event()

    (tile,) = tiles.tiles(a_user("datenschutz"), MONDAY)

    assert (tile.count, tile.level, tile.url) == (1, "yellow", "/datenschutz/")
    assert tiles.tiles(a_user("beratung"), MONDAY) == []
