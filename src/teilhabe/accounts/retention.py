"""How long people with access, their roles and invitations are kept."""

from django.utils.translation import gettext_lazy as _

from teilhabe.accounts.models import Installation, Invitation, RoleAssignment, User
from teilhabe.kit.keeping import PUBLIC_FACT, Keep, Then

PURPOSE = _(
    "Zugänge, Rollen mit Bereich und Ende, Einladungen: damit nur hineinkommt, wer etwas "
    "zu tun hat (Art. 32 DSGVO)."
)

RETENTION = [
    Keep(
        User,
        since="left_on",
        months=12,
        because=_(
            "Ein Jahr nach der letzten Rolle ist die Frist des Zugriffsprotokolls vorbei; "
            "danach braucht niemand mehr den Namen (Art. 5 Abs. 1 Buchst. e DSGVO)."
        ),
    ),
    Keep(
        RoleAssignment,
        since="valid_until",
        months=12,
        because=_("So lange ist prüfbar, wer was durfte (Art. 32 DSGVO, § 3 DSG NRW)."),
    ),
    Keep(
        Invitation,
        since="created_at",
        months=3,
        because=_("Nach drei Monaten ist der Link längst abgelaufen (Art. 5 Abs. 1 DSGVO)."),
    ),
    Keep(Installation, because=PUBLIC_FACT, then=Then.STAYS),
]
