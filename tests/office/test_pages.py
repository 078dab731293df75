"""The staff pages of the office: the happy way, the refusal shown, what was typed stays."""

from collections.abc import Callable
from datetime import date, timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from teilhabe.accounts.models import User
from teilhabe.kit import merging
from teilhabe.office import queries, search, tiles
from teilhabe.office.models import (
    Absence,
    CalendarKey,
    CentreProfile,
    ContactRequest,
    Deadline,
    DeadlineDone,
    FocusTheme,
    Post,
    PublicContact,
    Responsibility,
    StaffMember,
    Topic,
)
from teilhabe.privacy.models import Look
from tests.inspection import InspectingClient
from tests.makers import a_user
from tests.office.makers import (
    a_charge,
    a_deadline,
    a_member,
    a_municipality,
    a_published,
    a_request,
    a_secondment,
    a_subject,
    away,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def head(client: InspectingClient) -> User:
    user = a_user("leitung", second_factor=True)
    client.force_login(user)
    return user


def german(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def management(**texts: str) -> dict[str, str]:
    return {f"{name}_de": text for name, text in texts.items()}


# Centre -----------------------------------------------------------------------------------------
def test_the_profile_is_written_and_a_second_head_is_asked(client: InspectingClient, head: User):
    page = client.get("/buero/profil/")
    base = page.context["long"].base_token
    place = a_municipality()
    given = {
        "_basis": base,
        "name": "Kommunales Integrationszentrum",
        "short_name": "KI",
        "body": "Kreis",
        "opening_hours_1": "8:30–12, 14–16",
        "languages": "Deutsch, Arabisch",
        "municipalities": [str(place.pk)],
        "phone": "030 23125 100",
    }

    answer = client.post("/buero/profil/", given)

    assert answer.status_code == 302
    here = queries.centre()
    assert here.languages == ("de", "ar")
    assert here.opening_times[1] == queries.OpeningTime(1, "14:00", "16:00")
    stale = client.post("/buero/profil/", given | {"name": "Anders", "short_name": "KI2"})
    assert stale.status_code in {200, 302}
    assert "KI" in client.get("/buero/").content.decode()


def test_a_wrong_profile_says_so_at_the_field_and_keeps_what_was_typed(
    client: InspectingClient, head: User
):
    answer = client.post(
        "/buero/profil/",
        {
            "name": "Zentrum",
            "short_name": "",
            "body": "Kreis",
            "phone": "12",
            "opening_hours_1": "früh",
        },
    )

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Bitte füllen Sie dieses Feld aus." in text
    assert 'value="Zentrum"' in text
    assert 'value="früh"' in text
    assert not CentreProfile.objects.exists()


def test_focus_themes_are_added_changed_and_ended(client: InspectingClient, head: User):
    given = {"area": "education", **management(title="Bildung"), "valid_from": "1.1.2026"}

    assert client.post("/buero/schwerpunkte/neu/", given).status_code == 302
    row = FocusTheme.objects.get()
    assert row.key == "bildung"
    client.post(
        f"/buero/schwerpunkte/{row.pk}/aendern/", given | management(title="Bildung für alle")
    )
    page = client.get("/buero/schwerpunkte/").content.decode()
    assert "Bildung für alle" in page
    client.post(f"/buero/schwerpunkte/{row.pk}/beenden/", {"last_day": german(TODAY)})
    row.refresh_from_db()
    assert row.valid_until == TODAY


# Team -------------------------------------------------------------------------------------------
def test_somebody_joins_gets_a_post_and_the_secondment_ends(client: InspectingClient, head: User):
    login = a_user("querschnitt")
    client.post(
        "/buero/team/neu/",
        {"name": "Sabine Kaldenbach", **management(function="Beratung"), "user": str(login.pk)},
    )
    person = StaffMember.objects.get()
    given = {
        "title": "Beratung",
        "share": "0,5",
        "funding": "teacher",
        "holder": str(person.pk),
        "is_secondment": "on",
        "seconded_from": "Schulamt",
    }
    client.post("/buero/stellen/neu/", given)
    post = Post.objects.get()
    assert str(post.share) == "0.50"
    client.post(
        f"/buero/stellen/{post.pk}/beenden/", {"last_day": german(TODAY + timedelta(days=20))}
    )

    page = client.get(f"/buero/team/{person.pk}/").content.decode()
    assert "Die Abordnung endet am" in page
    assert login.assignments.get().valid_until == TODAY + timedelta(days=20)
    client.post(
        f"/buero/stellen/{post.pk}/verlaengern/", {"last_day": german(TODAY + timedelta(days=90))}
    )
    refused = client.post(f"/buero/stellen/{post.pk}/verlaengern/", {"last_day": german(TODAY)})
    assert "Der neue letzte Tag muss nach dem bisherigen liegen." in refused.content.decode()
    post.refresh_from_db()
    assert post.valid_until == TODAY + timedelta(days=90)
    client.post(
        f"/buero/team/{person.pk}/aendern/", {"name": "Sabine K.", **management(function="X")}
    )
    person.refresh_from_db()
    assert (person.name, person.user) == ("Sabine K.", None)
    client.post(f"/buero/stellen/{post.pk}/aendern/", given | {"share": "1"})
    post.refresh_from_db()
    assert post.share == 1


@pytest.mark.parametrize(("share", "sentence"), [("2", "höchstens bei 1"), ("viel", "Zahl")])
def test_an_impossible_share_is_refused_at_the_form(
    client: InspectingClient, head: User, share: str, sentence: str
):
    answer = client.post(
        "/buero/stellen/neu/", {"title": "Beratung", "share": share, "funding": "own"}
    )

    assert sentence in answer.content.decode()
    assert 'value="Beratung"' in answer.content.decode()


def test_an_absence_is_previewed_before_it_is_entered(client: InspectingClient, head: User):
    holder, deputy = a_member("Sabine Kaldenbach"), a_member("Olena Kovalenko")
    a_charge(a_subject(), holder, deputy)
    given = {
        "staff": str(holder.pk),
        "first_day": german(TODAY),
        "last_day": german(TODAY + timedelta(days=3)),
    }

    preview = client.post("/buero/abwesenheiten/neu/", given)
    assert "Olena Kovalenko" in preview.content.decode()
    assert not Absence.objects.exists()
    fingerprint = preview.context["form"].fingerprint
    other = given | {"previewed": fingerprint, "last_day": german(TODAY)}
    assert client.post("/buero/abwesenheiten/neu/", other).status_code == 200  # previewed anew
    entered = client.post("/buero/abwesenheiten/neu/", given | {"previewed": fingerprint})
    assert entered.status_code == 302
    twice = client.post("/buero/abwesenheiten/neu/", given | {"previewed": fingerprint})
    assert twice.status_code == 302  # pressed twice, entered once (the next line finds one)

    row = Absence.objects.get()
    assert "Sabine Kaldenbach" in client.get("/buero/abwesenheiten/").content.decode()
    assert "abwesend bis" in client.get("/buero/").content.decode()
    client.post(f"/buero/abwesenheiten/{row.pk}/zurueck/")
    assert not Absence.objects.exists()
    assert client.post(f"/buero/abwesenheiten/{row.pk}/zurueck/").status_code == 302


def test_whoever_may_only_enter_their_own_absence_is_offered_nobody_else(client: InspectingClient):
    clerk = a_user("querschnitt")
    client.force_login(clerk)
    me, colleague = a_member("Ich Selbst", user=clerk), a_member("Jemand Anderes")

    page = client.get(f"/buero/abwesenheiten/neu/?wer={colleague.pk}").content.decode()
    given = {"staff": str(colleague.pk), "first_day": german(TODAY), "last_day": german(TODAY)}
    answer = client.post("/buero/abwesenheiten/neu/", given)

    assert me.name in page
    assert colleague.name not in page
    assert "Diesen Eintrag gibt es nicht" in answer.content.decode()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("", "", "Bitte geben Sie ein Datum ein"),
        ("31.2.2027", "1.3.2027", "Dieses Datum gibt es nicht"),
        ("2.3.2027", "1.3.2027", "Der letzte Tag liegt vor dem ersten."),
    ],
)
def test_wrong_days_get_a_sentence(
    client: InspectingClient, head: User, first: str, last: str, sentence: str
):
    given = {"staff": str(a_member().pk), "first_day": first, "last_day": last}

    text = client.post("/buero/abwesenheiten/neu/", given).content.decode()

    assert sentence in text
    assert not first or f'value="{first}"' in text


