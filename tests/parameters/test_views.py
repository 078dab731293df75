"""The pages of the legal values: what is shown, entered after a preview, refused with a sentence."""

from html import unescape

import pytest
from django.urls import reverse

from teilhabe.parameters import actions, queries
from teilhabe.parameters.models import Parameter
from teilhabe.parameters.search import search
from tests.conftest import MONDAY, MONDAY_MORNING
from tests.inspection import InspectingClient
from tests.makers import a_user

pytestmark = pytest.mark.django_db

FAR_DAY = "01.08.2090"
NEW = "/regeln/support.months/neuer-wert/"


@pytest.fixture(autouse=True)
def _shipped() -> None:
    actions.load_shipped(at=MONDAY_MORNING)


@pytest.fixture
def head(client: InspectingClient) -> InspectingClient:
    client.force_login(a_user("leitung", second_factor=True))
    return client


def text(response) -> str:
    return unescape(response.content.decode())


def entry(**changes: str) -> dict[str, str]:
    given = {
        "value": "30",
        "valid_from": FAR_DAY,
        "reason": "Erlass",
        "stage": "",
        "group_kind": "",
    }
    return given | {"seen": str(queries.latest_pk("support.months"))} | changes


def test_the_list_shows_what_holds_today(head: InspectingClient):
    page = text(head.get(reverse("parameters:list")))

    assert "Dauer der Erstförderung, höchstens" in page
    assert "24 Monate" in page
    assert "57.000 Euro" in page
    assert "50.000 Euro" not in page


def test_the_list_answers_for_another_day_and_topic(head: InspectingClient):
    page = text(head.get(reverse("parameters:list"), {"am": "01.06.2021", "thema": "funding"}))

    assert "50.000 Euro" in page
    assert "57.000 Euro je" not in page
    assert "24 Monate" not in page


def test_a_day_nobody_can_read_is_refused_and_the_list_shows_today(head: InspectingClient):
    page = text(head.get(reverse("parameters:list"), {"am": "gestern"}))

    assert "50.000 Euro" not in page


def test_a_page_shows_value_source_and_history(head: InspectingClient):
    page = text(head.get(reverse("parameters:detail", args=["funding.specialist_post"])))

    assert "Heute gilt: 57.000 Euro" in page
    assert "50.000 Euro" in page
    assert "01.01.2018 bis 31.12.2021" in page
    assert "BASS 11-02 Nr. 10" in page
    assert "https://www.pufii.de/" in page


def test_a_value_that_has_ended_says_so(head: InspectingClient):
    page = text(head.get(reverse("parameters:detail", args=["komm_an.room"])))

    assert "Heute gilt kein Wert." in page


@pytest.mark.parametrize("name", ["parameters:detail", "parameters:new"])
def test_an_unknown_key_is_not_found(head: InspectingClient, name: str):
    assert head.get(reverse(name, args=["support.moons"])).status_code == 404


def test_a_new_value_is_shown_as_a_sentence_and_only_then_entered(head: InspectingClient):
    shown = head.post(NEW, entry())

    assert "30 Monate: gilt ab 01.08.2090." in text(shown)
    assert "Bis 31.07.2090 bleibt es bei: 24 Monate." in text(shown)
    assert not Parameter.objects.filter(origin="office").exists()

    done = head.post(NEW, entry(previewed=shown.context["form"].fingerprint), follow=True)

    assert "Der Wert gilt ab 01.08.2090." in text(done)
    assert Parameter.objects.get(origin="office").value == "30"


def test_what_was_changed_after_the_preview_is_previewed_again(head: InspectingClient):
    shown = head.post(NEW, entry())

    again = head.post(NEW, entry(value="36", previewed=shown.context["form"].fingerprint))

    assert "36 Monate: gilt ab 01.08.2090." in text(again)
    assert not Parameter.objects.filter(origin="office").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"value": "24 Monate"}, "Eine ganze Zahl ohne Einheit, zum Beispiel 24."),
        ({"value": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"valid_from": "31.02.2027"}, "Dieses Datum gibt es nicht."),
        ({"valid_from": "15.10.2018"}, "Ab diesem Tag ist schon ein Wert eingetragen."),
        ({"valid_from": "01.01.2018"}, "Der neue Wert kann erst nach dem 15.10.2018 beginnen"),
        ({"valid_from": "01.01.0001"}, "Das Datum muss am 01.01.2000 oder später liegen."),
        ({"reason": ""}, "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_a_refusal_is_a_sentence_and_nothing_typed_is_lost(
    head: InspectingClient, wrong: dict[str, str], sentence: str
):
    given = entry(**wrong)

    page = text(head.post(NEW, given))

    assert sentence in page
    for name in ("value", "valid_from", "reason"):
        assert not given[name] or f'value="{given[name]}"' in page


def test_who_was_slower_sees_the_new_state_and_may_go_on(head: InspectingClient):
    given = entry(value="36", valid_from="01.10.2090")
    shown = head.post(NEW, given)
    actions.set_value(
        key="support.months",
        value=30,
        valid_from=shown.context["form"].cleaned_data["valid_from"].replace(month=8),
        reason="Erlass",
        by=a_user("leitung"),
        at=MONDAY_MORNING,
    )
    confirmed = given | {"previewed": shown.context["form"].fingerprint}

    refused = head.post(NEW, confirmed)
    again = head.post(NEW, confirmed | {"seen": str(refused.context["seen"])}, follow=True)

    assert "Inzwischen hat jemand anderes hier etwas eingetragen." in text(refused)
    assert "Der Wert gilt ab 01.10.2090." in text(again)


def test_a_future_value_is_taken_back_after_a_question(head: InspectingClient):
    head.post(NEW, entry(previewed=head.post(NEW, entry()).context["form"].fingerprint))
    row = Parameter.objects.get(origin="office")
    address = reverse("parameters:withdraw", args=[row.pk])
    detail = text(head.get(reverse("parameters:detail", args=["support.months"])))

    question = text(head.get(address))
    done = text(head.post(address, follow=True))

    assert address in detail
    assert "„30 Monate“ (ab 01.08.2090) wird nicht gelten." in question
    assert "Der Wert ist zurückgenommen." in done
    assert "zurückgenommen am" in done


def test_what_applies_cannot_be_taken_back(head: InspectingClient):
    row = Parameter.objects.get(key="schooling.full_time_years")

    page = text(head.post(reverse("parameters:withdraw", args=[row.pk])))

    assert "Zurücknehmen lässt sich nur ein eigener Wert, der noch nicht gilt." in page


def test_an_adviser_reads_and_finds_no_way_to_change(client: InspectingClient):
    client.force_login(a_user("beratung", second_factor=True))

    page = text(client.get(reverse("parameters:detail", args=["support.months"])))

    assert "24 Monate" in page
    assert "neuer-wert" not in page
    assert client.post(NEW, entry()).status_code == 403


def test_the_search_finds_a_rule_by_its_words_for_who_may_see_it():
    hits = search("erstförderung dauer", a_user("beratung"), MONDAY)

    assert hits[0].url == reverse("parameters:detail", args=["support.months"])
    assert search("erstförderung dauer", a_user("schule"), MONDAY) == []
