"""Tables of proof: looks at sensitive records, runs of deletion, counts and numbers of rows."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teilhabe.privacy.choices import Purpose, Reason


class LookQuerySet(models.QuerySet["Look"]):
    """Words for the log of looks."""

    def at_record(self, subject: models.Model) -> Self:
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Look(models.Model):
    """Somebody opened a sensitive record. One row per person, record, purpose and ten minutes.

    The person is protected from deletion as long as the row lives: a log without names of those
    who looked would prove nothing.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    subject_type = models.CharField(_("Art des Datensatzes"), max_length=80)
    subject_id = models.CharField(_("Nummer des Datensatzes"), max_length=40)
    purpose = models.CharField(
        _("Zweck"), max_length=10, choices=Purpose.choices, default=Purpose.READ
    )
    at = models.DateTimeField(_("Zeitpunkt"))
    window = models.DateTimeField(_("Zeitfenster"))

    objects = LookQuerySet.as_manager()
    personal = ("user",)

    class Meta:
        verbose_name = _("Zugriff")
        verbose_name_plural = _("Zugriffe")
        constraints = [
            models.UniqueConstraint(
                name="look_once_in_ten_minutes",
                fields=["user", "subject_type", "subject_id", "purpose", "window"],
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="look_at_record"),
            models.Index(fields=["-at", "-id"], name="look_newest"),
        ]

    def __str__(self) -> str:
        return f"Look {self.pk}"


class DeletionRun(models.Model):
    """One run of deletion: when, for which day, started by whom. A run that was interrupted is
    not complete; what it deleted until then is counted all the same.
    """

    reason = models.CharField(_("Anlass"), max_length=10, choices=Reason.choices)
    due_on = models.DateField(_("Stichtag"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gestartet von"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("begonnen"))
    is_complete = models.BooleanField(_("vollständig"), default=False)

    personal = ("by",)

    class Meta:
        verbose_name = _("Löschlauf")
        verbose_name_plural = _("Löschläufe")
        indexes = [models.Index(fields=["-at", "-id"], name="deletion_run_newest")]

    def __str__(self) -> str:
        return f"Deletion run {self.pk}"


class DeletionCount(models.Model):
    """The proof: how many rows of one table a run deleted, and how many had to stay because
    other rows still need them. Counts only.
    """

    run = models.ForeignKey(
        DeletionRun, verbose_name=_("Löschlauf"), on_delete=models.CASCADE, related_name="counts"
    )
    model_label = models.CharField(_("Datenart"), max_length=80)
    deleted_count = models.PositiveIntegerField(_("gelöscht"), default=0)
    kept_count = models.PositiveIntegerField(_("zurückgestellt"), default=0)

    personal = ()

    class Meta:
        verbose_name = _("Löschnachweis")
        verbose_name_plural = _("Löschnachweise")
        constraints = [
            models.UniqueConstraint(name="one_count_per_table", fields=["run", "model_label"]),
        ]

    def __str__(self) -> str:
        return f"Deletion count {self.pk}: {self.model_label}"


class DeletedRow(models.Model):
    """Table and number of a deleted row, so that a restored backup can be told to forget it too."""

    run = models.ForeignKey(
        DeletionRun, verbose_name=_("Löschlauf"), on_delete=models.PROTECT, related_name="rows"
    )
    model_label = models.CharField(_("Datenart"), max_length=80)
    row_pk = models.CharField(_("Nummer"), max_length=40)
    deleted_on = models.DateField(_("gelöscht am"))

    personal = ()

    class Meta:
        verbose_name = _("gelöschter Datensatz")
        verbose_name_plural = _("gelöschte Datensätze")
        constraints = [
            models.CheckConstraint(name="deleted_row_has_a_number", condition=~Q(row_pk="")),
        ]
        indexes = [models.Index(fields=["model_label", "row_pk"], name="deleted_row_number")]

    def __str__(self) -> str:
        return f"Deleted row {self.pk}: {self.model_label}"
