"""Validity as a shared idea: from when until when a fact holds, and when it was last confirmed."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


class ValidityQuerySet(models.QuerySet[M]):
    """Words for tables with `valid_from` and `valid_until`; both days belong to the period."""

    def current(self, *, on: date) -> Self:
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gte=on)
        )

    def upcoming(self, *, on: date) -> Self:
        return self.filter(valid_from__gt=on)

    def ended(self, *, on: date) -> Self:
        return self.filter(valid_until__lt=on)


class Valid(models.Model):
    """A fact with a period. An empty end means: until further notice."""

    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_until = models.DateField(_("gültig bis"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_current(self, *, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or self.valid_until >= on
        )


def period_in_order(name: str) -> models.CheckConstraint:
    """The end does not lie before the beginning. Each table gives its own constraint name."""
    return models.CheckConstraint(
        name=name,
        condition=Q(valid_from=None)
        | Q(valid_until=None)
        | Q(valid_until__gte=models.F("valid_from")),
        violation_error_message=_("Das Ende liegt vor dem Beginn."),
    )


class ConfirmedQuerySet(ValidityQuerySet[M]):
    """Words for tables that also carry `last_confirmed_on`."""

    def stale(self, *, on: date, before: date) -> Self:
        """Current rows that nobody has confirmed since `before`."""
        return self.current(on=on).filter(
            Q(last_confirmed_on=None) | Q(last_confirmed_on__lt=before)
        )


class Confirmed(Valid):
    """A fact that somebody vouches for: it says when that was last done."""

    last_confirmed_on = models.DateField(_("zuletzt bestätigt am"), null=True, blank=True)

    class Meta:
        abstract = True
