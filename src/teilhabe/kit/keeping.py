"""The words in which a room promises how long it keeps each of its tables."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.types import Text


class Then(StrEnum):
    """What happens when the time is over."""

    DELETE = "delete"
    STAYS = "stays"  # no personal data, or kept as long as the office exists


@dataclass(frozen=True, slots=True)
class Keep:
    """One promise: this table, counted from this field, this long, then this, because of that.

    `since` names a date or datetime field; rows where it is empty are not yet counted.
    `months` is None only together with `Then.STAYS`.
    """

    model: type[models.Model]
    because: Text
    since: str = ""
    months: int | None = None
    then: Then = Then.DELETE

    def __post_init__(self) -> None:
        if (self.then is Then.STAYS) != (self.months is None) or (
            self.then is Then.DELETE and not self.since
        ):
            raise ValueError(
                f"{self.model.__name__}: a period needs its field, and the other way round"
            )


PUBLIC_FACT = _("Keine personenbezogenen Angaben; bleibt, solange das Amt besteht.")
