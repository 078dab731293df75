"""What every test may ask for: the inspecting client, a day, the jobs done."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from teilhabe.config import serving
from tests.inspection import InspectingClient

MONDAY = date(2026, 11, 23)
MONDAY_MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def client() -> InspectingClient:
    return InspectingClient()


@pytest.fixture
def monday() -> date:
    return MONDAY


@pytest.fixture
def morning() -> datetime:
    return MONDAY_MORNING


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def _german() -> None:
    """A request in another language leaves it behind for whatever runs next in this thread."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def do_jobs(transactional_db: None) -> Callable[[], int]:
    """Do everything that was handed over; a job that fails fails the test.

    The worker closes connections that it finds unusable, and takes one inside a test's
    transaction for such: so the test goes without.
    """

    def run() -> int:
        waiting = DBTaskResult.objects.ready().count()
        serving._empty_queue()  # the worker's own loop, once
        failed = DBTaskResult.objects.filter(status="FAILED")
        assert not failed, [f.exception_class_path for f in failed]
        return waiting

    return run
