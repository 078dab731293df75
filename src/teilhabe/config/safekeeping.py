"""Backup and restore: data, keys and deletion log in three files that belong in different places."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from teilhabe.config.serving import data_for_me_alone
from teilhabe.kit import pages, vault
from teilhabe.kit.types import DomainError
from teilhabe.privacy import actions as privacy
from teilhabe.privacy import queries as deletions_of
from teilhabe.privacy.queries import DeletionLogRow

DATABASE_MEMBER = "database"
FILES_MEMBER = "files"
NOTE_MEMBER = "backup.json"


class CannotRestore(DomainError):
    """The given files are not what a restore needs; nothing was changed."""


def backup(*, folder: Path, at: datetime) -> list[Path]:
    """Write three files; the site may keep running.

    Keys and data never share a file: whoever finds one of them can read no child's record.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = f"teilhabe-{at:%Y-%m-%dT%H%M%S}"
    targets = [folder / f"{stamp}.{part}" for part in ("data.tar", "keys.tar", "deletions.json")]
    data, keys, deletions = targets
    dump = folder / f".{stamp}.dump"
    try:
        _dump_database(dump)
        note = {"made_at": at.isoformat(), "engine": connection.vendor}
        with _private_tar(data) as tar:
            _add_text(tar, NOTE_MEMBER, json.dumps(note))
            tar.add(dump, DATABASE_MEMBER)
            if Path(settings.MEDIA_ROOT).exists():
                tar.add(settings.MEDIA_ROOT, FILES_MEMBER)
    finally:
        dump.unlink(missing_ok=True)
    with _private_tar(keys) as tar:
        tar.add(settings.KEYS_DIR, "keys")
    vault.write_secret(
        deletions, json.dumps([_as_json(row) for row in deletions_of.deletion_log()])
    )
    return targets


def restore(*, data: Path, keys: Path, deletions: Path | None, at: datetime) -> str:
    """Replace database, files and keys by those of a backup, then delete again what had to go.

    Deletions are taken from the database that is being replaced and from the given log, so a child
    whose record was deleted after the backup stays deleted. The old state is kept beside the new
    one as `*.before-restore` until the operator removes it.
    """
    with data_for_me_alone():
        note = _read_note(data)
        if note["engine"] != connection.vendor:
            raise CannotRestore(
                f"This backup is of {note['engine']}, this installation uses {connection.vendor}."
            )
        known = _known_deletions(deletions, since=datetime.fromisoformat(note["made_at"]).date())
        work = Path(settings.DATA_DIR) / "restore.work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700, parents=True)
        try:
            _unpack(data, work)
            _unpack(keys, work)
            if not (work / "keys" / vault.RING_FILE).exists():
                raise CannotRestore("The file given as --keys holds no key ring.")
            _load_database(work / DATABASE_MEMBER)
            _swap(work / "keys", Path(settings.KEYS_DIR))
            if (work / FILES_MEMBER).exists():
                _swap(work / FILES_MEMBER, Path(settings.MEDIA_ROOT))
        finally:
            shutil.rmtree(work, ignore_errors=True)
        vault.ring.cache_clear()
        call_command("migrate", verbosity=0, interactive=False)
        run = privacy.replay_deletions(rows=known, by=None, at=at)
        pages.raise_generation()
    again = sum(count.deleted_count for count in run.counts.all())
    return f"Restored the state of {note['made_at']}. Deleted again: {again}."


def _private_tar(path: Path) -> tarfile.TarFile:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return tarfile.open(fileobj=os.fdopen(descriptor, "wb"), mode="w")


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(text.encode())
    tar.addfile(member, io.BytesIO(text.encode()))


def _read_note(data: Path) -> dict[str, str]:
    try:
        with tarfile.open(data) as tar:
            file = tar.extractfile(NOTE_MEMBER)
            return dict(json.load(file)) if file else {}
    except (OSError, KeyError, tarfile.TarError, ValueError) as error:
        raise CannotRestore("The file given as --data is no backup of this program.") from error


def _unpack(archive: Path, target: Path) -> None:
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise CannotRestore(f"{archive.name} cannot be read as a backup.") from error


def _swap(new: Path, place: Path) -> None:
    before = place.with_name(f"{place.name}.before-restore")
    shutil.rmtree(before, ignore_errors=True)
    if place.exists():
        place.rename(before)
    new.rename(place)


def _as_json(row: DeletionLogRow) -> dict[str, str]:
    return {
        "model_label": row.model_label,
        "row_pk": row.row_pk,
        "deleted_on": row.deleted_on.isoformat(),
    }


def _known_deletions(log: Path | None, *, since: date) -> list[DeletionLogRow]:
    """What was deleted since the backup: older rows are gone from the backup already."""
    rows = _read_log(log) if log is not None else []
    try:
        rows += deletions_of.deletion_log()
    except DatabaseError:
        if log is None:
            raise CannotRestore(
                "The database of this installation cannot be read, so nobody knows what was deleted"
                " since the backup. Give the newest deletion log with --deletions."
            ) from None
    return list(dict.fromkeys(row for row in rows if row.deleted_on >= since))


def _read_log(log: Path) -> list[DeletionLogRow]:
    try:
        return [
            DeletionLogRow(row["model_label"], row["row_pk"], date.fromisoformat(row["deleted_on"]))
            for row in json.loads(log.read_text())
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CannotRestore("The deletion log cannot be read.") from error


def _dump_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(_sqlite_file())) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
        target.chmod(0o600)
        return
    _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def _load_database(dump: Path) -> None:
    connections.close_all()
    if connection.vendor == "sqlite":
        _check_sqlite(dump)
        place = _sqlite_file()
        for suffix in ("-wal", "-shm"):
            place.with_name(place.name + suffix).unlink(missing_ok=True)
        if place.exists():
            shutil.copy2(place, place.with_name(f"{place.name}.before-restore"))
        dump.replace(place)
        return
    _postgres(
        *("pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction"),
        f"--dbname={settings.DATABASES['default']['NAME']}",
        str(dump),
        with_name=False,
    )


def _sqlite_file() -> Path:
    return Path(str(settings.DATABASES["default"]["NAME"]))


def _check_sqlite(file: Path) -> None:
    try:
        with closing(sqlite3.connect(file)) as database:
            # Our constraints call functions that only Django brings along; pages and keys are checked.
            database.execute("PRAGMA ignore_check_constraints=ON")
            verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise CannotRestore("The database in the backup is damaged.") from error
    if verdict != "ok":
        raise CannotRestore("The database in the backup is damaged.")


def _postgres(*command: str, with_name: bool = True) -> None:
    place = settings.DATABASES["default"]
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = os.environ | {k: str(place[v]) for k, v in names.items() if place[v]}
    arguments: Iterable[str] = (*command, str(place["NAME"])) if with_name else command
    try:
        subprocess.run(list(arguments), env=environment, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise CannotRestore(
            f"{command[0]} is not installed (package postgresql-client)."
        ) from error
    except subprocess.CalledProcessError as error:
        last = (error.stderr or "").strip().splitlines()[-1:]
        raise CannotRestore(f"{command[0]} refused: {' '.join(last)}") from error
