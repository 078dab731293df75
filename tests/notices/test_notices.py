"""A word to a person, or to whoever holds a permission; said once, read once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from teilhabe.accounts import roles
from teilhabe.notices import actions, queries
from teilhabe.notices.choices import MAIL_GIVEN_UP, NOTICES
from teilhabe.notices.models import Notice
from teilhabe.notices.rules import LABELS, Permission
from tests.conftest import MONDAY_MORNING
from tests.inspection import InspectingClient
from tests.makers import a_user

pytestmark = pytest.mark.django_db

PAST = MONDAY_MORNING - timedelta(days=700)  # pages read the real clock
PAGE = "/post/benachrichtigungen/"
LATER = MONDAY_MORNING + timedelta(hours=1)


def a_notice(user, url="/konto/", at=MONDAY_MORNING) -> Notice:
    return actions.notify(user=user, kind=MAIL_GIVEN_UP, url=url, at=at)


def to_operators(at=MONDAY_MORNING) -> Notice:
    return actions.notify_holders(
        permission=Permission.MAIL, kind=MAIL_GIVEN_UP, url="/post/", at=at
    )


def test_the_same_word_is_not_said_twice_while_unread():
    person = a_user()

    first, second = a_notice(person), a_notice(person, at=LATER)

    assert first == second
    assert second.created_at == MONDAY_MORNING
    assert a_notice(person, url="/other/") != first
    assert a_notice(a_user()) != first


def test_after_reading_it_may_be_said_again():
    person = a_user()
    actions.mark_read(notice=a_notice(person), by=person, at=MONDAY_MORNING)

    a_notice(person, at=LATER)

    assert Notice.objects.count() == 2
    assert queries.unread_count(user=person) == 1


@pytest.mark.parametrize("url", ["https://example.org/", "//example.org/", "post/", ""])
def test_a_notice_leads_nowhere_else(url: str):
    with pytest.raises(ValueError, match="page of this house"):
        a_notice(a_user(), url=url)


def test_a_notice_without_words_is_a_bug():
    with pytest.raises(actions.UnknownKind):
        actions.notify(user=a_user(), kind="x.y", url="/", at=MONDAY_MORNING)


def test_a_notice_to_nobody_or_to_both_is_refused_by_the_database():
    common = {"kind": "x", "url": "/", "created_at": MONDAY_MORNING}
    for audience in ({}, {"user": a_user(), "permission": "x.y"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(**common, **audience)


def test_a_shared_word_reaches_holders_only_and_is_read_for_all():
    one, two, stranger = a_user("betrieb"), a_user("betrieb"), a_user("beratung")

    notice = to_operators()
    assert to_operators(at=LATER) == notice
    seen = [queries.unread_count(user=user) for user in (one, two, stranger)]
    actions.mark_read(notice=notice, by=one, at=LATER)

    assert seen == [1, 1, 0]
    assert queries.unread_count(user=two) == 0
    assert [row.is_unread for row in queries.notices_of(user=two)] == [False]
    assert queries.notices_of(user=stranger) == []


def test_nobody_reads_for_somebody_else():
    person, stranger = a_user(), a_user()
    notice = a_notice(person)

    actions.mark_read(notice=notice, by=stranger, at=LATER)

    assert queries.unread_count(user=person) == 1
    with pytest.raises(Notice.DoesNotExist):
        queries.notice(notice.pk, user=stranger)


def test_the_first_reading_counts():
    person = a_user()
    notice = actions.mark_read(notice=a_notice(person), by=person, at=MONDAY_MORNING)

    again = actions.mark_read(notice=notice, by=person, at=LATER)

    assert again.read_at == MONDAY_MORNING


def test_putting_all_away_leaves_what_came_meanwhile_and_what_is_others():
    person, other = a_user(), a_user()
    a_notice(person, url="/one/")
    a_notice(person, url="/two/")
    a_notice(person, url="/late/", at=LATER)
    a_notice(other)

    count = actions.mark_all_read(by=person, at=MONDAY_MORNING)

    assert count == 2
    assert queries.unread_count(user=person) == 1
    assert queries.unread_count(user=other) == 1


def test_unread_stand_first_then_the_newest():
    person = a_user()
    read = a_notice(person, url="/read/", at=LATER + timedelta(hours=1))
    actions.mark_read(notice=read, by=person, at=LATER)
    a_notice(person, url="/old/")
    a_notice(person, url="/new/", at=LATER)

    rows = queries.notices_of(user=person)

    assert [row.url for row in rows] == ["/new/", "/old/", "/read/"]
    assert rows[0].text == str(NOTICES[MAIL_GIVEN_UP])


def test_the_number_beside_the_bell_costs_one_question(django_assert_num_queries):
    operator = a_user("betrieb")
    for number in range(3):
        a_notice(operator, url=f"/{number}/")
    to_operators()
    operator.has_perm(Permission.MAIL)  # the roles of a person are asked once per request anyway

    with django_assert_num_queries(1):
        assert queries.unread_count(user=operator) == 4


@pytest.mark.parametrize("role", sorted(roles.ROLES))
def test_everybody_reads_their_own_and_operators_see_the_mail(role: str):
    user = a_user(role)

    assert user.has_perm(Permission.OWN)
    assert user.has_perm(Permission.MAIL) is (role == "betrieb")


def test_every_permission_has_words():
    assert set(LABELS) == set(Permission)


# Pages ------------------------------------------------------------------------------------------
def test_opening_leads_to_the_matter_and_puts_it_away(client: InspectingClient):
    person = a_user("querschnitt")
    notice = a_notice(person, url="/heute/")
    client.force_login(person)

    shown = client.get(PAGE).content.decode()
    looked = client.get(f"{PAGE}{notice.pk}/")
    unread = queries.unread_count(user=person)
    opened = client.post(f"{PAGE}{notice.pk}/")

    assert str(NOTICES[MAIL_GIVEN_UP]) in shown
    assert looked.headers["Location"] == opened.headers["Location"] == "/heute/"
    assert unread == 1
    assert queries.unread_count(user=person) == 0


def test_all_are_put_away_with_one_button_and_a_second_click_says_so(client: InspectingClient):
    person = a_user("querschnitt")
    a_notice(person, at=PAST)
    client.force_login(person)

    first = client.post(PAGE, follow=True).content.decode()
    second = client.post(PAGE, follow=True).content.decode()

    assert "Eine Benachrichtigung ist als gelesen abgelegt." in first
    assert "Es war schon alles gelesen." in second


def test_a_notice_of_somebody_else_is_not_found(client: InspectingClient):
    notice = a_notice(a_user())
    client.force_login(a_user("querschnitt"))

    assert client.post(f"{PAGE}{notice.pk}/").status_code == 404


def test_an_empty_page_says_so(client: InspectingClient):
    client.force_login(a_user("querschnitt"))

    assert "Keine Benachrichtigungen." in client.get(PAGE).content.decode()


def test_partners_read_their_notices_too(client: InspectingClient):
    person = a_user("partner")
    a_notice(person)
    client.force_login(person)

    assert str(NOTICES[MAIL_GIVEN_UP]) in client.get(PAGE).content.decode()
