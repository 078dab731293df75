"""What holds on a day: before, on and after a change."""

from datetime import date
from decimal import Decimal

import pytest

from teilhabe.parameters import actions, queries
from teilhabe.parameters.choices import DayOfYear, Span
from tests.conftest import MONDAY, MONDAY_MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _shipped() -> None:
    actions.load_shipped(at=MONDAY_MORNING)


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2018, 1, 1), 50_000),
        (date(2021, 12, 31), 50_000),
        (date(2022, 1, 1), 57_000),
        (MONDAY, 57_000),
    ],
)
def test_a_changed_value_applies_from_its_first_day(day: date, amount: int):
    assert queries.decimal("funding.specialist_post", on=day) == amount


def test_before_the_first_day_there_is_no_value():
    with pytest.raises(queries.NoValueOn, match=r"16\.03\.2025"):
        queries.span("ffm.ages", on=date(2025, 3, 16))

    assert queries.span("ffm.ages", on=date(2025, 3, 17)) == Span(16, 18)


def test_after_the_last_day_there_is_no_value():
    assert queries.decimal("komm_an.accompaniment", on=date(2024, 12, 31)) == 35

    with pytest.raises(queries.NoValueOn):
        queries.decimal("komm_an.accompaniment", on=date(2025, 1, 1))


def test_an_unknown_beginning_holds_for_every_earlier_day():
    assert queries.integer("schooling.full_time_years", on=date(1999, 1, 1)) == 10


def test_stage_and_group_are_part_of_the_question():
    assert queries.decimal("way.fare_beyond", stage="primary", on=MONDAY) == 2
    assert queries.decimal("way.fare_beyond", stage="lower_secondary", on=MONDAY) == Decimal("3.5")
    assert queries.integer("support.months", on=MONDAY) == 24
    assert queries.integer("support.months", group_kind="literacy", on=MONDAY) == 12
    with pytest.raises(queries.NoValueOn):
        queries.value("way.fare_beyond", on=MONDAY)


def test_every_kind_comes_back_as_its_own_type():
    assert queries.value("support.months", on=MONDAY) == 24
    assert queries.text("support.goal", on=MONDAY) == "B1"
    assert queries.day_of_year("heritage.interest_due", on=MONDAY) == DayOfYear(3, 15)
    assert queries.steps("placement.waiting_targets", on=MONDAY) == (14, 30, 60)
    assert queries.days_of_year("ffm.intake_days", on=MONDAY)[0] == DayOfYear(2, 1)
    bands = queries.spans("heritage.grade_bands", stage="lower_secondary", on=MONDAY)
    assert bands == (Span(7, 8), Span(9, 10))


def test_an_unknown_key_is_a_bug_and_so_is_the_wrong_type():
    with pytest.raises(queries.UnknownParameter):
        queries.value("support.moons", on=MONDAY)
    with pytest.raises(queries.UnknownParameter):
        queries.text("support.months", on=MONDAY)
    with pytest.raises(queries.UnknownParameter):
        queries.steps("support.months", on=MONDAY)
