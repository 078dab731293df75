"""A backup is proven by restoring it: what was there is back, what was deleted stays deleted."""

import fcntl
import json
import stat
import tarfile
from pathlib import Path

import pytest

from tests.commands import Office, office

pytestmark = [pytest.mark.slow, pytest.mark.enable_socket]  # real commands, real files

STATE = """
from teilhabe.office.models import Absence, ContactRequest
from teilhabe.privacy.models import DeletionRun
print(Absence.objects.count(), ContactRequest.objects.count())
for request in ContactRequest.objects.order_by("pk"):
    print(request.pk, request.message[:20])
"""
FORGET_ONE = """
from django.utils import timezone
from teilhabe.accounts.models import User
from teilhabe.office.models import ContactRequest
from teilhabe.privacy import actions
by = User.objects.get(username="datenschutz")
row = ContactRequest.objects.order_by("pk").first()
print(row.pk)
actions.forget(row=row, by=by, at=timezone.now())
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with office(tmp_path_factory.mktemp("office")) as made:
        made.command("demo")
        yield made


def backup_of(made: Office, folder: Path) -> dict[str, Path]:
    files = [Path(line) for line in made.command("backup", str(folder)).splitlines()]
    return {path.suffixes[-2] if path.suffix == ".tar" else ".deletions": path for path in files}


def test_keys_and_data_never_share_a_file(demo, tmp_path):
    files = backup_of(demo, tmp_path)

    key = json.loads((demo.data / "keys" / "fields.json").read_text())["index_key"]
    assert key.encode() not in files[".data"].read_bytes()
    with tarfile.open(files[".keys"]) as tar:
        assert {name.split("/")[0] for name in tar.getnames()} == {"keys"}
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in files.values())


def test_no_other_login_of_the_machine_reads_the_data(demo):
    open_to_others = [
        path.relative_to(demo.data)
        for path in [demo.data, *demo.data.rglob("*")]
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]

    assert (demo.data / "keys").is_dir()
    assert open_to_others == []


def test_what_was_there_is_back_and_what_was_deleted_stays_deleted(demo, tmp_path):
    before = demo.python(STATE).splitlines()
    files = backup_of(demo, tmp_path)
    gone = demo.python(FORGET_ONE)
    demo.python(
        "from teilhabe.office.models import Absence; Absence.objects.order_by('pk').first().delete()"
    )

    said = demo.command("restore", "--data", str(files[".data"]), "--keys", str(files[".keys"]))

    after = demo.python(STATE).splitlines()
    absences, requests = before[0].split()
    assert after[0] == f"{absences} {int(requests) - 1}"
    assert after[1:] == [line for line in before[1:] if not line.startswith(f"{gone} ")]
    assert "Deleted again: 1" in said


def test_after_a_lost_disk_the_deletion_log_speaks(demo, tmp_path):
    files = backup_of(demo, tmp_path)
    gone = demo.python(FORGET_ONE)
    log = backup_of(demo, tmp_path / "later")[".deletions"]
    with office(tmp_path / "new") as fresh:
        said = fresh.command(
            *("restore", "--data", str(files[".data"]), "--keys", str(files[".keys"])),
            *("--deletions", str(log)),
        )

        assert "Deleted again: 1" in said
        left = [line.split()[0] for line in fresh.python(STATE).splitlines()[1:]]
        assert gone not in left
        assert left


def test_without_log_and_database_a_restore_refuses(demo, tmp_path):
    files = backup_of(demo, tmp_path)
    with office(tmp_path / "new") as fresh:
        said = fresh.command(
            *("restore", "--data", str(files[".data"]), "--keys", str(files[".keys"])), expect=1
        )

    assert "--deletions" in said


def test_a_wrong_file_changes_nothing(demo, tmp_path):
    files = backup_of(demo, tmp_path)
    before = demo.python(STATE)
    (tmp_path / "x.tar").write_text("no archive")

    for data, keys in ((tmp_path / "x.tar", files[".keys"]), (files[".data"], files[".data"])):
        demo.command("restore", "--data", str(data), "--keys", str(keys), expect=1)

    assert demo.python(STATE) == before


def test_nobody_restores_under_a_running_site(demo, tmp_path):
    files = backup_of(demo, tmp_path)
    with (demo.data / "serving.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)

        said = demo.command(
            *("restore", "--data", str(files[".data"]), "--keys", str(files[".keys"])), expect=1
        )

    assert "Stop it first" in said


def test_a_sound_installation_checks_out(demo):
    assert demo.command("check") == "Everything is in order."


def test_a_key_that_others_may_read_is_reported(demo):
    key = demo.data / "keys" / "fields.json"
    key.chmod(0o644)

    said = demo.command("check", expect=1)

    key.chmod(0o600)
    assert "fields.json" in said
