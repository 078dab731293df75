"""Runs the real console command in its own process, on its own data folder and database."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg


@dataclass(frozen=True)
class Office:
    """An installation of its own: data folder and, where the suite uses it, PostgreSQL."""

    data: Path
    environment: dict[str, str]

    def command(self, *arguments: str, expect: int = 0) -> str:
        """Standard output of `teilhabe …`; with another expected code, standard error."""
        done = subprocess.run(
            [sys.executable, "-m", "teilhabe.config.command", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=180,
        )
        assert done.returncode == expect, done.stderr[-3000:]
        return (done.stderr if expect else done.stdout).strip()

    def python(self, code: str) -> str:
        """What a few lines print that use the house's own code on this installation."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=self.environment | {"DJANGO_SETTINGS_MODULE": "teilhabe.config.settings"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout.strip()

    def moved_to(self, data: Path) -> "Office":
        """The same database, another disk."""
        return Office(data, self.environment | {"DATA": str(data)})


@contextmanager
def office(folder: Path) -> Iterator[Office]:
    data = folder / "data"
    environment = os.environ | {"DATA": str(data), "LOG_LEVEL": "ERROR"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        environment.pop("DATABASE_URL", None)
        yield Office(data, environment)
        return
    name = f"teilhabe_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        environment["DATABASE_URL"] = urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        yield Office(data, environment)
    finally:
        with psycopg.connect(given, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
