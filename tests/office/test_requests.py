"""Requests of the public: an owner from the first second, one request per click, an answer."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.audit.models import Event
from teilhabe.notices.models import Notice
from teilhabe.office import actions, queries
from teilhabe.office.actions.facts import NotAllowed
from teilhabe.office.actions.requests import (
    AlreadyDone,
    HasLeft,
    NobodyThere,
    NotDone,
    NothingAsked,
    NotInTheTeam,
    NoWayToAnswer,
    due_day,
)
from teilhabe.office.models import ContactRequest
from tests.makers import a_user
from tests.office.makers import (
    MONDAY,
    MORNING,
    a_charge,
    a_member,
    a_municipality,
    a_request,
    a_subject,
    away,
)


def message(**changes) -> actions.Message:
    given = {
        "text": "Wie finde ich eine Schule?",
        "language": "de",
        "mail": "r@example.org",
        **changes,
    }
    return actions.Message(**given)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_three_working_days_are_three_weekdays(received: date):
    due = due_day(received)
    between = [received + timedelta(days=n + 1) for n in range((due - received).days)]

    assert sum(day.isoweekday() < 6 for day in between) == 3
    assert due.isoweekday() < 6


@pytest.mark.django_db
def test_a_message_becomes_the_task_of_whoever_answers_there():
    topic, alsdorf = a_subject(), a_municipality()
    user = a_user("beratung")
    here, everywhere = a_member("Alsdorf", user=user), a_member("Alles")
    a_charge(topic, everywhere)
    a_charge(topic, here, everywhere, municipality=alsdorf)

    row = actions.receive_request(
        message=message(topic=topic, municipality=alsdorf, name="Rania"), once_key="a", at=MORNING
    )

    assert (row.assigned_to, row.state, row.due_on) == (here, "open", date(2026, 11, 26))
    assert Notice.objects.get().user_id == user.pk
    event = Event.objects.get()
    assert (event.verb, event.by) == ("office.request_received", None)


@pytest.mark.django_db
def test_while_somebody_is_away_the_deputy_gets_it():
    topic = a_subject()
    holder, deputy = a_member("Zuständig"), a_member("Vertretung")
    a_charge(topic, holder, deputy)
    away(holder)

    row = actions.receive_request(message=message(topic=topic), once_key="a", at=MORNING)

    assert row.assigned_to == deputy


@pytest.mark.django_db
def test_a_double_click_makes_one_request():
    a_member(user=a_user("leitung"))

    first = actions.receive_request(message=message(), once_key="a", at=MORNING)
    second = actions.receive_request(message=message(), once_key="a", at=MORNING)

    assert first == second
    assert Event.objects.count() == 1
    other = a_request(first.assigned_to)
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactRequest.objects.filter(pk=other.pk).update(once_key="a")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("refusal", "changes"), [(NothingAsked, {"text": "  "}), (NoWayToAnswer, {"mail": ""})]
)
def test_what_cannot_be_answered_is_refused(refusal, changes):
    a_member()

    with pytest.raises(refusal):
        actions.receive_request(message=message(**changes), once_key="a", at=MORNING)


@pytest.mark.django_db
def test_an_office_without_a_team_says_so():
    with pytest.raises(NobodyThere):
        actions.receive_request(message=message(), once_key="a", at=MORNING)


@pytest.mark.django_db
def test_words_and_addresses_are_ciphertext_in_the_database():
    a_member()
    actions.receive_request(
        message=message(text="Geheime Frage", phone="+493023125200"), once_key="a", at=MORNING
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT mail, phone, message FROM office_contactrequest")
        stored = " ".join(cursor.fetchone())

    assert "Geheime" not in stored
    assert "example.org" not in stored
    assert "23125200" not in stored
    assert ContactRequest.objects.get().message == "Geheime Frage"


@pytest.mark.django_db
def test_from_arrival_to_answer_and_back():
    clerk = a_user("beratung")
    me, colleague = a_member("Ich", user=clerk), a_member("Andere")
    row = a_request(colleague)

    row = actions.take_request(request=row, by=clerk, at=MORNING)
    row = actions.take_request(request=row, by=clerk, at=MORNING)
    assert (row.assigned_to, row.state) == (me, "in_progress")
    row = actions.assign_request(request=row, to=colleague, by=clerk, at=MORNING)
    row = actions.assign_request(request=row, to=colleague, by=clerk, at=MORNING)
    assert (row.assigned_to, row.state) == (colleague, "open")
    row = actions.finish_request(request=row, answer="Angerufen", by=clerk, at=MORNING)
    assert (row.state, row.done_by, row.done_at, row.answer) == (
        "done",
        clerk,
        MORNING,
        "Angerufen",
    )
    row = actions.reopen_request(request=row, by=clerk, at=MORNING)
    assert (row.state, row.done_by, row.done_at) == ("in_progress", None, None)

    assert [event.verb for event in Event.objects.order_by("pk")] == [
        "office.request_taken",
        "office.request_assigned",
        "office.request_done",
        "office.request_reopened",
    ]


@pytest.mark.django_db
def test_what_waits_stands_above_what_is_done():
    clerk = a_user("beratung")
    desk = a_member("Ich", user=clerk)
    done, waits = a_request(desk), a_request(desk)
    actions.finish_request(request=done, answer="Angerufen", by=clerk, at=MORNING)

    assert list(queries.contact_requests(user=clerk)) == [waits, done]


@pytest.mark.django_db
def test_passing_on_tells_whoever_gets_it():
    clerk, other = a_user("beratung"), a_user("querschnitt")
    row = a_request(a_member("Ich", user=clerk))

    actions.assign_request(request=row, to=a_member("Du", user=other), by=clerk, at=MORNING)

    assert Notice.objects.get().user_id == other.pk


@pytest.mark.django_db
def test_of_two_colleagues_the_second_is_told():
    one, two = a_user("beratung"), a_user("querschnitt")
    row = a_request(a_member(user=one))
    actions.finish_request(request=row, answer="", by=one, at=MORNING)

    for late in (
        lambda: actions.finish_request(request=row, answer="x", by=two, at=MORNING),
        lambda: actions.take_request(request=row, by=two, at=MORNING),
        lambda: actions.assign_request(request=row, to=row.assigned_to, by=two, at=MORNING),
    ):
        with pytest.raises(AlreadyDone):
            late()
    row.refresh_from_db()
    assert (row.done_by, row.answer) == (one, "")
    actions.reopen_request(request=row, by=two, at=MORNING)
    with pytest.raises(NotDone):
        actions.reopen_request(request=row, by=two, at=MORNING)


@pytest.mark.django_db
def test_only_the_team_owns_requests():
    clerk = a_user("beratung")
    row = a_request(a_member())
    gone = a_member("Gegangen", works_until=MONDAY - timedelta(days=1))

    with pytest.raises(NotInTheTeam):
        actions.take_request(request=row, by=clerk, at=MORNING)
    with pytest.raises(HasLeft):
        actions.assign_request(request=row, to=gone, by=clerk, at=MORNING)


@pytest.mark.django_db
def test_without_the_right_nobody_reads_or_writes():
    row, school = a_request(a_member()), a_user("schule")
    done = a_request(row.assigned_to)
    actions.finish_request(request=done, answer="", by=a_user(), at=MORNING)

    for deed in (
        lambda: actions.take_request(request=row, by=school, at=MORNING),
        lambda: actions.assign_request(request=row, to=row.assigned_to, by=school, at=MORNING),
        lambda: actions.finish_request(request=row, answer="", by=school, at=MORNING),
        lambda: actions.reopen_request(request=done, by=school, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert queries.contact_requests(user=school).count() == 0
    with pytest.raises(Http404):
        queries.contact_request(row.uid, user=school)


@pytest.mark.django_db
def test_the_database_ties_who_and_when_of_the_answer():
    row = a_request(a_member())

    with pytest.raises(IntegrityError), transaction.atomic():
        ContactRequest.objects.filter(pk=row.pk).update(state="done")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactRequest.objects.filter(pk=row.pk).update(done_at=MORNING)


@pytest.mark.django_db
def test_lights_numbers_and_what_lies_at_ones_own_desk():
    clerk = a_user("beratung")
    me = a_member(user=clerk)
    late = a_request(me, due_on=MONDAY - timedelta(days=1))
    today = a_request(me, due_on=MONDAY)
    far = a_request(a_member("Andere"), due_on=MONDAY + timedelta(days=2))
    done = actions.finish_request(request=a_request(me), answer="", by=clerk, at=MORNING)

    lights = [queries.request_level(row, on=MONDAY) for row in (late, today, far, done)]

    assert lights == ["red", "yellow", "grey", "green"]
    assert list(queries.requests_of(clerk)) == [late, today]
    assert list(queries.contact_requests(user=clerk).late(on=MONDAY)) == [late]
    receipt = queries.receipt(late.uid)
    assert receipt.number == late.number
    assert receipt.due_on == late.due_on
