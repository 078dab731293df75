"""Files others can read: contacts as vCard 4, deadlines as iCalendar."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language

from teilhabe.kit.fields import in_language
from teilhabe.office import queries
from teilhabe.office.queries import Centre, ContactCard, Occurrence

VCARD_TYPE = "text/vcard; charset=utf-8"
CALENDAR_TYPE = "text/calendar; charset=utf-8"
LINE_OCTETS = 75


# vCard 4 (RFC 6350) -----------------------------------------------------------------------------
def escaped(text: str) -> str:
    """A text value; a backslash, comma, semicolon or line end would otherwise end it."""
    text = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return text.replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, never cut inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for char in line:
        raw = char.encode()
        if len(piece) + len(raw) > LINE_OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += raw
    return b"\r\n".join([*pieces, piece]).decode()


def _structured(*parts: str) -> str:
    return ";".join(escaped(part) for part in parts)


def _tel(number: str) -> str:
    return "tel:" + "".join(c for c in number if c.isdigit() or c == "+")


def vcard(card: ContactCard, *, centre: Centre, language: str, page_url: str = "") -> bytes:
    """One contact as a card. Without a shown name it is the card of the office's function."""
    function = in_language(card.function, language)
    first, _space, last = card.name.rpartition(" ")
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual" if card.name else "KIND:org",
        f"UID:urn:uuid:{card.uid}" if card.uid else "",
        f"FN:{escaped(card.name or f'{function} – {centre.short_name}')}",
        f"N:{_structured(last, first, '', '', '')}" if card.name else "",
        f"ORG:{_structured(*(part for part in (centre.name, centre.code) if part))}",
        f"TITLE;LANGUAGE={language}:{escaped(function)}",
        f'TEL;VALUE=uri;TYPE="work,voice":{_tel(card.phone)}' if card.phone else "",
        f'TEL;VALUE=uri;TYPE="work,fax":{_tel(card.fax)}' if card.fax else "",
        f"EMAIL;TYPE=work:{escaped(card.mail)}" if card.mail else "",
        f"ADR;TYPE=work:{_structured('', card.room, centre.street, centre.place, '', centre.postcode, '')}"
        if centre.place
        else "",
        f"URL:{page_url or centre.website}" if page_url or centre.website else "",
        f"REV:{card.last_confirmed_on:%Y%m%d}T000000Z" if card.last_confirmed_on else "",
        "END:VCARD",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines if line).encode()


def vcard_file(card: ContactCard) -> HttpResponse:
    """The card as a download in the language of the page; its name is the office's, no person's."""
    here = queries.centre()
    answer = HttpResponse(
        vcard(card, centre=here, language=get_language() or "de"), content_type=VCARD_TYPE
    )
    name = slugify(here.code or here.short_name) or "kontakt"
    answer["Content-Disposition"] = f'attachment; filename="kontakt-{name}.vcf"'
    return answer


# iCalendar (RFC 5545) ---------------------------------------------------------------------------
def deadline_calendar(
    occurrences: Iterable[Occurrence],
    *,
    name: str,
    words: Sequence[str],
    base_url: str,
    path_of: dict[int, str],
    at: datetime,
) -> bytes:
    """Every occurrence as an all-day event; the same day of the same deadline keeps its UID.

    `words` are the sentences for a reminder and for what is done, in the language of the person.
    """
    from icalendar import Alarm, Calendar, Event  # weight: 4 MB, for calendars only

    reminder, done = words
    host = urlsplit(base_url).hostname or "localhost"
    calendar = Calendar()
    calendar.add("prodid", "-//teilhabe//Fristen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", "PT12H")
    for each in occurrences:
        event = Event()
        event.add("uid", f"frist-{each.key}@{host}")
        event.add("dtstamp", at)
        event.add("dtstart", each.on)
        event.add("dtend", each.on + timedelta(days=1))
        title = each.deadline.title
        event.add("summary", title if each.is_open else f"{done}: {title}")
        event.add("transp", "TRANSPARENT")
        event.add("url", base_url + path_of[each.deadline.pk])
        if each.deadline.source:
            event.add("description", each.deadline.source)
        if each.is_open and each.deadline.reminder_days:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"{reminder}: {title}")
            alarm.add("trigger", -timedelta(days=each.deadline.reminder_days))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
