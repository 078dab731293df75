"""The demo office: an invented team that can be tried at once and looks lived in."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction

from teilhabe.accounts import demo as accounts
from teilhabe.accounts.models import User
from teilhabe.accounts.queries import may_sign_in
from teilhabe.audit.models import Event
from teilhabe.directory import demo as directory
from teilhabe.directory.models import Municipality
from teilhabe.kit.fields import TranslatedField, is_out_of_date
from teilhabe.notices.models import Notice
from teilhabe.office import demo, queries
from teilhabe.office.choices import FocusArea, RequestState
from teilhabe.office.demo import files
from teilhabe.office.models import (
    CentreProfile,
    ContactRequest,
    FocusTheme,
    Post,
    PublicContact,
    StaffMember,
    Topic,
)

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
TODAY = AT.date()
LANGUAGES = {code for code, _name in settings.LANGUAGES}
FOR_FILMS = "+493023125"  # the range of numbers that rings nowhere


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker):
    """Made once for all tests of this file, and gone after the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        directory.make(at=AT)
        accounts.make(at=AT)
        demo.make(at=AT)
        yield
        transaction.set_rollback(True)


def everything() -> dict[str, int]:
    tables = (*apps.get_app_config("office").get_models(), Event, Notice, User)
    return {table.__name__: table._default_manager.count() for table in tables}


def topic(key: str) -> Topic:
    return Topic.objects.get(key=key)


def place(slug: str) -> Municipality:
    return Municipality.objects.get(slug=slug)


# Once and for all -------------------------------------------------------------------------------
@pytest.mark.parametrize("later", [timedelta(0), timedelta(days=1), timedelta(days=400)])
def test_another_run_changes_nothing_and_asks_one_question(
    office, later, django_assert_num_queries
):
    before = everything()

    with django_assert_num_queries(1):
        demo.make(at=AT + later)

    assert everything() == before


# The centre -------------------------------------------------------------------------------------
def test_the_centre_is_a_46_with_its_nine_municipalities(office):
    centre = queries.centre()

    assert (centre.code, centre.body, centre.street, centre.place) == (
        "A 46",
        "StädteRegion Aachen",
        "Aachen-Arkaden",
        "Aachen",
    )
    assert str(centre.founded_on) == "2013-07-01"
    assert centre.postcode == ""
    assert len(queries.municipalities_served()) == 9


def test_every_text_stands_in_every_language_and_belongs_to_the_german_one(office):
    wrong = [
        (row, field.name, language)
        for model in (CentreProfile, StaffMember, Topic, PublicContact, FocusTheme)
        for field in model._meta.fields
        if isinstance(field, TranslatedField)
        for row in model._default_manager.all()
        for language in LANGUAGES - {"de"}
        if not (texts := getattr(row, field.name)).get(language) or is_out_of_date(texts, language)
    ]

    assert not wrong


def test_nobody_real_can_be_rung_or_written_to(office):
    contacts = PublicContact.objects.all()
    numbers = [str(each.phone.as_e164) for each in contacts] + [
        str(each.fax.as_e164) for each in contacts
    ]
    mails = [each.mail for each in contacts] + [
        each.mail for each in ContactRequest.objects.all() if each.mail
    ]

    assert all(number.startswith(FOR_FILMS) for number in numbers)
    assert all(mail.endswith("@example.org") for mail in mails)


def test_each_area_has_a_theme_today_and_one_before(office):
    for area in FocusArea:
        assert len(queries.themes_of(area, on=TODAY)) == 1
        assert FocusTheme.objects.filter(area=area).ended(on=TODAY).count() == 1


# The team ---------------------------------------------------------------------------------------
def test_the_logins_of_the_office_belong_to_its_people(office):
    linked = dict(StaffMember.objects.exclude(user=None).values_list("user__username", "name"))

    assert linked == {
        login: accounts.NAMES[login]
        for login in ("leitung", "stellvertretung", "beratung", "querschnitt", "verwaltung")
    }


def test_no_login_of_the_demo_runs_out_with_a_secondment(office):
    in_two_years = TODAY + timedelta(days=730)

    assert all(may_sign_in(user, on=in_two_years) for user in User.objects.get_queryset())


