"""Takes in the shipped deadlines; in the demo all lately past ones are done but the last."""

from datetime import date, datetime, timedelta

from teilhabe.office import actions, imports
from teilhabe.office.demo import files
from teilhabe.office.demo.team import Office
from teilhabe.office.models import Deadline

LOOK_BACK = timedelta(days=100)


def make(office: Office, *, at: datetime) -> None:
    first, yesterday = office.today - LOOK_BACK, office.today - timedelta(days=1)
    imports.load_deadlines(valid_from=first, by=office.head, at=at)
    past: list[tuple[date, Deadline]] = [
        (day, row)
        for row in Deadline.objects.order_by("key")
        for day in row.occurrences(first=first, last=yesterday)
    ]
    past.sort(key=lambda pair: pair[0])
    for day, row in past[:-1]:
        actions.finish_occurrence(
            deadline=row, occurs_on=day, by=office.logins[row.role], at=files.noon(day)
        )
