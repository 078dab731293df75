"""Words with a fixed meaning in this room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from teilhabe.kit.types import Text


class Stage(models.TextChoices):
    """A part of the education chain that a role may be limited to."""

    EARLY = "early", _("Frühe Bildung und Kita")
    PRIMARY = "primary", _("Primarstufe")
    LOWER_SECONDARY = "lower_secondary", _("Sekundarstufe I")
    UPPER_SECONDARY = "upper_secondary", _("Sekundarstufe II")
    TRANSITION = "transition", _("Ausbildung, Studium, Beruf")


class RoleCode(models.TextChoices):
    """The roles of the house; the codes are the German login names of the demo."""

    LEITUNG = "leitung", _("Leitung")
    STELLVERTRETUNG = "stellvertretung", _("Stellvertretung")
    BERATUNG = "beratung", _("Beratung")
    QUERSCHNITT = "querschnitt", _("Querschnitt")
    VERWALTUNG = "verwaltung", _("Verwaltung")
    SCHULAMT = "schulamt", _("Schulamt")
    KOMMUNE = "kommune", _("Kommune")
    SCHULE = "schule", _("Schule")
    SCHULTRAEGER = "schultraeger", _("Schulträger")
    GESUNDHEITSAMT = "gesundheitsamt", _("Gesundheitsamt")
    PARTNER = "partner", _("Partnerorganisation")
    SPRACHMITTLUNG = "sprachmittlung", _("Sprachmittlung")
    DATENSCHUTZ = "datenschutz", _("Datenschutz")
    BETRIEB = "betrieb", _("Betrieb")


class Hall(models.TextChoices):
    """The part of the house a role works in."""

    WORKSPACE = "workspace", _("Arbeitsplatz")
    PORTAL = "portal", _("Portal")


class Theme(models.TextChoices):
    """How pages look for a person."""

    SYSTEM = "", pgettext_lazy("theme", "wie das Gerät eingestellt ist")
    LIGHT = "light", pgettext_lazy("theme", "hell")
    DARK = "dark", pgettext_lazy("theme", "dunkel")


class PersonState(models.TextChoices):
    """Where somebody stands between invitation and farewell."""

    ACTIVE = "active", _("aktiv")
    INVITED = "invited", _("eingeladen")
    UPCOMING = "upcoming", _("beginnt noch")
    ENDED = "ended", _("ohne Rolle")
    BLOCKED = "blocked", _("gesperrt")


class ScopeKind(models.TextChoices):
    """What a role may be limited to."""

    STAGE = "stage", _("Bildungsstufe")
    MUNICIPALITY = "municipality", _("Kommune")
    INSTITUTION = "institution", _("Einrichtung")


VERBS: dict[str, Text] = {
    "accounts.user_invited": _("zur Mitarbeit eingeladen"),
    "accounts.invitation_renewed": _("Einladung erneut geschickt"),
    "accounts.invitation_accepted": _("Einladung angenommen"),
    "accounts.user_created": _("Zugang angelegt"),
    "accounts.profile_changed": _("eigene Einstellungen geändert"),
    "accounts.user_changed": _("Angaben zur Person geändert"),
    "accounts.role_assigned": _("Rolle vergeben"),
    "accounts.role_ended": _("Rolle beendet"),
    "accounts.user_blocked": _("Zugang gesperrt"),
    "accounts.user_unblocked": _("Sperre aufgehoben"),
    "accounts.second_factor_reset": _("zweiten Faktor zurückgesetzt"),
    "accounts.sessions_ended": _("alle Anmeldungen beendet"),
    "accounts.security_changed": _("Passwort oder zweiten Faktor geändert"),
    "accounts.signed_in_by_service": _("erstmals über die Verwaltungsanmeldung angemeldet"),
}

INVITATION_MAIL = "accounts.invitation"
PASSWORD_RESET_MAIL = "accounts.password_reset"  # noqa: S105  # a kind of mail
SECOND_FACTOR_RESET_MAIL = "accounts.second_factor_reset"
SECURITY_MAIL = "accounts.security_changed"
SECOND_FACTOR_RESET_NOTICE = "accounts.second_factor_reset"

MAILS: dict[str, Text] = {
    INVITATION_MAIL: _("Einladung zur Mitarbeit"),
    PASSWORD_RESET_MAIL: _("Link für ein neues Passwort"),
    SECOND_FACTOR_RESET_MAIL: _("Hinweis: zweiter Faktor zurückgesetzt"),
    SECURITY_MAIL: _("Hinweis: am Zugang wurde etwas geändert"),
}
NOTICES: dict[str, Text] = {
    SECOND_FACTOR_RESET_NOTICE: _(
        "Ihr zweiter Faktor wurde zurückgesetzt. Waren Sie das nicht, melden Sie sich bitte."
    ),
}

# What a person is told by mail when it happens to their access; keys are allauth's.
SECURITY_CHANGES: dict[str, Text] = {
    "password_changed": _("Ihr Passwort wurde geändert."),
    "password_reset": _("Ihr Passwort wurde über einen Link neu gesetzt."),
    "password_set": _("Ihr Passwort wurde gesetzt."),
    "totp_activated": _("Eine Anmelde-App wurde als zweiter Faktor eingerichtet."),
    "totp_deactivated": _("Die Anmelde-App wurde als zweiter Faktor entfernt."),
    "webauthn_added": _("Ein Sicherheitsschlüssel wurde hinzugefügt."),
    "webauthn_removed": _("Ein Sicherheitsschlüssel wurde entfernt."),
    "recovery_codes_generated": _("Neue Notfallcodes wurden erstellt; alte gelten nicht mehr."),
}
