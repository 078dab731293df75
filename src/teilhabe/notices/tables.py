"""Outgoing mail as a list, without content and without names."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from teilhabe.kit import lists
from teilhabe.kit.types import User
from teilhabe.notices import actions, queries
from teilhabe.notices.choices import MailState
from teilhabe.notices.models import OutgoingMail
from teilhabe.notices.rules import Permission

LEVELS = {MailState.SENT: "green", MailState.WAITING: "yellow", MailState.FAILED: "red"}


def _resend(
    rows: Sequence[OutgoingMail], *, by: User, at: datetime, data: dict[str, object]
) -> str:
    count = actions.resend_all(mails=rows, by=by, at=at)
    return ngettext(
        "Die E-Mail ist wieder unterwegs.", "%(n)d E-Mails sind wieder unterwegs.", count
    ) % {"n": count}


def _refuse(mail: OutgoingMail) -> str:
    return "" if mail.state == MailState.FAILED else str(_("ist gesendet oder noch unterwegs"))


def _explain(count: int) -> str:
    return ngettext(
        "Diese E-Mail wird noch einmal gesendet.",
        "Diese %(n)d E-Mails werden noch einmal gesendet.",
        count,
    ) % {"n": count}


def _narrow(rows: Any, state: str) -> Any:
    return rows.in_state(MailState(state))


MAILS = lists.DataList(
    key="notices.mails",
    title=_("Postliste"),
    columns=[
        lists.Column("art", _("E-Mail"), lambda mail: queries.mail_label(mail.kind), sort="kind"),
        lists.Column(
            "stand",
            _("Stand"),
            lambda mail: str(MailState(mail.state).label),
            level=lambda mail: LEVELS[MailState(mail.state)],
        ),
        lists.Column("bei", _("Mailanbieter"), "domain"),
        lists.Column("sprache", _("Sprache"), lambda mail: queries.language_label(mail.language)),
        lists.Column("geschrieben", _("Geschrieben"), "created_at", sort="created_at"),
        lists.Column("gesendet", _("Gesendet"), "sent_at", sort="sent_at"),
        lists.Column("versuche", _("Versuche"), "attempts", sort="attempts", numeric=True),
        lists.Column(
            "fehler", _("Letzter Fehler"), lambda mail: queries.error_label(mail.last_error)
        ),
    ],
    filters=[
        lists.Filter(
            "stand",
            forms.ChoiceField(
                label=_("Stand"), choices=[("", _("alle")), *MailState.choices], required=False
            ),
            _narrow,
            lambda state: str(MailState(state).label),
        )
    ],
    order=["-created_at"],
    actions=[
        lists.BulkAction(
            "noch-einmal",
            _("Noch einmal senden"),
            Permission.MAIL,
            explain=_explain,
            run=_resend,
            refuse=_refuse,
            icon="mail",
        )
    ],
    empty=lists.Empty(title=_("Noch ist keine E-Mail hinausgegangen.")),
    template="notices/mail_list.html",
)
