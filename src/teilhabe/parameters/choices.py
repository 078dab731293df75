"""Words with a fixed meaning: which values exist, what type they have, what they are counted in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(StrEnum):
    """The type of a value. It belongs to the key and never changes with time."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    DAY_OF_YEAR = "day_of_year"
    SPAN = "span"
    STEPS = "steps"
    DAYS_OF_YEAR = "days_of_year"
    SPANS = "spans"


@dataclass(frozen=True, slots=True, order=True)
class DayOfYear:
    """A day that returns every year, such as 15 March."""

    month: int
    day: int

    def __post_init__(self) -> None:
        date(2000, self.month, self.day)  # a leap year: 29 February is a day, 30 February is none

    def in_year(self, year: int) -> date:
        """The day in that year; 29 February becomes 28 February where there is none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)


@dataclass(frozen=True, slots=True)
class Span:
    """From low to high, both included."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError("a span runs upwards")

    def __contains__(self, number: int) -> bool:
        return self.low <= number <= self.high


Steps = tuple[int, ...]
DaysOfYear = tuple[DayOfYear, ...]
Spans = tuple[Span, ...]
Value = int | Decimal | str | DayOfYear | Span | Steps | DaysOfYear | Spans


class Unit(models.TextChoices):
    NONE = "", _("ohne Einheit")
    YEARS = "years", _("Jahre")
    MONTHS = "months", _("Monate")
    WEEKS = "weeks", _("Wochen")
    DAYS = "days", _("Tage")
    WORKING_DAYS = "working_days", _("Arbeitstage")
    HOURS = "hours", _("Stunden")
    WEEKLY_HOURS = "weekly_hours", _("Wochenstunden")
    KILOMETRES = "km", _("Kilometer")
    EURO = "eur", _("Euro")
    PERCENT = "percent", _("Prozent")
    PUPILS = "pupils", _("Schüler:innen")
    PERSONS = "persons", _("Personen")
    SCHOOLS = "schools", _("Schulen")
    POSTS = "posts", _("Stellen")
    AGE = "age", pgettext_lazy("age", "Jahre")
    GRADE = "grade", _("Jahrgangsstufe")
    LEVEL = "level", _("Niveau nach GER")
    DATE = "date", _("Tag im Jahr")


class Topic(models.TextChoices):
    """What a value is about: the part of its key before the first dot."""

    SUPPORT = "support", _("Erstförderung")
    GROUP = "group", _("Gruppengrößen")
    CONSULTATION = "consultation", _("Erstberatung")
    PLACEMENT = "placement", _("Schulplatz und Warten")
    WAY = "way", _("Schulweg")
    SCHOOLING = "schooling", _("Schulpflicht")
    IFK = "ifk", _("Internationale Förderklassen")
    FFM = "ffm", _("Fit für mehr")
    BRIDGING = "bridging", _("Brückenangebote")
    FIT = "fit", _("FIT in Deutsch")
    HERITAGE = "heritage", _("Herkunftssprachlicher Unterricht")
    INTERPRETER = "interpreter", _("Sprachmittlung")
    STRATEGY = "strategy", _("Konzept und Schwerpunkte")
    FUNDING = "funding", _("Förderung des Amtes")
    KOMM_AN = "komm_an", _("KOMM-AN")
    MSO = "mso", _("Förderung von Migrantenorganisationen")
    RETENTION = "retention", _("Aufbewahrung")
    STATISTICS = "statistics", _("Statistik")


class Stage(models.TextChoices):
    """The school stage a value is limited to; empty means every stage."""

    ANY = "", _("alle Schulstufen")
    PRIMARY = "primary", _("Primarstufe")
    LOWER_SECONDARY = "lower_secondary", _("Sekundarstufe I")
    UPPER_SECONDARY = "upper_secondary", _("Sekundarstufe II")


class GroupKind(models.TextChoices):
    """The kind of support group a value is limited to; empty means every kind."""

    ANY = "", _("alle Gruppenarten")
    GERMAN = "german", _("Deutschfördergruppe")
    LITERACY = "literacy", _("Lerngruppe zur Erstalphabetisierung")
    IFK = "ifk", _("Internationale Förderklasse")
    FFM = "ffm", _("Fit für mehr")
    INTENSIVE = "intensive", _("Deutsch-Intensivkurs")
    BRIDGING = "bridging", _("Brückenangebot")
    FIT = "fit", _("FIT in Deutsch")


class Status(models.TextChoices):
    """How sure the office can be of a value."""

    VERIFIED = "verified", pgettext_lazy("value of a rule", "belegt")
    INFERRED = "inferred", pgettext_lazy("value of a rule", "abgeleitet")
    TO_CONFIRM = "to_confirm", pgettext_lazy("value of a rule", "zu bestätigen")


class Origin(models.TextChoices):
    """Who brought the value: the product's own list, or a person of the office."""

    SHIPPED = "shipped", pgettext_lazy("origin of a value", "mitgeliefert")
    OFFICE = "office", pgettext_lazy("origin of a value", "vom Amt")


