"""Tables of the toolbox itself."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.choices import WorkState
from teilhabe.kit.fields import EncryptedTextField


class ScheduledRun(models.Model):
    """The day on which a daily job was last started, so that no two workers start it twice."""

    personal = ()

    name = models.CharField(_("Aufgabe"), max_length=80, unique=True)
    last_started_on = models.DateField(_("zuletzt begonnen am"), null=True)

    class Meta:
        verbose_name = _("Tageslauf")
        verbose_name_plural = _("Tagesläufe")

    def __str__(self) -> str:
        return f"ScheduledRun {self.name}"


class SavedView(models.Model):
    """A person's own name for a list with certain filters and a certain order."""

    personal = ("name", "query")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.CASCADE,
        related_name="saved_views",
    )
    list_key = models.CharField(_("Liste"), max_length=80)
    name = models.CharField(_("Name"), max_length=80)
    query = models.CharField(_("Filter und Ordnung"), max_length=2000, blank=True)
    saved_at = models.DateTimeField(_("gespeichert am"))

    class Meta:
        verbose_name = _("gespeicherte Ansicht")
        verbose_name_plural = _("gespeicherte Ansichten")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "list_key", "name"], name="kit_saved_view_named_once"
            )
        ]

    def __str__(self) -> str:
        return f"SavedView {self.pk}"


class Draft(models.Model):
    """What somebody has typed into a long form and not yet saved. Nobody else sees it."""

    personal = ("payload",)

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.CASCADE,
        related_name="drafts",
    )
    form_key = models.CharField(_("Formular"), max_length=80)
    object_key = models.CharField(_("Datensatz"), max_length=80, blank=True)
    payload = EncryptedTextField(_("Inhalt"))
    base_version = models.PositiveBigIntegerField(_("Stand beim Öffnen"), default=0)
    updated_at = models.DateTimeField(_("zuletzt geändert am"))

    class Meta:
        verbose_name = _("Entwurf")
        verbose_name_plural = _("Entwürfe")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "form_key", "object_key"], name="kit_draft_one_per_form"
            )
        ]

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class Work(models.Model):
    """A piece of work that takes longer than a page may take, and how far it has come."""

    personal = ()

    uid = models.UUIDField(_("Kennung"), default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.CASCADE,
        related_name="works",
    )
    kind = models.CharField(_("Art"), max_length=80)
    state = models.CharField(
        _("Stand"), max_length=10, choices=WorkState, default=WorkState.WAITING
    )
    done = models.PositiveIntegerField(_("erledigte Schritte"), default=0)
    total = models.PositiveIntegerField(_("Schritte insgesamt"), default=0)
    created_at = models.DateTimeField(_("angefordert am"))
    started_at = models.DateTimeField(_("begonnen am"), null=True)
    finished_at = models.DateTimeField(_("beendet am"), null=True)
    result_url = models.CharField(_("Adresse des Ergebnisses"), max_length=300, blank=True)
    error = models.CharField(_("Fehler"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("lange Arbeit")
        verbose_name_plural = _("lange Arbeiten")
        constraints = [
            models.CheckConstraint(
                name="kit_work_finished_when_over",
                condition=Q(state__in=["waiting", "running"], finished_at=None)
                | Q(state__in=["done", "failed"], finished_at__isnull=False),
            ),
            models.CheckConstraint(
                name="kit_work_done_within_total", condition=Q(done__lte=models.F("total"))
            ),
        ]

    def __str__(self) -> str:
        return f"Work {self.pk}"