# Responsibilities -------------------------------------------------------------------------------
def test_responsibilities_are_given_changed_and_ended(client: InspectingClient, head: User):
    client.post(
        "/buero/themen/neu/", {**management(label="Übergänge"), "area": "both", "order": "1"}
    )
    topic = Topic.objects.get()
    assert topic.key == "uebergaenge"
    holder, deputy = a_member("Sabine Kaldenbach"), a_member("Olena Kovalenko")
    empty = client.get("/buero/zustaendig/").content.decode()
    assert "Für das Thema allgemein ist niemand zuständig" in empty
    given = {"topic": str(topic.pk), "holder": str(holder.pk), "deputy_1": str(deputy.pk)}

    client.post("/buero/zustaendig/neu/", given)
    refused = client.post("/buero/zustaendig/neu/", given)
    assert "schon jemand zuständig" in refused.content.decode()
    row = Responsibility.objects.get()
    away(holder, TODAY, TODAY)
    page = client.get("/buero/zustaendig/").content.decode()
    assert page.count("Olena Kovalenko") == 2  # as deputy, and as who answers today
    client.post(f"/buero/zustaendig/{row.pk}/aendern/", given | {"deputy_1": ""})
    assert not row.deputies.exists()
    client.post(f"/buero/zustaendig/{row.pk}/beenden/", {"last_day": german(TODAY)})
    row.refresh_from_db()
    assert row.valid_until == TODAY
    client.post(
        f"/buero/themen/{topic.pk}/aendern/",
        {**management(label="Neu"), "area": "both", "order": "2"},
    )
    assert "Neu" in client.get("/buero/themen/").content.decode()


