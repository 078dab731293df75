"""Public contacts: published, confirmed, ended; while somebody is away they point to the deputy."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from teilhabe.audit.models import Event
from teilhabe.kit import pages
from teilhabe.kit.merging import ChangedMeanwhile
from teilhabe.office import actions, queries
from teilhabe.office.actions.contacts import CannotBeReached, NobodyToName
from teilhabe.office.actions.facts import AlreadyEnded, EndsBeforeItBegins, NotAllowed
from teilhabe.office.models import CentreProfile, PublicContact
from teilhabe.office.schemas import ContactFacts
from tests.makers import a_user
from tests.office.makers import (
    MONDAY,
    MORNING,
    a_charge,
    a_member,
    a_municipality,
    a_published,
    a_subject,
    away,
)

pytestmark = pytest.mark.django_db
YESTERDAY = MONDAY - timedelta(days=1)


def facts(**changes) -> ContactFacts:
    given = {"function": {"de": "Schulplatz"}, "phone": "+493023125101", **changes}
    return ContactFacts(**given)


# Actions ----------------------------------------------------------------------------------------
def test_a_contact_is_published_confirmed_that_day_and_pages_are_made_anew(
    django_capture_on_commit_callbacks,
):
    topic, place, before = a_subject(), a_municipality(), pages.generation()

    with django_capture_on_commit_callbacks(execute=True):
        row = actions.add_contact(
            facts=facts(topics=(topic,), municipalities=(place,)), by=a_user(), at=MORNING
        )

    assert (row.last_confirmed_on, row.version) == (MONDAY, 1)
    assert (list(row.topics.all()), list(row.municipalities.all())) == ([topic], [place])
    assert pages.generation() == before + 1


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (CannotBeReached, {"phone": ""}),
        (NobodyToName, {"shows_name": True}),
        (EndsBeforeItBegins, {"valid_from": MONDAY, "valid_until": YESTERDAY}),
    ],
)
def test_what_helps_nobody_is_refused(refusal, changes):
    with pytest.raises(refusal):
        actions.add_contact(facts=facts(**changes), by=a_user(), at=MORNING)

    assert not PublicContact.objects.exists()


def test_the_database_refuses_it_too():
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicContact.objects.create(function={"de": "x"})
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicContact.objects.create(function={"de": "x"}, mail="a@example.org", shows_name=True)


def test_of_two_people_who_change_the_same_version_the_second_is_asked_to_compare():
    head, row = a_user(), a_published()
    mine = facts(room="2.01")

    actions.change_contact(contact=row, facts=mine, version=1, by=head, at=MORNING)
    with pytest.raises(ChangedMeanwhile):
        actions.change_contact(
            contact=row, facts=facts(room="2.02"), version=1, by=head, at=MORNING
        )

    row.refresh_from_db()
    assert (row.room, row.version) == ("2.01", 2)


def test_no_change_is_no_deed_and_topics_count_as_a_change():
    head, row, topic = a_user(), a_published(function="Schulplatz"), a_subject()
    same = facts(mail="schule@example.org")

    actions.change_contact(contact=row, facts=same, version=1, by=head, at=MORNING)
    assert not Event.objects.exists()
    with_topic = facts(mail="schule@example.org", topics=(topic,))
    actions.change_contact(contact=row, facts=with_topic, version=1, by=head, at=MORNING)

    assert Event.objects.get().changed == ["topics"]


def test_a_translation_nobody_touched_shows_as_out_of_date_when_the_german_changes():
    head = a_user()
    row = actions.add_contact(
        facts=facts(function={"de": "Schulplatz", "en": "School place"}), by=head, at=MORNING
    )
    mark = row.function["en#"]

    actions.change_contact(
        contact=row,
        facts=facts(function={"de": "Schulplatz finden", "en": "School place"}),
        version=1,
        by=head,
        at=MORNING,
    )

    row.refresh_from_db()
    assert row.function["en#"] == mark


def test_a_contact_is_confirmed_once_a_day_and_only_while_it_counts():
    head, row = a_user(), a_published(last_confirmed_on=None)

    actions.confirm_contact(contact=row, by=head, at=MORNING)
    actions.confirm_contact(contact=row, by=head, at=MORNING)

    row.refresh_from_db()
    assert row.last_confirmed_on == MONDAY
    assert Event.objects.count() == 1
    ended = a_published(valid_until=YESTERDAY)
    with pytest.raises(AlreadyEnded):
        actions.confirm_contact(contact=ended, by=head, at=MORNING)


def test_everybody_confirms_their_own_contact_and_no_other():
    clerk = a_user("beratung")
    own = a_published(a_member(user=clerk), last_confirmed_on=None)

    actions.confirm_contact(contact=own, by=clerk, at=MORNING)
    with pytest.raises(NotAllowed):
        actions.confirm_contact(contact=a_published(), by=clerk, at=MORNING)
    for deed in (
        lambda: actions.add_contact(facts=facts(), by=clerk, at=MORNING),
        lambda: actions.change_contact(contact=own, facts=facts(), version=1, by=clerk, at=MORNING),
        lambda: actions.end_contact(contact=own, last_day=MONDAY, by=clerk, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_an_ended_contact_disappears_the_day_after():
    head, row = a_user(), a_published()

    actions.end_contact(contact=row, last_day=MONDAY, by=head, at=MORNING)

    assert [card.uid for card in queries.public_contacts(on=MONDAY)] == [row.uid]
    assert queries.public_contacts(on=MONDAY + timedelta(days=1)) == []
    with pytest.raises(Http404):
        queries.public_contact(row.uid, on=MONDAY + timedelta(days=1))
    begun = PublicContact.objects.create(
        function={"de": "x"}, mail="a@example.org", valid_from=MONDAY
    )
    with pytest.raises(EndsBeforeItBegins):
        actions.end_contact(contact=begun, last_day=YESTERDAY, by=head, at=MORNING)


# Who is shown -------------------------------------------------------------------------------------
def test_during_an_absence_the_contact_points_to_the_deputy_and_says_no_more():
    topic = a_subject()
    holder, deputy = a_member("Sabine Kaldenbach"), a_member("Olena Kovalenko")
    a_charge(topic, holder, deputy)
    contact, other = a_published(holder, topic), a_published(deputy, topic)
    assert queries.public_contact(contact.uid, on=MONDAY).deputy is None

    away(holder)

    card = queries.public_contact(contact.uid, on=MONDAY)
    assert card.deputy is not None
    assert (card.deputy.name, card.deputy.uid) == ("Olena Kovalenko", other.uid)
    assert card.is_away
    assert queries.public_contact(contact.uid, on=MONDAY + timedelta(days=1)).deputy is None
    assert not {"absent_until", "away"} & set(card.__slots__)


def test_a_deputy_without_a_contact_leads_to_the_desk():
    holder, deputy = a_member("Zuständig"), a_member("Ohne Kontakt")
    topic = a_subject()
    CentreProfile.objects.create(
        pk=1, name="KI", short_name="KI", body="Kreis", phone="+493023125100"
    )
    a_charge(topic, holder, deputy)
    contact = a_published(holder, topic)
    away(holder)

    card = queries.public_contact(contact.uid, on=MONDAY)

    assert card.deputy is not None
    assert (card.deputy.uid, card.deputy.function["de"]) == (None, "Zentrale")
    assert card.deputy.phone.replace(" ", "") == "+493023125100"


def test_nobody_there_at_all_leads_to_the_person_at_the_desk():
    holder, desk = a_member("Zuständig"), a_member("Zentrale")
    CentreProfile.objects.create(pk=1, name="KI", short_name="KI", body="Kreis", desk=desk)
    contact = a_published(holder)
    at_desk = a_published(desk)
    away(holder)

    card = queries.public_contact(contact.uid, on=MONDAY)

    assert card.deputy is not None
    assert card.deputy.uid == at_desk.uid


def test_a_name_is_shown_only_where_it_is_wished():
    row = a_published(a_member("Farid Ahmadi"))
    assert queries.public_contact(row.uid, on=MONDAY).name == "Farid Ahmadi"

    PublicContact.objects.filter(pk=row.pk).update(shows_name=False)

    assert queries.public_contact(row.uid, on=MONDAY).name == ""


def test_a_visitor_finds_the_contact_for_seiteneinstieg_in_alsdorf():
    topic = a_subject("schulplatz", words="Seiteneinstieg, Schulanmeldung")
    a_subject("hsu")
    alsdorf = a_municipality()
    everywhere, here = a_member("Alles"), a_member("Alsdorf")
    a_charge(topic, everywhere)
    a_charge(topic, here, everywhere, municipality=alsdorf)
    general, special = a_published(everywhere, topic), a_published(here, topic)

    found = queries.find_contacts("Seiteneinstieg in Alsdorf", on=MONDAY)

    assert [(f.topic, f.municipality, f.card.uid) for f in found] == [(topic, alsdorf, special.uid)]
    assert queries.contact_for(topic, on=MONDAY).uid == general.uid
    assert queries.find_contacts("Seiteneinstieg", on=MONDAY)[0].card.uid == general.uid
    assert queries.find_contacts("xyz in", on=MONDAY) == []

    away(here)
    card = queries.contact_for(topic, municipality=alsdorf, on=MONDAY)
    assert card.uid == special.uid
    assert card.deputy is not None
    assert card.deputy.uid == general.uid


def test_without_anybody_responsible_the_topic_of_the_contact_counts_then_the_desk():
    topic, other = a_subject(), a_subject("hsu")
    alsdorf = a_municipality()
    anywhere = a_published(None, topic)
    narrow = a_published(None, topic)
    narrow.municipalities.add(alsdorf)
    PublicContact.objects.filter(pk=anywhere.pk).update(order=99)

    assert queries.contact_for(topic, municipality=alsdorf, on=MONDAY).uid == narrow.uid
    assert queries.contact_for(topic, on=MONDAY).uid == anywhere.uid
    assert queries.contact_for(other, on=MONDAY).uid is None
    assert queries.contact_for(None, on=MONDAY).uid is None


def test_a_responsible_person_without_a_contact_is_answered_for_by_the_deputy():
    topic = a_subject()
    holder, deputy = a_member("Ohne Kontakt"), a_member("Vertretung")
    a_charge(topic, holder, deputy)
    contact = a_published(deputy)

    assert queries.contact_for(topic, on=MONDAY).uid is None
    away(holder)
    assert queries.contact_for(topic, on=MONDAY).uid == contact.uid


@pytest.mark.parametrize(
    ("days", "level"),
    [(0, "green"), (150, "green"), (151, "yellow"), (180, "yellow"), (181, "red")],
)
def test_the_traffic_light_of_freshness(days: int, level: str):
    row = a_published(last_confirmed_on=MONDAY - timedelta(days=days))

    assert queries.freshness(row, on=MONDAY) == level
    stale = queries.stale_contacts(user=a_user(), on=MONDAY)
    assert stale.exists() is (level == "red")


def test_never_confirmed_is_red_and_ended_is_grey():
    assert queries.freshness(a_published(last_confirmed_on=None), on=MONDAY) == "red"
    assert queries.freshness(a_published(valid_until=YESTERDAY), on=MONDAY) == "grey"


def test_only_the_office_sees_the_list_behind():
    a_published()

    assert queries.contacts(user=a_user("beratung")).count() == 1
    assert queries.contacts(user=a_user("schule")).count() == 0
    with pytest.raises(Http404):
        queries.contact(PublicContact.objects.get().pk, user=a_user("schule"))


def test_the_public_list_asks_equally_often_for_one_and_for_three(django_assert_num_queries):
    a_published(a_member("Eins"), a_subject())
    with django_assert_num_queries(9):
        queries.public_contacts(on=MONDAY)
    for name in ("Zwei", "Drei"):
        member = a_member(name)
        a_published(member, a_subject(name.lower()))
        away(member)
    with django_assert_num_queries(9):
        queries.public_contacts(on=MONDAY)
