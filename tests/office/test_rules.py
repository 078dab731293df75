"""Who may do what in the office: role × right, and who owns what."""

import pytest

from teilhabe.office import rules
from teilhabe.office.rules import Permission
from tests.makers import a_user
from tests.office.makers import a_member, a_request, away

pytestmark = pytest.mark.django_db

P = Permission
EVERYBODY_IN_THE_OFFICE = {P.VIEW, P.OWN_ABSENCE, P.VIEW_DEADLINE}
DESK = EVERYBODY_IN_THE_OFFICE | {P.VIEW_REQUEST, P.CHANGE_REQUEST, P.CHANGE_DEADLINE}
HEAD = set(Permission)
TABLE = {
    "leitung": HEAD,
    "stellvertretung": HEAD,
    "beratung": DESK,
    "querschnitt": DESK,
    "verwaltung": DESK | {P.CHANGE_CONTACT, P.CHANGE_ABSENCE},
    "schulamt": set(),
    "kommune": set(),
    "schule": set(),
    "schultraeger": set(),
    "gesundheitsamt": set(),
    "partner": set(),
    "sprachmittlung": set(),
    "datenschutz": set(),
    "betrieb": set(),
}


@pytest.mark.parametrize("role", TABLE)
def test_what_a_role_may_do_in_the_office(role: str):
    user = a_user(role)

    assert {right for right in Permission if user.has_perm(right)} == TABLE[role]


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [
        ("leitung", True, True),
        ("verwaltung", True, True),
        ("beratung", True, False),
        ("schule", False, False),
        (None, False, False),
    ],
)
def test_who_may_enter_an_absence(role: str | None, own: bool, others: bool):
    user = a_user(role)
    me, colleague = a_member("Ich Selbst", user=user), a_member("Jemand Anderes")

    assert rules.may_enter_absence(user, me) is own
    assert rules.may_enter_absence(user, colleague) is others
    assert rules.may_withdraw_absence(user, away(me)) is own
    assert rules.may_withdraw_absence(user, away(colleague)) is others


@pytest.mark.parametrize(
    ("role", "own", "others"),
    [("leitung", True, True), ("beratung", True, False), (None, False, False)],
)
def test_who_may_confirm_a_contact(role: str | None, own: bool, others: bool):
    user = a_user(role)

    assert rules.may_confirm_contact(user, a_member(user=user)) is own
    assert rules.may_confirm_contact(user, a_member("Jemand Anderes")) is others
    assert rules.may_confirm_contact(user, None) is others


@pytest.mark.parametrize(
    ("role", "state", "work", "reopen"),
    [
        ("beratung", "open", True, False),
        ("beratung", "in_progress", True, False),
        ("beratung", "done", False, True),
        ("schule", "open", False, False),
        ("schule", "done", False, False),
    ],
)
def test_who_may_work_on_a_request(role: str, state: str, work: bool, reopen: bool):
    user = a_user(role)
    request = a_request(a_member())
    request.state = state

    assert rules.may_work_on(user, request) is work
    assert rules.may_reopen(user, request) is reopen
