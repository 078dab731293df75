"""How the demo office is made: all or nothing, on any day of the week."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from teilhabe.accounts import demo as accounts
from teilhabe.accounts.models import User
from teilhabe.directory import demo as directory
from teilhabe.office import demo, queries
from teilhabe.office.demo import files
from teilhabe.office.models import StaffMember

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))


def everything() -> dict[str, int]:
    tables = apps.get_app_config("office").get_models()
    return {table.__name__: table._default_manager.count() for table in tables}


def test_what_breaks_off_leaves_nothing_behind(db, monkeypatch):
    directory.make(at=AT)
    accounts.make(at=AT)
    monkeypatch.setitem(files.read("requests")["requests"][-1], "topic", "nowhere")

    with pytest.raises(KeyError):
        demo.make(at=AT)

    assert not any(everything().values())


@pytest.mark.parametrize("day", [0, 5, 6])
def test_it_can_begin_on_any_day_of_the_week(db, day):
    at = AT + timedelta(days=day)
    directory.make(at=at)
    accounts.make(at=at)

    demo.make(at=at)

    assert StaffMember.objects.working(on=at.date()).count() == 11
    assert [p.name for p in StaffMember.objects.filter(absences__in=_away(at))] == ["Sabine Küpper"]


def _away(at: datetime) -> list[int]:
    rows = queries.absences(user=User.objects.get(username="leitung")).on(at.date())
    return [row.pk for row in rows]
