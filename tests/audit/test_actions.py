"""One deed, one entry, in the same transaction, without values."""

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import transaction

from teilhabe.audit import actions
from teilhabe.audit.models import Event
from tests.conftest import MONDAY_MORNING
from tests.makers import a_user


@pytest.mark.django_db
def test_an_entry_says_what_was_done_to_what_by_whom_and_when():
    head, clerk = a_user("leitung"), a_user("verwaltung")

    event = actions.record(
        "accounts.user_changed", clerk, by=head, at=MONDAY_MORNING, changed=["name", "email"]
    )

    event.refresh_from_db()
    assert event.verb == "accounts.user_changed"
    assert (event.subject_type, event.subject_id) == ("accounts.user", str(clerk.pk))
    assert (event.by, event.at) == (head, MONDAY_MORNING)
    assert event.changed == ["name", "email"]
    assert clerk.name not in str(event)


@pytest.mark.django_db
def test_the_system_itself_acts_without_a_name():
    event = actions.record("accounts.role_ended", a_user(), by=None, at=MONDAY_MORNING)

    assert event.by is None


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    person = a_user()

    with pytest.raises(actions.OutsideTransaction):
        actions.record("accounts.user_changed", person, by=person, at=MONDAY_MORNING)

    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_is_rolled_back_leaves_no_entry():
    person = a_user()

    with transaction.atomic():
        actions.record("accounts.user_changed", person, by=person, at=MONDAY_MORNING)
        transaction.set_rollback(True)

    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_deed_without_words_for_people_is_a_bug():
    with pytest.raises(actions.UnknownVerb):
        actions.record("accounts.user_renamed", a_user(), by=None, at=MONDAY_MORNING)


@pytest.mark.django_db
def test_a_value_among_the_changed_names_is_a_bug():
    person = a_user(name="Amira Haddad")

    with pytest.raises(FieldDoesNotExist):
        actions.record(
            "accounts.user_changed",
            person,
            by=None,
            at=MONDAY_MORNING,
            changed=["name: Amira Haddad"],
        )


@pytest.mark.django_db
def test_the_trail_outlives_the_account():
    head, clerk = a_user("leitung"), a_user("verwaltung")
    event = actions.record("accounts.user_changed", clerk, by=head, at=MONDAY_MORNING)

    head.delete()

    event.refresh_from_db()
    assert event.by is None
    assert event.subject_id == str(clerk.pk)
