"""Values are loaded, entered and taken back; every day keeps at most one."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from teilhabe.parameters import actions, queries
from teilhabe.parameters.choices import Origin, Span, Status
from teilhabe.parameters.imports import shipped
from teilhabe.parameters.models import Parameter
from tests.conftest import MONDAY, MONDAY_MORNING
from tests.makers import a_user

pytestmark = pytest.mark.django_db

AUGUST = date(2027, 8, 1)
OCTOBER = date(2027, 10, 1)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _shipped() -> None:
    actions.load_shipped(at=MONDAY_MORNING)


def enter(value: object, *, valid_from: date = AUGUST, key: str = "support.months", **more: object):
    given = {"by": a_user("leitung"), "at": MONDAY_MORNING, "reason": "Erlass vom 01.02.2027"}
    return actions.set_value(key=key, value=value, valid_from=valid_from, **(given | more))


def months(day: date) -> int:
    return queries.integer("support.months", on=day)


def periods(key: str = "support.months") -> list[tuple[str, date | None, date | None]]:
    rows = queries.listed().filter(key=key, group_kind="")
    return [(row.value, row.valid_from, row.valid_until) for row in rows]


def assert_no_day_has_two_values():
    rows = list(queries.listed())
    for earlier, later in pairwise(rows):
        place = (later.key, later.stage, later.group_kind)
        if (earlier.key, earlier.stage, earlier.group_kind) == place:
            assert earlier.valid_until
            assert later.valid_from
            assert earlier.valid_until < later.valid_from, place


def test_loading_twice_changes_nothing():
    before = list(Parameter.objects.order_by("pk").values())

    loaded = actions.load_shipped(at=MONDAY_MORNING + DAY)

    assert loaded == actions.Loaded(added=0, removed=0, unchanged=len(shipped()))
    assert list(Parameter.objects.order_by("pk").values()) == before


def test_loading_corrects_what_the_list_says_differently():
    Parameter.objects.filter(key="support.goal", group_kind="").update(value="A2")

    loaded = actions.load_shipped(at=MONDAY_MORNING)

    assert (loaded.added, loaded.removed) == (1, 1)
    assert queries.text("support.goal", on=MONDAY) == "B1"


def test_a_new_value_applies_from_its_day_on_and_the_old_one_until_the_day_before():
    row = enter(30)

    assert (months(AUGUST - DAY), months(AUGUST)) == (24, 30)
    assert row.origin == Origin.OFFICE
    assert row.status == Status.VERIFIED
    assert (row.note, row.entered_at) == ("Erlass vom 01.02.2027", MONDAY_MORNING)
    assert row.entered_by_id is not None
    assert_no_day_has_two_values()


def test_loading_again_never_touches_what_the_office_entered():
    enter(30)
    before = list(Parameter.objects.order_by("pk").values())

    actions.load_shipped(at=MONDAY_MORNING + DAY)

    assert list(Parameter.objects.order_by("pk").values()) == before
    assert months(OCTOBER) == 30


def test_a_value_before_another_later_one_ends_where_that_begins():
    enter(36, valid_from=OCTOBER)

    enter(30, valid_from=AUGUST)

    assert [months(d) for d in (AUGUST - DAY, AUGUST, OCTOBER - DAY, OCTOBER)] == [24, 30, 30, 36]
    assert_no_day_has_two_values()


def test_a_value_after_another_later_one_shortens_that():
    enter(30, valid_from=AUGUST)

    enter(36, valid_from=OCTOBER)

    assert [months(d) for d in (AUGUST, OCTOBER - DAY, OCTOBER)] == [30, 30, 36]
    assert_no_day_has_two_values()


def test_a_value_may_begin_in_the_past_but_not_before_the_one_in_force():
    enter(30, valid_from=date(2026, 8, 1))

    assert months(date(2026, 8, 1)) == 30
    with pytest.raises(queries.NotAfterCurrent, match=r"01\.08\.2026"):
        enter(36, valid_from=date(2026, 7, 1))


def test_a_period_that_is_over_stays_as_it_is():
    with pytest.raises(queries.NotAfterCurrent):
        enter(Decimal(40), key="komm_an.accompaniment", valid_from=date(2024, 6, 1))


def test_after_the_end_of_the_last_value_a_new_one_may_begin():
    enter(Decimal(40), key="komm_an.accompaniment", valid_from=date(2027, 1, 1))

    assert queries.decimal("komm_an.accompaniment", on=AUGUST) == 40
    with pytest.raises(queries.NoValueOn):
        queries.value("komm_an.accompaniment", on=MONDAY)


def test_a_group_without_a_value_may_get_one():
    enter(12, key="group.size_max", group_kind="literacy")

    assert queries.integer("group.size_max", group_kind="literacy", on=AUGUST) == 12


def test_no_second_value_begins_on_the_same_day():
    enter(30)

    with pytest.raises(queries.StartsSameDay):
        enter(36)

    assert months(AUGUST) == 30


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("support.months", "24"),
        ("support.months", Decimal("2.5")),
        ("support.months", True),
        ("support.months", -1),
        ("support.weekly_hours", 10),
        ("support.goal", ""),
        ("fit.state_share", Decimal(101)),
        ("placement.waiting_targets", (30, 14)),
    ],
)
def test_a_value_of_the_wrong_kind_or_unit_is_refused(key: str, wrong: object):
    with pytest.raises(queries.WrongValue):
        enter(wrong, key=key)

    assert not Parameter.objects.filter(origin=Origin.OFFICE).exists()


def test_a_value_needs_a_reason_and_a_day_within_reach():
    with pytest.raises(actions.ReasonMissing):
        enter(30, reason=" ")
    with pytest.raises(actions.ReasonMissing):
        enter(30, reason="x" * 301)
    with pytest.raises(queries.DayOutOfReach):
        enter(30, valid_from=date(1, 1, 1))
    with pytest.raises(queries.UnknownParameter):
        enter(30, key="support.moons")


def test_who_was_slower_than_another_is_told_so():
    seen = queries.latest_pk("support.months")
    enter(30, latest_seen=seen)

    with pytest.raises(actions.ChangedMeanwhile):
        enter(36, valid_from=OCTOBER, latest_seen=seen)

    assert months(OCTOBER) == 30


def test_only_who_may_change_rules_enters_and_takes_back():
    row = enter(30)
    adviser = a_user("beratung")

    with pytest.raises(PermissionDenied):
        enter(36, valid_from=OCTOBER, by=adviser)
    with pytest.raises(PermissionDenied):
        actions.withdraw_value(parameter=row, by=adviser, at=MONDAY_MORNING)


def test_a_value_taken_back_never_applies_and_stays_in_the_history():
    before = periods()
    head = a_user("leitung")
    row = enter(30)

    actions.withdraw_value(parameter=row, by=head, at=MONDAY_MORNING)

    row.refresh_from_db()
    assert (row.withdrawn_by_id, row.withdrawn_at) == (head.pk, MONDAY_MORNING)
    assert periods() == before
    assert months(AUGUST) == 24


@pytest.mark.parametrize("first_back", [0, 1])
def test_of_two_later_values_either_may_be_taken_back_first(first_back: int):
    rows = [enter(30, valid_from=AUGUST), enter(36, valid_from=OCTOBER)]
    expected = [[24, 24, 36], [24, 30, 30]][first_back]

    actions.withdraw_value(parameter=rows[first_back], by=a_user(), at=MONDAY_MORNING)

    assert [months(day) for day in (MONDAY, AUGUST, OCTOBER)] == expected
    assert_no_day_has_two_values()

    actions.withdraw_value(parameter=rows[1 - first_back], by=a_user(), at=MONDAY_MORNING)

    assert [months(day) for day in (MONDAY, AUGUST, OCTOBER)] == [24, 24, 24]


def test_taking_back_does_not_prolong_a_value_that_had_ended():
    row = enter(Decimal(40), key="komm_an.accompaniment", valid_from=date(2027, 1, 1))

    actions.withdraw_value(parameter=row, by=a_user(), at=MONDAY_MORNING)

    with pytest.raises(queries.NoValueOn):
        queries.value("komm_an.accompaniment", on=AUGUST)


def test_what_already_applies_or_came_with_the_product_is_not_taken_back():
    row = enter(30, valid_from=date(2026, 11, 1))
    shipped_row = queries.listed().get(key="schooling.full_time_years")

    for parameter in (row, shipped_row):
        with pytest.raises(actions.AlreadyApplies):
            actions.withdraw_value(parameter=parameter, by=a_user(), at=MONDAY_MORNING)


def test_taking_back_twice_is_refused():
    row = enter(30)
    actions.withdraw_value(parameter=row, by=a_user(), at=MONDAY_MORNING)

    with pytest.raises(actions.AlreadyApplies):
        actions.withdraw_value(parameter=row, by=a_user(), at=MONDAY_MORNING)


@pytest.mark.parametrize(
    "wrong",
    [
        {"valid_from": None},
        {"note": ""},
        {"entered_at": None},
        {"withdrawn_at": MONDAY_MORNING},
        {"valid_until": AUGUST - DAY},
        {"origin": Origin.SHIPPED},
    ],
)
def test_the_database_itself_refuses_half_a_story(wrong: dict[str, object]):
    row = enter(Span(8, 9), key="support.weekly_hours")

    with pytest.raises(IntegrityError), transaction.atomic():
        Parameter.objects.filter(pk=row.pk).update(**wrong)
