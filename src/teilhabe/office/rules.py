"""Who may do what in the office."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text, User
from teilhabe.office.choices import RequestState
from teilhabe.office.models import Absence, ContactRequest, StaffMember


class Permission(StrEnum):
    VIEW = "office.view_office"
    CHANGE_PROFILE = "office.change_profile"
    CHANGE_STAFF = "office.change_staff"
    CHANGE_ABSENCE = "office.change_absence"
    OWN_ABSENCE = "office.enter_own_absence"
    CHANGE_CONTACT = "office.change_contact"
    VIEW_DEADLINE = "office.view_deadline"
    CHANGE_DEADLINE = "office.change_deadline"
    VIEW_REQUEST = "office.view_request"
    CHANGE_REQUEST = "office.change_request"


LABELS: dict[Permission, Text] = {
    Permission.VIEW: _("Das Büro sehen: Profil, Team, Zuständigkeiten, Kontakte, Themen."),
    Permission.CHANGE_PROFILE: _("Profil und Themenschwerpunkte des Zentrums ändern."),
    Permission.CHANGE_STAFF: _("Team, Stellen, Themen und Zuständigkeiten pflegen."),
    Permission.CHANGE_ABSENCE: _("Abwesenheiten für andere eintragen und zurücknehmen."),
    Permission.OWN_ABSENCE: _("Eigene Abwesenheiten eintragen und zurücknehmen."),
    Permission.CHANGE_CONTACT: _("Öffentliche Kontakte anlegen, ändern, bestätigen und beenden."),
    Permission.VIEW_DEADLINE: _("Fristen sehen und als Kalender abonnieren."),
    Permission.CHANGE_DEADLINE: _("Fristen pflegen und als erledigt melden."),
    Permission.VIEW_REQUEST: _("Anfragen aus dem Kontaktformular lesen."),
    Permission.CHANGE_REQUEST: _("Anfragen übernehmen, weitergeben, erledigen, wieder öffnen."),
}


def may_view(user: User) -> bool:
    return user.has_perm(Permission.VIEW)


def may_change_profile(user: User) -> bool:
    return user.has_perm(Permission.CHANGE_PROFILE)


def may_change_staff(user: User) -> bool:
    return user.has_perm(Permission.CHANGE_STAFF)


def may_enter_absence(user: User, staff: StaffMember) -> bool:
    """For oneself, or for others with the right to do so."""
    if user.has_perm(Permission.CHANGE_ABSENCE):
        return True
    return user.has_perm(Permission.OWN_ABSENCE) and staff.user_id == user.pk


def may_withdraw_absence(user: User, absence: Absence) -> bool:
    return may_enter_absence(user, absence.staff)


def may_change_contact(user: User) -> bool:
    return user.has_perm(Permission.CHANGE_CONTACT)


def may_confirm_contact(user: User, owner: StaffMember | None) -> bool:
    """Whoever may change contacts, and everybody their own."""
    return may_change_contact(user) or (
        owner is not None and owner.user_id == user.pk and may_view(user)
    )


def may_view_deadlines(user: User) -> bool:
    return user.has_perm(Permission.VIEW_DEADLINE)


def may_change_deadline(user: User) -> bool:
    return user.has_perm(Permission.CHANGE_DEADLINE)


def may_view_requests(user: User) -> bool:
    return user.has_perm(Permission.VIEW_REQUEST)


def may_work_on(user: User, request: ContactRequest) -> bool:
    return user.has_perm(Permission.CHANGE_REQUEST) and request.state != RequestState.DONE


def may_reopen(user: User, request: ContactRequest) -> bool:
    return user.has_perm(Permission.CHANGE_REQUEST) and request.state == RequestState.DONE
