"""Says whether this installation is sound, a sentence for each finding."""

import io
import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from teilhabe.privacy import queries as privacy

FREE_BYTES_WANTED = 500_000_000


def check(*, at: datetime) -> int:
    """Print findings; 0 when nothing is wrong."""
    findings = [*_tools(), *_disk(), *_keys(), *_database(at)]
    try:
        call_command("check", stdout=io.StringIO())  # its praise is not ours to print
    except SystemCheckError as error:
        findings.append(str(error))
    for finding in findings:
        print(f"- {finding}", file=sys.stderr)
    if not findings:
        print("Everything is in order.")
    return 1 if findings else 0


def _tools() -> Iterator[str]:
    try:
        import_module("weasyprint")
    except OSError:
        yield "Letters need Pango: install the package libpangoft2-1.0-0 (Debian, Ubuntu)."
    needs_dump = connections[DEFAULT_DB_ALIAS].vendor == "postgresql"
    if needs_dump and shutil.which("pg_dump") is None:
        yield "Backups need pg_dump: install the package postgresql-client."


def _disk() -> Iterator[str]:
    folder = Path(settings.DATA_DIR)
    if not os.access(folder, os.W_OK):
        yield f"The data folder {folder} cannot be written."
    elif shutil.disk_usage(folder).free < FREE_BYTES_WANTED:
        yield f"Less than {FREE_BYTES_WANTED // 1_000_000} MB are free in the data folder {folder}."


def _keys() -> Iterator[str]:
    folder = Path(settings.KEYS_DIR)
    for path in folder.iterdir() if folder.exists() else ():
        if path.stat().st_mode & 0o077:
            yield f"Others may read the key {path.name}: chmod 600."


def _database(at: datetime) -> Iterator[str]:
    try:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        yield "The database does not answer."
        return
    if plan:
        yield f"{len(plan)} changes of the tables are missing: `teilhabe serve` applies them."
        return
    due = sum(row.count for row in privacy.due(on=at.date()))
    if due:
        yield f"{due} records are past their time; the nightly job has not deleted them."
