"""The office as anyone meets it: whom to ask, who stands in today, what the pages say of themselves."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import caches
from django.utils import timezone

from teilhabe.kit import pages
from teilhabe.kit.fields import translated
from teilhabe.office.models import FocusTheme
from tests.inspection import InspectingClient
from tests.office.public_makers import (
    a_colleague,
    a_contact,
    a_place,
    a_topic,
    an_office,
    answers_for,
    is_away,
)

pytestmark = pytest.mark.django_db

LANGUAGES = ("de", "de-simple", "en", "ar")
PAGES = (
    "",
    "ueber-uns/",
    "integration-durch-bildung/",
    "integration-als-querschnittsaufgabe/",
    "team-und-kontakt/",
    "team-und-kontakt/?thema=schulplatz&ort=alsdorf&stufe=primary",
    "einfache-sprache/",
    "barrierefreiheit/",
    "datenschutz/",
    "impressum/",
)
MONDAY = date(2026, 11, 23)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch):
    """Set the day on which the pages are asked for."""

    def set_to(day: date) -> None:
        monkeypatch.setattr(timezone, "now", lambda: noon(day))

    set_to(MONDAY)
    return set_to


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_in_every_language(client: InspectingClient, language: str, page: str):
    an_office()
    topic = a_topic()
    a_contact(a_colleague("Kemal Aydın"), topics=(topic,), places=(a_place(),))

    answer = client.get(f"/{language}/{page}")

    assert answer.status_code == 200
    assert not answer.cookies
    assert f'<html lang="{language}"' in answer.content.decode()
    assert 'hreflang="de-simple" href="http' in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_a_centre_without_a_profile_has_pages_too(client: InspectingClient, page: str):
    assert client.get(f"/de/{page}").status_code == 200


# Whom to ask ------------------------------------------------------------------------------------
def test_words_lead_to_who_answers_there(client: InspectingClient, today):
    an_office()
    topic = a_topic(words="Seiteneinstieg")
    alsdorf, roetgen = a_place(), a_place("Roetgen", "05334028")
    here, there = a_colleague("Kemal Aydın"), a_colleague("Oksana Lysenko")
    answers_for(here, topic, alsdorf)
    answers_for(there, topic, roetgen)
    a_contact(here, topics=(topic,), places=(alsdorf,), phone="+493023125111")
    a_contact(there, topics=(topic,), places=(roetgen,), phone="+493023125222")

    page = client.get("/de/team-und-kontakt/", {"suche": "Seiteneinstieg in Alsdorf"})

    assert "Kemal Aydın" in page.content.decode()
    assert "Oksana Lysenko" not in page.content.decode()


def test_words_that_fit_nothing_lead_to_the_desk_and_stay_in_the_field(client: InspectingClient):
    an_office()
    a_contact(a_colleague("Kemal Aydın"))

    html = client.get("/de/team-und-kontakt/", {"suche": "Zirkuszelt"}).content.decode()

    assert "+49 30 23125100" in html
    assert "Kemal Aydın" not in html
    assert 'value="Zirkuszelt"' in html


def test_filters_leave_out_who_does_not_fit(client: InspectingClient):
    an_office()
    school, family = a_topic(), a_topic("familie", "Familie")
    alsdorf, roetgen = a_place(), a_place("Roetgen", "05334028")
    a_contact(a_colleague("Kemal Aydın"), topics=(school,), places=(alsdorf,))
    a_contact(a_colleague("Oksana Lysenko"), topics=(school,), places=(roetgen,))
    a_contact(a_colleague("Maria Silva"), topics=(family,), stage="early")

    by_place = client.get("/de/team-und-kontakt/?ort=alsdorf").content.decode()
    by_stage = client.get("/de/team-und-kontakt/?stufe=primary").content.decode()

    assert "Kemal Aydın" in by_place
    assert "Maria Silva" in by_place  # she answers for every municipality
    assert "Oksana Lysenko" not in by_place
    assert "Maria Silva" not in by_stage


def test_a_filter_that_does_not_exist_is_named_and_the_rest_still_shown(client: InspectingClient):
    an_office()
    a_contact(a_colleague("Kemal Aydın"))

    html = client.get("/de/team-und-kontakt/?thema=gibt-es-nicht").content.decode()

    assert "Diesen Eintrag gibt es nicht mehr" in html
    assert "Kemal Aydın" in html


def test_who_is_away_is_stood_in_for_with_the_deputys_ways(client: InspectingClient, today):
    an_office()
    topic = a_topic()
    kemal, oksana = a_colleague("Kemal Aydın"), a_colleague("Oksana Lysenko")
    answers_for(kemal, topic, deputy=oksana)
    contact = a_contact(kemal, topics=(topic,), phone="+493023125111")
    a_contact(oksana, phone="+493023125222", function={"de": "Grundschule"})
    is_away(kemal, MONDAY, MONDAY)

    html = client.get(f"/de/team-und-kontakt/{contact.uid}/").content.decode()

    assert "Heute vertreten durch Oksana Lysenko" in html
    assert "+49 30 23125222" in html
    assert "+49 30 23125111" not in html


def test_the_day_after_the_page_tells_the_truth_of_that_day(client: InspectingClient, today):
    an_office()
    kemal, oksana = a_colleague("Kemal Aydın"), a_colleague("Oksana Lysenko")
    topic = a_topic()
    answers_for(kemal, topic, deputy=oksana)
    a_contact(kemal, topics=(topic,))
    a_contact(oksana)
    is_away(kemal, MONDAY, MONDAY)

    on_monday = client.get("/de/team-und-kontakt/").content.decode()
    today(MONDAY + timedelta(days=1))
    on_tuesday = client.get("/de/team-und-kontakt/").content.decode()

    assert "vertreten durch" in on_monday
    assert "vertreten durch" not in on_tuesday
    assert "Dienstag <span" in on_tuesday  # the opening hours mark their day


def test_an_ended_contact_disappears(client: InspectingClient, today):
    an_office()
    contact = a_contact(a_colleague("Kemal Aydın"), valid_until=MONDAY)

    assert "Kemal Aydın" in client.get("/de/team-und-kontakt/").content.decode()
    today(MONDAY + timedelta(days=1))

    assert "Kemal Aydın" not in client.get("/de/team-und-kontakt/").content.decode()
    assert client.get(f"/de/team-und-kontakt/{contact.uid}/").status_code == 404
    assert client.get(f"/de/team-und-kontakt/{contact.uid}.vcf").status_code == 404


def test_a_limited_contact_says_until_when(client: InspectingClient, today):
    an_office()
    contact = a_contact(a_colleague("Kemal Aydın"), valid_until=date(2027, 7, 31))

    assert "gültig bis 31.07.2027" in client.get("/de/team-und-kontakt/").content.decode()
    assert "bis 31.07.2027" in client.get(f"/de/team-und-kontakt/{contact.uid}/").content.decode()


def test_a_saved_card_is_the_contact_itself_even_while_away(client: InspectingClient, today):
    an_office()
    kemal = a_colleague("Kemal Aydın")
    contact = a_contact(kemal, phone="+493023125111")
    is_away(kemal, MONDAY, MONDAY)

    answer = client.get(f"/de/team-und-kontakt/{contact.uid}.vcf")
    lines = answer.content.decode().split("\r\n")

    assert answer.headers["Content-Type"].startswith("text/vcard")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kontakt.vcf"'
    assert "FN:Kemal Aydın" in lines
    assert 'TEL;VALUE=uri;TYPE="work,voice":tel:+493023125111' in lines


def test_an_unknown_contact_is_not_found(client: InspectingClient):
    assert client.get(f"/de/team-und-kontakt/{uuid4()}/").status_code == 404


def test_the_team_page_asks_equally_often_for_one_and_three(
    client: InspectingClient, django_assert_num_queries, today
):
    an_office()
    topic, place = a_topic(), a_place()
    a_contact(a_colleague("Kemal Aydın"), topics=(topic,), places=(place,))
    client.get("/de/team-und-kontakt/?a=1")
    with django_assert_num_queries(14, exact=False) as one:
        client.get("/de/team-und-kontakt/?a=1")
    a_contact(a_colleague("Oksana Lysenko"), topics=(topic,), places=(place,))
    a_contact(a_colleague("Maria Silva"), topics=(topic,), places=(place,))

    with django_assert_num_queries(len(one)):
        client.get("/de/team-und-kontakt/?a=1")


# Home -------------------------------------------------------------------------------------------
def test_a_door_opens_where_somebody_answers(client: InspectingClient):
    an_office()
    a_contact(a_colleague("Kemal Aydın"), topics=(a_topic("schulplatz"),))

    html = client.get("/de/").content.decode()

    assert 'href="/de/team-und-kontakt/?thema=schulplatz"' in html
    assert 'href="/de/team-und-kontakt/"' in html  # no topic for work yet: the whole team
    assert 'href="/de/kontakt/"' in html


def test_home_names_first_who_answers_behind_a_door_for_everybody(client: InspectingClient):
    an_office()
    a_contact(a_colleague("Nadia Berger"), order=1)
    a_contact(a_colleague("Kemal Aydın"), topics=(a_topic("uebergang"),), order=2)
    a_contact(a_colleague("Oksana Lysenko"), places=(a_place(),), order=3)

    html = client.get("/de/").content.decode()

    assert html.index("Kemal Aydın") < html.index("Nadia Berger")
    assert "Oksana Lysenko" not in html


def test_home_marks_the_opening_hours_of_the_day(client: InspectingClient, today):
    an_office()

    html = client.get("/de/").content.decode()

    assert "Montag <span" in html
    assert "13:00–15:30" in html
    assert "Dienstag <span" not in html


# Texts ------------------------------------------------------------------------------------------
def test_a_missing_translation_shows_german_and_says_so(client: InspectingClient):
    an_office()

    arabic = client.get("/ar/ueber-uns/").content.decode()
    english = client.get("/en/ueber-uns/").content.decode()

    assert '<div class="prose" lang="de" dir="ltr"><p>Wir beraten.</p>' in arabic
    assert "translation-note" in arabic
    assert "<p>We advise.</p>" in english
    assert "translation-note" not in english


def test_points_of_a_text_become_a_list(client: InspectingClient):
    an_office()

    html = client.get("/de/ueber-uns/").content.decode()

    assert "<ul><li>Familien</li><li>Schulen</li></ul>" in html


def test_an_outdated_translation_gives_way_to_german(client: InspectingClient):
    office = an_office()
    office.tasks = translated({"de": "Alt", "en": "Old"}) | {"de": "Neu"}
    office.save()

    html = client.get("/en/ueber-uns/").content.decode()

    assert "<p>Neu</p>" in html
    assert "Old" not in html


def test_themes_come_count_and_go_by_their_days(client: InspectingClient, today):
    an_office()
    for title, first, last in (
        ("Vorher", date(2024, 1, 1), date(2025, 12, 31)),
        ("Jetzt", date(2026, 1, 1), date(2027, 12, 31)),
        ("Danach", date(2028, 1, 1), None),
    ):
        FocusTheme.objects.create(
            key=title.lower(),
            area="education",
            title=translated({"de": title}),
            valid_from=first,
            valid_until=last,
        )

    html = client.get("/de/integration-durch-bildung/").content.decode()

    now, coming = html.index("Unser Thema zurzeit"), html.index("Als Nächstes")
    past = html.index("Frühere Themen")
    assert now < html.index("<h3>Jetzt</h3>") < coming
    assert coming < html.index("<h3>Danach</h3>") < past
    assert past < html.index("Vorher")
    assert "Jetzt" not in client.get("/de/integration-als-querschnittsaufgabe/").content.decode()


def test_the_privacy_notice_names_the_period_that_is_really_kept(client: InspectingClient):
    assert "6 Monate nach unserer Antwort" in client.get("/de/datenschutz/").content.decode()


# The page cache ---------------------------------------------------------------------------------
def test_a_kept_page_costs_no_question_to_the_database(
    client: InspectingClient, django_assert_num_queries, today
):
    an_office()
    first = client.get("/de/team-und-kontakt/")

    with django_assert_num_queries(0):
        again = client.get("/de/team-und-kontakt/")

    assert again.content == first.content


def test_a_kept_page_is_forgotten_when_facts_change(client: InspectingClient, today):
    office = an_office()
    client.get("/de/impressum/")
    office.phone = "+493023125999"
    office.save()
    kept = client.get("/de/impressum/").content.decode()
    pages.raise_generation()

    assert "+49 30 23125999" not in kept
    assert "+49 30 23125999" in client.get("/de/impressum/").content.decode()


def test_the_message_form_is_never_kept(client: InspectingClient):
    an_office()
    first = client.get("/de/kontakt/")
    second = client.get("/de/kontakt/")

    assert "no-store" in first.headers["Cache-Control"]
    assert first.content != second.content  # each has a ticket of its own
    assert not first.cookies
    assert caches["pages"].get("generation") is None
