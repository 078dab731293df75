"""What each console command does, once Django is ready."""

import argparse
from datetime import datetime

from django.core.management import call_command
from django.utils import timezone

from teilhabe.accounts import actions as accounts
from teilhabe.accounts import queries as people
from teilhabe.config import checking, safekeeping, serving
from teilhabe.config import demo as demo_office


def _now() -> datetime:
    return timezone.localtime()


def serve(options: argparse.Namespace) -> int:
    serving.prepare(at=_now())
    if options.demo or people.is_demo():
        serving.refuse_unless_loopback(options.host)
    if options.demo:
        demo_office.make(at=_now())
        demo_office.print_logins()
    return serving.serve(host=options.host, port=options.port, with_worker=not options.no_worker)


def demo(options: argparse.Namespace) -> None:
    serving.prepare(at=_now())
    demo_office.make(at=_now())
    demo_office.print_logins()


def demo_code(options: argparse.Namespace) -> None:
    print(people.demo_code(options.role, at=_now()))


def worker(options: argparse.Namespace) -> None:
    serving.work(once=options.once)


def check(options: argparse.Namespace) -> int:
    return checking.check(at=_now())


def backup(options: argparse.Namespace) -> None:
    for path in safekeeping.backup(folder=options.folder, at=_now()):
        print(path)


def restore(options: argparse.Namespace) -> None:
    print(
        safekeeping.restore(
            data=options.data, keys=options.keys, deletions=options.deletions, at=_now()
        )
    )


def createadmin(options: argparse.Namespace) -> None:
    serving.prepare(at=_now())
    link = accounts.create_admin(
        username=options.username, email=options.email, name=options.name, at=_now()
    )
    print(link)


def manage(options: argparse.Namespace) -> None:
    call_command(*options.rest)
