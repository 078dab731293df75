"""Deadlines: the days of every rule, what is done, who is reminded, whose calendar it is."""

import calendar
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.accounts.models import RoleAssignment
from teilhabe.audit.models import Event
from teilhabe.notices.models import Notice
from teilhabe.office import actions, imports, jobs, queries
from teilhabe.office.actions.deadlines import AlreadyDone, NoSuchDay, NotDone, RuleIncomplete
from teilhabe.office.actions.facts import AlreadyEnded, KeyTaken, NotAllowed
from teilhabe.office.models import CalendarKey, Deadline, DeadlineDone, DeadlineReminder
from teilhabe.office.schemas import DeadlineFacts
from tests.makers import a_user
from tests.office.makers import BERLIN, MONDAY, MORNING, a_deadline, a_member, a_subject

DAYS = st.dates(date(1995, 1, 1), date(2105, 12, 31))


def of(rule: str, **values) -> Deadline:
    return Deadline(rule=rule, **values)


def year(deadline: Deadline, number: int) -> list[date]:
    return deadline.occurrences(first=date(number, 1, 1), last=date(number, 12, 31))


# The days -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("deadline", "number", "days"),
    [
        (of("fixed", month=3, day=15), 2027, [date(2027, 3, 15)]),
        (of("fixed", month=2, day=29), 2028, [date(2028, 2, 29)]),
        (of("fixed", month=2, day=29), 2027, [date(2027, 2, 28)]),
        (of("fixed", month=4, day=31), 2027, [date(2027, 4, 30)]),
        (of("week_of", month=10, day=15), 2026, [date(2026, 10, 12)]),
        (of("week_of", month=10, day=15, weekday=5), 2026, [date(2026, 10, 16)]),
        (of("week_of", month=1, day=1), 2026, [date(2026, 12, 28)]),
        (of("nth_weekday", month=9, weekday=1, nth=1), 2026, [date(2026, 9, 7)]),
        (of("nth_weekday", month=10, weekday=7, nth=-1), 2026, [date(2026, 10, 25)]),
        (of("nth_weekday", month=2, weekday=1, nth=5), 2027, []),
        (of("iso_week", iso_week=53, weekday=1), 2026, [date(2026, 12, 28)]),
        (of("iso_week", iso_week=53, weekday=7), 2027, [date(2027, 1, 3)]),
        (of("iso_week", iso_week=1, weekday=1), 2025, [date(2025, 12, 29)]),
        (of("once", once_on=date(2026, 12, 1)), 2026, [date(2026, 12, 1)]),
        (of("once", once_on=date(2026, 12, 1)), 2027, []),
    ],
)
def test_every_rule_finds_its_days(deadline: Deadline, number: int, days: list[date]):
    assert year(deadline, number) == days


@pytest.mark.parametrize(
    ("number", "falls"), [(2020, False), (2021, False), (2022, True), (2023, False), (2024, True)]
)
def test_every_second_year_counts_from_its_first(number: int, falls: bool):
    deadline = of("fixed", month=11, day=2, every_years=2, first_year=2022)

    assert bool(year(deadline, number)) is falls


def test_no_day_lies_outside_its_validity():
    deadline = of(
        "fixed", month=3, day=15, valid_from=date(2026, 3, 16), valid_until=date(2028, 3, 14)
    )

    assert deadline.occurrences(first=date(2020, 1, 1), last=date(2030, 1, 1)) == [
        date(2027, 3, 15)
    ]
    assert deadline.occurrences(first=date(2029, 1, 1), last=date(2030, 1, 1)) == []


@given(DAYS, st.integers(0, 800), st.integers(1, 12), st.integers(1, 31))
def test_a_fixed_day_comes_once_a_year_and_never_leaves_its_month(first, length, month, day):
    last = first + timedelta(days=length)

    days = of("fixed", month=month, day=day).occurrences(first=first, last=last)

    assert days == sorted(set(days))
    for each in days:
        assert first <= each <= last
        assert each.month == month
        assert each.day == min(day, calendar.monthrange(each.year, month)[1])
    assert len(days) <= length // 365 + 1