def test_one_secondment_ends_in_three_weeks_and_one_in_july(office):
    ends = list(
        Post.objects.filter(is_secondment=True)
        .order_by("valid_until")
        .values_list("holder__name", "valid_until")
    )

    assert [(name, str(day)) for name, day in ends] == [
        ("Tomasz Zielinski", "2026-12-14"),
        ("Johanna Plum", "2027-07-31"),
    ]
    assert Post.objects.filter(holder=None).count() == 1


@pytest.mark.parametrize(
    ("begins", "july"),
    [("2026-07-01", "2026-07-31"), ("2026-07-20", "2027-07-31"), ("2027-01-04", "2027-07-31")],
)
def test_the_school_year_ends_after_the_three_weeks(begins, july):
    today = datetime.fromisoformat(begins).date()

    assert str(files.day("july", today=today)) == july


def test_a_misspelt_day_in_a_file_is_noticed():
    with pytest.raises(LookupError):
        files.day("someday", today=TODAY)


# Who answers ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("slug", "stage", "name"),
    [
        ("alsdorf", "", "Olena Kovalenko"),
        ("stolberg", "", "Tomasz Zielinski"),
        ("monschau", "primary", "Johanna Plum"),
    ],
)
def test_a_school_place_has_somebody_everywhere(office, slug, stage, name):
    first = queries.who_is_responsible(topic("schulplatz"), stage, place(slug), on=TODAY)[0]

    assert first.person is not None
    assert first.person.name == name


def test_seiteneinstieg_in_alsdorf_finds_one_person(office):
    found = queries.find_contacts("Seiteneinstieg in Alsdorf", on=TODAY)

    assert [(f.topic.key, f.card.name) for f in found] == [("schulplatz", "Olena Kovalenko")]


def test_every_topic_has_an_answer_and_a_deputy(office):
    for each in Topic.objects.all():
        first = queries.who_is_responsible(each, on=TODAY)[0]
        assert not first.is_desk, each.key
    assert all(row.deputies.all() for row in queries.responsibilities())


def test_today_somebody_is_away_and_a_deputy_is_shown(office):
    card = queries.contact_for(topic("elternbildung"), on=TODAY)

    assert card.name == "Sabine Küpper"
    assert card.deputy is not None
    assert card.deputy.name == "Johanna Plum"


def test_when_the_secondment_is_over_the_deputy_answers(office):
    after = TODAY + timedelta(days=22)

    card = queries.contact_for(topic("schulplatz"), "", place("stolberg"), on=after)

    assert card.name == "Olena Kovalenko"


def test_contacts_are_fresh_nearly_stale_and_stale(office):
    lights = [queries.freshness(each, on=TODAY) for each in PublicContact.objects.all()]

    assert lights == ["green"] * 8 + ["yellow", "green", "red"]


# The work ---------------------------------------------------------------------------------------
def test_one_deadline_is_overdue_and_others_are_near(office):
    waiting = queries.waiting_for(user=User.objects.get(username="leitung"), on=TODAY)

    assert [each.deadline.key for each in waiting if each.is_overdue] == ["schuljahresbericht"]
    assert any(each.is_near for each in waiting)


def test_requests_are_in_every_state_and_one_is_late(office):
    states = dict(ContactRequest.objects.values_list("once_key", "state"))

    assert states == {
        "demo-schulplatz-alsdorf": RequestState.OPEN,
        "demo-elterngruppe-wuerselen": RequestState.OPEN,
        "demo-vereinsraum-stolberg": RequestState.IN_PROGRESS,
        "demo-uebersetzung-elternsprechtag": RequestState.OPEN,
        "demo-ifk-eschweiler": RequestState.IN_PROGRESS,
        "demo-hsu-herzogenrath": RequestState.DONE,
    }
    late = ContactRequest.objects.late(on=TODAY)
    assert "demo-elterngruppe-wuerselen" in {row.once_key for row in late}


def test_requests_went_to_whoever_answered_on_that_day(office):
    owners = dict(ContactRequest.objects.values_list("once_key", "assigned_to__name"))

    assert owners["demo-schulplatz-alsdorf"] == "Olena Kovalenko"
    assert owners["demo-elterngruppe-wuerselen"] == "Sabine Küpper"
    assert owners["demo-uebersetzung-elternsprechtag"] == "Rojin Demir"
