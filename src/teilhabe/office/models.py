"""Tables of the centre itself: who it is, who works in it, who answers for what, what is due."""

import calendar
import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from teilhabe.accounts.choices import Stage
from teilhabe.kit.fields import EncryptedTextField, TranslatedField
from teilhabe.kit.validity import (
    Confirmed,
    ConfirmedQuerySet,
    Valid,
    ValidityQuerySet,
    period_in_order,
)
from teilhabe.office.choices import (
    Area,
    DeadlineRule,
    FocusArea,
    Funding,
    RequestState,
    Weekday,
)


class CentreProfile(models.Model):
    """The centre as it presents itself. Exactly one row."""

    personal = ()

    name = models.CharField(_("Name"), max_length=150)
    short_name = models.CharField(_("Kurzname"), max_length=60)
    office_code = models.CharField(_("Amtszeichen"), max_length=20, blank=True)
    body = models.CharField(_("Träger"), max_length=120)
    street = models.CharField(_("Straße oder Gebäude"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    place = models.CharField(_("Ort"), max_length=100, blank=True)
    address_since = models.DateField(_("Anschrift gültig seit"), null=True, blank=True)
    phone = PhoneNumberField(_("Telefon"), blank=True)
    fax = PhoneNumberField(_("Fax"), blank=True)
    mail = models.EmailField(_("E-Mail"), blank=True)
    website = models.URLField(_("Webseite"), blank=True)
    opening_hours = models.JSONField(_("Öffnungszeiten"), default=list, blank=True)
    opening_note = TranslatedField(_("Hinweis zu den Öffnungszeiten"), max_length=300, blank=True)
    languages = models.JSONField(_("Sprachen im Haus"), default=list, blank=True)
    municipalities = models.ManyToManyField(
        "directory.Municipality", verbose_name=_("Kommunen"), related_name="+", blank=True
    )
    claim = TranslatedField(_("Leitsatz"), max_length=300, blank=True)
    tasks = TranslatedField(_("Aufgaben"), max_length=4000, blank=True)
    history = TranslatedField(_("Geschichte"), max_length=4000, blank=True)
    legal_ground = TranslatedField(_("Rechtsgrundlage"), max_length=4000, blank=True)
    founded_on = models.DateField(_("gegründet am"), null=True, blank=True)
    desk = models.ForeignKey(
        "office.StaffMember",
        verbose_name=_("Zentrale"),
        help_text=_("Wer fragt, wenn sonst niemand zuständig oder da ist, landet hier."),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    version = models.PositiveIntegerField(_("Fassung"), default=1, editable=False)

    class Meta:
        verbose_name = _("Profil des Zentrums")
        verbose_name_plural = _("Profile des Zentrums")
        constraints = [
            models.CheckConstraint(name="centre_profile_is_one_row", condition=Q(pk=1)),
            models.CheckConstraint(
                name="centre_profile_postcode_has_five_digits",
                condition=Q(postcode="") | Q(postcode__regex=r"^[0-9]{5}$"),
                violation_error_message=_("Eine Postleitzahl hat fünf Ziffern."),
            ),
        ]

    def __str__(self) -> str:
        return "CentreProfile"


class StaffQuerySet(models.QuerySet["StaffMember"]):
    def working(self, *, on: date) -> Self:
        return self.filter(
            Q(works_from=None) | Q(works_from__lte=on), Q(works_until=None) | Q(works_until__gte=on)
        )

    def present(self, *, on: date) -> Self:
        """Working, and not absent on that day."""
        away = Absence.objects.on(on).values("staff")
        return self.working(on=on).exclude(pk__in=away)


class StaffMember(models.Model):
    """Somebody who works in the office. The login is a thing of its own."""

    personal = ("name", "languages")

    uid = models.UUIDField(_("Kennung"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Anmeldung"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="staff_member",
    )
    function = TranslatedField(_("Funktion"), max_length=120)
    works_from = models.DateField(_("arbeitet hier ab"), null=True, blank=True)
    works_until = models.DateField(_("arbeitet hier bis"), null=True, blank=True)
    languages = models.JSONField(_("Sprachen"), default=list, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = _("Teammitglied")
        verbose_name_plural = _("Teammitglieder")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="staff_member_period_in_order",
                condition=Q(works_from=None)
                | Q(works_until=None)
                | Q(works_until__gte=F("works_from")),
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            )
        ]

    def __str__(self) -> str:
        return f"StaffMember {self.pk}"

    def is_working(self, *, on: date) -> bool:
        return (self.works_from is None or self.works_from <= on) and (
            self.works_until is None or self.works_until >= on
        )


class PostQuerySet(ValidityQuerySet["Post"]):
    pass


class Post(Valid):
    """One post or part of it, who pays for it, and who fills it."""

    personal = ("holder",)

    title = models.CharField(_("Bezeichnung"), max_length=120)
    share = models.DecimalField(_("Anteil"), max_digits=3, decimal_places=2, default=Decimal(1))
    funding = models.CharField(_("Förderung"), max_length=20, choices=Funding)
    holder = models.ForeignKey(
        StaffMember,
        verbose_name=_("besetzt mit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="posts",
    )
    is_secondment = models.BooleanField(_("Abordnung"), default=False)
    seconded_from = models.CharField(_("abgeordnet von"), max_length=150, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("Stelle")
        verbose_name_plural = _("Stellen")
        ordering = ["title", "pk"]
        constraints = [
            period_in_order("post_period_in_order"),
            models.CheckConstraint(
                name="post_share_between_zero_and_one",
                condition=Q(share__gt=0, share__lte=1),
                violation_error_message=_("Der Anteil liegt über 0 und höchstens bei 1."),
            ),
            models.CheckConstraint(
                name="post_seconded_from_somewhere",
                condition=Q(is_secondment=False, seconded_from="")
                | Q(is_secondment=True) & ~Q(seconded_from=""),
                violation_error_message=_(
                    "Bei einer Abordnung gehört dazu, woher sie kommt; sonst bleibt das Feld leer."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Post {self.pk}"


class Topic(models.Model):
    """What people ask about. Labels are data, because usage changes faster than code."""

    personal = ()

    key = models.SlugField(_("Kurzname"), max_length=60, unique=True)
    label = TranslatedField(_("Bezeichnung"), max_length=120)
    words = models.CharField(_("andere Wörter dafür"), max_length=300, blank=True)
    area = models.CharField(_("Bereich"), max_length=20, choices=Area)
    order = models.PositiveSmallIntegerField(_("Reihenfolge"), default=50)

    class Meta:
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")
        ordering = ["order", "key", "pk"]

    def __str__(self) -> str:
        return self.key


class ResponsibilityQuerySet(ValidityQuerySet["Responsibility"]):
    pass


class Responsibility(Valid):
    """Who answers for a topic; stage and municipality may narrow it, empty means all."""

    personal = ("holder",)

    topic = models.ForeignKey(
        Topic, verbose_name=_("Thema"), on_delete=models.PROTECT, related_name="responsibilities"
    )
    stage = models.CharField(_("Bildungsstufe"), max_length=20, choices=Stage, blank=True)
    municipality = models.ForeignKey(
        "directory.Municipality",
        verbose_name=_("Kommune"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    holder = models.ForeignKey(
        StaffMember,
        verbose_name=_("zuständig"),
        on_delete=models.PROTECT,
        related_name="responsibilities",
    )

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Zuständigkeit")
        verbose_name_plural = _("Zuständigkeiten")
        ordering = ["topic__order", "topic__key", "stage", "municipality__name", "pk"]
        constraints = [period_in_order("responsibility_period_in_order")]

    def __str__(self) -> str:
        return f"Responsibility {self.pk}"


class Deputy(models.Model):
    """Who steps in, in which order."""

    personal = ("staff",)

    responsibility = models.ForeignKey(
        Responsibility,
        verbose_name=_("Zuständigkeit"),
        on_delete=models.CASCADE,
        related_name="deputies",
    )
    staff = models.ForeignKey(
        StaffMember, verbose_name=_("Vertretung"), on_delete=models.PROTECT, related_name="+"
    )
    order = models.PositiveSmallIntegerField(_("Reihenfolge"))

    class Meta:
        verbose_name = _("Vertretung")
        verbose_name_plural = _("Vertretungen")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["responsibility", "staff"], name="deputy_once_per_responsibility"
            ),
            models.UniqueConstraint(
                fields=["responsibility", "order"], name="deputy_order_is_clear"
            ),
        ]

    def __str__(self) -> str:
        return f"Deputy {self.pk}"


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> Self:
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def touching(self, *, first: date, last: date) -> Self:
        return self.filter(starts_on__lte=last, ends_on__gte=first)


class Absence(models.Model):
    """Somebody is not there. Why is nobody's business: no reason is stored."""

    personal = ("staff", "starts_on", "ends_on")

    staff = models.ForeignKey(
        StaffMember, verbose_name=_("wer"), on_delete=models.CASCADE, related_name="absences"
    )
    starts_on = models.DateField(_("erster Tag"))
    ends_on = models.DateField(_("letzter Tag"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("eingetragen von"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    entered_at = models.DateTimeField(_("eingetragen am"), null=True)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Abwesenheit")
        verbose_name_plural = _("Abwesenheiten")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="absence_period_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Der letzte Tag liegt vor dem ersten."),
            ),
            models.CheckConstraint(
                name="absence_entered_by_whom_and_when",
                condition=Q(entered_by=None, entered_at=None)
                | Q(entered_by__isnull=False, entered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Absence {self.pk}"


class PublicContactQuerySet(ConfirmedQuerySet["PublicContact"]):
    pass


class PublicContact(Confirmed):
    """Whom anyone may call or write to: a function first, a name only where it is wished."""

    personal = ("staff", "phone", "fax", "mail")

    uid = models.UUIDField(_("Kennung"), default=uuid.uuid4, unique=True, editable=False)
    function = TranslatedField(_("Funktion"), max_length=120)
    staff = models.ForeignKey(
        StaffMember,
        verbose_name=_("Person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="public_contacts",
    )
    shows_name = models.BooleanField(_("Name wird gezeigt"), default=False)
    phone = PhoneNumberField(_("Telefon"), blank=True)
    fax = PhoneNumberField(_("Fax"), blank=True)
    mail = models.EmailField(_("E-Mail"), blank=True)
    room = models.CharField(_("Raum"), max_length=40, blank=True)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("Themen"), related_name="public_contacts", blank=True
    )
    stage = models.CharField(_("Bildungsstufe"), max_length=20, choices=Stage, blank=True)
    municipalities = models.ManyToManyField(
        "directory.Municipality", verbose_name=_("Kommunen"), related_name="+", blank=True
    )
    order = models.PositiveSmallIntegerField(_("Reihenfolge"), default=50)
    version = models.PositiveIntegerField(_("Fassung"), default=1, editable=False)

    objects = PublicContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("öffentlicher Kontakt")
        verbose_name_plural = _("öffentliche Kontakte")
        ordering = ["order", "pk"]
        constraints = [
            period_in_order("public_contact_period_in_order"),
            models.CheckConstraint(
                name="public_contact_shows_only_a_known_name",
                condition=Q(shows_name=False) | Q(staff__isnull=False),
                violation_error_message=_(
                    "Ein Name kann nur gezeigt werden, wenn die Person feststeht."
                ),
            ),
            models.CheckConstraint(
                name="public_contact_can_be_reached",
                condition=~Q(phone="") | ~Q(mail=""),
                violation_error_message=_("Telefon oder E-Mail wird gebraucht."),
            ),
        ]

    def __str__(self) -> str:
        return f"PublicContact {self.pk}"


class DeadlineQuerySet(ValidityQuerySet["Deadline"]):
    pass


class Deadline(Valid):
    """A day that comes again, or once: the rule is stored, the days are computed."""

    personal = ()

    key = models.SlugField(_("Kurzname"), max_length=80, unique=True)
    title = models.CharField(_("Frist"), max_length=200)
    rule = models.CharField(_("Regel"), max_length=20, choices=DeadlineRule)
    month = models.PositiveSmallIntegerField(_("Monat"), null=True, blank=True)
    day = models.PositiveSmallIntegerField(_("Tag"), null=True, blank=True)
    weekday = models.PositiveSmallIntegerField(
        _("Wochentag"), choices=Weekday, null=True, blank=True
    )
    nth = models.SmallIntegerField(
        _("der wievielte im Monat"),
        null=True,
        blank=True,
        help_text=_("1 bis 5, −1 ist der letzte"),
    )
    iso_week = models.PositiveSmallIntegerField(_("Kalenderwoche"), null=True, blank=True)
    once_on = models.DateField(_("am"), null=True, blank=True)
    every_years = models.PositiveSmallIntegerField(_("alle … Jahre"), default=1)
    first_year = models.PositiveSmallIntegerField(_("gezählt ab Jahr"), null=True, blank=True)
    responsible = models.ForeignKey(
        StaffMember,
        verbose_name=_("zuständig"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deadlines",
    )
    role = models.CharField(_("sonst zuständige Rolle"), max_length=30, blank=True)
    topic = models.ForeignKey(
        Topic, verbose_name=_("Thema"), null=True, blank=True, on_delete=models.PROTECT
    )
    source = models.CharField(_("Quelle"), max_length=200, blank=True)
    link = models.URLField(_("Link"), max_length=500, blank=True)
    reminder_days = models.PositiveSmallIntegerField(_("Tage vorher erinnern"), default=14)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = _("Frist")
        verbose_name_plural = _("Fristen")
        ordering = ["title", "pk"]
        constraints = [
            period_in_order("deadline_period_in_order"),
            models.CheckConstraint(
                name="deadline_rule_has_its_values",
                condition=(
                    Q(rule__in=[DeadlineRule.FIXED, DeadlineRule.WEEK_OF])
                    & Q(month__range=(1, 12), day__range=(1, 31))
                )
                | Q(rule=DeadlineRule.NTH_WEEKDAY, month__range=(1, 12), weekday__range=(1, 7))
                & (Q(nth__range=(1, 5)) | Q(nth=-1))
                | Q(rule=DeadlineRule.ISO_WEEK, iso_week__range=(1, 53), weekday__range=(1, 7))
                | Q(rule=DeadlineRule.ONCE, once_on__isnull=False),
                violation_error_message=_("Zu dieser Regel fehlen Angaben, oder sie passen nicht."),
            ),
            models.CheckConstraint(
                name="deadline_every_n_years_counts_from_a_year",
                condition=Q(every_years=1) | Q(every_years__gt=1, first_year__isnull=False),
                violation_error_message=_(
                    "Bei mehr als einem Jahr Abstand: Ab welchem Jahr wird gezählt?"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Deadline {self.pk}"

    def occurrences(self, *, first: date, last: date) -> list[date]:
        """The days of this deadline from `first` to `last`, both included, in order."""
        if self.valid_from:
            first = max(first, self.valid_from)
        if self.valid_until:
            last = min(last, self.valid_until)
        if last < first:
            return []
        if self.rule == DeadlineRule.ONCE:
            days = [self.once_on]
        else:  # the days of an ISO week may lie in the calendar year before or after
            days = [self._in_year(year) for year in range(first.year - 1, last.year + 2)]
        return sorted(day for day in days if day is not None and first <= day <= last)

    def _in_year(self, year: int) -> date | None:
        if not date.min.year < year < date.max.year:
            return None
        if self.first_year is not None and (
            year < self.first_year or (year - self.first_year) % self.every_years
        ):
            return None
        match DeadlineRule(self.rule):
            case DeadlineRule.FIXED:
                return _day_or_last(year, self.month or 1, self.day or 1)
            case DeadlineRule.WEEK_OF:
                inside = _day_or_last(year, self.month or 1, self.day or 1)
                monday = inside - timedelta(days=inside.weekday())
                return monday + timedelta(days=(self.weekday or Weekday.MONDAY) - 1)
            case DeadlineRule.NTH_WEEKDAY:
                return _nth_weekday(year, self.month or 1, self.weekday or 1, self.nth or 1)
            case DeadlineRule.ISO_WEEK:
                return _iso_day(year, self.iso_week or 1, self.weekday or 1)
            case DeadlineRule.ONCE:
                return self.once_on


def _day_or_last(year: int, month: int, day: int) -> date:
    """The 31st of a short month, and 29 February in a common year, mean the last day."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of the month, -1 for the last; None where there is no fifth one."""
    length = calendar.monthrange(year, month)[1]
    days = [
        date(year, month, day)
        for day in range(1, length + 1)
        if date(year, month, day).isoweekday() == weekday
    ]
    if nth == -1:
        return days[-1]
    return days[nth - 1] if nth <= len(days) else None


def _iso_day(year: int, week: int, weekday: int) -> date | None:
    """That day of the ISO week; None in years without a week 53."""
    longest = date(year, 12, 28).isocalendar().week
    return date.fromisocalendar(year, week, weekday) if week <= longest else None


class DeadlineDone(models.Model):
    """One occurrence of a deadline is dealt with."""

    personal = ("done_by",)

    deadline = models.ForeignKey(
        Deadline, verbose_name=_("Frist"), on_delete=models.CASCADE, related_name="done"
    )
    occurs_on = models.DateField(_("Tag der Frist"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("erledigt von"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    done_at = models.DateTimeField(_("erledigt am"))

    class Meta:
        verbose_name = _("erledigte Frist")
        verbose_name_plural = _("erledigte Fristen")
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "occurs_on"], name="deadline_done_once_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"DeadlineDone {self.pk}"


class DeadlineReminder(models.Model):
    """Somebody was reminded of one occurrence. This row keeps a second mail from going out."""

    personal = ("user",)

    deadline = models.ForeignKey(
        Deadline, verbose_name=_("Frist"), on_delete=models.CASCADE, related_name="reminders"
    )
    occurs_on = models.DateField(_("Tag der Frist"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    sent_at = models.DateTimeField(_("verschickt am"))

    class Meta:
        verbose_name = _("Erinnerung")
        verbose_name_plural = _("Erinnerungen")
        constraints = [
            models.UniqueConstraint(
                fields=["deadline", "occurs_on", "user"], name="deadline_reminder_once_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"DeadlineReminder {self.pk}"


class CalendarKey(models.Model):
    """The secret part of somebody's calendar address. Only its hash is stored."""

    personal = ("user",)

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Person"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    token_hash = models.CharField(_("Prüfsumme der Adresse"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("angelegt am"))

    class Meta:
        verbose_name = _("Kalenderadresse")
        verbose_name_plural = _("Kalenderadressen")

    def __str__(self) -> str:
        return f"CalendarKey {self.pk}"


class FocusThemeQuerySet(ValidityQuerySet["FocusTheme"]):
    pass


class FocusTheme(Valid):
    """What the centre puts first in one of its two areas, for two years."""

    personal = ()

    key = models.SlugField(_("Kurzname"), max_length=60, unique=True)
    area = models.CharField(_("Bereich"), max_length=20, choices=FocusArea)
    title = TranslatedField(_("Titel"), max_length=200)
    description = TranslatedField(_("Beschreibung"), max_length=3000, blank=True)
    decided_on = models.DateField(_("beschlossen am"), null=True, blank=True)
    decided_in = models.CharField(_("beschlossen in"), max_length=150, blank=True)
    paper_number = models.CharField(_("Vorlage"), max_length=40, blank=True)

    objects = FocusThemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Themenschwerpunkt")
        verbose_name_plural = _("Themenschwerpunkte")
        ordering = ["area", "-valid_from", "pk"]
        constraints = [period_in_order("focus_theme_period_in_order")]

    def __str__(self) -> str:
        return f"FocusTheme {self.key}"


class ContactRequestQuerySet(models.QuerySet["ContactRequest"]):
    def open(self) -> Self:
        return self.exclude(state=RequestState.DONE)

    def late(self, *, on: date) -> Self:
        return self.open().filter(due_on__lt=on)


class ContactRequest(models.Model):
    """A message from the public that has become somebody's task."""

    personal = ("name", "mail", "phone", "message", "answer")

    uid = models.UUIDField(_("Kennung"), default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("Vorgangsnummer"), max_length=9, db_index=True, editable=False)
    name = models.CharField(_("Name"), max_length=120, blank=True)
    mail = EncryptedTextField(_("E-Mail"), blank=True)
    phone = EncryptedTextField(_("Telefon"), blank=True)
    message = EncryptedTextField(_("Nachricht"))
    language = models.CharField(_("Sprache"), max_length=15)
    topic = models.ForeignKey(
        Topic, verbose_name=_("Thema"), null=True, blank=True, on_delete=models.PROTECT
    )
    municipality = models.ForeignKey(
        "directory.Municipality",
        verbose_name=_("Kommune"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    received_at = models.DateTimeField(_("eingegangen"))
    once_key = models.CharField(
        _("Schutz vor doppeltem Absenden"), max_length=64, unique=True, editable=False
    )
    assigned_to = models.ForeignKey(
        StaffMember,
        verbose_name=_("bei"),
        on_delete=models.PROTECT,
        related_name="contact_requests",
    )
    due_on = models.DateField(_("Antwort bis"))
    state = models.CharField(
        _("Stand"), max_length=20, choices=RequestState, default=RequestState.OPEN
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("erledigt von"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    done_at = models.DateTimeField(_("erledigt am"), null=True)
    answer = EncryptedTextField(_("Notiz zur Antwort"), blank=True)

    objects = ContactRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anfrage")
        verbose_name_plural = _("Anfragen")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contact_request_done_by_whom_and_when",
                condition=Q(state=RequestState.DONE, done_by__isnull=False, done_at__isnull=False)
                | ~Q(state=RequestState.DONE) & Q(done_by=None, done_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"ContactRequest {self.pk}"