@given(st.integers(1996, 2100), st.integers(1, 53), st.integers(1, 7))
def test_an_iso_week_is_what_the_calendar_says(number, week, weekday):
    days = of("iso_week", iso_week=week, weekday=weekday).occurrences(
        first=date(number - 1, 12, 20), last=date(number + 1, 1, 10)
    )

    wanted = [day for day in days if day.isocalendar().year == number]
    assert all(tuple(day.isocalendar())[1:] == (week, weekday) for day in wanted)
    assert len(wanted) == (week <= date(number, 12, 28).isocalendar().week)


@given(
    st.integers(1996, 2100),
    st.integers(1, 12),
    st.integers(1, 7),
    st.sampled_from([1, 2, 3, 4, 5, -1]),
)
def test_the_nth_weekday_is_in_its_place(number, month, weekday, nth):
    days = year(of("nth_weekday", month=month, weekday=weekday, nth=nth), number)

    for day in days:
        assert (day.month, day.isoweekday()) == (month, weekday)
        if nth == -1:
            assert (day + timedelta(days=7)).month != month
        else:
            assert (day.day - 1) // 7 == nth - 1
    assert days or nth == 5


@given(st.integers(1996, 2100), st.integers(1, 12), st.integers(1, 28), st.integers(1, 7))
def test_the_week_of_a_day_holds_that_day(number, month, day, weekday):
    deadline = of("week_of", month=month, day=day, weekday=weekday)
    inside = date(number, month, day)

    days = deadline.occurrences(first=inside - timedelta(days=6), last=inside + timedelta(days=6))

    assert len(days) == 1
    assert days[0].isocalendar()[:2] == inside.isocalendar()[:2]


def test_a_window_of_one_day_finds_the_same_days_as_a_long_one():
    deadline = of("iso_week", iso_week=1, weekday=3)
    first, last = date(2024, 12, 1), date(2027, 2, 1)
    length = (last - first).days + 1

    day_by_day = [
        day
        for n in range(length)
        for day in deadline.occurrences(
            first=first + timedelta(days=n), last=first + timedelta(days=n)
        )
    ]

    assert day_by_day == deadline.occurrences(first=first, last=last)


# Actions ----------------------------------------------------------------------------------------
def facts(**changes) -> DeadlineFacts:
    given = {"key": "antrag", "title": "Antrag", "rule": "fixed", "month": 11, "day": 30, **changes}
    return DeadlineFacts(**given)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"day": None},
        {"rule": "week_of", "month": None},
        {"rule": "nth_weekday", "weekday": 1},
        {"rule": "iso_week", "iso_week": 3},
        {"rule": "once"},
        {"every_years": 2},
    ],
)
def test_a_rule_needs_its_values(wrong):
    with pytest.raises(RuleIncomplete):
        actions.add_deadline(facts=facts(**wrong), by=a_user(), at=MORNING)


