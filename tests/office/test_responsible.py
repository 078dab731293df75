"""Who answers for what: the most specific first, deputies for whoever is away, never nobody."""

from datetime import date, timedelta

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.audit.models import Event
from teilhabe.kit.types import DomainError
from teilhabe.office import actions, queries
from teilhabe.office.actions.facts import AlreadyEnded, EndsBeforeItBegins, KeyTaken, NotAllowed
from teilhabe.office.actions.responsibilities import AlreadyGiven, DeputyForOneself, DeputyTwice
from teilhabe.office.models import CentreProfile, Responsibility
from teilhabe.office.queries.team import Charge, Person, Plan
from teilhabe.office.schemas import ResponsibilityFacts, TopicFacts
from tests.makers import a_user
from tests.office.makers import (
    MONDAY,
    MORNING,
    a_charge,
    a_member,
    a_municipality,
    a_subject,
    away,
)

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY + timedelta(days=4)


def names(*args, **kwargs) -> list[str | None]:
    answers = queries.who_is_responsible(*args, on=MONDAY, **kwargs)
    return [answer.person.name if answer.person else None for answer in answers]


def test_the_municipality_counts_more_than_the_stage_and_both_more_than_all():
    topic, alsdorf = a_subject(), a_municipality()
    a_charge(topic, a_member("Alles"))
    a_charge(topic, a_member("Primar"), stage="primary")
    a_charge(topic, a_member("Alsdorf"), municipality=alsdorf)
    a_charge(topic, a_member("Primar in Alsdorf"), stage="primary", municipality=alsdorf)
    monschau = a_municipality("Monschau", "05334020")

    assert names(topic, "primary", alsdorf) == [
        "Primar in Alsdorf",
        "Alsdorf",
        "Primar",
        "Alles",
        None,
    ]
    assert names(topic, "primary", monschau) == ["Primar", "Alles", None]
    assert names(topic, "lower_secondary", monschau) == ["Alles", None]
    assert names(topic)[0] == "Alles"


def test_a_deputy_steps_in_and_says_for_whom():
    topic = a_subject()
    holder, first, second = a_member("Zuständig"), a_member("Erste"), a_member("Zweite")
    charge = a_charge(topic, holder, first, second)
    away(holder, last=FRIDAY)
    away(first)

    answer = queries.who_is_responsible(topic, on=MONDAY)[0]

    assert answer.person is not None
    assert answer.stands_in_for is not None
    assert (answer.person.name, answer.stands_in_for.name) == ("Zweite", "Zuständig")
    assert answer.absent_until == FRIDAY
    assert answer.charge_id == charge.pk


def test_when_all_are_away_the_next_wider_responsibility_answers_then_the_desk():
    topic, alsdorf = a_subject(), a_municipality()
    holder, everywhere, desk = a_member("Alsdorf"), a_member("Alles"), a_member("Zentrale")
    CentreProfile.objects.create(pk=1, name="KI", short_name="KI", body="Kreis", desk=desk)
    a_charge(topic, holder, municipality=alsdorf)
    a_charge(topic, everywhere)
    away(holder)

    assert names(topic, municipality=alsdorf) == ["Alles", "Zentrale"]
    away(everywhere)
    assert names(topic, municipality=alsdorf) == ["Zentrale"]
    away(desk)
    assert names(topic, municipality=alsdorf) == [None]


def test_whoever_has_left_counts_as_away_and_ended_responsibilities_do_not_count():
    topic = a_subject()
    gone = a_member("Gegangen", works_until=MONDAY - timedelta(days=1))
    a_charge(topic, gone, a_member("Vertretung"))
    a_charge(topic, a_member("Früher"), stage="primary", valid_until=MONDAY - timedelta(days=1))
    a_charge(topic, a_member("Später"), stage="primary", valid_from=MONDAY + timedelta(days=1))

    assert names(topic, "primary") == ["Vertretung", None]


def test_absences_that_touch_count_as_one():
    person = a_member()
    away(person, MONDAY, MONDAY + timedelta(days=2))
    away(person, MONDAY + timedelta(days=3), MONDAY + timedelta(days=6))
    away(person, MONDAY + timedelta(days=20), MONDAY + timedelta(days=21))

    plan = queries.plan(first=MONDAY, last=MONDAY + timedelta(days=30))

    assert plan.people[person.pk].away_until(MONDAY) == MONDAY + timedelta(days=6)
    assert plan.people[person.pk].away_until(MONDAY - timedelta(days=1)) is None


people = st.lists(st.booleans(), min_size=2, max_size=5)


