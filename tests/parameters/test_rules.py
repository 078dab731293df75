"""Who may see and change legal values."""

from datetime import date, timedelta

import pytest

from teilhabe.accounts import roles
from teilhabe.parameters import rules
from teilhabe.parameters.choices import Origin
from teilhabe.parameters.models import Parameter
from tests.conftest import MONDAY, MONDAY_MORNING
from tests.makers import a_user

pytestmark = pytest.mark.django_db

MAY_CHANGE = {"leitung", "stellvertretung"}
MAY_VIEW = MAY_CHANGE | {"beratung", "querschnitt", "verwaltung", "datenschutz"}


@pytest.mark.parametrize("role", sorted(roles.ROLES))
def test_the_head_changes_and_the_office_sees(role: str):
    user = a_user(role)

    assert rules.may_view(user) == (role in MAY_VIEW)
    assert rules.may_change(user) == (role in MAY_CHANGE)


@pytest.mark.parametrize(
    ("role", "origin", "starts", "withdrawn", "may"),
    [
        ("leitung", Origin.OFFICE, MONDAY + timedelta(days=1), False, True),
        ("leitung", Origin.OFFICE, MONDAY, False, False),
        ("leitung", Origin.OFFICE, MONDAY + timedelta(days=1), True, False),
        ("leitung", Origin.SHIPPED, MONDAY + timedelta(days=1), False, False),
        ("leitung", Origin.SHIPPED, None, False, False),
        ("beratung", Origin.OFFICE, MONDAY + timedelta(days=1), False, False),
    ],
)
def test_only_an_own_value_of_the_future_is_taken_back(
    role: str, origin: Origin, starts: date | None, withdrawn: bool, may: bool
):
    row = Parameter(
        origin=origin, valid_from=starts, withdrawn_at=MONDAY_MORNING if withdrawn else None
    )

    assert rules.may_withdraw(a_user(role), row, on=MONDAY) is may
