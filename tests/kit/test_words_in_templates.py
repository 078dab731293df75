"""The words of templates escape everything and speak the language of the page."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation import gettext_lazy

from teilhabe.kit import maps
from teilhabe.kit.templatetags import kit

MONDAY = date(2026, 11, 23)
EVIL = '"><script>alert(1)</script>'


def shown(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Mo, 23.11.2026"),
        ("de-simple", "Mo, 23.11.2026"),
        ("en", "Mon, 23 Nov 2026"),
        ("ar", "الاثنين، 23 نوفمبر 2026"),
    ],
)
def test_a_day_is_written_as_people_of_that_language_do(language, text):
    with translation.override(language):
        assert kit.day(MONDAY) == text


def test_a_moment_is_shown_in_local_time():
    with translation.override("de"):
        assert kit.moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "Do, 02.07.2026, 00:30"
        assert kit.machine_time(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)).endswith("+02:00")


@pytest.mark.parametrize("name", ["day", "long_day", "short_day", "clock", "moment", "number"])
@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_shown_as_nothing(name, nothing):
    assert getattr(kit, name)(nothing) == ""


def test_numbers_have_the_separators_of_the_language():
    with translation.override("de"):
        assert kit.number(1234567.5) == "1.234.567,5"
    with translation.override("en"):
        assert kit.number(1234567.5) == "1,234,567.5"


def test_a_phone_number_is_called_with_digits_only():
    html = shown("{{ phone|phone_link }}", phone="+49 (0)30 / 23125-000")

    assert html == '<a href="tel:+4903023125000"><bdi dir="ltr">+49 (0)30 / 23125-000</bdi></a>'


@pytest.mark.parametrize(
    "template",
    [
        "{{ evil|phone_link }}",
        "{{ evil|mail_link }}",
        "{% icon evil %}",
        '{% icon "phone" evil %}',
        "{% traffic evil evil %}",
        "{% facts pairs %}",
        "{{ texts|in_page_language }}",
    ],
)
def test_nothing_typed_by_people_becomes_html(template):
    html = shown(template, evil=EVIL, pairs=[(EVIL, EVIL)], texts={"de": EVIL})

    assert "<script>" not in html
    assert EVIL not in html


def test_empty_facts_are_left_out():
    html = shown("{% facts pairs %}", pairs=[("Fax", ""), ("Raum", None), ("Etage", 0)])

    assert "Fax" not in html
    assert "Raum" not in html
    assert "Etage" in html


def test_an_unknown_level_is_grey_and_the_word_stays():
    html = shown('{% traffic "purple" "überfällig" %}')

    assert "light--grey" in html
    assert "überfällig" in html


def test_the_address_keeps_what_is_not_changed():
    request = RequestFactory().get("/x/?a=1&b=zwei&b=drei")
    html = shown("{% address_with a=2 c='' %}", request=request)

    assert html in {"?a=2&amp;b=zwei&amp;b=drei", "?a=2&b=zwei&b=drei"}


def test_a_map_and_its_table_say_the_same():
    layer = maps.MapLayer(
        label=gettext_lazy("Karte"),
        columns=["freie Plätze"],
        places=[maps.Place("x", "Alsdorf", maps.point(lat=50.87472, lon=6.16151), ("12",), "/x/")],
        geojson_url="/karte.json",
        numeric=frozenset({0}),
    )

    (feature,) = maps.geojson(layer)["features"]  # type: ignore[misc]  # a list of one
    (row,) = layer.rows

    assert feature["geometry"] == {"type": "Point", "coordinates": [6.16151, 50.87472]}
    assert feature["properties"]["text"] == "freie Plätze: 12"
    assert [cell.value for cell in row.cells] == ["Alsdorf", "12"]
    assert feature["properties"]["url"] == row.url
    assert [heading.numeric for heading in layer.headings] == [False, True]
    assert maps.respond(layer)["Content-Type"] == "application/geo+json"
