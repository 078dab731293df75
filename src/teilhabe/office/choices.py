"""Words of the office with a fixed meaning."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text


class Area(models.TextChoices):
    """The two focal areas of every municipal integration centre, and what serves both."""

    EDUCATION = "education", _("Integration durch Bildung")
    CROSSCUTTING = "crosscutting", _("Integration als Querschnittsaufgabe")
    BOTH = "both", _("Beide Bereiche")


class FocusArea(models.TextChoices):
    """A focus theme belongs to exactly one of the two areas."""

    EDUCATION = "education", _("Integration durch Bildung")
    CROSSCUTTING = "crosscutting", _("Integration als Querschnittsaufgabe")


class Weekday(models.IntegerChoices):
    MONDAY = 1, _("Montag")
    TUESDAY = 2, _("Dienstag")
    WEDNESDAY = 3, _("Mittwoch")
    THURSDAY = 4, _("Donnerstag")
    FRIDAY = 5, _("Freitag")
    SATURDAY = 6, _("Samstag")
    SUNDAY = 7, _("Sonntag")


class Funding(models.TextChoices):
    """Where the money for a post comes from."""

    BASIC = "basic", _("Grundförderung des Landes")
    TEACHER = "teacher", _("Lehrkraftstelle des Landes")
    KOMM_AN = "komm_an", _("KOMM-AN NRW")
    KIM = "kim", _("Kommunales Integrationsmanagement (KIM)")
    INTERPRETING = "interpreting", _("Sprachmittlerpool")
    OWN = "own", _("Eigene Mittel")


class DeadlineRule(models.TextChoices):
    """How the days of a deadline are found."""

    FIXED = "fixed", _("jedes Jahr am selben Tag")
    NTH_WEEKDAY = "nth_weekday", _("an einem bestimmten Wochentag im Monat")
    ISO_WEEK = "iso_week", _("in einer bestimmten Kalenderwoche")
    WEEK_OF = "week_of", _("in der Woche, in der ein bestimmter Tag liegt")
    ONCE = "once", _("einmal")


class RequestState(models.TextChoices):
    OPEN = "open", _("offen")
    IN_PROGRESS = "in_progress", _("in Arbeit")
    DONE = "done", _("erledigt")


VERBS: dict[str, Text] = {
    "office.profile_changed": _("Profil geändert"),
    "office.staff_added": _("Person ins Team aufgenommen"),
    "office.staff_changed": _("Angaben zur Person geändert"),
    "office.post_added": _("Stelle eingetragen"),
    "office.post_changed": _("Stelle geändert"),
    "office.post_ended": _("Stelle beendet"),
    "office.secondment_ended": _("Abordnung beendet"),
    "office.secondment_prolonged": _("Abordnung verlängert"),
    "office.topic_added": _("Thema aufgenommen"),
    "office.topic_changed": _("Thema geändert"),
    "office.responsibility_added": _("Zuständigkeit vergeben"),
    "office.responsibility_changed": _("Zuständigkeit geändert"),
    "office.deputies_changed": _("Vertretung geändert"),
    "office.responsibility_ended": _("Zuständigkeit beendet"),
    "office.absence_entered": _("Abwesenheit eingetragen"),
    "office.absence_withdrawn": _("Abwesenheit zurückgenommen"),
    "office.contact_added": _("Kontakt veröffentlicht"),
    "office.contact_changed": _("Kontakt geändert"),
    "office.contact_confirmed": _("Kontakt bestätigt"),
    "office.contact_ended": _("Kontakt beendet"),
    "office.deadline_added": _("Frist aufgenommen"),
    "office.deadline_changed": _("Frist geändert"),
    "office.deadline_ended": _("Frist beendet"),
    "office.deadline_done": _("Frist erledigt"),
    "office.deadline_reopened": _("Frist wieder geöffnet"),
    "office.reminder_sent": _("An die Frist erinnert"),
    "office.calendar_key_renewed": _("Geheime Kalenderadresse erneuert"),
    "office.calendar_key_withdrawn": _("Geheime Kalenderadresse abgeschaltet"),
    "office.theme_added": _("Themenschwerpunkt aufgenommen"),
    "office.theme_changed": _("Themenschwerpunkt geändert"),
    "office.theme_ended": _("Themenschwerpunkt beendet"),
    "office.request_received": _("Anfrage eingegangen"),
    "office.request_taken": _("Anfrage übernommen"),
    "office.request_assigned": _("Anfrage weitergegeben"),
    "office.request_done": _("Anfrage erledigt"),
    "office.request_reopened": _("Anfrage wieder geöffnet"),
}

DEADLINE_NOTICE = "office.deadline_near"
REQUEST_NOTICE = "office.request_yours"
DEADLINE_MAIL = "office.deadline_near"

NOTICES: dict[str, Text] = {
    DEADLINE_NOTICE: _("Eine Frist rückt näher."),
    REQUEST_NOTICE: _("Eine Anfrage wartet auf Sie."),
}

MAILS: dict[str, Text] = {
    DEADLINE_MAIL: _("Erinnerung an eine Frist"),
}
