"""Words of the directory with a fixed meaning."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text


class MunicipalityKind(models.TextChoices):
    CITY = "city", _("Stadt")
    MUNICIPALITY = "municipality", _("Gemeinde")


class InstitutionKind(models.TextChoices):
    SCHOOL = "school", _("Schule")
    DAYCARE = "daycare", _("Kindertageseinrichtung")
    AUTHORITY = "authority", _("Behörde")
    WELFARE = "welfare", _("Wohlfahrtsverband")
    ADVICE = "advice", _("Beratungsstelle")
    FURTHER_EDUCATION = "further_education", _("Weiterbildung")
    HIGHER_EDUCATION = "higher_education", _("Hochschule")
    YOUTH_WORK = "youth_work", _("Jugendarbeit")
    MIGRANT_ORGANISATION = "migrant_organisation", _("Migrantenorganisation")
    VOLUNTEERS = "volunteers", _("Ehrenamtliche Initiative")
    RELIGIOUS_COMMUNITY = "religious_community", _("Religionsgemeinschaft")
    COUNCIL = "council", _("Integrationsrat")
    ASSOCIATION = "association", _("Verein")
    OTHER = "other", _("Andere Einrichtung")


VERBS: dict[str, Text] = {
    "directory.municipality_added": _("Kommune aufgenommen"),
    "directory.municipality_changed": _("Kommune geändert"),
    "directory.institution_added": _("Einrichtung aufgenommen"),
    "directory.institution_changed": _("Einrichtung geändert"),
    "directory.institution_confirmed": _("Angaben bestätigt"),
    "directory.institution_ended": _("Einrichtung beendet"),
}
