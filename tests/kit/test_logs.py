"""Log lines name events, ids and routes; neither paths nor the messages of exceptions."""

import json
import logging

import pytest

from teilhabe.kit.logs import EventFormatter, RoutesOnly

SECRET = "/buero/kalender/geheimer-schluessel.ics"


def line(record: logging.LogRecord) -> dict[str, object]:
    RoutesOnly().filter(record)
    return json.loads(EventFormatter().format(record))


def test_an_event_is_one_json_line_with_its_ids(caplog):
    record = logging.getLogger("teilhabe.x").makeRecord(
        "teilhabe.x", logging.INFO, "f", 1, "office.absence.entered", (), None
    )
    record.ids = {"absence": 7}

    assert line(record)["event"] == "office.absence.entered"
    assert line(record)["absence"] == 7


@pytest.mark.django_db
def test_a_refused_request_is_logged_by_its_route(client, caplog):
    client.get(SECRET)

    record = next(r for r in caplog.records if r.name == "django.request")
    said = line(record)
    assert SECRET not in json.dumps(said)
    assert said["route"] == "buero/kalender/<str:token>.ics"
    assert said["status"] == 404


def test_an_exception_is_logged_without_its_message():
    record = logging.getLogger("x").makeRecord("x", logging.ERROR, "f", 1, "failed", (), None)
    error = ValueError("Key (email)=(familie@example.org) already exists")
    record.exc_info = (ValueError, error, None)

    said = json.dumps(line(record))

    assert "familie" not in said
    assert "ValueError" in said
