"""Questions about notices and mail, and letters as PDF."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db.models import BooleanField, Count, ExpressionWrapper, Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.contributions import modules
from teilhabe.kit.types import Text, User
from teilhabe.notices.exports import LetterNeedsPango, letter_pdf
from teilhabe.notices.models import Notice, NoticeQuerySet, OutgoingMail, OutgoingMailQuerySet
from teilhabe.notices.rules import Permission
from teilhabe.notices.schemas import CourtesyTranslation, Letterhead

__all__ = [
    "CourtesyTranslation",
    "LetterNeedsPango",
    "Letterhead",
    "MailCounts",
    "NoticeRow",
    "error_label",
    "language_label",
    "letter_pdf",
    "letterhead",
    "mail",
    "mail_counts",
    "mail_label",
    "mail_labels",
    "mails",
    "mails_to_deliver",
    "notice",
    "notice_texts",
    "notices",
    "notices_of",
    "unread_count",
]


UNREAD = ExpressionWrapper(Q(read_at=None), output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice as a person reads it."""

    id: int
    text: str
    url: str
    created_at: datetime
    is_unread: bool


@dataclass(frozen=True, slots=True)
class MailCounts:
    """How the mail goes: counts only."""

    waiting: int
    sent_in_week: int
    given_up: int


@cache
def notice_texts() -> dict[str, Text]:
    """Every notice the rooms have named, with its sentence for people."""
    return {k: v for m in modules("choices") for k, v in getattr(m, "NOTICES", {}).items()}


@cache
def mail_labels() -> dict[str, Text]:
    """Every mail the rooms have named, with its name for operators."""
    return {k: v for m in modules("choices") for k, v in getattr(m, "MAILS", {}).items()}


# Notices ----------------------------------------------------------------------------------------
def notices(*, user: User) -> NoticeQuerySet:
    """What this person may read: their own, and those for the permissions they hold now."""
    shared = Notice.objects.exclude(permission="").values_list("permission", flat=True).distinct()
    held = [permission for permission in shared.order_by() if user.has_perm(permission)]
    return Notice.objects.filter(Q(user_id=user.pk) | Q(permission__in=held))


def notices_of(*, user: User, limit: int = 100) -> list[NoticeRow]:
    """The newest notices of a person, unread ones first."""
    rows = notices(user=user).order_by(UNREAD.desc(), "-created_at", "-pk")[:limit]
    texts = notice_texts()
    return [
        NoticeRow(x.pk, str(texts.get(x.kind, x.kind)), x.url, x.created_at, x.read_at is None)
        for x in rows
    ]


def notice(pk: int, *, user: User) -> Notice:
    """One notice the person may read; raises `Notice.DoesNotExist` for any other."""
    return notices(user=user).get(pk=pk)


def unread_count(*, user: User) -> int:
    """The number beside the bell, in one question to the database."""
    unread = Notice.objects.unread().filter(Q(user_id=user.pk) | Q(user=None)).order_by()
    counts = unread.values_list("permission").annotate(Count("pk"))
    return sum(n for permission, n in counts if not permission or user.has_perm(permission))


# Mail -------------------------------------------------------------------------------------------
def mails(*, user: User) -> OutgoingMailQuerySet:
    """All mail rows, newest first, for those who look after it; nothing for anybody else."""
    if not user.has_perm(Permission.MAIL):
        return OutgoingMail.objects.none()
    return OutgoingMail.objects.order_by("-created_at", "-pk")


def mail(pk: int, *, user: User) -> OutgoingMail:
    return mails(user=user).get(pk=pk)


def mail_counts(*, user: User, at: datetime) -> MailCounts:
    found = mails(user=user)
    week = at - timedelta(days=7)
    return MailCounts(
        waiting=found.waiting().count(),
        sent_in_week=found.sent().filter(sent_at__gte=week).count(),
        given_up=found.given_up().count(),
    )


def mails_to_deliver(*, at: datetime) -> list[int]:
    """Numbers of mails whose next attempt has come; for the job that looks after what was left."""
    return list(
        OutgoingMail.objects.deliverable(at=at)
        .order_by("created_at", "pk")
        .values_list("pk", flat=True)
    )


def letterhead() -> Letterhead:
    """The centre's own. The room that knows it lies above: the settings name where to ask."""
    head = import_string(settings.LETTERHEAD)()
    if not isinstance(head, Letterhead):
        raise TypeError(settings.LETTERHEAD)
    return head


def mail_label(kind: str) -> str:
    return str(mail_labels().get(kind, kind))


def language_label(language: str) -> str:
    return str(dict(settings.LANGUAGES).get(language, language))


ERRORS: dict[str, Text] = {
    "ConnectionRefusedError": _("Der Mailserver nimmt keine Verbindung an."),
    "TimeoutError": _("Der Mailserver antwortet nicht."),
    "gaierror": _("Der Name des Mailservers ist unbekannt."),
    "SMTPAuthenticationError": _("Der Mailserver kennt unser Kennwort nicht."),
    "SMTPRecipientsRefused": _("Diese Adresse wird nicht angenommen."),
    "SMTPSenderRefused": _("Unsere Absenderadresse wird nicht angenommen."),
    "SMTPDataError": _("Der Mailserver hat den Inhalt nicht angenommen."),
    "SMTPServerDisconnected": _("Der Mailserver hat die Verbindung getrennt."),
    "Interrupted": _("Der letzte Versuch wurde unterbrochen."),
}


def error_label(error: str) -> str:
    """The failure in words; the class name stays beside it for the technicians."""
    if not error:
        return ""
    words = ERRORS.get(error, _("Die Übergabe ist gescheitert."))
    return f"{words} ({error})"
