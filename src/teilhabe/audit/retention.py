"""How long the trail is kept."""

from django.utils.translation import gettext_lazy as _

from teilhabe.audit.models import Event
from teilhabe.kit.keeping import Keep

PURPOSE = _("Nachweis, wer welchen Datensatz wann angelegt, geändert oder beendet hat.")

RETENTION = [
    Keep(
        Event,
        since="at",
        months=36,
        because=_(
            "Nachvollziehbarkeit der Verarbeitung (Art. 5 Abs. 2 DSGVO) bis zum Ende der "
            "regelmäßigen Verjährung (§ 195 BGB); Vorschlag, von der oder dem "
            "Datenschutzbeauftragten zu bestätigen."
        ),
    ),
]