KINDS = MappingProxyType(
    {
        "bridging.grade_from": Kind.INTEGER,
        "consultation.booking_lead_weeks": Kind.SPAN,
        "consultation.school_years_max": Kind.INTEGER,
        "ffm.ages": Kind.SPAN,
        "ffm.intake_days": Kind.DAYS_OF_YEAR,
        "ffm.years": Kind.INTEGER,
        "fit.days_autumn": Kind.INTEGER,
        "fit.days_easter": Kind.INTEGER,
        "fit.days_summer": Kind.INTEGER,
        "fit.due_autumn": Kind.DAY_OF_YEAR,
        "fit.due_easter": Kind.DAY_OF_YEAR,
        "fit.due_summer": Kind.DAY_OF_YEAR,
        "fit.language_guides": Kind.INTEGER,
        "fit.material_per_day": Kind.DECIMAL,
        "fit.pay_autumn": Kind.DECIMAL,
        "fit.pay_easter": Kind.DECIMAL,
        "fit.pay_summer": Kind.DECIMAL,
        "fit.rooms_per_day": Kind.DECIMAL,
        "fit.state_share": Kind.DECIMAL,
        "funding.application_due": Kind.DAY_OF_YEAR,
        "funding.application_opens": Kind.DAY_OF_YEAR,
        "funding.assistant_half_post": Kind.DECIMAL,
        "funding.integration_sum_per_quarter": Kind.DECIMAL,
        "funding.integration_sum_years": Kind.INTEGER,
        "funding.kim_assistant_half_post": Kind.DECIMAL,
        "funding.kim_coordination_post": Kind.DECIMAL,
        "funding.kim_workplace_max": Kind.DECIMAL,
        "funding.posts_city": Kind.DECIMAL,
        "funding.posts_county": Kind.DECIMAL,
        "funding.specialist_post": Kind.DECIMAL,
        "group.size": Kind.SPAN,
        "group.size_max": Kind.INTEGER,
        "heritage.binding_school_years": Kind.INTEGER,
        "heritage.grade_bands": Kind.SPANS,
        "heritage.group_size_min": Kind.INTEGER,
        "heritage.interest_due": Kind.DAY_OF_YEAR,
        "heritage.weekly_hours": Kind.INTEGER,
        "ifk.age_min": Kind.INTEGER,
        "ifk.extra_teacher_posts": Kind.DECIMAL,
        "ifk.starts_on": Kind.DAY_OF_YEAR,
        "ifk.weekly_german_hours": Kind.SPAN,
        "ifk.years": Kind.INTEGER,
        "interpreter.block_first": Kind.DECIMAL,
        "interpreter.block_first_hours": Kind.INTEGER,
        "interpreter.block_further_hour": Kind.DECIMAL,
        "interpreter.budget_per_year": Kind.DECIMAL,
        "interpreter.half_hour": Kind.DECIMAL,
        "interpreter.half_hour_travel_from": Kind.DECIMAL,
        "interpreter.lead_time": Kind.INTEGER,
        "komm_an.accompaniment": Kind.DECIMAL,
        "komm_an.accompaniment_measure": Kind.DECIMAL,
        "komm_an.exchange_meeting": Kind.DECIMAL,
        "komm_an.medium": Kind.DECIMAL,
        "komm_an.room": Kind.DECIMAL,
        "komm_an.room_running_month": Kind.DECIMAL,
        "komm_an.rooms_max": Kind.INTEGER,
        "komm_an.trainer_hour": Kind.DECIMAL,
        "komm_an.translated_page": Kind.DECIMAL,
        "mso.association_years_max": Kind.INTEGER,
        "mso.own_share": Kind.DECIMAL,
        "mso.project_max": Kind.DECIMAL,
        "mso.start_up_per_year": Kind.DECIMAL,
        "mso.state_share_max": Kind.DECIMAL,
        "mso.volunteer_share_max": Kind.DECIMAL,
        "placement.outcome_checks": Kind.STEPS,
        "placement.schools_per_proposal": Kind.INTEGER,
        "placement.waiting_targets": Kind.STEPS,
        "retention.certificates": Kind.INTEGER,
        "retention.class_books": Kind.INTEGER,
        "retention.master_sheet": Kind.INTEGER,
        "retention.other_school_data": Kind.INTEGER,
        "schooling.full_time_years": Kind.INTEGER,
        "schooling.vocational_until_age": Kind.INTEGER,
        "statistics.main_survey_week_of": Kind.DAY_OF_YEAR,
        "strategy.focus_cycle": Kind.INTEGER,
        "strategy.warn_after": Kind.INTEGER,
        "support.goal": Kind.TEXT,
        "support.literacy_extra_months": Kind.INTEGER,
        "support.months": Kind.INTEGER,
        "support.warn_after": Kind.STEPS,
        "support.weekly_hours": Kind.SPAN,
        "way.fare_beyond": Kind.DECIMAL,
    }
)
