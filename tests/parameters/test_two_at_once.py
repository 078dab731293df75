"""Two people enter a value in the same moment: one of them is told, and no day has two values."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from teilhabe.accounts.models import User
from teilhabe.kit.types import DomainError
from teilhabe.parameters import actions, queries
from teilhabe.parameters.choices import Origin
from teilhabe.parameters.models import Parameter
from tests.conftest import MONDAY_MORNING
from tests.makers import a_user

AUGUST = date(2027, 8, 1)
at_the_same_time = Barrier(2, timeout=20)


def enter(user: User, months: int) -> str:
    """Both wait for each other before they start; what comes back is the refusal, if any."""
    try:
        at_the_same_time.wait()
        actions.set_value(
            key="support.months",
            value=months,
            valid_from=AUGUST,
            reason="Erlass",
            by=user,
            at=MONDAY_MORNING,
        )
    except DomainError as refusal:
        return type(refusal).__name__
    finally:
        connection.close()
    return ""


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets in one writer after the other; the lock is PostgreSQL's question",
)
@pytest.mark.django_db(transaction=True)
def test_of_two_writers_one_is_told():
    actions.load_shipped(at=MONDAY_MORNING)
    users = [a_user("leitung"), a_user("stellvertretung")]

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(enter, users, [30, 36]))

    assert answers == ["", "StartsSameDay"]
    own = Parameter.objects.get(origin=Origin.OFFICE)
    assert queries.value("support.months", on=AUGUST) == int(own.value)
