"""Nothing about a person is told where nobody looks after it: names of rows, logs, addresses, bugs."""

import json
import logging
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any
from urllib.parse import unquote_plus

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail, signing
from django.db import IntegrityError, models, transaction
from django.http import HttpResponse
from django_tasks_db.models import DBTaskResult

from teilhabe.accounts.models import User
from teilhabe.audit.models import Event
from teilhabe.kit import personal
from teilhabe.kit.logs import EventFormatter
from teilhabe.notices.models import OutgoingMail
from teilhabe.office.models import ContactRequest, StaffMember
from teilhabe.office.public import message
from tests.house.house import SOURCE
from tests.inspection import InspectingClient
from tests.makers import PASSWORD, TOTP_SECRET, a_user
from tests.office.public_makers import an_office

SHORTEST_WORD = 4
# Words that are personal in one column and ordinary everywhere else.
ORDINARY = {"beratung", "familie", "leitung", "lehrerin"}
WORD = re.compile(r"[^\W_][\w.+@-]*[^\W_]")


class Everything(logging.Handler):
    """Keeps every log line as an operator would find it, of whatever level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(EventFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@contextmanager
def everything_logged() -> Iterator[list[str]]:
    """SQL with its values is for a developer's screen only: the settings never ask for it."""
    handler, root = Everything(), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    try:
        yield handler.lines
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        logging.getLogger("django.db.backends").setLevel(logging.NOTSET)


