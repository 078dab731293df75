"""A writer that is killed at any moment loses nothing that it has acknowledged."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from tests.commands import Office, office

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]  # real processes are really killed

# One parent that has loaded the house; for each line of input it forks a writer. The writer says
# on standard output which request it has safely received, until somebody kills it.
NURSERY = """
import os, sys
from itertools import count
from django.db import connections
from django.utils import timezone
from teilhabe.office import actions
connections.close_all()
for line in sys.stdin:
    child = os.fork()
    if child:
        print("writer", child, flush=True)
        os.waitpid(child, 0)
        print("ended", flush=True)
        continue
    for number in count():
        message = actions.Message(text="Guten Tag", language="de", mail="familie@example.org")
        row = actions.receive_request(
            message=message, once_key=f"{os.getpid()}-{number}", at=timezone.now()
        )
        os.write(1, f"safe {row.pk}\\n".encode())
"""
KNOWN = """
from teilhabe.audit.models import Event
from teilhabe.office.models import ContactRequest
told = set(Event.objects.filter(verb="office.request_received").values_list("subject_id", flat=True))
for pk in ContactRequest.objects.values_list("pk", flat=True):
    print(pk, str(pk) in {str(t) for t in told})
"""


def kill_writers(made: Office, times: int) -> set[str]:
    """Numbers that were acknowledged by writers that were killed at a random moment."""
    chance = random.Random(20261122)  # noqa: S311  # moments, not secrets
    environment = made.environment | {"DJANGO_SETTINGS_MODULE": "teilhabe.config.settings"}
    safe: set[str] = set()
    with subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{NURSERY}"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as nursery:
        for _ in range(times):
            nursery.stdin.write("go\n")
            nursery.stdin.flush()
            writer = int(nursery.stdout.readline().split()[1])
            first = nursery.stdout.readline()
            safe.add(first.split()[1])
            time.sleep(chance.uniform(0.0, 0.08))
            os.kill(writer, signal.SIGKILL)
            while (line := nursery.stdout.readline()).strip() != "ended":
                assert line.endswith("\n")
                safe.add(line.split()[1])
        nursery.stdin.close()
        nursery.wait(30)
    return safe


@pytest.mark.parametrize(
    "times", [5, pytest.param(50, marks=pytest.mark.deep)], ids=["5 times", "50 times"]
)
def test_an_acknowledged_request_survives_the_kill(tmp_path, times):
    with office(tmp_path) as made:
        made.command("demo")

        safe = kill_writers(made, times)

        rows = dict(line.split() for line in made.python(KNOWN).splitlines())
        assert len(safe) >= times
        assert safe <= set(rows), f"lost: {sorted(safe - set(rows))}"
        assert set(rows.values()) == {"True"}, "a request without its trail"
