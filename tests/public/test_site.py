"""The public site as a whole: what search engines get, and pages for when something is wrong."""

from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils.translation import override

from teilhabe.public import views
from tests.inspection import InspectingClient, inspect
from tests.office.public_makers import a_colleague, a_contact, an_office

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.django_db
def test_the_sitemap_names_every_page_in_every_language(client: InspectingClient):
    an_office()
    contact = a_contact(a_colleague("Kemal Aydın"))

    tree = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  # our own sitemap
    places = [entry.findtext(f"{SITEMAP}loc") for entry in tree]

    assert len(places) == len(set(places)) == (len(views.PAGES) + 1) * len(settings.LANGUAGES)
    assert f"{settings.BASE_URL}/ar/team-und-kontakt/{contact.uid}/" in places
    assert all(len(entry.findall(f"{XHTML}link")) == len(settings.LANGUAGES) for entry in tree)


@pytest.mark.django_db
def test_every_address_of_the_sitemap_answers(client: InspectingClient):
    an_office()
    a_contact(a_colleague("Kemal Aydın"))
    tree = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  # our own sitemap

    for entry in tree:
        address = str(entry.findtext(f"{SITEMAP}loc")).removeprefix(settings.BASE_URL)
        assert client.get(address).status_code == 200


def test_robots_find_the_sitemap_and_stay_out_of_thanks(client: InspectingClient):
    text = client.get("/robots.txt").content.decode()

    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in text
    assert "Disallow: /*/kontakt/danke/" in text


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "de-simple", "en", "ar"])
def test_a_lost_visitor_gets_ways_on(client: InspectingClient, language: str):
    answer = client.get(f"/{language}/gibt-es-nicht/")

    assert answer.status_code == 404
    assert f'href="/{language}/kontakt/"' in answer.content.decode()


@pytest.mark.parametrize("language", ["de", "ar"])
def test_our_fault_needs_neither_database_nor_visitor(language: str):
    """No database mark on this test: a question to it would fail."""
    with override(language):
        answer = views.our_fault(RequestFactory().get("/de/"))

    assert answer.status_code == 500
    assert inspect(answer.content.decode()) == []


@pytest.mark.django_db
def test_an_expired_form_says_how_to_save_what_was_typed(client: InspectingClient):
    answer = views.form_expired(RequestFactory().post("/konto/"))

    assert answer.status_code == 403
    assert "Gehen Sie in Ihrem Browser eine Seite zurück." in answer.content.decode()
    assert inspect(answer.content.decode()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/gibt-es-nicht/", "/de/", "/heute/"])
def test_no_answer_is_kept_without_asking_us(client: InspectingClient, path: str):
    answer = client.get(path)

    assert "no-cache" in answer.headers["Cache-Control"]
