"""A message of the public: it becomes a task once, nothing typed is lost, floods are braked."""

import re
import time
from collections.abc import Mapping

import pytest
from django.core import signing
from django.test import Client

from teilhabe.office.models import ContactRequest
from teilhabe.office.public import message
from tests.inspection import InspectingClient
from tests.office.public_makers import a_colleague, a_place, a_topic, an_office, answers_for

pytestmark = pytest.mark.django_db

ADDRESS = "/de/kontakt/"


def a_ticket(*, seconds_ago: int = 60) -> str:
    """A genuine ticket that was given out that long ago."""

    class Earlier(signing.TimestampSigner):
        def timestamp(self) -> str:
            return signing.b62_encode(int(time.time()) - seconds_ago)

    return Earlier(salt=message.SALT).sign(f"nummer-{time.monotonic_ns()}")


def typed(**changes: str) -> dict[str, str]:
    return {
        "message": "Wann können wir zur Beratung kommen?",
        "mail": "familie@example.org",
        "ticket": a_ticket(),
    } | changes


def send(client: Client, given: Mapping[str, str], *, address: str = ADDRESS, **extra: str):
    return client.post(address, given, **extra)


def test_a_message_becomes_the_task_of_who_answers(client: InspectingClient):
    an_office()
    topic, place = a_topic(), a_place()
    kemal = a_colleague("Kemal Aydın")
    answers_for(kemal, topic, place)

    answer = send(client, typed(topic="schulplatz", municipality="alsdorf"), address="/ar/kontakt/")

    request = ContactRequest.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/ar/kontakt/danke/{request.uid}/"
    assert request.assigned_to == kemal
    assert (request.mail, request.language) == ("familie@example.org", "ar")
    assert request.message == "Wann können wir zur Beratung kommen?"


def test_the_thanks_say_what_happens_next_and_nothing_personal(client: InspectingClient):
    an_office()
    answer = send(client, typed(name="Familie Muster"), follow=True)
    html = answer.content.decode()
    request = ContactRequest.objects.get()

    number = f"{request.uid.hex[:4]}-{request.uid.hex[4:8]}".upper()
    assert number in html
    assert f"{request.due_on:%d.%m.%Y}" in html
    assert "Muster" not in html
    assert "familie@example.org" not in html
    assert "Beratung kommen" not in html
    assert "no-store" in answer.headers["Cache-Control"]


def test_thanks_for_an_unknown_number_are_not_found(client: InspectingClient):
    assert client.get("/de/kontakt/danke/00000000-0000-4000-8000-000000000000/").status_code == 404


def test_a_second_click_is_the_same_message(client: InspectingClient):
    an_office()
    given = typed()

    first, second = send(client, given), send(client, given)

    assert ContactRequest.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"message": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"message": "x" * 4001}, "Bitte kürzen Sie den Text auf höchstens 4000 Zeichen."),
        ({"mail": "keine-adresse"}, "Bitte geben Sie eine Mailadresse ein"),
        ({"mail": ""}, "Bitte nennen Sie E-Mail oder Telefon"),
        ({"phone": "12"}, "Telefon"),
        ({"topic": "gibt-es-nicht"}, "Diesen Eintrag gibt es nicht mehr."),
        ({"website": "https://example.org"}, "Dieses Feld muss leer bleiben."),
    ],
)
def test_wrong_input_gets_a_sentence_and_keeps_what_was_typed(
    client: InspectingClient, changes: dict[str, str], sentence: str
):
    an_office()
    given = typed(name="Familie Muster") | changes

    answer = send(client, given)
    html = answer.content.decode()

    assert answer.status_code == 200
    assert sentence in html
    assert 'value="Familie Muster"' in html
    assert given["message"] in html
    assert 'role="alert"' in html
    assert not ContactRequest.objects.exists()


def test_the_trap_shows_itself_to_a_person_who_fell_in(client: InspectingClient):
    an_office()

    before = client.get(ADDRESS).content.decode()
    after = send(client, typed(website="x")).content.decode()

    assert "trap--seen" not in before
    assert "trap--seen" in after


def test_sent_too_fast_can_be_sent_again_with_the_same_text(client: InspectingClient):
    an_office()

    answer = send(client, typed(ticket=message.new_ticket()))
    html = answer.content.decode()

    assert "Das ging sehr schnell." in html
    assert "Wann können wir zur Beratung kommen?" in html
    assert not ContactRequest.objects.exists()


@pytest.mark.parametrize(
    "ticket", ["", "gefälscht", a_ticket(seconds_ago=13 * 3600)], ids=["lost", "forged", "old"]
)
def test_a_lost_or_old_form_keeps_the_text_and_gets_a_new_ticket(
    client: InspectingClient, ticket: str
):
    an_office()

    html = send(client, typed(ticket=ticket)).content.decode()
    fresh = re.search(r'name="ticket" value="([^"]+)"', html)

    assert "Das Formular war zu lange offen." in html
    assert "Wann können wir zur Beratung kommen?" in html
    assert fresh is not None
    assert fresh[1] != ticket
    assert not ContactRequest.objects.exists()


def test_it_needs_no_cookie_and_no_session():
    """A browser that keeps no cookies, and a strict check for forged forms, lose nothing."""
    an_office()

    answer = send(Client(enforce_csrf_checks=True), typed())

    assert answer.status_code == 302
    assert not answer.cookies


def test_a_flood_from_one_address_is_braked_and_others_are_not(
    client: InspectingClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(message, "MOST_PER_HOUR", 2)
    an_office()
    for _turn in range(2):
        assert send(client, typed(), REMOTE_ADDR="192.0.2.1").status_code == 302

    braked = send(client, typed(), REMOTE_ADDR="192.0.2.1")
    other = send(client, typed(), REMOTE_ADDR="192.0.2.2")

    assert braked.status_code == 429
    assert "Bitte rufen Sie uns an." in braked.content.decode()
    assert "Wann können wir zur Beratung kommen?" in braked.content.decode()
    assert other.status_code == 302
    assert ContactRequest.objects.count() == 3


def test_behind_the_own_proxy_the_address_is_the_one_it_adds(client: InspectingClient, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    request = client.get(ADDRESS, HTTP_X_FORWARDED_FOR="203.0.113.9, 192.0.2.7").wsgi_request

    assert message._address(request) == "192.0.2.7"


def test_topic_and_place_come_with_the_address(client: InspectingClient):
    an_office()
    a_topic()
    a_place()

    html = client.get(f"{ADDRESS}?thema=schulplatz&ort=alsdorf&anlass=barriere").content.decode()

    assert re.search(r'value="schulplatz"\s+selected', html)
    assert re.search(r'value="alsdorf"\s+selected', html)
    assert "Auf dieser Seite ist mir eine Barriere aufgefallen:" in html


def test_an_office_without_a_team_says_so_and_keeps_the_text(client: InspectingClient):
    answer = send(client, typed())

    assert "Gerade kann niemand Ihre Nachricht annehmen." in answer.content.decode()
    assert "Wann können wir zur Beratung kommen?" in answer.content.decode()
