"""Tables of the toolbox itself."""

from django.db import models


class ScheduledRun(models.Model):
    """The day on which a daily job was last started, so that no two workers start it twice."""

    personal = ()

    name = models.CharField(max_length=80, unique=True)
    last_started_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"ScheduledRun {self.name}"
