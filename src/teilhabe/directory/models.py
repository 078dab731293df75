"""Tables of the directory: municipalities and institutions, each with its validity."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from teilhabe.directory.choices import InstitutionKind, MunicipalityKind
from teilhabe.kit.validity import (
    Confirmed,
    ConfirmedQuerySet,
    Valid,
    ValidityQuerySet,
    period_in_order,
)


class MunicipalityQuerySet(ValidityQuerySet["Municipality"]):
    pass


class Municipality(Valid):
    """A city or municipality under its official key (AGS)."""

    personal = ()

    ags = models.CharField(_("Gemeindeschlüssel"), max_length=8, unique=True)
    name = models.CharField(_("Name"), max_length=100)
    kind = models.CharField(_("Art"), max_length=20, choices=MunicipalityKind)
    slug = models.SlugField(_("Kurzname in Adressen"), unique=True)
    inhabitants = models.PositiveIntegerField(_("Bevölkerung"), null=True, blank=True)
    area_km2 = models.DecimalField(
        _("Fläche in km²"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    latitude = models.FloatField(_("Breite"), null=True, blank=True)
    longitude = models.FloatField(_("Länge"), null=True, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kommune")
        verbose_name_plural = _("Kommunen")
        ordering = ["name", "pk"]
        constraints = [
            period_in_order("municipality_period_in_order"),
            models.CheckConstraint(
                name="municipality_ags_has_eight_digits",
                condition=Q(ags__regex=r"^[0-9]{8}$"),
                violation_error_message=_("Der Gemeindeschlüssel hat acht Ziffern."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class InstitutionQuerySet(ConfirmedQuerySet["Institution"]):
    def named(self, words: str) -> "InstitutionQuerySet":
        """Those whose name or key contains every word."""
        found = self
        for word in words.split():
            found = found.filter(Q(name__icontains=word) | Q(key__icontains=word))
        return found


class Institution(Confirmed):
    """A school, office, association or other body the centre works with. No persons."""

    personal = ()

    uid = models.UUIDField(_("Kennung"), default=uuid.uuid4, unique=True, editable=False)
    key = models.SlugField(_("Kurzname"), max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Art"), max_length=30, choices=InstitutionKind)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("Kommune"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="institutions",
    )
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    place = models.CharField(_("Ort"), max_length=100, blank=True)
    phone = PhoneNumberField(_("Telefon"), blank=True)
    mail = models.EmailField(_("E-Mail"), blank=True)
    website = models.URLField(_("Webseite"), blank=True)
    source = models.CharField(_("Quelle"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("Fassung"), default=1, editable=False)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Einrichtung")
        verbose_name_plural = _("Einrichtungen")
        ordering = ["name", "pk"]
        constraints = [
            period_in_order("institution_period_in_order"),
            models.CheckConstraint(
                name="institution_postcode_has_five_digits",
                condition=Q(postcode="") | Q(postcode__regex=r"^[0-9]{5}$"),
                violation_error_message=_("Eine Postleitzahl hat fünf Ziffern."),
            ),
        ]

    def __str__(self) -> str:
        return f"Institution {self.pk}"
