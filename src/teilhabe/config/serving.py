"""Starts the site: prepares database and static files, runs web server and worker, stops both."""

import fcntl
import hashlib
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import IO

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, close_old_connections, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from teilhabe.kit import actions as kit
from teilhabe.kit import pages
from teilhabe.kit.types import DomainError
from teilhabe.parameters import actions as parameters

logger = logging.getLogger("teilhabe.serving")

LOCK_FILE = "serving.lock"
STAMP_FILE = "static.stamp"
TICK_SECONDS = 20.0
IDLE_SECONDS = 1.0
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
RESTART_PAUSE_SECONDS = 2.0
GRACE_SECONDS = 15.0


class AlreadyRunning(DomainError):
    """Another process serves or works with this data folder."""


class DemoForOthers(DomainError):
    """Everybody knows the logins of a demo: it is served to its own machine only."""


def refuse_unless_loopback(host: str) -> None:
    if host not in LOOPBACK:
        raise DemoForOthers(
            "A demo is served on 127.0.0.1, ::1 or localhost only: its logins are well known. "
            "For a real office use another DATA folder or database."
        )


@contextmanager
def data_in_use() -> Iterator[None]:
    """Held while somebody serves or works; `restore` waits for nobody and refuses instead."""
    file = _lock_file()
    fcntl.flock(file, fcntl.LOCK_SH)
    try:
        yield
    finally:
        file.close()


@contextmanager
def data_for_me_alone() -> Iterator[None]:
    file = _lock_file()
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise AlreadyRunning(
            "The site or a worker is running with this data folder. Stop it first."
        ) from error
    try:
        yield
    finally:
        file.close()


def _lock_file() -> IO[str]:
    Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
    return (Path(settings.DATA_DIR) / LOCK_FILE).open("w")


def prepare(*, at: datetime) -> None:
    """Bring folders, tables, legal values and static files to the state of this version."""
    for folder in (settings.DATA_DIR, settings.MEDIA_ROOT, settings.CACHE_DIR, settings.MAIL_DIR):
        Path(folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    parameters.load_shipped(at=at)
    _collect_static()


def _collect_static() -> None:
    """Hash and compress the static files when one of them has changed since the last start."""
    digest = hashlib.sha256(version("teilhabe").encode())
    for finder in finders.get_finders():
        for path, storage in sorted(finder.list([]), key=lambda pair: str(pair[0])):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}:{stat.st_mtime_ns}:{stat.st_size}".encode())
    stamp = Path(settings.DATA_DIR) / STAMP_FILE
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    pages.raise_generation()  # kept pages name the old files
    stamp.write_text(digest.hexdigest())


def serve(*, host: str, port: int, with_worker: bool) -> int:
    """Run until a signal comes. A child that dies is started again; a signal stops all."""
    connections.close_all()
    with data_in_use():
        return _Children(host, port, with_worker=with_worker).run()


class _Children:
    """The web server and the worker, watched by one parent."""

    def __init__(self, host: str, port: int, *, with_worker: bool) -> None:
        self.commands = {"web": _web_command(host, port)}
        if with_worker:
            self.commands["worker"] = [sys.executable, "-m", "teilhabe.config.command", "worker"]
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.stop = threading.Event()

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stop.set())
        started = monotonic()
        for name in self.commands:
            self._start(name)
        while not self.stop.wait(0.5):
            for name, child in list(self.running.items()):
                if child.poll() is None:
                    continue
                if name == "web" and monotonic() - started < GRACE_SECONDS:
                    self._end()  # it never came up: say so instead of trying for ever
                    return child.returncode or 1
                logger.error("serving.child.ended", extra={"ids": {"child": name}})
                self.stop.wait(RESTART_PAUSE_SECONDS)
                if not self.stop.is_set():
                    self._start(name)
        self._end()
        return 0

    def _start(self, name: str) -> None:
        # An own session: Ctrl+C reaches only the parent, which ends the children in order.
        self.running[name] = subprocess.Popen(self.commands[name], start_new_session=True)

    def _end(self) -> None:
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        for child in self.running.values():
            try:
                child.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()


def _web_command(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "teilhabe.config.wsgi:application"),
        *("--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(settings.SERVE_WORKERS), "--blocking-threads", "2"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning"),
    ]


def work(*, once: bool) -> None:
    """Do the jobs of the queue and start what the timetable says, until a signal comes."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    parent = os.getppid()
    with data_in_use():
        kit.revive_abandoned_jobs(at=timezone.now())
        next_tick = 0.0
        while not stop.is_set():
            close_old_connections()
            if monotonic() >= next_tick:
                kit.start_due_jobs(at=timezone.localtime())
                next_tick = monotonic() + TICK_SECONDS
            _empty_queue()
            if once or os.getppid() != parent:  # a killed parent leaves no orphan working on
                return
            stop.wait(IDLE_SECONDS)


def _empty_queue() -> None:
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{os.getpid()}",
        excluded_queue_names=[],
    ).run()