@pytest.mark.django_db
def test_the_database_refuses_an_incomplete_rule_too():
    for wrong in (
        {"rule": "fixed", "month": 13, "day": 1},
        {"rule": "nth_weekday", "month": 1, "weekday": 1, "nth": 0},
        {"rule": "iso_week", "iso_week": 54, "weekday": 1},
        {"rule": "once"},
        {"rule": "fixed", "month": 1, "day": 1, "every_years": 3},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Deadline.objects.create(key="x", title="x", **wrong)


@pytest.mark.django_db
def test_a_deadline_is_added_changed_and_ended():
    head = a_user()

    row = actions.add_deadline(facts=facts(), by=head, at=MORNING)
    with pytest.raises(KeyTaken):
        actions.add_deadline(facts=facts(), by=head, at=MORNING)
    actions.change_deadline(deadline=row, facts=facts(day=29), by=head, at=MORNING)
    actions.change_deadline(deadline=row, facts=facts(day=29), by=head, at=MORNING)
    yesterday = MONDAY - timedelta(days=1)
    actions.end_deadline(deadline=row, last_day=yesterday, by=head, at=MORNING)
    with pytest.raises(AlreadyEnded):
        actions.end_deadline(deadline=row, last_day=MONDAY, by=head, at=MORNING)

    row.refresh_from_db()
    assert (row.day, row.valid_until) == (29, yesterday)
    assert [event.verb for event in Event.objects.order_by("pk")] == [
        "office.deadline_added",
        "office.deadline_changed",
        "office.deadline_ended",
    ]


@pytest.mark.django_db
def test_an_occurrence_is_done_once_and_can_be_opened_again():
    clerk, row = a_user("beratung"), a_deadline()
    day = date(2026, 11, 30)

    actions.finish_occurrence(deadline=row, occurs_on=day, by=clerk, at=MORNING)
    with pytest.raises(AlreadyDone):
        actions.finish_occurrence(deadline=row, occurs_on=day, by=clerk, at=MORNING)
    with pytest.raises(NoSuchDay):
        actions.finish_occurrence(deadline=row, occurs_on=MONDAY, by=clerk, at=MORNING)
    assert DeadlineDone.objects.count() == 1
    actions.reopen_occurrence(deadline=row, occurs_on=day, by=clerk, at=MORNING)
    with pytest.raises(NotDone):
        actions.reopen_occurrence(deadline=row, occurs_on=day, by=clerk, at=MORNING)

    assert not DeadlineDone.objects.exists()


@pytest.mark.django_db
def test_none_of_this_without_the_right():
    school, row = a_user("schule"), a_deadline()
    for deed in (
        lambda: actions.add_deadline(facts=facts(), by=school, at=MORNING),
        lambda: actions.change_deadline(deadline=row, facts=facts(), by=school, at=MORNING),
        lambda: actions.end_deadline(deadline=row, last_day=MONDAY, by=school, at=MORNING),
        lambda: actions.finish_occurrence(
            deadline=row, occurs_on=date(2026, 11, 30), by=school, at=MORNING
        ),
        lambda: actions.reopen_occurrence(
            deadline=row, occurs_on=date(2026, 11, 30), by=school, at=MORNING
        ),
        lambda: actions.renew_calendar_key(by=school, at=MORNING),
    ):
        with pytest.raises(NotAllowed):
            deed()
    assert queries.deadlines(user=school).count() == 0
    with pytest.raises(Http404):
        queries.deadline(row.pk, user=school)


# Questions --------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_list_shows_what_is_open_and_what_comes_with_its_light():
    clerk = a_user("beratung")
    overdue, near, far, done = (
        a_deadline(day=16),
        a_deadline(day=30),
        a_deadline(month=12, day=31),
        a_deadline(day=10),
    )
    actions.finish_occurrence(deadline=done, occurs_on=date(2026, 11, 10), by=clerk, at=MORNING)

    found = {
        (each.deadline.pk, each.on): (each.level, each.days_left)
        for each in queries.calendar(on=MONDAY, user=clerk)
    }

    assert found[overdue.pk, date(2026, 11, 16)] == ("red", -7)
    assert found[near.pk, date(2026, 11, 30)] == ("yellow", 7)
    assert found[far.pk, date(2026, 12, 31)] == ("grey", 38)
    assert (done.pk, date(2026, 11, 10)) not in found
    days = {each.on: each.level for each in queries.occurrences_of(done, on=MONDAY)}
    assert days == {
        date(2025, 11, 10): "red",
        date(2026, 11, 10): "green",
        date(2027, 11, 10): "grey",
        date(2028, 11, 10): "grey",
    }
    waiting = queries.waiting_for(user=clerk, on=MONDAY)
    assert [each.deadline for each in waiting] == [overdue, near]


@pytest.mark.django_db
def test_the_list_asks_equally_often_for_one_and_for_three(django_assert_num_queries):
    clerk = a_user("beratung")
    clerk.has_perm("office.view_deadline")
    a_deadline()
    with django_assert_num_queries(2):
        list(queries.calendar(on=MONDAY, user=clerk))
    a_deadline(responsible=a_member("Eins"))
    a_deadline(responsible=a_member("Zwei"))
    with django_assert_num_queries(2):
        list(queries.calendar(on=MONDAY, user=clerk))


# Reminders --------------------------------------------------------------------------------------
def test_whoever_is_responsible_is_reminded_once_by_notice_and_mail(do_jobs):
    user = a_user("beratung", name="Olena Kovalenko")
    now = datetime.now(BERLIN)
    today, day = now.date(), now.date() + timedelta(days=7)
    row = Deadline.objects.create(
        key="antrag",
        title="Antrag stellen",
        rule="once",
        once_on=day,
        reminder_days=7,
        responsible=a_member(user=user),
    )

    assert actions.remind_of_deadlines(on=today - timedelta(days=1), at=now) == 0
    assert actions.remind_of_deadlines(on=today, at=now) == 1
    assert actions.remind_of_deadlines(on=today, at=now) == 0
    do_jobs()

    assert DeadlineReminder.objects.get().user == user
    assert Notice.objects.get().url == f"/buero/fristen/{row.pk}/"
    assert [message.to for message in mail.outbox] == [[user.email]]
    assert "Antrag stellen" in mail.outbox[0].body
    assert f"{day:%-d}. " in mail.outbox[0].body
    assert "Kovalenko" not in mail.outbox[0].subject


@pytest.mark.django_db
def test_without_a_person_the_role_is_reminded_and_without_a_role_the_head():
    head, office = a_user("leitung"), a_user("verwaltung")
    gone = a_member("Gegangen", user=a_user("beratung"), works_until=MONDAY - timedelta(days=1))

    assert queries.people_to_remind(a_deadline(role="verwaltung"), on=MONDAY) == [office]
    assert queries.people_to_remind(a_deadline(), on=MONDAY) == [head]
    assert queries.people_to_remind(a_deadline(role="beratung"), on=MONDAY) != []
    assert queries.people_to_remind(a_deadline(responsible=gone), on=MONDAY) == [head]


@pytest.mark.django_db
def test_what_is_done_is_not_reminded():
    head, row = a_user("leitung"), a_deadline(reminder_days=30)
    actions.finish_occurrence(deadline=row, occurs_on=date(2026, 11, 30), by=head, at=MORNING)

    assert list(queries.deadlines_to_remind(on=MONDAY)) == []


@pytest.mark.django_db
def test_the_daily_job_takes_the_day_as_text():
    a_user("leitung")
    a_deadline(reminder_days=30)

    assert jobs.remind_of_deadlines.func(today="2026-11-23") == 1
    assert jobs.remind_of_deadlines.func(today="2026-11-23") == 0


# Calendar addresses -----------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_secret_address_is_one_persons_renewable_and_only_its_hash_is_kept():
    clerk = a_user("beratung")

    first = actions.renew_calendar_key(by=clerk, at=MORNING)
    second = actions.renew_calendar_key(by=clerk, at=MORNING)

    assert queries.owner_of_calendar(first, on=MONDAY) is None
    assert queries.owner_of_calendar(second, on=MONDAY) == clerk
    assert second not in CalendarKey.objects.get().token_hash
    actions.withdraw_calendar_key(by=clerk, at=MORNING)
    actions.withdraw_calendar_key(by=clerk, at=MORNING)
    assert queries.owner_of_calendar(second, on=MONDAY) is None
    assert Event.objects.filter(verb="office.calendar_key_withdrawn").count() == 1


@pytest.mark.django_db
def test_the_address_dies_with_the_login():
    clerk = a_user("beratung")
    token = actions.renew_calendar_key(by=clerk, at=MORNING)

    RoleAssignment.objects.update(valid_until=MONDAY - timedelta(days=1))

    assert queries.owner_of_calendar(token, on=MONDAY) is None


# Shipped deadlines ----------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_shipped_deadlines_are_complete_sourced_and_loaded_once():
    head = a_user()
    for key in ("schulplatz", "deutschkurse", "hsu", "ifk", "uebergang", "foerderung"):
        a_subject(key)
    shipped = list(imports.shipped_deadlines(valid_from=None))

    assert imports.load_deadlines(valid_from=None, by=head, at=MORNING) == len(shipped)
    assert imports.load_deadlines(valid_from=None, by=head, at=MORNING) == 0

    assert all(each.source and each.link.startswith("http") for each in shipped)
    for row in Deadline.objects.all():
        assert row.occurrences(first=date(2026, 1, 1), last=date(2029, 12, 31)), row.key
    hsu = Deadline.objects.get(key="hsu-interesse")
    assert year(hsu, 2027) == [date(2027, 3, 15)]


def test_a_day_at_the_change_of_the_clocks_is_one_day():
    """25 October 2026 has 25 hours; the deadline knows days only."""
    night = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    deadline = of("nth_weekday", month=10, weekday=7, nth=-1)

    assert deadline.occurrences(first=night.date(), last=night.date()) == [night.date()]