@contextmanager
def everything_raised() -> Iterator[list[str]]:
    """The words of every exception that passes through our own code, caught later or not."""
    found: list[str] = []
    ours = str(SOURCE)

    def inside(frame: FrameType, event: str, argument: Any) -> Any:
        if event == "exception":
            kind, error, _where = argument
            found.append(f"{kind.__qualname__}: {error} {getattr(error, '__notes__', '')}")
        return inside

    def entered(frame: FrameType, event: str, argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(ours):
            return None
        frame.f_trace_lines = False
        return inside

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        yield found
    finally:
        sys.settrace(before)


class Visitor(InspectingClient):
    """The inspecting client, with a memory of every address."""

    def __init__(self) -> None:
        super().__init__()
        self.raise_request_exception = False
        self.addresses: list[str] = []

    def request(self, **request: Any) -> HttpResponse:
        answer = super().request(**request)
        query = request.get("QUERY_STRING", "")
        self.addresses.append(f"{request['PATH_INFO']}?{query}")
        self.addresses.append(answer.headers.get("Location", ""))
        assert answer.status_code < 500, request["PATH_INFO"]
        return answer


def values(model: type[models.Model]) -> Iterator[str]:
    """What stands in the personal columns of a table, keys of other tables apart."""
    columns = [model._meta.get_field(name) for name in personal.personal_fields(model)]
    texts = [
        column.name
        for column in columns
        if isinstance(column, models.CharField | models.TextField) and not column.choices
    ]
    for row in model._base_manager.all():
        for name in texts:
            yield str(getattr(row, name) or "")


def words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFC", unquote_plus(text)).casefold()
    return set(WORD.findall(plain))


def personal_words() -> set[str]:
    """Names, addresses, numbers, words of messages: whatever may not turn up elsewhere."""
    found: set[str] = set()
    for model in personal.house_models():
        if model is OutgoingMail:  # a letter consists of ordinary words; its `to` is a person's
            continue
        for value in values(model):
            found |= {word for word in words(value) if len(word) >= SHORTEST_WORD}
    return found - ORDINARY


def told(texts: list[str], secret: set[str]) -> list[str]:
    return [text for text in texts if words(text) & secret]


class Earlier(signing.TimestampSigner):
    """Tickets that were given out ten seconds ago: the form asks for a moment to read."""

    def timestamp(self) -> str:
        return signing.b62_encode(int(time.time()) - 10)


def walk(client: Visitor, visitor: Visitor) -> None:
    """Create, change, answer, invite, refuse: a day in the office, mistakes included."""
    an_office()
    head = a_user("leitung", username="zq-amtlich", name="Xanthippe Qureshi", password=PASSWORD)
    TOTP.activate(head, TOTP_SECRET)
    client.post("/konto/login/", {"login": "zq-amtlich", "password": "Falsch-Getippt-77"})
    client.force_login(head)

    # A message from outside, sent twice, once without any way to answer.
    letter = {
        "message": "Zwetschgenknödel Orthopädie Kurzatmigkeit",
        "name": "Ludmilla Wyrzykowska",
        "mail": "ludmilla.wyrzykowska@example.org",
        "phone": "030 23125 987",
    }
    number = Earlier(salt=message.SALT)
    visitor.post("/de/kontakt/", letter | {"mail": "", "phone": "", "ticket": "gefälscht"})
    visitor.post("/de/kontakt/", letter | {"ticket": "gefälscht"})
    ticket = number.sign("einmalig")
    for _ in range(2):
        thanks = visitor.post("/de/kontakt/", letter | {"ticket": ticket})
        assert thanks.status_code == 302
    visitor.get(thanks.headers["Location"])
    (request,) = ContactRequest.objects.all()

    # A colleague, an absence that was mistyped, a person invited twice.
    colleague = {"name": "Thorvald Jørgensdottir", "function_de": "Beratung", "languages": "de"}
    assert client.post("/buero/team/neu/", colleague).status_code == 302
    client.post("/buero/team/neu/", colleague | {"function_de": "", "languages": "Quatschisch"})
    row = StaffMember.objects.get(name="Thorvald Jørgensdottir")
    days = {"staff": row.pk, "first_day": "morgen", "last_day": "31.2.2026"}
    client.post("/buero/abwesenheiten/neu/", days)
    invited = {
        "name": "Ekaterini Vasilopoulou",
        "email": "ekaterini.vasilopoulou@example.org",
        "role": "querschnitt",
        "valid_from": "heute",
    }
    assert client.post("/konto/personen/einladen/", invited).status_code == 302
    client.post("/konto/personen/einladen/", invited)
    guest = User.objects.get(name="Ekaterini Vasilopoulou")
    link = re.search(r"/konto/einladung/\S+/", OutgoingMail.objects.latest("pk").text)
    assert link
    visitor.get(link[0])
    visitor.post("/konto/einladung/", {"password1": "vasilopoulou", "password2": "vasilopoulou"})
    visitor.post("/konto/einladung/", {"password1": PASSWORD, "password2": PASSWORD})
    visitor.get("/heute/")
    visitor.get(f"/buero/anfragen/{request.uid}/")

    # Work on the request; each step twice, the second being refused.
    for _ in range(2):
        client.post(f"/buero/anfragen/{request.uid}/uebernehmen/")
        client.post(f"/buero/anfragen/{request.uid}/weitergeben/", {"to": str(row.pk)})
        client.post(f"/buero/anfragen/{request.uid}/erledigen/", {"answer": "Rückruf Freitag"})
    for path in ("angaben", "sperren", "zweiter-faktor"):
        for _ in range(2):
            client.post(
                f"/konto/personen/{guest.pk}/{path}/",
                {
                    "name": "Ekaterini Vasilopoulou-Meier",
                    "email": "zq-amtlich@example.org",
                    "reason": "Telefon verloren",
                },
            )
    client.post(f"/konto/personen/{head.pk}/sperren/")
    visitor.post("/konto/password/reset/", {"email": "ekaterini.vasilopoulou@example.org"})
    visitor.post("/konto/password/reset/", {"email": "unbekannte.wer@example.org"})
    client.post("/konto/", {"name": "Xanthippe Qureshi-Amador", "language": "de"})

    # What people look at afterwards.
    for path in ("/heute/", "/buero/team/", "/buero/anfragen/", "/konto/personen/"):
        assert client.get(path).status_code == 200
    client.get(f"/buero/anfragen/{request.uid}/")
    client.get(f"/konto/personen/{guest.pk}/")
    client.get("/buero/team/?seite=99&sortiere=quatsch&format=xlsx")
    client.get("/buero/team/999999/")
    client.get("/gibt-es-nicht/")


def logs_a_bug() -> None:
    """Some databases quote the whole refused row in their complaint."""
    row = ContactRequest.objects.get()
    facts = {f.attname: getattr(row, f.attname) for f in ContactRequest._meta.concrete_fields}
    try:
        with transaction.atomic():
            ContactRequest.objects.create(**facts)
    except IntegrityError:
        logging.getLogger("teilhabe.office").exception("office.request.not_received")


@pytest.mark.django_db(transaction=True)
def test_a_day_in_the_office_is_not_talked_about(do_jobs: Callable[[], int]):
    client, visitor = Visitor(), Visitor()

    with everything_logged() as logged, everything_raised() as raised:
        walk(client, visitor)
        do_jobs()
        logs_a_bug()

    secret = personal_words()
    assert {"wyrzykowska", "zwetschgenknödel", "vasilopoulou", "jørgensdottir"} <= secret
    assert {"rückruf", "qureshi-amador", "zq-amtlich"} <= secret
    assert logged
    assert raised
    assert told(logged, secret) == []
    assert told(raised, secret) == []
    assert told([*client.addresses, *visitor.addresses], secret) == []
    rows = [row for model in personal.house_models() for row in model._base_manager.all()]
    assert told([f"{row} {row!r}" for row in rows], secret) == []
    assert told([m.subject for m in OutgoingMail.objects.all()], secret) == []
    assert told([m.subject for m in mail.outbox], secret) == []
    trail = [json.dumps(e.changed) + str(e) for e in Event.objects.all()]
    assert trail
    assert told(trail, secret) == []
    jobs = [
        f"{j.args_kwargs} {j.traceback} {j.exception_class_path}"
        for j in DBTaskResult.objects.all()
    ]
    assert jobs
    assert told(jobs, secret) == []
