"""How long legal values stay: always, because old decisions are explained by them."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.keeping import Keep, Then
from teilhabe.parameters.models import Parameter

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
