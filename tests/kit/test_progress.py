"""Long work says how far it is, to the one who started it."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from teilhabe.kit import actions, progress
from teilhabe.kit.models import Work
from tests.conftest import MONDAY_MORNING
from tests.inspection import InspectingClient
from tests.makers import a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> object:
    return a_user("querschnitt")


def a_work(user: object, total: int = 4) -> Work:
    return actions.start_work(
        kind="kit.sample_work",
        total=total,
        by=user,  # type: ignore[arg-type]
        at=MONDAY_MORNING,
    )


def state(client: InspectingClient, work: Work) -> dict[str, object]:
    found: dict[str, object] = client.get(reverse("kit:work_state", args=[work.uid])).json()
    return found


def test_its_page_tells_from_waiting_to_the_result(client, user):
    client.force_login(user, backend="teilhabe.accounts.backends.RoleBackend")
    work = a_work(user)

    waiting = state(client, work)
    actions.advance_work(uid=work.uid, done=3, at=MONDAY_MORNING)
    running = state(client, work)
    shown = client.get(reverse("kit:work", args=[work.uid])).content.decode()
    actions.finish_work(uid=work.uid, at=MONDAY_MORNING, result_url="/kit/")
    done = state(client, work)
    result = client.get(reverse("kit:work", args=[work.uid])).content.decode()

    assert (waiting["value"], waiting["done"]) == (None, False)
    assert (running["value"], running["max"], running["text"]) == (3, 4, "3 von 4")
    assert 'value="3"' in shown
    assert (done["done"], done["next"]) == (True, "/kit/")
    assert 'href="/kit/"' in result


def test_a_failure_is_said_without_the_reason_of_the_machine(client, user):
    client.force_login(user, backend="teilhabe.accounts.backends.RoleBackend")
    work = a_work(user)
    actions.fail_work(uid=work.uid, at=MONDAY_MORNING, error="ValueError")

    html = client.get(reverse("kit:work", args=[work.uid])).content.decode()

    assert "Es ist nichts verloren" in html
    assert "ValueError" not in html


def test_nobody_else_sees_it(client, user):
    work = a_work(user)
    client.force_login(
        a_user("querschnitt", username="jemand-anderes"),
        backend="teilhabe.accounts.backends.RoleBackend",
    )

    assert client.get(reverse("kit:work", args=[work.uid])).status_code == 404
    assert client.get(reverse("kit:work_state", args=[work.uid])).status_code == 404


def test_it_never_goes_backwards_and_ends_once(user):
    work = a_work(user)
    actions.advance_work(uid=work.uid, done=3, at=MONDAY_MORNING)
    actions.advance_work(uid=work.uid, done=2, at=MONDAY_MORNING)
    work.refresh_from_db()
    assert work.done == 3

    actions.finish_work(uid=work.uid, at=MONDAY_MORNING)
    actions.fail_work(uid=work.uid, at=MONDAY_MORNING, error="X")
    actions.finish_work(uid=work.uid, at=MONDAY_MORNING, result_url="/anders/")
    actions.advance_work(uid=work.uid, done=9, at=MONDAY_MORNING)
    work.refresh_from_db()

    assert (work.state, work.done, work.result_url) == ("done", 4, "")


def test_it_grows_when_there_is_more_to_do_than_thought(user):
    work = a_work(user, total=0)
    actions.advance_work(uid=work.uid, done=5, total=10, at=MONDAY_MORNING)
    actions.advance_work(uid=work.uid, done=12, at=MONDAY_MORNING)
    work.refresh_from_db()

    assert (work.done, work.total) == (12, 12)


def test_the_database_refuses_more_done_than_there_is(user):
    with pytest.raises(IntegrityError):
        Work.objects.create(user=user, kind="x", total=1, done=2, created_at=MONDAY_MORNING)


def test_the_sample_counts_to_its_end(user, monkeypatch):
    # The sample rests between its steps so that people can watch; a test need not.
    monkeypatch.setattr(progress.time, "sleep", lambda _seconds: None)
    work = a_work(user, total=3)

    progress.count_up.call(str(work.uid), 3)
    work.refresh_from_db()

    assert (work.state, work.done) == ("done", 3)
    assert progress.of(work).next_url == reverse("kit:components")


def test_an_unknown_kind_still_has_a_name(user):
    work = actions.start_work(kind="x.y", total=1, by=user, at=MONDAY_MORNING)

    assert str(progress.of(work).label) == "Arbeit im Hintergrund"
