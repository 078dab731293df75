"""Makes the profile and the focus themes of the demo."""

from datetime import date, datetime

from teilhabe.office import actions
from teilhabe.office.demo import files
from teilhabe.office.demo.team import Office
from teilhabe.office.schemas import ProfileFacts, ThemeFacts

TRANSLATED = ("opening_note", "claim", "tasks", "history", "legal_ground")


def make(office: Office, *, at: datetime) -> None:
    entry = dict(files.read("centre")["profile"])
    entry |= {name: files.texts(entry[name]) for name in TRANSLATED}
    entry["desk"] = office.staff[entry["desk"]]
    actions.write_profile(
        facts=ProfileFacts(**entry),
        municipalities=office.places.values(),
        version=0,
        by=office.head,
        at=at,
    )
    for theme in files.read("centre")["themes"]:
        _add_theme(office, theme, at=at)


def _add_theme(office: Office, theme: files.Entry, *, at: datetime) -> None:
    """Themes count for two calendar years that begin with an even one."""
    begin = office.today.year - office.today.year % 2
    facts = ThemeFacts(
        key=theme["key"],
        area=theme["area"],
        title=theme["title"],
        description=files.texts(theme["description"]),
        valid_from=theme.get("from", date(begin, 1, 1)),
        valid_until=theme.get("until", date(begin + 1, 12, 31)),
    )
    actions.add_theme(facts=facts, by=office.head, at=at)
