"""One table: what happened."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EventQuerySet(models.QuerySet["Event"]):
    """Words for the trail."""

    def about(self, subject: models.Model) -> Self:
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")


class Event(models.Model):
    """Somebody did something to one record. Written once, never changed.

    `by` is empty for the system itself and for visitors without an account; it becomes empty
    when the account is deleted, so that the trail outlives the person's data.
    """

    verb = models.CharField(_("Vorgang"), max_length=80)
    subject_type = models.CharField(_("Art des Datensatzes"), max_length=80)
    subject_id = models.CharField(_("Nummer des Datensatzes"), max_length=40)
    subject_uid = models.UUIDField(_("Kennung des Datensatzes"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("Zeitpunkt"))
    changed = models.JSONField(_("geänderte Angaben"), default=list, blank=True)

    objects = EventQuerySet.as_manager()
    personal = ("by",)

    class Meta:
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokolleinträge")
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="event_of_subject"),
            models.Index(fields=["-at", "-id"], name="event_newest"),
            models.Index(fields=["verb", "-at"], name="event_of_verb"),
        ]

    def __str__(self) -> str:
        return f"Event {self.pk}: {self.verb}"
