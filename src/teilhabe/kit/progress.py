"""Progress of long work: what its page and its script show.

A view starts it and hands it to a job; the job reports and a higher room sends the notice:

    work = actions.start_work(kind="office.import", total=len(rows), by=request.user, at=now)
    jobs.after_commit(import_rows, uid=str(work.uid), …)
    return redirect("kit:work", uid=work.uid)

    # in the job: actions.advance_work(uid=…, done=…, at=…), then finish_work or fail_work

The words for a kind stand in the room's `choices.WORK: dict[str, Text]`.
"""

import time
import uuid
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.kit import actions
from teilhabe.kit.choices import WorkState
from teilhabe.kit.contributions import modules
from teilhabe.kit.jobs import job
from teilhabe.kit.models import Work
from teilhabe.kit.templatetags import kit as words
from teilhabe.kit.types import Text


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work has come. `value` is None while nobody can say."""

    label: Text
    text: str
    value: int | None
    max: int
    is_over: bool
    failed: bool
    next_url: str
    url: str


def label_of(kind: str) -> Text:
    for module in modules("choices"):
        known: dict[str, Text] = getattr(module, "WORK", {})
        if kind in known:
            return known[kind]
    return _("Arbeit im Hintergrund")


def of(work: Work) -> Progress:
    """The progress as people read it."""
    counted = work.total > 0 and work.state != WorkState.WAITING
    match work.state:
        case WorkState.WAITING:
            text = _("Wartet, bis die Arbeit davor fertig ist.")
        case WorkState.RUNNING:
            text = _("%(done)s von %(total)s") % {
                "done": words.number(work.done),
                "total": words.number(work.total),
            }
        case WorkState.DONE:
            text = _("Fertig.")
        case _:
            text = _(
                "Die Arbeit ist abgebrochen. Es ist nichts verloren: Bitte starten Sie sie noch "
                "einmal. Hilft das nicht, wenden Sie sich an die Technik."
            )
    return Progress(
        label_of(work.kind),
        text,
        work.done if counted else None,
        max(work.total, 1),
        work.finished_at is not None,
        work.state == WorkState.FAILED,
        work.result_url,
        reverse("kit:work_state", args=[work.uid]),
    )


def as_json(progress: Progress) -> dict[str, object]:
    """What the script of the page asks for."""
    return {
        "value": progress.value,
        "max": progress.max,
        "text": progress.text,
        "done": progress.is_over,
        "next": progress.next_url,
    }


@job("kit.sample_work")
def count_up(uid: str, steps: int) -> None:
    """The sample of the living page: counts, half a second a step."""
    for step in range(1, steps + 1):
        time.sleep(0.5)
        actions.advance_work(uid=uuid.UUID(uid), done=step, at=timezone.now())
    actions.finish_work(uid=uuid.UUID(uid), at=timezone.now(), result_url=reverse("kit:components"))
