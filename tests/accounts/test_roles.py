"""What each role opens: one truth table, written by hand, compared with the code."""

from datetime import date

import pytest

from teilhabe.accounts import queries, roles
from teilhabe.accounts.choices import Hall, ScopeKind
from teilhabe.accounts.models import User
from tests.makers import a_role, a_user

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)

STAFF = {
    "leitung",
    "stellvertretung",
    "beratung",
    "querschnitt",
    "verwaltung",
    "datenschutz",
    "betrieb",
}
HEADS = {"leitung", "stellvertretung"}
DESK = {"leitung", "stellvertretung", "beratung", "querschnitt", "verwaltung"}
EVERYBODY = set(roles.ROLES)

TRUTH = {
    "accounts.view_own": EVERYBODY,
    "accounts.use_workspace": STAFF,
    "accounts.use_portal": EVERYBODY - STAFF,
    "accounts.view_user": HEADS | {"datenschutz"},
    "accounts.change_user": HEADS,
    "notices.view_notice": EVERYBODY,
    "notices.view_mail": {"betrieb"},
    "audit.view_event": {"datenschutz", "betrieb"},
    "privacy.view_look": HEADS | {"datenschutz"},
    "privacy.view_retention": HEADS | {"datenschutz", "betrieb"},
    "privacy.change_retention": {"datenschutz"},
    "parameters.view_parameter": DESK | {"datenschutz"},
    "parameters.change_parameter": HEADS,
    "directory.view_directory": DESK,
    "directory.change_directory": HEADS | {"querschnitt", "verwaltung"},
    "office.view_office": DESK,
    "office.change_profile": HEADS,
    "office.change_staff": HEADS,
    "office.change_absence": HEADS | {"verwaltung"},
    "office.enter_own_absence": DESK,
    "office.change_contact": HEADS | {"verwaltung"},
    "office.view_deadline": DESK,
    "office.change_deadline": DESK,
    "office.view_request": DESK,
    "office.change_request": DESK,
    "kit.view_components": STAFF,
    "kit.save_view": STAFF,
}
SECOND_FACTOR = EVERYBODY - {"querschnitt", "kommune", "partner"}


@pytest.mark.parametrize("permission", sorted(TRUTH))
@pytest.mark.parametrize("role", sorted(roles.ROLES))
def test_each_role_opens_what_the_table_says(role: str, permission: str):
    user = a_user(role=role)

    assert user.has_perm(permission) is (role in TRUTH[permission])


def test_no_role_opens_anything_outside_the_table():
    opened = {p for role in roles.ROLES.values() for p in role.permissions}

    assert opened == set(TRUTH)


@pytest.mark.parametrize("role", sorted(roles.ROLES))
def test_the_table_of_second_factors(role: str):
    assert queries.needs_second_factor(a_user(role=role), on=MONDAY) is (role in SECOND_FACTOR)


@pytest.mark.parametrize("role", sorted(roles.ROLES))
def test_a_role_works_in_exactly_one_hall(role: str):
    user = a_user(role=role)
    workspace = user.has_perm("accounts.use_workspace")

    assert workspace is not user.has_perm("accounts.use_portal")
    assert (roles.ROLES[role].hall == Hall.WORKSPACE) is workspace


@pytest.mark.parametrize("role", sorted(roles.ROLES))
def test_a_required_scope_is_never_also_optional(role: str):
    assert roles.ROLES[role].scopes.isdisjoint(roles.ROLES[role].may_narrow)
    assert roles.ROLES[role].scopes <= set(ScopeKind)


def test_nobody_without_a_current_role_may_do_anything():
    nobody = a_user(role=None)
    later = a_user(role=None)
    a_role(later, "leitung", valid_from=date(2099, 1, 1))

    for user in (nobody, later):
        assert not any(user.has_perm(permission) for permission in TRUTH)
        assert not user.has_module_perms("office")


def test_two_roles_open_the_union():
    user = a_user(role="betrieb")
    a_role(user, "querschnitt")

    assert user.has_perms(["notices.view_mail", "office.view_office"])


def test_a_role_that_no_longer_exists_opens_nothing():
    user = a_user(role=None)
    a_role(user, "hausmeister")

    assert queries.roles_of(user, on=MONDAY) == []
    assert not user.has_perm("accounts.view_own")


def test_a_database_flag_opens_nothing():
    assert not hasattr(User(), "is_superuser")
    assert not hasattr(User(), "groups")
