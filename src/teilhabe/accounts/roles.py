"""The roles of the house as code: what each may do, in which hall, and how far.

Permissions are written as text because the rooms that define them lie above; a house test compares
them with every room's `rules.Permission`. Families have no account: a link and a code serve them.
"""

from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from teilhabe.accounts.choices import Hall, RoleCode, ScopeKind
from teilhabe.kit.types import Text

OWN = frozenset({"accounts.view_own", "notices.view_notice"})
PORTAL = OWN | {"accounts.use_portal"}
WORKSPACE = OWN | {"accounts.use_workspace", "kit.view_components", "kit.save_view"}
OFFICE = WORKSPACE | {
    "parameters.view_parameter",
    "directory.view_directory",
    "office.view_office",
    "office.enter_own_absence",
    "office.view_deadline",
}
DESK = OFFICE | {"office.view_request", "office.change_request", "office.change_deadline"}
HEAD = DESK | {
    "accounts.view_user",
    "accounts.change_user",
    "parameters.change_parameter",
    "directory.change_directory",
    "office.change_profile",
    "office.change_staff",
    "office.change_absence",
    "office.change_contact",
    "privacy.view_look",
    "privacy.view_retention",
}

# Whoever holds one of these needs a second factor even if no child is in sight.
POWERFUL = frozenset(
    {
        "accounts.change_user",
        "audit.view_event",
        "privacy.view_look",
        "privacy.change_retention",
        "notices.view_mail",
    }
)


@dataclass(frozen=True, slots=True)
class Role:
    """One kind of work, with everything it opens. `scopes` are required when it is assigned."""

    code: RoleCode
    description: Text
    hall: Hall
    permissions: frozenset[str]
    sees_children: bool
    scopes: frozenset[ScopeKind] = frozenset()
    may_narrow: frozenset[ScopeKind] = frozenset()

    @property
    def label(self) -> Text:
        return self.code.label

    @property
    def needs_second_factor(self) -> bool:
        return self.sees_children or not self.permissions.isdisjoint(POWERFUL)

    def missing_scopes(self, given: frozenset[ScopeKind]) -> dict[ScopeKind, str]:
        """A sentence for each limit this role cannot do without."""
        text = _("Zur Rolle „%(role)s“ gehört eine Angabe: %(scope)s.")
        return {kind: self._sentence(text, kind) for kind in sorted(self.scopes - given)}

    def needless_scopes(self, given: frozenset[ScopeKind]) -> dict[ScopeKind, str]:
        """A sentence for each limit that means nothing for this role."""
        text = _("Die Rolle „%(role)s“ wird nicht begrenzt durch: %(scope)s. Bitte leer lassen.")
        fit = self.scopes | self.may_narrow
        return {kind: self._sentence(text, kind) for kind in sorted(given - fit)}

    def _sentence(self, text: Text, kind: ScopeKind) -> str:
        return str(text) % {"role": self.label, "scope": kind.label}


