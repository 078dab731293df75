"""Answers Django's question `has_perm` from the roles a person holds today."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from teilhabe.accounts import queries, roles
from teilhabe.accounts.models import User


class RoleBackend(AuthenticationBackend):
    """Signs in by login name or mail as allauth does; what a person may do comes from roles.

    This is an edge of the house: it reads today's date. There are no rows of permissions and
    nobody to whom everything is open.
    """

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        return isinstance(user, User) and queries.may_sign_in(user, on=timezone.localdate())

    def get_user(self, user_id: Any) -> User | None:
        """Whoever the session names; `StaffSession` ends it with a sentence if it must not go on."""
        return User.objects.get_queryset().filter(pk=user_id).first()

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: object = None) -> bool:
        return isinstance(user_obj, User) and perm in self._today(user_obj)

    def has_module_perms(self, user_obj: User | AnonymousUser, app_label: str) -> bool:
        return isinstance(user_obj, User) and any(
            perm.startswith(f"{app_label}.") for perm in self._today(user_obj)
        )

    def get_all_permissions(self, user_obj: Any, obj: object = None) -> set[str]:
        return set(self._today(user_obj)) if isinstance(user_obj, User) else set()

    @staticmethod
    def _today(user: User) -> frozenset[str]:
        return roles.permissions_of(roles_today(user))


def roles_today(user: User) -> tuple[str, ...]:
    """Codes of the roles that count now. Asked once per user object and day: a request asks often."""
    today = timezone.localdate()
    if user.held is None or user.held[0] != today:
        user.held = (today, queries.role_codes(user, on=today))
    return user.held[1]
