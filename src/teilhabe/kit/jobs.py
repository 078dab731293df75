"""Work that happens outside a request: jobs by name, and the timetable that starts them.

A room writes its jobs in `jobs.py`. Arguments are plain JSON values, days as ISO strings, so that
a job that waited over midnight still means the day it was asked for. Every job is safe to run twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ParamSpec, TypeVar

from django_tasks import task
from django_tasks.base import Task

P = ParamSpec("P")
R = TypeVar("R")

JOBS: dict[str, Task] = {}  # type: ignore[type-arg]  # signatures differ from job to job


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that runs once a day, at the first tick after this time of day (Europe/Berlin)."""

    name: str
    at: time
    job: Task  # type: ignore[type-arg]

    def is_due(self, *, last: date | None, now: datetime) -> bool:
        return (last is None or last < now.date()) and now.time() >= self.at


SCHEDULES: dict[str, Schedule] = {}


def job(name: str, *, daily: time | None = None) -> Callable[[Callable[P, R]], Task[P, R]]:
    """Make a function a job. With `daily`, it is started each day with `today` as ISO string."""

    def decorate(function: Callable[P, R]) -> Task[P, R]:
        made = task()(function)
        JOBS[name] = made
        if daily is not None:
            SCHEDULES[name] = Schedule(name, daily, made)
        return made

    return decorate


def after_commit(made: Task[P, R], *args: P.args, **kwargs: P.kwargs) -> None:
    """Ask for the job inside the caller's transaction.

    The queue is a table of the same database: the request becomes visible to workers exactly when
    the rest is safe, and a killed process loses neither or both.
    """
    made.enqueue(*args, **kwargs)
