"""How long legal values stay: always, because old decisions are explained by them."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.keeping import Keep, Then
from teilhabe.parameters.models import Parameter

PURPOSE = _(
    "Gesetzliche Werte mit Quelle und Gültigkeit; sie erklären auch frühere Entscheidungen."
)

RETENTION = [
    Keep(
        Parameter,
        because=_(
            "Frühere Werte erklären frühere Entscheidungen. Keine Angaben über Familien;"
            " bleibt, solange das Amt besteht."
        ),
        then=Then.STAYS,
    ),
]
