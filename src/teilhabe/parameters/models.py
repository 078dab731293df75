"""The table of legal values: one row is one value over one period."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.validity import Valid, ValidityQuerySet, period_in_order
from teilhabe.parameters.choices import GroupKind, Origin, Stage, Status, Topic, Unit


class ParameterQuerySet(ValidityQuerySet["Parameter"]):
    def standing(self) -> Self:
        """Without the values that were taken back before they applied."""
        return self.filter(withdrawn_at=None)

    def series(self, *, key: str, stage: str, group_kind: str) -> Self:
        return self.filter(key=key, stage=stage, group_kind=group_kind)

    def about(self, topic: str) -> Self:
        return self.filter(key__startswith=f"{Topic(topic)}.")


class Parameter(Valid):
    """One value over one period, and where it comes from. The rows of a key are its history.

    A row of the office names the person and the reason; a shipped row names its source. An empty
    `valid_from` means: the beginning is not known, the value holds for every earlier day.
    """

    personal = ()

    key = models.CharField(_("Schlüssel"), max_length=80)
    stage = models.CharField(_("Schulstufe"), max_length=20, choices=Stage, blank=True)
    group_kind = models.CharField(_("Gruppenart"), max_length=20, choices=GroupKind, blank=True)
    value = models.CharField(_("Wert"), max_length=200)
    unit = models.CharField(_("Einheit"), max_length=20, choices=Unit, blank=True)
    label = models.CharField(_("Bezeichnung"), max_length=200)
    legal_basis = models.CharField(_("Grundlage"), max_length=300, blank=True)
    source = models.CharField(_("Quelle"), max_length=20, blank=True)
    source_url = models.URLField(_("Adresse der Quelle"), max_length=500, blank=True)
    status = models.CharField(_("Stand"), max_length=12, choices=Status)
    origin = models.CharField(_("Herkunft"), max_length=10, choices=Origin)
    note = models.CharField(_("Begründung"), max_length=300, blank=True)
    replaces = models.ForeignKey(
        "self",
        verbose_name=_("ersetzt"),
        null=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )  # the office's own earlier value whose end this one moved
    loaded_at = models.DateTimeField(_("geladen am"), null=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("eingetragen von"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    entered_at = models.DateTimeField(_("eingetragen am"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("zurückgenommen von"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("zurückgenommen am"), null=True)

    objects = ParameterQuerySet.as_manager()

    class Meta:
        verbose_name = _("Regelwert")
        verbose_name_plural = _("Regelwerte")
        constraints = [
            models.UniqueConstraint(
                name="parameter_one_start_a_day",
                fields=["key", "stage", "group_kind", "valid_from"],
                condition=Q(withdrawn_at=None),
            ),
            models.UniqueConstraint(
                name="parameter_one_unknown_start",
                fields=["key", "stage", "group_kind"],
                condition=Q(withdrawn_at=None, valid_from=None),
            ),
            models.UniqueConstraint(
                name="parameter_one_open_end",
                fields=["key", "stage", "group_kind"],
                condition=Q(withdrawn_at=None, valid_until=None),
            ),
            period_in_order("parameter_period_in_order"),
            models.CheckConstraint(
                name="parameter_entered_by_whom_when_and_why",
                condition=Q(origin=Origin.SHIPPED, loaded_at__isnull=False)
                & Q(entered_by=None, entered_at=None, note="", replaces=None)
                | Q(origin=Origin.OFFICE, loaded_at=None, valid_from__isnull=False)
                & Q(entered_by__isnull=False, entered_at__isnull=False)
                & ~Q(note=""),
            ),
            models.CheckConstraint(
                name="parameter_withdrawn_by_whom_and_when",
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(origin=Origin.OFFICE, withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
            models.CheckConstraint(
                name="parameter_shipped_with_source",
                condition=Q(origin=Origin.OFFICE) | ~Q(source="") & ~Q(source_url=""),
            ),
        ]

    def __str__(self) -> str:
        return f"Parameter {self.key} {self.pk}"
