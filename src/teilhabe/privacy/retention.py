"""How long the proofs are kept."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.keeping import Keep, Then
from teilhabe.privacy.models import DeletedRow, DeletionCount, DeletionRun, Look

PURPOSE = _("Zugriffe auf schützenswerte Datensätze und Löschungen nachweisen.")

PROOF = _("Löschnachweis: nur Anzahlen und Nummern, keine personenbezogenen Inhalte.")

RETENTION = [
    Keep(
        Look,
        since="at",
        months=12,
        because=_(
            "Zugriffskontrolle (Art. 32 DSGVO); Vorschlag: 12 Monate, von der oder dem "
            "Datenschutzbeauftragten zu bestätigen."
        ),
    ),
    Keep(DeletionRun, because=PROOF, then=Then.STAYS),
    Keep(DeletionCount, because=PROOF, then=Then.STAYS),
    Keep(
        DeletedRow,
        since="deleted_on",
        months=24,
        because=_("Damit eine wiederhergestellte Sicherung Gelöschtes erneut löscht."),
    ),
]
