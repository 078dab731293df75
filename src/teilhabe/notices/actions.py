"""Writes notices and mail: stored with the deed that asks for them, delivered once afterwards."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from teilhabe.audit import actions as audit
from teilhabe.kit.jobs import JOBS, after_commit
from teilhabe.kit.types import DomainError, User
from teilhabe.notices import queries
from teilhabe.notices.choices import MAIL_GIVEN_UP
from teilhabe.notices.models import Notice, OutgoingMail
from teilhabe.notices.rules import Permission
from teilhabe.notices.schemas import Letterhead

DELIVER = "notices.deliver"
PAUSES = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=12),
)
"""After attempt n, the next one comes so much later; after the last, the mail is given up."""


class UnknownKind(LookupError):
    """A room uses a notice or mail that it has not named in its `choices`."""


# Notices ----------------------------------------------------------------------------------------
def notify(*, user: User, kind: str, url: str, at: datetime) -> Notice:
    """Tell one person. While the same word is still unread it is not said twice."""
    return _notify(Notice(user_id=user.pk, kind=kind, url=url, created_at=at))


def notify_holders(*, permission: str, kind: str, url: str, at: datetime) -> Notice:
    """Tell everybody who holds the permission when they look; the first who reads it, reads it
    for all.
    """
    return _notify(Notice(permission=permission, kind=kind, url=url, created_at=at))


@transaction.atomic
def _notify(notice: Notice) -> Notice:
    if notice.kind not in queries.notice_texts():
        raise UnknownKind(f"{notice.kind}: name it in choices.NOTICES of its room")
    if not notice.url.startswith("/") or notice.url.startswith("//"):
        raise ValueError(f"{notice.kind}: a notice leads to a page of this house")
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    said = Notice.objects.unread().filter(
        permission=notice.permission, kind=notice.kind, url=notice.url
    )
    return said.get() if notice.user_id is None else said.get(user_id=notice.user_id)


@transaction.atomic
def mark_read(*, notice: Notice, by: User, at: datetime) -> Notice:
    """Whoever may read it may put it away; a second time changes nothing."""
    queries.notices(user=by).unread().filter(pk=notice.pk).update(read_at=at)
    notice.refresh_from_db()
    return notice


@transaction.atomic
def mark_all_read(*, by: User, at: datetime) -> int:
    """Put away everything that was there at that moment; returns how many."""
    return queries.notices(user=by).unread().filter(created_at__lte=at).update(read_at=at)


# Mail -------------------------------------------------------------------------------------------
class NoMailAddress(DomainError):
    """The address cannot receive mail."""


@transaction.atomic
def send_mail(
    *,
    to: str,
    kind: str,
    language: str,
    context: Mapping[str, object],
    at: datetime,
    letterhead: Letterhead | None = None,
    template: str = "",
) -> OutgoingMail:
    """Write a mail in that language and hand it over as soon as the transaction is safe.

    `template` (or `notices/mail/<kind>`) names `….subject.txt`, `….txt` and, if it exists,
    `….html`: the words only, greeting to closing; frame and sender are added here, the centre if
    no other `letterhead` is given. Without an HTML part one is made from the text. The subject
    never carries a name.
    """
    if kind not in queries.mail_labels():
        raise UnknownKind(f"{kind}: name it in choices.MAILS of its room")
    try:
        validate_email(to)
    except ValidationError:
        raise NoMailAddress(_("An diese Adresse kann keine E-Mail gehen.")) from None
    subject, text, html = _written(
        template or f"notices/mail/{kind}",
        language,
        context,
        letterhead or queries.letterhead(),
    )
    mail = OutgoingMail.objects.create(
        to=to,
        kind=kind,
        language=language,
        subject=subject,
        text=text,
        html=html,
        created_at=at,
        next_attempt_at=at,
    )
    after_commit(JOBS[DELIVER], mail.pk)
    return mail


def _written(
    template: str,
    language: str,
    context: Mapping[str, object],
    letterhead: Letterhead,
) -> tuple[str, str, str]:
    """Subject, text and HTML in that language, whatever language the asking page has."""
    with translation.override(language):
        about = {
            "language": language,
            "bidi": translation.get_language_bidi(),
            "letterhead": letterhead,
            "base_url": settings.BASE_URL,
        }
        values = {**context, **about}
        subject = " ".join(_plain(f"{template}.subject.txt", values).split())
        text = _plain(f"{template}.txt", values).strip()
        try:
            words = render_to_string(f"{template}.html", values)
        except TemplateDoesNotExist:
            words = render_to_string("notices/mail/words.html", {"text": text})
        framed = about | {"subject": subject, "text": text, "words": words}
        return (
            subject,
            _plain("notices/mail/frame.txt", framed).strip() + "\n",
            render_to_string("notices/mail/frame.html", framed),
        )


def _plain(template: str, values: Mapping[str, object]) -> str:
    """Rendered as text: an apostrophe stays an apostrophe."""
    made = get_template(template).template  # type: ignore[attr-defined]  # Django's own engine
    return str(made.render(Context(dict(values), autoescape=False)))


def deliver(*, mail_id: int, at: datetime) -> OutgoingMail | None:
    """Try to hand one mail to the mail server. Returns it if this call held it, else None.

    Taking it is its own transaction: no lock is held while the server answers, and a second job
    finds it taken. A process killed in between leaves a mail that is tried again after the pause;
    its Message-ID stays the same, so that a server that had taken it can tell.
    """
    mail = _take(mail_id, at=at)
    if mail is None:
        return None
    try:
        _hand_over(mail)
    except (OSError, UnicodeError) as error:  # SMTPException is an OSError
        return _note_failure(mail, type(error).__name__, at=at)
    return _note_sent(mail, at=at)


@transaction.atomic
def _take(mail_id: int, *, at: datetime) -> OutgoingMail | None:
    mail = (
        OutgoingMail.objects.deliverable(at=at)
        .select_for_update(of=("self",))
        .filter(pk=mail_id)
        .first()
    )
    if mail is None:
        return None
    if mail.attempts >= len(PAUSES):  # the last attempt was killed before it could say anything
        _give_up(mail, mail.last_error or "Interrupted", at=at)
        return None
    mail.next_attempt_at = at + PAUSES[mail.attempts]
    mail.attempts = mail.attempts + 1
    mail.save(update_fields=["attempts", "next_attempt_at"])
    return mail


def _hand_over(mail: OutgoingMail) -> None:
    host = urlsplit(settings.BASE_URL).hostname
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        headers={
            "Message-ID": f"<{mail.uid}@{host}>",
            "Content-Language": mail.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(mail.html, "text/html")
    message.send()


@transaction.atomic
def _note_sent(mail: OutgoingMail, *, at: datetime) -> OutgoingMail:
    OutgoingMail.objects.waiting().filter(pk=mail.pk).update(
        sent_at=at, subject="", text="", html="", last_error=""
    )
    mail.refresh_from_db()
    return mail


@transaction.atomic
def _note_failure(mail: OutgoingMail, error: str, *, at: datetime) -> OutgoingMail:
    if mail.attempts >= len(PAUSES):
        return _give_up(mail, error, at=at)
    mail.last_error = error
    mail.save(update_fields=["last_error"])
    later = JOBS[DELIVER].using(run_after=mail.next_attempt_at)
    after_commit(later, mail.pk)
    return mail


def _give_up(mail: OutgoingMail, error: str, *, at: datetime) -> OutgoingMail:
    mail.failed_at, mail.last_error = at, error
    mail.save(update_fields=["failed_at", "last_error"])
    notify_holders(
        permission=Permission.MAIL, kind=MAIL_GIVEN_UP, url=reverse("notices:mail"), at=at
    )
    return mail


class NotGivenUp(DomainError):
    """The mail is sent or still on its way."""


@transaction.atomic
def resend(*, mail: OutgoingMail, by: User, at: datetime) -> OutgoingMail:
    """Begin anew with a mail that was given up, with all its attempts."""
    mail = OutgoingMail.objects.select_for_update(of=("self",)).get(pk=mail.pk)
    if mail.failed_at is None:
        raise NotGivenUp(_("Diese E-Mail ist schon gesendet oder noch unterwegs."))
    mail.failed_at, mail.attempts, mail.next_attempt_at = None, 0, at
    mail.save(update_fields=["failed_at", "attempts", "next_attempt_at"])
    audit.record("notices.mail_resent", mail, by=by, at=at)
    after_commit(JOBS[DELIVER], mail.pk)
    return mail


@transaction.atomic
def resend_all(*, mails: Iterable[OutgoingMail], by: User, at: datetime) -> int:
    """All or none; returns how many."""
    return len([resend(mail=mail, by=by, at=at) for mail in mails])
