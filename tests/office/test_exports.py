"""Files for others, read back: contacts as vCard 4, deadlines as iCalendar."""

import re
from datetime import date, timedelta
from uuid import UUID

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.office import actions, exports, queries
from teilhabe.office.queries import Centre, ContactCard
from tests.makers import a_user
from tests.office.makers import MONDAY, MORNING, a_deadline

UID = UUID("6b1f0a4e-0000-4000-8000-000000000001")
CENTRE = Centre(
    name="Kommunales Integrationszentrum; Mitte, Nord",
    short_name="KI",
    code="A 46",
    street="Aachen-Arkaden",
    place="Aachen",
    postcode="52070",
    website="https://example.org/",
)
CARD = ContactCard(
    {"de": "Beratung, Schulplatz", "en": "School places", "en#": "alt"},
    uid=UID,
    name="Olena Kovalenko",
    phone="+49 30 23125105",
    fax="+49 30 23125199",
    mail="schulplatz@example.org",
    room="2.05",
    last_confirmed_on=date(2026, 11, 2),
)


def read(content: bytes) -> list[tuple[str, dict[str, str], str]]:
    """A small reader of vCards: unfold, split, unescape."""
    text = content.decode()
    assert text.endswith("\r\n")
    lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]
    found = []
    for line in lines:
        head, _colon, value = line.partition(":")
        name, *parameters = head.split(";")
        found.append((name, dict(p.split("=", 1) for p in parameters), value))
    return found


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def value_of(content: bytes, name: str) -> str:
    return next(value for key, _parameters, value in read(content) if key == name)


def test_a_card_says_everything_once_and_in_order():
    content = exports.vcard(CARD, centre=CENTRE, language="de", page_url="https://example.org/k")

    names = [name for name, _parameters, _value in read(content)]
    assert names[:2] == ["BEGIN", "VERSION"]
    assert names[-1] == "END"
    assert value_of(content, "VERSION") == "4.0"
    assert value_of(content, "KIND") == "individual"
    assert value_of(content, "UID") == f"urn:uuid:{UID}"
    assert value_of(content, "FN") == "Olena Kovalenko"
    assert value_of(content, "N") == "Kovalenko;Olena;;;"
    assert unescaped(value_of(content, "TITLE")) == "Beratung, Schulplatz"
    organisation, code = re.split(r"(?<!\\);", value_of(content, "ORG"))
    assert unescaped(organisation) == CENTRE.name
    assert code == "A 46"
    assert value_of(content, "ADR") == ";2.05;Aachen-Arkaden;Aachen;;52070;"
    phones = [(p["TYPE"], v) for n, p, v in read(content) if n == "TEL"]
    assert phones == [('"work,voice"', "tel:+493023125105"), ('"work,fax"', "tel:+493023125199")]
    assert value_of(content, "REV") == "20261102T000000Z"


def test_without_a_shown_name_it_is_the_card_of_the_office():
    card = ContactCard({"de": "Sprachmittlung"}, uid=UID, mail="s@example.org")

    content = exports.vcard(card, centre=CENTRE, language="de")

    assert value_of(content, "KIND") == "org"
    assert value_of(content, "FN") == "Sprachmittlung – KI"
    assert "N" not in {name for name, _p, _v in read(content)}
    assert value_of(content, "URL") == "https://example.org/"


def test_a_translation_out_of_date_falls_back_to_german():
    assert "School" not in exports.vcard(CARD, centre=CENTRE, language="en").decode()


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=300))
def test_folding_keeps_every_character_and_no_line_is_too_long(text: str):
    folded = exports.folded(text)

    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == text


@given(st.text(alphabet=r"ab\,;" + "\n\r", max_size=40))
def test_escaping_can_be_undone_and_leaves_no_bare_separator(text: str):
    escaped = exports.escaped(text)

    assert "\n" not in escaped
    assert "\r" not in escaped
    assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", escaped)
    assert unescaped(escaped) == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.django_db
def test_the_calendar_has_stable_events_with_an_alarm():
    clerk = a_user("beratung")
    row, done = a_deadline(reminder_days=14), a_deadline(month=12, day=1)
    actions.finish_occurrence(deadline=done, occurs_on=date(2026, 12, 1), by=clerk, at=MORNING)

    def feed(at) -> icalendar.Calendar:
        content = exports.deadline_calendar(
            queries.calendar(on=MONDAY, user=clerk),
            name="Fristen",
            words=("Frist", "Erledigt"),
            base_url="https://ki.example.org",
            path_of={row.pk: "/a/", done.pk: "/b/"},
            at=at,
        )
        return icalendar.Calendar.from_ical(content)  # type: ignore[return-value]

    events = feed(MORNING).walk("VEVENT")
    again = feed(MORNING + timedelta(days=1)).walk("VEVENT")

    assert [e["UID"] for e in events] == [e["UID"] for e in again]
    assert len({e["UID"] for e in events}) == len(events)
    first = next(e for e in events if e["UID"] == f"frist-{row.pk}-20261130@ki.example.org")
    assert first.decoded("DTSTART") == date(2026, 11, 30)
    assert first.decoded("DTEND") == date(2026, 12, 1)
    alarm = first.walk("VALARM")[0]
    assert alarm.decoded("TRIGGER") == -timedelta(days=14)
    closed = next(e for e in events if e.decoded("DTSTART") == date(2026, 12, 1))
    assert str(closed["SUMMARY"]).startswith("Erledigt: ")
    assert closed.walk("VALARM") == []
