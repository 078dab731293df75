"""A period holds on its first and on its last day, and nowhere else; page, row and query agree."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.office.choices import FocusArea
from teilhabe.office.models import FocusTheme

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2030, 12, 31))
DAY = timedelta(days=1)


@given(begin=DAYS, length=st.integers(0, 400), on=DAYS)
def test_both_ends_belong_to_the_period(begin, length, on):
    end = begin + length * DAY
    fact = FocusTheme(valid_from=begin, valid_until=end)

    assert fact.is_current(on=on) == (begin <= on <= end)
    assert fact.is_current(on=begin)
    assert fact.is_current(on=end)
    assert not fact.is_current(on=end + DAY)


def test_open_ends_hold_for_ever():
    assert FocusTheme().is_current(on=date(1990, 1, 1))
    assert FocusTheme(valid_from=date(2026, 1, 1)).is_current(on=date(2090, 1, 1))


@pytest.mark.django_db
def test_the_query_says_the_same_as_the_row():
    on = date(2026, 11, 23)
    for begin, end in product((None, on - DAY, on, on + DAY), (None, on + DAY, on + 2 * DAY)):
        FocusTheme.objects.create(
            key=f"{begin}-{end}",
            area=FocusArea.EDUCATION,
            title={"de": "Schwerpunkt"},
            valid_from=begin,
            valid_until=end,
        )

    found = set(FocusTheme.objects.current(on=on).values_list("pk", flat=True))

    assert found == {theme.pk for theme in FocusTheme.objects.all() if theme.is_current(on=on)}
    assert len(found) == 9
