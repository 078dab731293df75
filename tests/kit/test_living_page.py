"""The living page shows every component, in both directions and both lights, and really works."""

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from teilhabe.kit import samples
from teilhabe.kit.models import Work
from tests.inspection import InspectingClient
from tests.makers import a_user

pytestmark = pytest.mark.django_db

PAGES = [
    "components",
    "sample_list",
    "sample_form",
    "sample_inputs",
    "sample_question",
    "sample_work",
]


@pytest.fixture
def staff(client: InspectingClient) -> InspectingClient:
    client.force_login(a_user("querschnitt"), backend="teilhabe.accounts.backends.RoleBackend")
    return client


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("ar", "rtl")])
def test_each_page_stands_in_both_directions(staff, name, language, direction):
    response = staff.get(reverse(f"kit:{name}"), {"sprache": language, "thema": "dark"})

    assert response.status_code == 200
    assert f'lang="{language}" dir="{direction}"' in response.content.decode()


def test_the_page_is_dark_when_asked(staff):
    html = staff.get(reverse("kit:components"), {"thema": "dark"}).content.decode()

    assert 'data-kern-theme="dark"' in html


def test_a_value_that_is_no_language_changes_nothing(staff):
    html = staff.get(
        reverse("kit:components"), {"sprache": "../x", "thema": '"><b>'}
    ).content.decode()

    assert 'lang="de"' in html
    assert "<b>" not in html


def test_the_map_answers_with_the_places_of_the_table(staff):
    found = staff.get(reverse("kit:sample_map")).json()

    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == len(samples.PLACES)
    assert found["features"][0]["properties"]["text"] == "freie Plätze: 12, wartende Kinder: 34"


def test_the_sample_inputs_say_what_was_understood(staff):
    answer = staff.post(
        reverse("kit:sample_inputs"),
        {
            "title": "Elterncafé",
            "first_day": "23.11.26",
            "phone": "030 23125 000",
            "language": "arabisch",
            "languages": "Türkisch, ukrainisch",
            "country": "Syrien",
            "kind": "kurs",
            "greeting_de": "Hallo",
            "notes": "Text",
        },
    )

    html = answer.content.decode()
    assert "Verstanden" in html
    assert "2026-11-23" in html or "23.11.2026" in html


@pytest.mark.django_db(transaction=True)
def test_long_work_is_handed_to_a_job(staff):
    answer = staff.post(reverse("kit:sample_work"))

    work = Work.objects.get()
    assert answer.url == reverse("kit:work", args=[work.uid])
    assert DBTaskResult.objects.filter(args_kwargs__args__0=str(work.uid)).count() == 1
