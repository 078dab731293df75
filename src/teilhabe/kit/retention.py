"""How long the toolbox keeps its own tables."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.keeping import Keep, Then
from teilhabe.kit.models import Draft, SavedView, ScheduledRun, Work

PURPOSE = _("Arbeit erleichtern: Entwürfe, gespeicherte Ansichten, der Stand langer Arbeiten.")

RETENTION = [
    Keep(
        Draft,
        because=_("Ein Entwurf hilft nur, solange sich jemand daran erinnert."),
        since="updated_at",
        months=1,
    ),
    Keep(
        SavedView,
        because=_("Gehört der Person und verschwindet mit ihrem Zugang."),
        then=Then.STAYS,
    ),
    Keep(
        Work,
        because=_("Der Fortschritt einer fertigen Arbeit wird nicht mehr gebraucht."),
        since="created_at",
        months=3,
    ),
    Keep(
        ScheduledRun,
        because=_("Eine Zeile je täglicher Aufgabe, ohne personenbezogene Angaben."),
        then=Then.STAYS,
    ),
]