# Contacts ---------------------------------------------------------------------------------------
def test_a_contact_is_published_changed_confirmed_and_ended(client: InspectingClient, head: User):
    base = client.get("/buero/kontakte/neu/").context["long"].base_token
    given = {
        "_basis": base,
        **management(function="Schulplatz"),
        "phone": "030 23125 101",
        "order": "10",
        "mail": "",
    }
    assert client.post("/buero/kontakte/neu/", given).status_code == 302
    row = PublicContact.objects.get()
    assert str(row.phone.as_e164) == "+493023125101"

    base = client.get(f"/buero/kontakte/{row.pk}/aendern/").context["long"].base_token
    client.post(f"/buero/kontakte/{row.pk}/aendern/", given | {"_basis": base, "room": "2.01"})
    row.refresh_from_db()
    assert (row.room, row.version) == ("2.01", 2)
    PublicContact.objects.update(last_confirmed_on=TODAY - timedelta(days=300))
    assert "Ja, stimmt noch" in client.get(f"/buero/kontakte/{row.pk}/").content.decode()
    client.post(f"/buero/kontakte/{row.pk}/bestaetigen/")
    row.refresh_from_db()
    assert row.last_confirmed_on == TODAY
    card = client.get(f"/buero/kontakte/{row.pk}/vcard/")
    assert card.content.startswith(b"BEGIN:VCARD")
    client.post(f"/buero/kontakte/{row.pk}/beenden/", {"last_day": german(TODAY)})
    row.refresh_from_db()
    assert row.valid_until == TODAY


def test_a_contact_nobody_can_reach_is_refused(client: InspectingClient, head: User):
    answer = client.post(
        "/buero/kontakte/neu/", {**management(function="Schulplatz"), "order": "10"}
    )

    assert "Telefon oder E-Mail wird gebraucht." in answer.content.decode()
    assert "Schulplatz" in answer.content.decode()


def test_two_people_change_a_contact_and_both_changes_stay(client: InspectingClient, head: User):
    row = a_published(function="Schulplatz")
    long = client.get(f"/buero/kontakte/{row.pk}/aendern/").context["long"]
    shown = {name: list(values) for name, values in merging.wire(long.form).items()}
    PublicContact.objects.update(room="3.03", version=2)
    given = shown | {"_basis": [long.base_token], "mail": ["neu@example.org"]}

    answer = client.post(f"/buero/kontakte/{row.pk}/aendern/", given, follow=True)

    row.refresh_from_db()
    assert (row.room, row.mail) == ("3.03", "neu@example.org")
    assert "Raum" in answer.content.decode()


def test_many_contacts_are_confirmed_after_a_preview(client: InspectingClient, head: User):
    rows = [a_published(last_confirmed_on=None) for _n in range(3)]
    ended = a_published(valid_until=TODAY - timedelta(days=1))
    chosen = [str(row.pk) for row in (*rows[:2], ended)]
    name = "was"

    preview = client.post("/buero/kontakte/", {name: "bestaetigen", "auswahl": chosen})
    assert "2 Kontakte werden als richtig bestätigt." in preview.content.decode()
    assert PublicContact.objects.filter(last_confirmed_on=TODAY).count() == 0
    client.post(
        "/buero/kontakte/", {name: "bestaetigen", "auswahl": ",".join(chosen), "bestaetigt": "1"}
    )

    assert PublicContact.objects.filter(last_confirmed_on=TODAY).count() == 2


