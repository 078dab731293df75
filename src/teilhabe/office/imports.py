"""Reads the recurring deadlines that are shipped with the software; a second run adds nothing."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from teilhabe.kit.types import User
from teilhabe.office import actions
from teilhabe.office.models import Deadline, Topic
from teilhabe.office.schemas import DeadlineFacts

DATA = Path(__file__).parent / "data"


def _number(text: str) -> int | None:
    return int(text) if text else None


def shipped_deadlines(*, valid_from: date | None) -> Iterator[DeadlineFacts]:
    topics = {topic.key: topic for topic in Topic.objects.all()}
    with (DATA / "deadlines.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yield DeadlineFacts(
                key=line["key"],
                title=line["title"],
                rule=line["rule"],
                every_years=int(line["every_years"]),
                role=line["role"],
                topic=topics.get(line["topic"]),
                reminder_days=int(line["reminder_days"]),
                source=line["source"],
                link=line["link"],
                valid_from=valid_from,
                month=_number(line["month"]),
                day=_number(line["day"]),
                weekday=_number(line["weekday"]),
                nth=_number(line["nth"]),
                iso_week=_number(line["iso_week"]),
                first_year=_number(line["first_year"]),
            )


def load_deadlines(*, valid_from: date | None, by: User, at: datetime) -> int:
    """Take in the deadlines the office does not have yet; its own changes stay."""
    known = set(Deadline.objects.values_list("key", flat=True))
    new = [facts for facts in shipped_deadlines(valid_from=valid_from) if facts.key not in known]
    for facts in new:
        actions.add_deadline(facts=facts, by=by, at=at)
    return len(new)
