"""The team: who joins and leaves, which posts there are, when a secondment closes the login."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from teilhabe.accounts import queries as accounts
from teilhabe.audit.models import Event
from teilhabe.kit import pages
from teilhabe.office import actions, queries
from teilhabe.office.actions.facts import AlreadyEnded, EndsBeforeItBegins, NotAllowed
from teilhabe.office.actions.team import (
    AbsenceTooLong,
    AbsentAlready,
    LoginTaken,
    NotASecondment,
    NotProlonged,
    OriginMissing,
)
from teilhabe.office.models import Absence, Post, StaffMember
from teilhabe.office.schemas import PostFacts, StaffFacts
from tests.makers import a_user
from tests.office.makers import BERLIN, MONDAY, MORNING, a_member, a_secondment, away

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


# People -----------------------------------------------------------------------------------------
def test_somebody_joins_and_changes():
    head, login = a_user(), a_user("beratung")
    facts = StaffFacts(name="Olena Kovalenko", function={"de": "Beratung"}, user=login)

    row = actions.add_staff(facts=facts, by=head, at=MORNING)
    actions.change_staff(staff=row, facts=facts, by=head, at=MORNING)
    longer = StaffFacts(
        name="Olena Kovalenko", function={"de": "Beratung", "en": "Advice"}, user=login
    )
    actions.change_staff(staff=row, facts=longer, by=head, at=MORNING)

    assert queries.me(login) == row
    assert verbs() == ["office.staff_added", "office.staff_changed"]
    assert Event.objects.get(verb="office.staff_changed").changed == ["function"]


def test_a_login_belongs_to_one_person():
    head, login = a_user(), a_user("beratung")
    first, second = a_member("Eins", user=login), a_member("Zwei")
    facts = StaffFacts(name="Zwei", function={"de": "Beratung"}, user=login)

    with pytest.raises(LoginTaken):
        actions.add_staff(facts=facts, by=head, at=MORNING)
    with pytest.raises(LoginTaken):
        actions.change_staff(staff=second, facts=facts, by=head, at=MORNING)
    actions.change_staff(
        staff=first,
        facts=StaffFacts(name="Eins", function={"de": "Beratung"}, user=login),
        by=head,
        at=MORNING,
    )


def test_whoever_leaves_loses_the_login_with_the_last_day():
    head, login = a_user(), a_user("beratung")
    row = a_member(user=login)
    facts = StaffFacts(name=row.name, function=row.function, user=login, works_until=TOMORROW)

    actions.change_staff(staff=row, facts=facts, by=head, at=MORNING)

    login.refresh_from_db()
    assert accounts.may_sign_in(login, on=TOMORROW)
    assert not accounts.may_sign_in(login, on=TOMORROW + timedelta(days=1))


# Posts and secondments ----------------------------------------------------------------------------
def post_facts(**changes) -> PostFacts:
    given = {"title": "Beratung", "funding": "teacher", "share": Decimal("0.5"), **changes}
    return PostFacts(**given)


def test_a_post_without_a_holder_touches_no_login():
    row = actions.add_post(facts=post_facts(valid_until=TOMORROW), by=a_user(), at=MORNING)

    assert (row.share, row.holder) == (Decimal("0.5"), None)
    assert verbs() == ["office.post_added"]


def test_a_secondment_names_where_it_comes_from():
    for wrong in ({"is_secondment": True}, {"seconded_from": "Schulamt"}):
        with pytest.raises(OriginMissing):
            actions.add_post(facts=post_facts(**wrong), by=a_user(), at=MORNING)

    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(title="x", funding="own", is_secondment=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(title="x", funding="own", share=Decimal("1.5"))


def test_an_expired_secondment_closes_the_login():
    head, login = a_user(), a_user("querschnitt")
    holder = a_member(user=login)
    facts = post_facts(
        holder=holder, is_secondment=True, seconded_from="Schulamt", valid_until=TOMORROW
    )

    actions.add_post(facts=facts, by=head, at=MORNING)

    login.refresh_from_db()
    assert accounts.may_sign_in(login, on=TOMORROW)
    assert not accounts.may_sign_in(login, on=TOMORROW + timedelta(days=1))


def test_ending_a_secondment_now_ends_the_running_session():
    head, login = a_user(), a_user("querschnitt")
    post = a_secondment(a_member(user=login))
    client = Client()
    client.force_login(login)
    assert client.get("/heute/").status_code == 200
    now = datetime.now(BERLIN)

    actions.end_secondment(post=post, last_day=now.date() - timedelta(days=1), by=head, at=now)

    assert client.get("/heute/").status_code in {302, 403}
    assert verbs()[-2:] == ["office.secondment_ended", "accounts.role_ended"]


def test_another_post_that_lasts_longer_keeps_the_login():
    head, login = a_user(), a_user("beratung")
    holder = a_member(user=login)
    Post.objects.create(title="Zweite Stelle", funding="own", holder=holder)
    post = a_secondment(holder)

    actions.end_secondment(post=post, last_day=TOMORROW, by=head, at=MORNING)

    assert accounts.may_sign_in(login, on=TOMORROW + timedelta(days=30))


def test_the_login_lasts_as_long_as_the_longest_post():
    head, login = a_user(), a_user("beratung")
    holder = a_member(user=login)
    later = TOMORROW + timedelta(days=10)
    Post.objects.create(title="Zweite Stelle", funding="own", holder=holder, valid_until=later)
    Post.objects.create(title="Früher", funding="own", holder=holder, valid_until=date(2025, 1, 1))

    actions.end_post(post=a_secondment(holder), last_day=TOMORROW, by=head, at=MORNING)

    login.refresh_from_db()
    assert accounts.may_sign_in(login, on=later)
    assert not accounts.may_sign_in(login, on=later + timedelta(days=1))


def test_only_a_secondment_is_ended_or_prolonged_as_one():
    head = a_user()
    post = Post.objects.create(title="x", funding="own", valid_until=TOMORROW)

    with pytest.raises(NotASecondment):
        actions.end_secondment(post=post, last_day=MONDAY, by=head, at=MORNING)
    with pytest.raises(NotASecondment):
        actions.prolong_secondment(post=post, last_day=TOMORROW, by=head, at=MORNING)
    actions.end_post(post=post, last_day=MONDAY, by=head, at=MORNING)
    assert verbs() == ["office.post_ended"]


def test_a_secondment_is_prolonged_only_forward():
    head = a_user()
    post = a_secondment(a_member(), valid_until=TOMORROW)

    for day in (MONDAY, TOMORROW):
        with pytest.raises(NotProlonged):
            actions.prolong_secondment(post=post, last_day=day, by=head, at=MORNING)
    later = TOMORROW + timedelta(days=300)
    actions.prolong_secondment(post=post, last_day=later, by=head, at=MORNING)
    post.refresh_from_db()

    assert post.valid_until == later
    open_end = a_secondment(a_member("Ohne Ende"))
    with pytest.raises(NotProlonged):
        actions.prolong_secondment(post=open_end, last_day=later, by=head, at=MORNING)


def test_a_post_changes_and_ends_once():
    head, login = a_user(), a_user("beratung")
    holder = a_member(user=login)
    post = a_secondment(holder)
    facts = post_facts(
        share=Decimal(1),
        holder=holder,
        is_secondment=True,
        seconded_from="Schulamt",
        valid_until=YESTERDAY,
    )

    actions.change_post(post=post, facts=facts, by=head, at=MORNING)
    actions.change_post(post=post, facts=facts, by=head, at=MORNING)

    assert verbs().count("office.post_changed") == 1
    assert not accounts.may_sign_in(login, on=MONDAY)
    with pytest.raises(AlreadyEnded):
        actions.end_post(post=post, last_day=MONDAY, by=head, at=MORNING)


# Absences ---------------------------------------------------------------------------------------
def test_an_absence_is_entered_recorded_and_makes_public_pages_new(
    django_capture_on_commit_callbacks,
):
    head, staff = a_user(), a_member()
    before = pages.generation()

    with django_capture_on_commit_callbacks(execute=True):
        row = actions.enter_absence(
            staff=staff, first_day=MONDAY, last_day=TOMORROW, by=head, at=MORNING
        )

    assert (row.entered_by, row.entered_at) == (head, MORNING)
    assert verbs() == ["office.absence_entered"]
    assert pages.generation() == before + 1


def test_the_same_absence_sent_twice_is_entered_once():
    head, staff = a_user(), a_member()
    days = {"first_day": MONDAY, "last_day": TOMORROW}

    first = actions.enter_absence(staff=staff, **days, by=head, at=MORNING)
    second = actions.enter_absence(staff=staff, **days, by=head, at=MORNING)

    assert first == second
    assert verbs() == ["office.absence_entered"]


def test_nobody_is_away_twice_on_one_day():
    head, staff = a_user(), a_member()
    away(staff, MONDAY, TOMORROW)

    with pytest.raises(AbsentAlready):
        actions.enter_absence(
            staff=staff, first_day=TOMORROW, last_day=TOMORROW, by=head, at=MORNING
        )
    actions.enter_absence(
        staff=a_member("Jemand Anderes"), first_day=MONDAY, last_day=MONDAY, by=head, at=MORNING
    )


def test_wrong_days_are_refused():
    head, staff = a_user(), a_member()

    with pytest.raises(EndsBeforeItBegins):
        actions.enter_absence(
            staff=staff, first_day=MONDAY, last_day=YESTERDAY, by=head, at=MORNING
        )
    with pytest.raises(AbsenceTooLong):
        actions.enter_absence(
            staff=staff, first_day=MONDAY, last_day=date(2029, 1, 1), by=head, at=MORNING
        )
    assert not Absence.objects.exists()


def test_an_absence_is_withdrawn_once_and_never_afterwards():
    head, staff = a_user(), a_member()
    row = away(staff, MONDAY, TOMORROW)
    past = away(staff, YESTERDAY, YESTERDAY)

    actions.withdraw_absence(absence=row, by=head, at=MORNING)
    with pytest.raises(AlreadyEnded):
        actions.withdraw_absence(absence=row, by=head, at=MORNING)
    with pytest.raises(AlreadyEnded):
        actions.withdraw_absence(absence=past, by=head, at=MORNING)

    assert list(Absence.objects.all()) == [past]
    assert verbs() == ["office.absence_withdrawn"]


def test_everybody_enters_their_own_absence_and_no_other():
    clerk = a_user("beratung")
    me, colleague = a_member(user=clerk), a_member("Jemand Anderes")

    actions.enter_absence(staff=me, first_day=MONDAY, last_day=MONDAY, by=clerk, at=MORNING)
    with pytest.raises(NotAllowed):
        actions.enter_absence(
            staff=colleague, first_day=MONDAY, last_day=MONDAY, by=clerk, at=MORNING
        )
    with pytest.raises(NotAllowed):
        actions.withdraw_absence(absence=away(colleague), by=clerk, at=MORNING)


def test_none_of_the_team_changes_without_the_right():
    clerk, staff = a_user("verwaltung"), a_member()
    post = a_secondment(staff, valid_until=TOMORROW)
    facts = StaffFacts(name="Neu", function={"de": "Neu"})
    deeds = [
        lambda: actions.add_staff(facts=facts, by=clerk, at=MORNING),
        lambda: actions.change_staff(staff=staff, facts=facts, by=clerk, at=MORNING),
        lambda: actions.add_post(facts=post_facts(), by=clerk, at=MORNING),
        lambda: actions.change_post(post=post, facts=post_facts(), by=clerk, at=MORNING),
        lambda: actions.end_post(post=post, last_day=MONDAY, by=clerk, at=MORNING),
        lambda: actions.prolong_secondment(
            post=post, last_day=date(2028, 1, 1), by=clerk, at=MORNING
        ),
    ]

    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()
    assert not Event.objects.exists()


# Queries ----------------------------------------------------------------------------------------
def test_only_the_office_sees_team_posts_and_absences():
    a_secondment(a_member())
    away(StaffMember.objects.get())
    clerk, school = a_user("beratung"), a_user("schule")

    for question in (queries.staff, queries.posts, queries.absences):
        assert question(user=clerk).count() == 1
        assert question(user=school).count() == 0


def test_who_works_and_who_is_present():
    here, absent = a_member("Da"), a_member("Weg")
    a_member("Gegangen", works_until=YESTERDAY)
    a_member("Kommt", works_from=TOMORROW)
    away(absent)

    assert set(StaffMember.objects.working(on=MONDAY)) == {here, absent}
    assert set(StaffMember.objects.present(on=MONDAY)) == {here}