# Deadlines --------------------------------------------------------------------------------------
def test_a_deadline_is_added_done_and_opened_again(client: InspectingClient, head: User):
    day = TODAY + timedelta(days=5)
    given = {
        "title": "Antrag: Förderung",
        "rule": "once",
        "once_on": german(day),
        "every_years": "1",
        "reminder_days": "14",
    }

    client.post("/buero/fristen/neu/", given)
    row = Deadline.objects.get()
    assert row.key == "antrag-foerderung"
    assert "Antrag: Förderung" in client.get("/buero/fristen/?stand=bald").content.decode()
    done = f"/buero/fristen/{row.pk}/{day.isoformat()}/erledigt/"
    assert client.post(done).status_code == 302
    assert "schon erledigt" in client.post(done).content.decode()
    assert "erledigt am" in client.get(f"/buero/fristen/{row.pk}/").content.decode()
    client.post(f"/buero/fristen/{row.pk}/{day.isoformat()}/offen/")
    assert not DeadlineDone.objects.exists()
    client.post(f"/buero/fristen/{row.pk}/aendern/", given | {"title": "Anders"})
    client.post(f"/buero/fristen/{row.pk}/beenden/", {"last_day": german(TODAY)})
    row.refresh_from_db()
    assert (row.title, row.valid_until) == ("Anders", TODAY)
    assert client.get(f"/buero/fristen/{row.pk}/gestern/erledigt/").status_code == 404


def test_a_rule_without_its_values_is_refused_at_the_field(client: InspectingClient, head: User):
    answer = client.post(
        "/buero/fristen/neu/",
        {"title": "Antrag", "rule": "iso_week", "every_years": "2", "reminder_days": "14"},
    )

    text = answer.content.decode()
    assert text.count("Diese Regel braucht hier eine Angabe.") >= 2
    assert "Ab welchem Jahr wird gezählt?" in text
    assert not Deadline.objects.exists()


def test_many_deadlines_are_done_after_a_preview(client: InspectingClient, head: User):
    row = Deadline.objects.create(key="a", title="A", rule="once", once_on=TODAY)
    key = f"{row.pk}-{TODAY:%Y%m%d}"

    client.post("/buero/fristen/", {"was": "erledigen", "auswahl": key, "bestaetigt": "1"})

    assert DeadlineDone.objects.get().occurs_on == TODAY


def test_the_secret_calendar_is_read_without_a_login(client: InspectingClient):
    clerk = a_user("querschnitt")
    client.force_login(clerk)
    Deadline.objects.create(key="a", title="Antrag", rule="once", once_on=TODAY)
    assert "Adresse machen" in client.get("/buero/fristen/kalender/").content.decode()

    address = client.post("/buero/fristen/kalender/").context["address"]
    path = address.partition("//")[2].partition("/")[2]
    client.logout()
    feed = client.get(f"/{path}")

    assert feed.headers["Content-Type"].startswith("text/calendar")
    assert "no-store" in feed.headers["Cache-Control"]
    events = icalendar.Calendar.from_ical(feed.content).walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Antrag"]
    assert client.get("/buero/kalender/falsch.ics").status_code == 404
    client.force_login(clerk)
    assert address not in client.get("/buero/fristen/kalender/").content.decode()
    client.post("/buero/fristen/kalender/aus/")
    assert not CalendarKey.objects.exists()
    assert client.get(f"/{path}").status_code == 404


# Requests ---------------------------------------------------------------------------------------
def test_a_request_goes_from_open_to_done(client: InspectingClient):
    clerk = a_user("querschnitt")
    client.force_login(clerk)
    me, colleague = a_member("Ich Selbst", user=clerk), a_member("Jemand Anderes")
    row = a_request(colleague, due_on=TODAY)
    url = f"/buero/anfragen/{row.uid}/"

    listed = client.get("/buero/anfragen/?stand=offen").content.decode()
    assert "Rania" not in listed
    page = client.get(url).content.decode()
    assert "Wie finde ich eine Schule?" in page
    assert "Ich antworte" in page
    assert Look.objects.filter(subject_id=str(row.pk)).count() == 1
    client.post(f"{url}uebernehmen/")
    assert "Als erledigt melden" in client.get(url).content.decode()
    client.post(f"{url}weitergeben/", {"to": str(colleague.pk)})
    client.post(f"{url}erledigen/", {"answer": "Angerufen"})
    again = client.post(f"{url}erledigen/", {"answer": "Noch einmal"})
    assert "schon erledigt" in again.content.decode()
    assert "Noch einmal" in again.content.decode()
    row.refresh_from_db()
    assert (row.state, row.answer, row.assigned_to) == ("done", "Angerufen", colleague)
    client.post(f"{url}oeffnen/")
    row.refresh_from_db()
    assert row.state == "in_progress"
    assert me.name


