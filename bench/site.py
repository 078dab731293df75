"""A demo office on its own data folder, served by the real command, for one measurement."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROWS = 25  # of the list that is measured, on our page and on the bare one


@dataclass(frozen=True)
class Site:
    """A running site: where it listens, who it is, where its data lies."""

    port: int
    pid: int
    data: Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, port: int, **more: str) -> dict[str, str]:
    return os.environ | {
        "DATA": str(data),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": str(ROOT),
        "LOG_LEVEL": "ERROR",
        **more,
    }


def answers(port: int, path: str, *, within: float) -> float:
    """Seconds until the address answers 200."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < within:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                if answer.status == 200:
                    return time.perf_counter() - begin
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise TimeoutError(f"{path} did not answer within {within} s")


@contextmanager
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="teilhabe-bench-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()


@contextmanager
def command(
    *arguments: str, data: Path, port: int, **more: str
) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(data, port, **more),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        stop(process)


@contextmanager
def demo_site() -> Iterator[Site]:
    """The demo office with the bare views beside it, two workers, no job worker."""
    with folder() as data:
        port = free_port()
        run = [sys.executable, "-m", "teilhabe.config.command", "demo"]
        subprocess.run(
            run, cwd=ROOT, env=environment(data, port), check=True, stdout=subprocess.DEVNULL
        )
        server = (
            *("-m", "granian", "bench.wsgi:application", "--interface", "wsgi", "--http", "1"),
            *("--no-ws", "--port", str(port), "--workers", "2", "--blocking-threads", "2"),
            *("--log-level", "error"),
        )
        with command(*server, data=data, port=port) as process:
            answers(port, "/gesund/", within=60)
            yield Site(port, process.pid, data)


def session_of(role: str, *, data: Path, port: int) -> str:
    """The cookie of a signed-in demo person, made by the house's own code in its own process."""
    script = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.test import Client\n"
        "from teilhabe.accounts.models import User\n"
        f"client = Client(); client.force_login(User.objects.get(username={role!r}),"
        " backend='teilhabe.accounts.backends.RoleBackend')\n"
        "print(client.cookies[settings.SESSION_COOKIE_NAME].value)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment(data, port, DJANGO_SETTINGS_MODULE="bench.settings"),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip().splitlines()[-1]
