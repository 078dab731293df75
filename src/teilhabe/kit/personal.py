"""Which columns hold personal data: declared once per table, read by privacy and by tests.

A table declares them as a class attribute, `personal = ("name", "mail")`; an empty tuple says
that somebody has thought about it and found none.
"""

from django.apps import apps
from django.db import models


def personal_fields(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(getattr(model, "personal", ()))


def declared(model: type[models.Model]) -> bool:
    return "personal" in vars(model)


def house_models() -> list[type[models.Model]]:
    """Every table of our own rooms, in a fixed order."""
    return sorted(
        (m for m in apps.get_models() if m.__module__.startswith("teilhabe.")),
        key=lambda m: m._meta.label,
    )
