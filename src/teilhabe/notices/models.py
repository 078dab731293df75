"""Tables: notices inside the house, and mail on its way out."""

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.fields import EncryptedTextField
from teilhabe.notices.choices import MailState


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Words for notices."""

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """A short word to one person, or to whoever holds a permission: `kind` says which sentence,
    `url` leads to the matter. A shared notice is read for all as soon as one of them has read it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    permission = models.CharField(_("an alle mit diesem Recht"), max_length=80, blank=True)
    kind = models.CharField(_("Art"), max_length=80)
    url = models.CharField(_("Adresse"), max_length=300)
    created_at = models.DateTimeField(_("erhalten"))
    read_at = models.DateTimeField(_("gelesen"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()
    personal = ("user",)

    class Meta:
        verbose_name = _("Benachrichtigung")
        verbose_name_plural = _("Benachrichtigungen")
        constraints = [
            models.CheckConstraint(
                name="notice_has_one_audience",
                condition=Q(user__isnull=False, permission="")
                | Q(user__isnull=True) & ~Q(permission=""),
            ),
            models.UniqueConstraint(
                name="notice_to_person_once_while_unread",
                fields=["user", "kind", "url"],
                condition=Q(read_at=None, user__isnull=False),
            ),
            models.UniqueConstraint(
                name="notice_to_holders_once_while_unread",
                fields=["permission", "kind", "url"],
                condition=Q(read_at=None, user=None),
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="notice_of_user"),
            models.Index(fields=["read_at", "user"], name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"Notice {self.pk}: {self.kind}"


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """Words for the way of a mail: waiting, sent, given up."""

    def waiting(self) -> Self:
        return self.filter(sent_at=None, failed_at=None)

    def deliverable(self, *, at: datetime) -> Self:
        """Waiting, and nobody holds it: its next attempt has come."""
        return self.waiting().filter(next_attempt_at__lte=at)

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)

    def given_up(self) -> Self:
        return self.filter(failed_at__isnull=False)

    def in_state(self, state: MailState) -> Self:
        match state:
            case MailState.SENT:
                return self.sent()
            case MailState.FAILED:
                return self.given_up()
        return self.waiting()


class OutgoingMail(models.Model):
    """One mail to one address. Its words are emptied once the mail server has taken it.

    An attempt first moves `next_attempt_at` into the future and counts itself; whoever comes
    second finds the mail taken. A killed attempt is repeated when that moment has come.
    """

    uid = models.UUIDField(_("Kennung"), unique=True, default=uuid4, editable=False)
    to = models.EmailField(_("an"))
    kind = models.CharField(_("Art"), max_length=80)
    language = models.CharField(_("Sprache"), max_length=20)
    subject = models.CharField(_("Betreff"), max_length=200, blank=True)
    text = EncryptedTextField(_("Text"), blank=True)
    html = EncryptedTextField(_("Text mit Gestaltung"), blank=True)
    created_at = models.DateTimeField(_("geschrieben"))
    next_attempt_at = models.DateTimeField(_("nächster Versuch"))
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    sent_at = models.DateTimeField(_("gesendet"), null=True, blank=True)
    failed_at = models.DateTimeField(_("aufgegeben"), null=True, blank=True)
    last_error = models.CharField(_("letzter Fehler"), max_length=80, blank=True)

    objects = OutgoingMailQuerySet.as_manager()
    personal = ("to", "text", "html")

    class Meta:
        verbose_name = _("ausgehende E-Mail")
        verbose_name_plural = _("ausgehende E-Mails")
        constraints = [
            models.CheckConstraint(
                name="mail_is_sent_or_given_up",
                condition=Q(sent_at=None) | Q(failed_at=None),
            ),
            models.CheckConstraint(
                name="sent_mail_keeps_no_words",
                condition=Q(sent_at=None)
                | Q(Exact(Length("text"), 0), Exact(Length("html"), 0), subject=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="mail_waiting",
                condition=Q(sent_at=None, failed_at=None),
            ),
            models.Index(fields=["-created_at", "-id"], name="mail_newest"),
        ]

    def __str__(self) -> str:
        return f"Outgoing mail {self.pk}: {self.kind}"

    @property
    def state(self) -> MailState:
        if self.sent_at:
            return MailState.SENT
        return MailState.FAILED if self.failed_at else MailState.WAITING

    @property
    def domain(self) -> str:
        """What operators need of the address, and nothing of the person."""
        return self.to.rpartition("@")[2]
