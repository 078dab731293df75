"""What may be asked of the directory. Municipalities are public; institutions are for staff."""

from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import QuerySet
from django.http import Http404

from teilhabe.directory.models import Institution, InstitutionQuerySet, Municipality
from teilhabe.directory.rules import may_view
from teilhabe.kit.types import User

DATA = Path(__file__).parent / "data"
STALE_AFTER_MONTHS = 12


def municipalities(*, on: date | None = None) -> QuerySet[Municipality]:
    """All that exist, or those that exist on that day, by name."""
    rows = Municipality.objects.order_by("name", "pk")
    return rows.current(on=on) if on else rows


def municipality(slug: str) -> Municipality:
    """404 for a name that no municipality has."""
    found = Municipality.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def institutions(*, user: User) -> InstitutionQuerySet:
    """Everything in the directory for those who may look into it, by name."""
    rows = Institution.objects.select_related("municipality").order_by("name", "pk")
    return rows if may_view(user) else rows.none()


def institution(pk: int, *, user: User) -> Institution:
    found = institutions(user=user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def named(words: str, *, user: User) -> InstitutionQuerySet:
    """Institutions whose name contains every word."""
    return institutions(user=user).named(words)


@cache
def boundaries() -> str:
    """GeoJSON of the municipalities that come with the software; the feature id is the AGS."""
    return (DATA / "municipalities_staedteregion_aachen.geojson").read_text(encoding="utf-8")
