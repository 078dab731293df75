"""How long the directory keeps its tables: public facts without persons."""

from django.utils.translation import gettext_lazy as _

from teilhabe.directory.models import Institution, Municipality
from teilhabe.kit.keeping import PUBLIC_FACT, Keep, Then

PURPOSE = _(
    "Kommunen und Einrichtungen kennen, mit denen das Zentrum zusammenarbeitet (§ 8 TIntG)."
)

RETENTION = [
    Keep(Municipality, PUBLIC_FACT, then=Then.STAYS),
    Keep(
        Institution,
        _("Drei Jahre nach dem Ende wird die Einrichtung für keinen Bericht mehr gebraucht."),
        since="valid_until",
        months=36,
    ),
]