@given(people, st.permutations(range(3)))
def test_it_is_never_nobody_and_the_order_of_the_rows_decides_nothing(present, order):
    away_now = ((MONDAY, MONDAY),)
    staff = {
        n: Person(n, None, str(n), {}, None, None, None, () if there else away_now)  # type: ignore[arg-type]
        for n, there in enumerate(present)
    }
    charges = [
        Charge(1, 7, "", None, None, None, 0, (1,)),
        Charge(2, 7, "primary", None, None, None, 1, (0,)),
        Charge(3, 7, "", 5, None, None, 0, ()),
    ]
    plan = Plan(staff, tuple(charges[n] for n in order), 0)

    answers = plan.who(7, "primary", 5, on=MONDAY)

    assert answers == Plan(staff, tuple(charges), 0).who(7, "primary", 5, on=MONDAY)
    assert answers[-1].is_desk
    assert all(each.person and each.person.is_there(MONDAY) for each in answers[:-1])


def test_the_plan_asks_equally_often_for_one_and_for_three(django_assert_num_queries):
    topic = a_subject()
    a_charge(topic, a_member("Eins"))
    with django_assert_num_queries(5):
        queries.who_is_responsible(topic, on=MONDAY)
    a_charge(topic, a_member("Zwei"), a_member("Vier"), stage="primary")
    a_charge(topic, a_member("Drei"), a_member("Fünf"), stage="lower_secondary")
    with django_assert_num_queries(5):
        queries.who_is_responsible(topic, on=MONDAY)


def test_the_preview_of_an_absence_names_who_stands_in_day_by_day():
    topic = a_subject()
    holder, deputy, desk = a_member("Zuständig"), a_member("Vertretung"), a_member("Zentrale")
    CentreProfile.objects.create(pk=1, name="KI", short_name="KI", body="Kreis", desk=desk)
    a_charge(topic, holder, deputy)
    a_charge(a_subject("hsu"), deputy)  # not the holder's: not in the preview
    away(deputy, MONDAY + timedelta(days=2), MONDAY + timedelta(days=2))

    cover = queries.cover_of(holder, first=MONDAY, last=FRIDAY)

    assert [(c.first, c.last, c.person.name if c.person else None) for c in cover] == [
        (MONDAY, MONDAY + timedelta(days=1), "Vertretung"),
        (MONDAY + timedelta(days=2), MONDAY + timedelta(days=2), "Zentrale"),
        (MONDAY + timedelta(days=3), FRIDAY, "Vertretung"),
    ]


def test_the_owner_of_a_request_is_never_nobody():
    assert queries.owner_of(topic=None, municipality=None, on=MONDAY) is None
    anybody = a_member("Irgendwer")
    assert queries.owner_of(topic=None, municipality=None, on=MONDAY) == anybody
    head = a_member("Leitung", user=a_user("leitung"))
    assert queries.owner_of(topic=None, municipality=None, on=MONDAY) == head
    away(head)
    away(anybody)
    assert queries.owner_of(topic=None, municipality=None, on=MONDAY) == head


# Actions ----------------------------------------------------------------------------------------
def test_giving_a_responsibility_writes_deputies_in_order_and_is_recorded():
    head, topic = a_user(), a_subject()
    holder, one, two = a_member("Zuständig"), a_member("Eins"), a_member("Zwei")

    row = actions.add_responsibility(
        facts=ResponsibilityFacts(topic=topic, holder=holder, deputies=(two, one)),
        by=head,
        at=MORNING,
    )

    assert [d.staff for d in row.deputies.order_by("order")] == [two, one]
    event = Event.objects.get()
    assert (event.verb, event.by, event.at) == ("office.responsibility_added", head, MORNING)


