"""Values that other rooms hand over: whose head a letter or mail bears, and its translation."""

from dataclasses import dataclass
from pathlib import Path

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The sender as it stands on letters and below mails; empty parts are left out."""

    name: str
    office_code: str = ""
    department: str = ""
    street: str = ""
    postcode: str = ""
    place: str = ""
    phone: str = ""
    fax: str = ""
    mail: str = ""
    website: str = ""
    opening_hours: tuple[str, ...] = ()
    logo: Path | None = None

    @property
    def town(self) -> str:
        return f"{self.postcode} {self.place}".strip()

    @property
    def return_line(self) -> str:
        """The small line above the recipient, for the window of the envelope.

        Street and town do not break; a long name may.
        """
        place = (part.replace(" ", NO_BREAK) for part in (self.street, self.town))
        return " · ".join(part for part in (self.name, *place) if part)


@dataclass(frozen=True, slots=True)
class CourtesyTranslation:
    """The same letter in another language; the German text stays the binding one."""

    language: str
    subject: str
    body_html: str
