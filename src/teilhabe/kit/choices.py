"""Words with a fixed meaning in the toolbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text


class WorkState(models.TextChoices):
    """Where a piece of long work stands."""

    WAITING = "waiting", _("wartet")
    RUNNING = "running", _("läuft")
    DONE = "done", _("fertig")
    FAILED = "failed", _("abgebrochen")


WORK: dict[str, Text] = {"kit.sample_work": _("Zählen als Beispiel für lange Arbeit")}
