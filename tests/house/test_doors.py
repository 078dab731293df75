"""Nobody comes in where they may not: every address of the staff, read and written, is tried."""

import pytest
from django.test import Client

from teilhabe.accounts import roles
from teilhabe.kit import contributions
from tests.house.addresses import Address, addresses
from tests.makers import a_user

pytestmark = pytest.mark.django_db

OURS = [address for address in addresses() if address.ours]
GUARDED = [address for address in OURS if address.kind in {"reads", "acts"}]
# Files for browsers and search engines that Django or a library serves.
OF_LIBRARIES = ("allauth.", "django.")


def permissions_of_rooms() -> dict[str, object]:
    return {
        str(permission): module.LABELS.get(permission)
        for module in contributions.modules("rules")
        for permission in module.Permission
    }


@pytest.mark.parametrize("address", addresses(), ids=lambda a: a.name)
def test_every_view_is_a_door(address: Address):
    if address.view.__module__.startswith(OF_LIBRARIES):
        return

    assert address.kind in {"reads", "acts", "shows", "receives"}, (
        f"{address.view.__module__}.{address.view.__name__}: put a door of kit.web on it"
    )


@pytest.mark.parametrize("address", GUARDED, ids=lambda a: a.name)
def test_a_stranger_is_led_to_the_login(address: Address):
    for answer in (Client().get(address.path()), Client().post(address.path())):
        assert answer.status_code == 302
        assert "/konto/" in answer.headers["Location"]


@pytest.mark.parametrize("address", GUARDED, ids=lambda a: a.name)
def test_who_lacks_the_permission_is_refused(address: Address):
    without = next(
        (code for code, role in roles.ROLES.items() if address.permission not in role.permissions),
        None,
    )
    if without is None:
        return  # every role may: the address is somebody's own profile
    client = Client()
    client.force_login(a_user(role=without, second_factor=True))

    assert client.get(address.path()).status_code == 403
    assert client.post(address.path()).status_code == 403


@pytest.mark.parametrize("address", GUARDED, ids=lambda a: a.name)
def test_reading_doors_take_no_post(address: Address):
    if address.kind != "reads":
        return
    holder = next(
        code for code, role in roles.ROLES.items() if address.permission in role.permissions
    )
    client = Client()
    client.force_login(a_user(role=holder, second_factor=True))

    assert client.post(address.path()).status_code == 405


def test_every_permission_is_described_used_and_held():
    known = permissions_of_rooms()
    on_doors = {address.permission for address in GUARDED}
    held = {permission for role in roles.ROLES.values() for permission in role.permissions}

    assert all(label and str(label).strip() for label in known.values()), "describe it in LABELS"
    assert on_doors <= set(known), f"not in any rules.py: {on_doors - set(known)}"
    assert set(known) == held, f"held or known by nobody: {set(known) ^ held}"


def test_menus_lead_only_where_their_permission_opens():
    by_name = {address.name: address for address in addresses()}
    for module in contributions.modules("menu"):
        for item in module.ITEMS:
            address = by_name[item.url_name]

            assert item.permission == address.permission, f"{item.url_name}: menu and door differ"
