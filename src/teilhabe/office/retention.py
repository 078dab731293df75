"""How long the office keeps each of its tables."""

from django.utils.translation import gettext_lazy as _

from teilhabe.kit.keeping import PUBLIC_FACT, Keep, Then
from teilhabe.office.models import (
    Absence,
    CalendarKey,
    CentreProfile,
    ContactRequest,
    Deadline,
    DeadlineDone,
    DeadlineReminder,
    Deputy,
    FocusTheme,
    Post,
    PublicContact,
    Responsibility,
    StaffMember,
    Topic,
)

PURPOSE = _(
    "Das Zentrum erreichbar machen: Team, Stellen, Zuständigkeiten, Kontakte, Fristen, "
    "Anfragen (§ 8 TIntG)."
)

RETENTION = [
    Keep(CentreProfile, PUBLIC_FACT, then=Then.STAYS),
    Keep(Topic, PUBLIC_FACT, then=Then.STAYS),
    Keep(Deadline, PUBLIC_FACT, then=Then.STAYS),
    Keep(FocusTheme, PUBLIC_FACT, then=Then.STAYS),
    Keep(
        Responsibility,
        _("Ein Jahr nach dem Ende fragt niemand mehr, wer damals zuständig war."),
        since="valid_until",
        months=12,
    ),
    Keep(
        Deputy,
        _("Besteht nur zusammen mit der Zuständigkeit und wird mit ihr gelöscht."),
        then=Then.STAYS,
    ),
    Keep(
        PublicContact,
        _("Ein Jahr nach dem Ende werden Rückfragen zu alten Kontakten nicht mehr gestellt."),
        since="valid_until",
        months=12,
    ),
    Keep(
        Post,
        _("Der Nachweis der Stellen wird fünf Jahre nach dem Verwendungsnachweis gebraucht."),
        since="valid_until",
        months=72,
    ),
    Keep(
        StaffMember,
        _("Fünf Jahre und ein Jahr nach dem Ausscheiden sind alle Nachweise geprüft."),
        since="works_until",
        months=72,
    ),
    Keep(
        Absence,
        _("Drei Monate danach ist die Vertretung geklärt; Gründe werden nie gespeichert."),
        since="ends_on",
        months=3,
    ),
    Keep(
        DeadlineDone,
        _("Drei Jahre lang lässt sich zeigen, dass eine Frist eingehalten wurde."),
        since="done_at",
        months=36,
    ),
    Keep(
        DeadlineReminder,
        _("Ein Jahr lang verhindert der Eintrag, dass jemand doppelt erinnert wird."),
        since="sent_at",
        months=12,
    ),
    Keep(
        CalendarKey,
        _("Eine geheime Adresse, die zwei Jahre nicht erneuert wurde, wird abgeschaltet."),
        since="made_at",
        months=24,
    ),
    Keep(
        ContactRequest,
        _("Sechs Monate nach der Antwort sind Rückfragen zu einer Anfrage erledigt."),
        since="done_at",
        months=6,
    ),
]
