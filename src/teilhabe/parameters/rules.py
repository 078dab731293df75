"""Who may see legal values, and who may change them."""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import User
from teilhabe.parameters.choices import Origin
from teilhabe.parameters.models import Parameter


class Permission(StrEnum):
    VIEW = "parameters.view_parameter"
    CHANGE = "parameters.change_parameter"


LABELS = {
    Permission.VIEW: _("Regeln und Werte sehen"),
    Permission.CHANGE: _("Regeln und Werte ändern"),
}


def may_view(user: User) -> bool:
    return user.has_perm(Permission.VIEW)


def may_change(user: User) -> bool:
    return user.has_perm(Permission.CHANGE)


def may_withdraw(user: User, parameter: Parameter, *, on: date) -> bool:
    """Only what the office entered itself and what has not applied on any day yet."""
    return (
        may_change(user)
        and parameter.origin == Origin.OFFICE
        and parameter.withdrawn_at is None
        and parameter.valid_from is not None
        and parameter.valid_from > on
    )
