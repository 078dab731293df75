"""The directory: municipalities and institutions, who may change them, what they show."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from teilhabe.audit.models import Event
from teilhabe.directory import actions, demo, imports, queries, search
from teilhabe.directory.actions import AlreadyEnded, EndsBeforeItBegins, KeyTaken, NotAllowed
from teilhabe.directory.models import Institution, Municipality
from teilhabe.directory.rules import Permission
from teilhabe.directory.schemas import InstitutionFacts, MunicipalityFacts
from teilhabe.kit.merging import ChangedMeanwhile
from tests.inspection import InspectingClient
from tests.makers import a_user
from tests.office.makers import MONDAY, MORNING

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
V, C = Permission.VIEW, Permission.CHANGE
TABLE = {
    "leitung": {V, C},
    "stellvertretung": {V, C},
    "beratung": {V},
    "querschnitt": {V, C},
    "verwaltung": {V, C},
    "datenschutz": set(),
    "betrieb": set(),
    "schule": set(),
    "partner": set(),
}


def place(**changes) -> MunicipalityFacts:
    given = {"ags": "05334004", "name": "Alsdorf", "kind": "city", "slug": "alsdorf", **changes}
    return MunicipalityFacts(**given)


def body(**changes) -> InstitutionFacts:
    given = {"key": "vhs", "name": "Volkshochschule", "kind": "further_education", **changes}
    return InstitutionFacts(**given)


@pytest.mark.parametrize("role", TABLE)
def test_what_a_role_may_do_in_the_directory(role: str):
    user = a_user(role)

    assert {right for right in Permission if user.has_perm(right)} == TABLE[role]


# Municipalities ---------------------------------------------------------------------------------
def test_a_municipality_is_added_and_changed_but_keeps_its_key():
    head = a_user()
    row = actions.add_municipality(facts=place(), by=head, at=MORNING)
    other = actions.add_municipality(
        facts=place(ags="05334008", name="Baesweiler", slug="baesweiler"), by=head, at=MORNING
    )

    actions.change_municipality(
        municipality=row, facts=place(inhabitants=48_421), by=head, at=MORNING
    )
    actions.change_municipality(
        municipality=row, facts=place(inhabitants=48_421), by=head, at=MORNING
    )
    for facts in (place(ags="05334012"), place(slug="baesweiler")):
        with pytest.raises(KeyTaken):
            actions.change_municipality(municipality=row, facts=facts, by=head, at=MORNING)
    with pytest.raises(KeyTaken):
        actions.add_municipality(facts=place(), by=head, at=MORNING)

    assert list(queries.municipalities()) == [row, other]
    assert Event.objects.filter(verb="directory.municipality_changed").count() == 1
    assert queries.municipality("alsdorf").inhabitants == 48_421
    with pytest.raises(Http404):
        queries.municipality("nirgends")


def test_the_database_knows_what_a_key_looks_like():
    with pytest.raises(IntegrityError), transaction.atomic():
        Municipality.objects.create(ags="533400", name="x", slug="x", kind="city")
    with pytest.raises(IntegrityError), transaction.atomic():
        Institution.objects.create(key="x", name="x", kind="other", postcode="5207")


def test_only_what_holds_today_is_current():
    Municipality.objects.create(
        ags="05334004", name="Früher", slug="x", kind="city", valid_until=MONDAY - timedelta(days=1)
    )

    assert queries.municipalities(on=MONDAY).count() == 0
    assert queries.municipalities().count() == 1


# Institutions -----------------------------------------------------------------------------------
def test_an_institution_is_added_changed_confirmed_and_ended():
    head = a_user()
    row = actions.add_institution(facts=body(), by=head, at=MORNING)
    assert row.last_confirmed_on == MONDAY

    row = actions.change_institution(
        institution=row, facts=body(place="Alsdorf"), version=1, by=head, at=MORNING
    )
    row = actions.change_institution(
        institution=row, facts=body(place="Alsdorf"), version=2, by=head, at=MORNING
    )
    assert row.version == 2
    later = MORNING + timedelta(days=1)
    actions.confirm_institution(institution=row, by=head, at=later)
    actions.confirm_institution(institution=row, by=head, at=later)
    actions.end_institution(institution=row, last_day=MONDAY, by=head, at=later)
    with pytest.raises(AlreadyEnded):
        actions.end_institution(institution=row, last_day=MONDAY, by=head, at=later)
    with pytest.raises(AlreadyEnded):
        actions.confirm_institution(institution=row, by=head, at=later)

    assert [event.verb.split("_")[-1] for event in Event.objects.order_by("pk")] == [
        "added",
        "changed",
        "confirmed",
        "ended",
    ]


def test_of_two_people_at_once_the_second_is_asked_to_compare():
    head = a_user()
    row = actions.add_institution(facts=body(), by=head, at=MORNING)
    actions.change_institution(
        institution=row, facts=body(place="Alsdorf"), version=1, by=head, at=MORNING
    )

    with pytest.raises(ChangedMeanwhile):
        actions.change_institution(
            institution=row, facts=body(place="Monschau"), version=1, by=head, at=MORNING
        )


def test_keys_and_periods_are_refused():
    head = a_user()
    row = actions.add_institution(facts=body(valid_from=MONDAY), by=head, at=MORNING)
    other = actions.add_institution(facts=body(key="x"), by=head, at=MORNING)

    with pytest.raises(KeyTaken):
        actions.add_institution(facts=body(), by=head, at=MORNING)
    with pytest.raises(KeyTaken):
        actions.change_institution(institution=other, facts=body(), version=1, by=head, at=MORNING)
    with pytest.raises(EndsBeforeItBegins):
        actions.end_institution(
            institution=row, last_day=MONDAY - timedelta(days=1), by=head, at=MORNING
        )


def test_none_of_this_without_the_right():
    clerk = a_user("beratung")
    row = actions.add_institution(facts=body(), by=a_user(), at=MORNING)
    town = actions.add_municipality(facts=place(), by=None, at=MORNING)
    for deed in (
        lambda: actions.add_municipality(facts=place(ags="05334008"), by=clerk, at=MORNING),
        lambda: actions.change_municipality(municipality=town, facts=place(), by=clerk, at=MORNING),
        lambda: actions.add_institution(facts=body(key="y"), by=clerk, at=MORNING),
        lambda: actions.change_institution(
            institution=row, facts=body(), version=1, by=clerk, at=MORNING
        ),
        lambda: actions.confirm_institution(institution=row, by=clerk, at=MORNING),
        lambda: actions.end_institution(institution=row, last_day=MONDAY, by=clerk, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert queries.institutions(user=a_user("schule")).count() == 0
    with pytest.raises(Http404):
        queries.institution(row.pk, user=a_user("schule"))


# Shipped facts ------------------------------------------------------------------------------------
def test_nine_municipalities_and_their_neighbours_are_loaded_once():
    demo.make(at=MORNING)
    events = Event.objects.count()
    demo.make(at=MORNING)

    assert Event.objects.count() == events
    names = list(queries.municipalities().values_list("name", flat=True))
    assert len(names) == 9
    assert "Alsdorf" in names
    assert "Aachen" not in names
    assert not Institution.objects.exclude(source__startswith="http").exists()
    assert imports.load_institutions(at=MORNING) == 0


def test_what_the_office_has_changed_is_not_overwritten():
    head = a_user()
    demo.make(at=MORNING)
    row = Institution.objects.get(key="volkshochschule-eschweiler")
    facts = body(key=row.key, name="VHS Eschweiler")
    actions.change_institution(institution=row, facts=facts, version=1, by=head, at=MORNING)

    demo.make(at=MORNING)

    row.refresh_from_db()
    assert row.name == "VHS Eschweiler"


def test_every_shipped_municipality_has_a_boundary():
    demo.make(at=MORNING)

    for row in queries.municipalities():
        assert f'"{row.ags}"' in queries.boundaries()


# Pages ------------------------------------------------------------------------------------------
@pytest.fixture
def head(client: InspectingClient):
    user = a_user("leitung", second_factor=True)
    client.force_login(user)
    return user


def test_an_institution_from_form_to_end(client: InspectingClient, head):
    given = {"name": "Kita Größe", "kind": "daycare", "place": "Alsdorf"}

    client.post("/verzeichnis/neu/", given)
    row = Institution.objects.get()
    assert row.key == "kita-groesse"
    client.post("/verzeichnis/neu/", given)
    assert Institution.objects.filter(key="kita-groesse-2").exists()
    base = client.get(f"/verzeichnis/{row.pk}/aendern/").context["long"].base_token
    client.post(f"/verzeichnis/{row.pk}/aendern/", given | {"_basis": base, "postcode": "52477"})
    row.refresh_from_db()
    assert row.postcode == "52477"
    Institution.objects.update(last_confirmed_on=None)
    assert "Ja, stimmt noch" in client.get(f"/verzeichnis/{row.pk}/").content.decode()
    client.post(f"/verzeichnis/{row.pk}/bestaetigen/")
    row.refresh_from_db()
    assert row.last_confirmed_on == TODAY
    client.post(f"/verzeichnis/{row.pk}/beenden/", {"last_day": f"{TODAY:%d.%m.%Y}"})
    row.refresh_from_db()
    assert row.valid_until == TODAY
    again = client.post(f"/verzeichnis/{row.pk}/beenden/", {"last_day": f"{TODAY:%d.%m.%Y}"})
    assert "schon beendet" in again.content.decode()


def test_wrong_input_keeps_what_was_typed(client: InspectingClient, head):
    answer = client.post(
        "/verzeichnis/neu/", {"name": "Kita", "kind": "daycare", "postcode": "abc", "mail": "nein"}
    )

    text = answer.content.decode()
    assert "Eine Postleitzahl hat fünf Ziffern." in text
    assert "Mailadresse" in text
    assert 'value="Kita"' in text
    assert not Institution.objects.exists()


def test_the_map_shows_what_the_table_says(client: InspectingClient, head):
    demo.make(at=MORNING)

    page = client.get("/verzeichnis/kommunen/").content.decode()
    layer = client.get("/verzeichnis/kommunen/karte/").json()

    assert "Alsdorf" in page
    assert len(layer["features"]) == 9
    assert {f["geometry"]["type"] for f in layer["features"]} <= {"Polygon", "MultiPolygon"}
    assert "48.421" in client.get("/verzeichnis/kommunen/alsdorf/").content.decode()


def test_the_list_asks_equally_often_for_one_and_for_three(client: InspectingClient, head):
    actions.add_institution(facts=body(), by=head, at=MORNING)
    client.get("/verzeichnis/")
    with CaptureQueriesContext(connection) as one:
        client.get("/verzeichnis/")
    for key in ("b", "c"):
        actions.add_institution(facts=body(key=key), by=head, at=MORNING)
    with CaptureQueriesContext(connection) as three:
        client.get("/verzeichnis/")

    assert len(three) == len(one)
    assert client.get("/verzeichnis/?heute=on&art=other&suche=volks&als=csv").status_code == 200


def test_the_search_finds_both_for_the_office_only():
    demo.make(at=MORNING)
    clerk = a_user("beratung")

    assert [hit.title for hit in search.search("monschau", clerk, MONDAY)][-1] == "Monschau"
    assert search.search("volkshochschule eschweiler", clerk, MONDAY)[0].rank == 0.6
    assert search.search("monschau", a_user("schule"), MONDAY) == []
