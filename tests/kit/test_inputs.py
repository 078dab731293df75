"""Inputs understand what people type, and say what to do when they do not."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.kit import countries, fields, inputs, languages

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("23.11.2026", date(2026, 11, 23)),
        ("23.11.26", date(2026, 11, 23)),
        ("23.11.26.", date(2026, 11, 23)),
        ("3. 1. 2027", date(2027, 1, 3)),
        ("23 11 2026", date(2026, 11, 23)),
        ("23/11/2026", date(2026, 11, 23)),
        ("23-11-2026", date(2026, 11, 23)),
        ("23112026", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        ("Mo, 23.11.2026", date(2026, 11, 23)),
        ("Montag, 23. November 2026", date(2026, 11, 23)),
        ("1. Mai 2015", date(2015, 5, 1)),
        ("1.5.70", date(1970, 5, 1)),
        ("1.5.46", date(2046, 5, 1)),
        ("1.5.47", date(1947, 5, 1)),
        ("٢٣.١١.٢٠٢٦", date(2026, 11, 23)),
        (" heute ", MONDAY),
        ("Gestern", date(2026, 11, 22)),
        ("übermorgen", date(2026, 11, 25)),
        ("29.2.2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_understood_as_people_write_it(typed, meant):
    assert inputs.read_day(typed, today=MONDAY) == meant


@pytest.mark.parametrize(
    "typed",
    ["31.2.2026", "29.2.2027", "11/23/2026", "2026", "23.11.", "bald", "1.2.3", "٠", "..", "²"],
)
def test_what_is_no_day_is_refused_with_a_sentence(typed):
    with pytest.raises(ValidationError) as refusal:
        inputs.DateField(today=lambda: MONDAY).clean(typed)

    assert "Dieses Datum gibt es nicht" in refusal.value.messages[0]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_survives_being_shown_and_typed_again(day):
    field = inputs.DateField(today=lambda: MONDAY)
    shown = inputs.DayInput().format_value(day)

    assert field.clean(shown) == day
    assert inputs.read_day(day.isoformat(), today=MONDAY) == day


@given(st.text(max_size=30))
def test_no_text_breaks_the_day_input(text):
    try:
        inputs.DateField(today=lambda: MONDAY, required=False).clean(text)
    except ValidationError as refusal:
        assert refusal.messages  # noqa: PT017  # both endings are right; a crash is not


def test_a_day_out_of_range_says_the_limit():
    field = inputs.DateField(earliest=lambda: MONDAY, latest=date(2026, 12, 31))

    with pytest.raises(ValidationError, match=r"23\.11\.2026 oder später"):
        field.clean("22.11.2026")
    with pytest.raises(ValidationError, match=r"31\.12\.2026 oder früher"):
        field.clean("1.1.2027")
    assert field.clean("31.12.2026") == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("9", time(9)), ("9:30", time(9, 30)), ("09.30 Uhr", time(9, 30)), ("0930", time(9, 30))],
)
def test_a_time_is_understood(typed, meant):
    assert inputs.TimeField().clean(typed) == meant


@pytest.mark.parametrize("typed", ["25", "9:60", "neun", "9:3"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValidationError, match="Uhrzeit"):
        inputs.TimeField().clean(typed)


@pytest.mark.parametrize(
    "typed", ["030 23125 000", "030/23125-000", "+49 30 23125000", "٠٣٠ ٢٣١٢٥٠٠٠"]
)
def test_a_phone_number_is_understood_in_any_spelling(typed):
    assert inputs.PhoneField().clean(typed).as_e164 == "+493023125000"


@pytest.mark.parametrize("typed", ["123", "abc", "030", "+49"])
def test_an_incomplete_number_asks_for_the_area_code(typed):
    with pytest.raises(ValidationError, match="mit Vorwahl"):
        inputs.PhoneField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Arabisch", "ar"),
        ("arabisch", "ar"),
        ("العربية", "ar"),
        ("Arabic", "ar"),
        ("Arabisch – العربية", "ar"),
        ("türkçe", "tr"),
        ("Turkisch", "tr"),
        ("Farsi", "fa"),
        ("dari", "fa-AF"),
        ("Kurmandschi", "ku"),
        ("uk", "uk"),
    ],
)
def test_a_language_is_found_in_any_usual_spelling(typed, code):
    assert inputs.LanguageField().clean(typed) == code


def test_an_unknown_language_is_refused_with_a_guess():
    with pytest.raises(ValidationError, match="Meinten Sie Türkisch"):
        inputs.LanguageField().clean("Türkich")
    with pytest.raises(ValidationError, match="steht nicht in der Liste"):
        inputs.LanguageField().clean("xyz123")


def test_several_languages_stand_once_and_in_order():
    field = inputs.LanguagesField()

    assert field.clean("Türkisch, Arabisch; tr") == [
        "tr",
        "ar",
    ]
    assert field.prepare_value(["tr", "ar"]) == "Türkisch, Arabisch"
    assert field.clean(field.prepare_value(["tr", "ar"])) == ["tr", "ar"]


@pytest.mark.parametrize("language", ["de", "ar", "en"])
def test_each_language_label_leads_back_to_its_code(language):
    with translation.override(language):
        field = inputs.LanguageField()
        wrong = [
            (code, label)
            for code, label in field.names(language).items()
            if field.clean(label) != code
        ]

    assert wrong == []


@pytest.mark.parametrize("language", ["de", "ar", "en"])
def test_each_country_label_leads_back_to_its_code(language):
    with translation.override(language):
        field = inputs.CountryField()
        wrong = [
            (code, label)
            for code, label in field.names(language).items()
            if field.clean(label) != code
        ]

    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Syrien", "SY"),
        ("Arabische Republik Syrien", "SY"),
        ("syrisch", "SY"),
        ("Kosovo", "XK"),
        ("staatenlos", countries.STATELESS),
        ("ungeklärt", countries.UNCLEAR),
        ("ohne Angabe", countries.NOT_GIVEN),
    ],
)
def test_a_country_is_found_by_name_nationality_and_special_value(typed, code):
    assert inputs.CountryField().clean(typed) == code


def test_right_to_left_languages_are_marked():
    right_to_left = {code for code, one in languages.languages().items() if one.rtl}

    assert {"ar", "fa", "fa-AF", "ckb", "ur", "he"} <= right_to_left
    assert not {"de", "tr", "ku"} & right_to_left


def test_a_translation_keeps_its_mark_until_somebody_touches_it():
    before = fields.translated({"de": "Hallo", "en": "Hello"})

    untouched = inputs.renewed(before, {"de": "Guten Tag", "en": "Hello"})
    confirmed = inputs.renewed(before, {"de": "Guten Tag", "en": "Hello", "en_passt": "1"})
    rewritten = inputs.renewed(before, {"de": "Guten Tag", "en": "Good day"})

    assert fields.is_out_of_date(untouched, "en")
    assert not fields.is_out_of_date(confirmed, "en")
    assert not fields.is_out_of_date(rewritten, "en")


def test_opening_hours_are_read_and_shown_alike():
    field = inputs.OpeningHoursField(required=False)
    typed = ["8:30–12, 14 bis 16 Uhr", "", "9-12", "", "", "", ""]

    hours = field.clean(typed)

    assert hours == [[1, "08:30", "12:00"], [1, "14:00", "16:00"], [3, "09:00", "12:00"]]
    assert field.clean(field.widget.decompress(hours)) == hours


@pytest.mark.parametrize("typed", ["vormittags", "12–8", "8", "8–9–10"])
def test_opening_hours_that_make_no_sense_name_the_day(typed):
    with pytest.raises(ValidationError, match="Dienstag"):
        inputs.OpeningHoursField(required=False).clean(["", typed, "", "", "", "", ""])
