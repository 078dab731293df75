"""The console command `teilhabe`: start, keep, check and restore an office."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import django
from django.core.exceptions import ValidationError

from teilhabe.kit.types import DomainError

ONLY_US = 0o077  # database, mail, backups: no other login of the machine reads what we write


def main(arguments: Sequence[str] | None = None) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "teilhabe.config.settings")
    options = _parser().parse_args(arguments)
    os.umask(ONLY_US)
    os.environ.update(options.environment(options))
    django.setup()
    duties = import_module("teilhabe.config.duties")  # needs the rooms' tables: only now
    try:
        return int(getattr(duties, options.run)(options) or 0)
    except DomainError as refusal:
        print(str(refusal), file=sys.stderr)
        return 1
    except ValidationError as refusal:
        print("\n".join(refusal.messages), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="teilhabe", description=__doc__)
    parser.set_defaults(environment=_nothing)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="run the site and one worker, stop both together")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--no-worker", action="store_true", help="workers run as own processes")
    serve.add_argument("--demo", action="store_true", help="make the demo office first")
    serve.set_defaults(run="serve", environment=_address)

    demo = commands.add_parser("demo", help="fill an empty database with the demo office")
    demo.set_defaults(run="demo")

    code = commands.add_parser("demo-code", help="the current second factor of a demo login")
    code.add_argument("role")
    code.set_defaults(run="demo_code")

    worker = commands.add_parser("worker", help="do the jobs and keep the timetable")
    worker.add_argument("--once", action="store_true", help="do what is there, then stop")
    worker.set_defaults(run="worker")

    commands.add_parser("check", help="is this installation sound?").set_defaults(run="check")

    backup = commands.add_parser("backup", help="write data, keys and deletion log to a folder")
    backup.add_argument("folder", type=Path)
    backup.set_defaults(run="backup")

    restore = commands.add_parser("restore", help="bring data and keys back, repeat deletions")
    restore.add_argument("--data", type=Path, required=True)
    restore.add_argument("--keys", type=Path, required=True)
    restore.add_argument("--deletions", type=Path, help="newest deletion log, if the disk is lost")
    restore.set_defaults(run="restore")

    admin = commands.add_parser("createadmin", help="the first login of a new installation")
    admin.add_argument("--username", required=True)
    admin.add_argument("--email", required=True)
    admin.add_argument("--name", required=True)
    admin.set_defaults(run="createadmin")

    manage = commands.add_parser("manage", help="Django's own commands, for developers")
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(run="manage")
    return parser


def _nothing(_: argparse.Namespace) -> dict[str, str]:
    return {}


def _address(options: argparse.Namespace) -> dict[str, str]:
    """Without BASE_URL the site calls itself by the address it listens on."""
    if os.environ.get("BASE_URL"):
        return {}
    host = f"[{options.host}]" if ":" in options.host else options.host
    return {"BASE_URL": f"http://{host}:{options.port}"}


if __name__ == "__main__":
    sys.exit(main())
