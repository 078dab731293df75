"""Demo logins: one per role, only where only invented people live."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import make_password

from teilhabe.accounts import actions, demo, queries, roles
from teilhabe.accounts.models import User
from teilhabe.directory.models import Institution, Municipality
from tests.makers import a_user

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def places(db: None) -> None:
    Municipality.objects.create(ags="05334004", name="Alsdorf", kind="city", slug="alsdorf")
    for kind in ("school", "association"):
        Institution.objects.create(key=kind, name=f"Beispiel {kind}", kind=kind)


def test_there_is_one_login_per_role_with_a_second_factor(places):
    made = demo.make(at=AT)

    assert set(made) == set(roles.ROLES)
    for code, user in made.items():
        assert user.username == code
        assert user.check_password(demo.PASSWORD)
        assert queries.has_second_factor(user)
        assert queries.may_sign_in(user, on=AT.date())
        assert len(queries.demo_code(code, at=AT)) == 6


def test_a_second_run_changes_nothing(places):
    first = demo.make(at=AT)
    second = demo.make(at=AT)

    assert first == second
    assert User.objects.count() == len(roles.ROLES)


def test_an_unmarked_database_refuses_demo_accounts():
    with pytest.raises(actions.NotADemo):
        actions.create_demo_account(
            role="leitung",
            name="Katharina Vossen",
            password_hash=make_password(demo.PASSWORD),
            totp_secret=demo.totp_secret("leitung"),
            limits=actions.Limits(valid_from=AT.date()),
            at=AT,
        )

    assert not User.objects.exists()


def test_a_password_in_plain_words_is_not_stored(places):
    actions.mark_as_demo(at=AT)

    with pytest.raises(ValueError, match="hash"):
        actions.create_demo_account(
            role="leitung",
            name="Katharina Vossen",
            password_hash=demo.PASSWORD,
            totp_secret=demo.totp_secret("leitung"),
            limits=actions.Limits(valid_from=AT.date()),
            at=AT,
        )

    assert not User.objects.exists()


def test_the_known_password_is_hashed_once_for_all(places):
    made = demo.make(at=AT)

    assert len({user.password for user in made.values()}) == 1


def test_a_login_that_was_deleted_comes_back(places):
    made = demo.make(at=AT)
    made["beratung"].delete()

    assert demo.make(at=AT)["beratung"].check_password(demo.PASSWORD)


def test_a_database_with_real_people_never_becomes_a_demo(places):
    a_user(role="leitung")

    with pytest.raises(actions.NotEmpty):
        demo.make(at=AT)

    assert User.objects.count() == 1


def test_secrets_lie_encrypted_in_the_database(places):
    demo.make(at=AT)

    stored = User.objects.get(username="leitung").authenticator_set.get().data["secret"]

    assert demo.totp_secret("leitung") not in stored