_ROLES = (
    Role(
        RoleCode.LEITUNG,
        _("Leitet das Zentrum: sieht alles, vergibt Rollen, ändert Regeln und das Profil."),
        Hall.WORKSPACE,
        HEAD,
        sees_children=True,
    ),
    Role(
        RoleCode.STELLVERTRETUNG,
        _("Vertritt die Leitung mit denselben Rechten."),
        Hall.WORKSPACE,
        HEAD,
        sees_children=True,
    ),
    Role(
        RoleCode.BERATUNG,
        _("Berät neu zugewanderte Familien und Einrichtungen, schlägt Schulplätze vor."),
        Hall.WORKSPACE,
        DESK,
        sees_children=True,
        may_narrow=frozenset({ScopeKind.STAGE, ScopeKind.MUNICIPALITY}),
    ),
    Role(
        RoleCode.QUERSCHNITT,
        _("Arbeitet an Integration als Querschnittsaufgabe, ohne Blick auf einzelne Kinder."),
        Hall.WORKSPACE,
        DESK | {"directory.change_directory"},
        sees_children=False,
        may_narrow=frozenset({ScopeKind.MUNICIPALITY}),
    ),
    Role(
        RoleCode.VERWALTUNG,
        _("Führt Verzeichnis, Kontakte, Termine, Abwesenheiten und Anfragen."),
        Hall.WORKSPACE,
        DESK | {"directory.change_directory", "office.change_contact", "office.change_absence"},
        sees_children=True,
    ),
    Role(
        RoleCode.SCHULAMT,
        _("Entscheidet über Schulplätze und führt den herkunftssprachlichen Unterricht."),
        Hall.PORTAL,
        PORTAL,
        sees_children=True,
        may_narrow=frozenset({ScopeKind.STAGE}),
    ),
    Role(
        RoleCode.KOMMUNE,
        _("Pflegt eigene Maßnahmen und Plätze, sieht Summen ohne Namen."),
        Hall.PORTAL,
        PORTAL,
        sees_children=False,
        scopes=frozenset({ScopeKind.MUNICIPALITY}),
    ),
    Role(
        RoleCode.SCHULE,
        _("Meldet freie Plätze, bestätigt Aufnahmen, fragt nach Beratung."),
        Hall.PORTAL,
        PORTAL,
        sees_children=True,
        scopes=frozenset({ScopeKind.INSTITUTION}),
    ),
    Role(
        RoleCode.SCHULTRAEGER,
        _("Sieht Plätze und Aufnahmen der eigenen Schulen."),
        Hall.PORTAL,
        PORTAL,
        sees_children=True,
        scopes=frozenset({ScopeKind.MUNICIPALITY}),
    ),
    Role(
        RoleCode.GESUNDHEITSAMT,
        _("Trägt Termin und „erledigt“ der Untersuchung ein, sonst nichts."),
        Hall.PORTAL,
        PORTAL,
        sees_children=True,
    ),
    Role(
        RoleCode.PARTNER,
        _("Pflegt das eigene Profil und die eigenen Angebote."),
        Hall.PORTAL,
        PORTAL,
        sees_children=False,
        scopes=frozenset({ScopeKind.INSTITUTION}),
    ),
    Role(
        RoleCode.SPRACHMITTLUNG,
        _("Sieht die eigenen Einsätze und meldet Stunden."),
        Hall.PORTAL,
        PORTAL,
        sees_children=True,
    ),
    Role(
        RoleCode.DATENSCHUTZ,
        _("Prüft Zugriffe, Fristen und Löschungen."),
        Hall.WORKSPACE,
        WORKSPACE
        | {
            "accounts.view_user",
            "audit.view_event",
            "parameters.view_parameter",
            "privacy.view_look",
            "privacy.view_retention",
            "privacy.change_retention",
        },
        sees_children=True,
    ),
    Role(
        RoleCode.BETRIEB,
        _("Hält die Technik am Laufen: Post, Protokoll, Fristen. Keine fachlichen Daten."),
        Hall.WORKSPACE,
        WORKSPACE
        | {
            "audit.view_event",
            "notices.view_mail",
            "privacy.view_retention",
        },
        sees_children=False,
    ),
)

ROLES: dict[str, Role] = {role.code.value: role for role in _ROLES}


def with_permission(permission: str) -> list[str]:
    """Codes of the roles that open this permission."""
    return [role.code.value for role in _ROLES if permission in role.permissions]


@cache
def permissions_of(codes: tuple[str, ...]) -> frozenset[str]:
    """Everything these roles open together. Codes of roles that no longer exist open nothing."""
    return frozenset().union(*(ROLES[code].permissions for code in codes if code in ROLES))


def need_second_factor(codes: tuple[str, ...]) -> bool:
    return any(ROLES[code].needs_second_factor for code in codes if code in ROLES)