@pytest.mark.parametrize(
    ("refusal", "facts"),
    [
        (DeputyForOneself, lambda t, a, b: {"holder": a, "deputies": (a,)}),
        (DeputyTwice, lambda t, a, b: {"holder": a, "deputies": (b, b)}),
        (
            EndsBeforeItBegins,
            lambda t, a, b: {
                "holder": a,
                "valid_from": MONDAY,
                "valid_until": MONDAY - timedelta(days=1),
            },
        ),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_no_trace(refusal, facts):
    topic, one, two = a_subject(), a_member("Eins"), a_member("Zwei")

    with pytest.raises(refusal):
        actions.add_responsibility(
            facts=ResponsibilityFacts(topic=topic, **facts(topic, one, two)),
            by=a_user(),
            at=MORNING,
        )

    assert not Responsibility.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("known", "new", "fits"),
    [
        ((None, None), (None, None), False),
        ((None, date(2026, 6, 30)), (date(2026, 7, 1), None), True),
        ((None, date(2026, 6, 30)), (date(2026, 6, 30), None), False),
        ((date(2026, 7, 1), None), (None, date(2026, 6, 30)), True),
        ((date(2026, 7, 1), None), (None, date(2026, 7, 1)), False),
    ],
)
def test_for_each_scope_there_is_one_at_a_time(known, new, fits):
    topic = a_subject()
    a_charge(topic, a_member("Eins"), valid_from=known[0], valid_until=known[1])
    facts = ResponsibilityFacts(
        topic=topic, holder=a_member("Zwei"), valid_from=new[0], valid_until=new[1]
    )

    if fits:
        actions.add_responsibility(facts=facts, by=a_user(), at=MORNING)
    else:
        with pytest.raises(AlreadyGiven):
            actions.add_responsibility(facts=facts, by=a_user(), at=MORNING)

    assert Responsibility.objects.count() == 1 + fits


def test_changing_only_the_deputies_is_its_own_deed_and_no_change_is_none():
    head, topic = a_user(), a_subject()
    holder, one = a_member("Zuständig"), a_member("Eins")
    row = a_charge(topic, holder)
    facts = ResponsibilityFacts(topic=topic, holder=holder, deputies=(one,))

    actions.change_responsibility(responsibility=row, facts=facts, by=head, at=MORNING)
    actions.change_responsibility(responsibility=row, facts=facts, by=head, at=MORNING)

    assert [event.verb for event in Event.objects.all()] == ["office.deputies_changed"]
    other = ResponsibilityFacts(topic=topic, holder=one, deputies=(holder,))
    actions.change_responsibility(responsibility=row, facts=other, by=head, at=MORNING)
    assert Event.objects.newest_first().first().changed == ["holder"]  # type: ignore[union-attr]


def test_an_ended_responsibility_ends_once():
    head, row = a_user(), a_charge(a_subject(), a_member())
    yesterday = MONDAY - timedelta(days=1)

    actions.end_responsibility(responsibility=row, last_day=yesterday, by=head, at=MORNING)
    with pytest.raises(AlreadyEnded):
        actions.end_responsibility(responsibility=row, last_day=MONDAY, by=head, at=MORNING)

    row.refresh_from_db()
    assert row.valid_until == yesterday


def test_topics_are_added_and_changed_once_each():
    head = a_user()
    facts = TopicFacts(key="hsu", label={"de": "HSU", "en": "HSU"}, area="education")

    topic = actions.add_topic(facts=facts, by=head, at=MORNING)
    with pytest.raises(KeyTaken):
        actions.add_topic(facts=facts, by=head, at=MORNING)
    other = a_subject("ifk")
    with pytest.raises(KeyTaken):
        actions.change_topic(topic=other, facts=facts, by=head, at=MORNING)
    changed = TopicFacts(key="hsu", label={"de": "Neu", "en": "HSU"}, area="both")
    actions.change_topic(topic=topic, facts=changed, by=head, at=MORNING)
    actions.change_topic(topic=topic, facts=changed, by=head, at=MORNING)

    topic.refresh_from_db()
    assert topic.label["de"] == "Neu"
    assert Event.objects.filter(verb="office.topic_changed").count() == 1


def test_none_of_this_without_the_right():
    clerk, topic, holder = a_user("beratung"), a_subject(), a_member()
    row = a_charge(topic, holder)
    facts = ResponsibilityFacts(topic=topic, holder=holder)
    subject = TopicFacts(key="neu", label={"de": "Neu"}, area="both")
    deeds = [
        lambda: actions.add_responsibility(facts=facts, by=clerk, at=MORNING),
        lambda: actions.change_responsibility(
            responsibility=row, facts=facts, by=clerk, at=MORNING
        ),
        lambda: actions.end_responsibility(
            responsibility=row, last_day=MONDAY, by=clerk, at=MORNING
        ),
        lambda: actions.add_topic(facts=subject, by=clerk, at=MORNING),
        lambda: actions.change_topic(topic=topic, facts=subject, by=clerk, at=MORNING),
    ]

    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert not Event.objects.exists()
    assert issubclass(NotAllowed, DomainError)


def test_the_preview_leaves_out_days_on_which_the_responsibility_does_not_count():
    holder = a_member("Zuständig")
    a_charge(
        a_subject(),
        holder,
        a_member("Vertretung"),
        valid_from=MONDAY + timedelta(days=1),
        valid_until=MONDAY + timedelta(days=2),
    )
    a_charge(a_subject("hsu"), holder, valid_until=MONDAY - timedelta(days=1))

    cover = queries.cover_of(holder, first=MONDAY, last=FRIDAY)

    assert [(c.first, c.last) for c in cover] == [
        (MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))
    ]


def test_what_does_not_exist_or_may_not_be_seen_is_not_found():
    row = a_charge(a_subject(), a_member())
    clerk, school = a_user("beratung"), a_user("schule")

    assert queries.responsibility(row.pk, user=clerk) == row
    assert queries.topic(row.topic_id) == row.topic
    for question in (
        lambda: queries.responsibility(row.pk, user=school),
        lambda: queries.topic(row.topic_id + 1),
        lambda: queries.staff_member(row.holder_id, user=school),
        lambda: queries.post(1, user=clerk),
    ):
        with pytest.raises(Http404):
            question()
