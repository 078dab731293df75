"""A period holds on its first and on its last day, and nowhere else; page, row and query agree."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.kit.validity import Valid
from teilhabe.parameters.models import Parameter

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
DAY = timedelta(days=1)


class Fact(Valid):
    """A row that is never saved."""

    class Meta:
        app_label = "kit"
        managed = False


@given(begin=DAYS, length=st.integers(0, 400), on=DAYS)
def test_both_ends_belong_to_the_period(begin, length, on):
    end = begin + length * DAY
    fact = Fact(valid_from=begin, valid_until=end)

    assert fact.is_current(on=on) == (begin <= on <= end)
    assert fact.is_current(on=begin)
    assert fact.is_current(on=end)
    assert not fact.is_current(on=end + DAY)


def test_open_ends_hold_for_ever():
    assert Fact().is_current(on=date(1990, 1, 1))
    assert Fact(valid_from=date(2026, 1, 1)).is_current(on=date(2090, 1, 1))


@pytest.mark.django_db
def test_the_query_says_the_same_as_the_row():
    Parameter.objects.all().delete()
    on = date(2026, 11, 23)
    for begin in (None, on - DAY, on, on + DAY):
        for end in (None, on, on + 2 * DAY):
            Parameter.objects.create(
                key=f"test.{begin}.{end}", value="1", valid_from=begin, valid_until=end
            )

    found = set(Parameter.objects.current(on=on).values_list("key", flat=True))

    assert found == {p.key for p in Parameter.objects.all() if p.is_current(on=on)}
    assert len(found) == 9