def test_a_name_is_found_by_those_who_may_read_requests_and_by_nobody_else():
    a_request(a_member(), name="Rania Khoury")
    clerk, school = a_user("beratung"), a_user("schule")

    hits = search.search("khoury", clerk, TODAY)

    assert len(hits) == 1
    assert "Khoury" not in hits[0].title + hits[0].text
    assert search.search("khoury", school, TODAY) == []


def test_the_search_finds_team_contacts_and_deadlines():
    topic = a_subject("schulplatz", words="Seiteneinstieg")
    member = a_member("Sabine Kaldenbach")
    a_published(member, topic)
    a_deadline()
    clerk = a_user("beratung")

    def kinds(words: str) -> list[str]:
        return [str(hit.kind) for hit in search.search(words, clerk, TODAY)]

    assert kinds("kaldenbach") == ["Team"]
    assert kinds("seiteneinstieg") == ["Öffentlicher Kontakt"]
    assert kinds("antrag") == ["Frist"]
    assert kinds("   ") == []
    assert search.search("antrag", a_user("schule"), TODAY) == []


def test_the_tiles_count_what_waits():
    clerk = a_user("beratung")
    me = a_member(user=clerk)
    a_request(me, due_on=TODAY - timedelta(days=1))
    a_request(a_member("Andere"), due_on=TODAY + timedelta(days=1))
    Deadline.objects.create(key="a", title="A", rule="once", once_on=TODAY - timedelta(days=1))
    a_published(last_confirmed_on=None)
    away(me, TODAY, TODAY)

    found = [(tile.count, tile.level) for tile in tiles.tiles(clerk, TODAY)]

    assert found == [(1, "red"), (2, "red"), (1, "red"), (1, "yellow"), (1, "grey")]
    assert tiles.tiles(a_user("schule"), TODAY) == []


# Lists ------------------------------------------------------------------------------------------
MORE: dict[str, Callable[[int], object]] = {
    "/buero/team/": lambda n: a_member(f"Person {n}"),
    "/buero/stellen/": lambda n: a_secondment(a_member(f"Person {n}")),
    "/buero/abwesenheiten/": lambda n: away(a_member(f"Person {n}"), TODAY, TODAY),
    "/buero/kontakte/": lambda n: a_published(a_member(f"Person {n}"), a_subject(f"thema-{n}")),
    "/buero/fristen/": lambda n: a_deadline(),
    "/buero/anfragen/": lambda n: a_request(a_member(f"Person {n}"), due_on=TODAY),
    "/buero/themen/": lambda n: a_subject(f"thema-{n}"),
    "/buero/zustaendig/": lambda n: a_charge(
        a_subject(f"thema-{n}"), a_member(f"Person {n}"), a_member(f"Vertretung {n}")
    ),
}


@pytest.mark.parametrize("address", MORE)
def test_a_list_asks_equally_often_for_one_and_for_three(
    client: InspectingClient, head: User, address: str
):
    MORE[address](1)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    MORE[address](2)
    MORE[address](3)
    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(three) == len(one)


@pytest.mark.parametrize(
    "address",
    [
        "/buero/team/?heute=on&suche=per&als=csv",
        "/buero/stellen/?geld=teacher&abordnung=on&heute=on&als=xlsx",
        "/buero/abwesenheiten/?wann=heute&meine=on",
        "/buero/abwesenheiten/?wann=kommend",
        "/buero/abwesenheiten/?wann=vorbei&als=csv",
        "/buero/kontakte/?stand=gueltig&suche=schul",
        "/buero/kontakte/?stand=veraltet&als=csv",
        "/buero/kontakte/?stand=beendet",
        "/buero/fristen/?stand=ueberfaellig",
        "/buero/fristen/?stand=erledigt&als=xlsx",
        "/buero/anfragen/?stand=spaet&bei=andere&suche=rania",
        "/buero/anfragen/?stand=erledigt&als=csv",
        "/buero/themen/?bereich=education",
    ],
)
def test_every_filter_and_file_answers(client: InspectingClient, head: User, address: str):
    for row in MORE.values():
        row(hash(row) % 1000)

    assert client.get(address).status_code == 200


