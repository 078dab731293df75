"""Words with a fixed meaning: why somebody looked, why rows were deleted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What a look at a sensitive record was for."""

    READ = "read", _("angesehen")
    EXPORT = "export", _("ausgegeben")
    LETTER = "letter", _("Schreiben erstellt")


class Reason(models.TextChoices):
    """Why a run deleted rows."""

    DUE = "due", _("Frist abgelaufen")
    REQUEST = "request", _("einzeln gelöscht")
    REPLAY = "replay", _("nach Wiederherstellung erneut gelöscht")