def test_request_numbers_are_no_row_numbers():
    row = ContactRequest.objects.get(pk=a_request(a_member()).pk)

    assert row.number == f"{row.uid.hex[:4]}-{row.uid.hex[4:8]}".upper()


def test_a_person_who_is_away_or_gone_says_so(client: InspectingClient, head: User):
    absent = a_member("Weg")
    away(absent, TODAY, TODAY + timedelta(days=1))
    gone = a_member("Gegangen", works_until=TODAY - timedelta(days=1))

    assert "Abwesend bis" in client.get(f"/buero/team/{absent.pk}/").content.decode()
    assert "Arbeitet heute nicht hier" in client.get(f"/buero/team/{gone.pk}/").content.decode()
    listed = client.get("/buero/team/").content.decode()
    assert "abwesend" in listed
    assert "arbeitet heute nicht hier" in listed


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_until": TODAY - timedelta(days=1)}, "Diese Stelle ist beendet."),
        ({"holder": None}, "Diese Stelle ist unbesetzt."),
        ({"valid_until": TODAY + timedelta(days=9)}, "Mit diesem Tag endet auch die Anmeldung."),
        ({}, "Diese Stelle ist besetzt."),
    ],
)
def test_a_post_says_how_it_stands(
    client: InspectingClient, head: User, changes: dict[str, object], sentence: str
):
    post = a_secondment(a_member())
    Post.objects.filter(pk=post.pk).update(**changes)

    assert sentence in client.get(f"/buero/stellen/{post.pk}/").content.decode()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"rule": "fixed", "day": 15, "month": 3}, "jedes Jahr am 15. März"),
        (
            {"rule": "fixed", "day": 2, "month": 11, "every_years": 2, "first_year": 2022},
            "alle 2 Jahre am 2. November",
        ),
        ({"rule": "week_of", "day": 15, "month": 10}, "in der Woche mit dem 15. Oktober"),
        (
            {"rule": "nth_weekday", "nth": 2, "weekday": 1, "month": 9},
            "jedes Jahr am 2. Montag im September",
        ),
        (
            {"rule": "nth_weekday", "nth": -1, "weekday": 5, "month": 9},
            "jedes Jahr am letzten Freitag im September",
        ),
        (
            {"rule": "iso_week", "iso_week": 42, "weekday": 1},
            "jedes Jahr am Montag der Kalenderwoche 42",
        ),
        ({"rule": "once", "once_on": date(2020, 1, 2)}, "einmal am Do, 02.01.2020"),
    ],
)
def test_every_rule_is_put_into_words(
    client: InspectingClient, head: User, values: dict[str, object], words: str
):
    row = Deadline.objects.create(key="a", title="A", **values)

    assert words in client.get(f"/buero/fristen/{row.pk}/").content.decode()


def test_whoever_may_only_look_is_offered_nothing_to_change(client: InspectingClient):
    client.force_login(a_user("querschnitt"))
    member = a_member()
    pages = {
        f"/buero/team/{member.pk}/": "Angaben ändern",
        f"/buero/stellen/{a_secondment(member).pk}/": "Stelle ändern",
        f"/buero/kontakte/{a_published(member).pk}/": "Kontakt ändern",
        "/buero/zustaendig/": "Zuständigkeit vergeben",
        "/buero/schwerpunkte/": "Schwerpunkt aufnehmen",
        "/buero/": "Profil ändern",
    }

    for address, offer in pages.items():
        assert offer not in client.get(address).content.decode()


def test_a_new_theme_with_the_same_title_gets_its_own_key(client: InspectingClient, head: User):
    given = {"area": "education", **management(title="Bildung")}

    client.post("/buero/schwerpunkte/neu/", given)
    client.post("/buero/schwerpunkte/neu/", given)

    assert set(FocusTheme.objects.values_list("key", flat=True)) == {"bildung", "bildung-2"}


def test_the_steps_of_a_request_follow_who_has_it(client: InspectingClient):
    clerk = a_user("querschnitt")
    client.force_login(clerk)
    me = a_member(user=clerk)
    row = a_request(me, due_on=TODAY)
    url = f"/buero/anfragen/{row.uid}/"

    page = client.get(url).content.decode()
    assert "Das liegt bei Ihnen" in page
    assert "Gleich erledigen" in page
    client.post(f"{url}erledigen/", {"answer": ""})
    assert "Wieder öffnen" in client.get(url).content.decode()
