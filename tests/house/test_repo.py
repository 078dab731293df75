"""The papers of the repository agree with each other and with what they speak of."""

import csv
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version

import pytest
import yaml

from tests.house.house import ROOT, SOURCE

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKED = {
    package["name"]: package
    for package in tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    if package["name"] != "teilhabe"
}
VENDOR = SOURCE / "kit" / "static" / "kit" / "vendor"
UV = shutil.which("uv", path=f"{ROOT}/.venv/bin") or shutil.which("uv")
LONGEST_RECIPE = 10


def required(file: str) -> dict[str, tuple[str, set[str]]]:
    """Version and hashes by name, as pip would read them."""
    text = (ROOT / file).read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    found = {}
    for line in lines:
        name, _, rest = line.partition("==")
        found[name] = (rest.split()[0], set(re.findall(r"--hash=(\S+)", line)))
    return found


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[\[<>=~ ;]", requirement)[0] for requirement in requirements]


def test_the_version_is_the_same_everywhere():
    described = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert newest
    assert {
        PROJECT["project"]["version"],
        version("teilhabe"),
        described["softwareVersion"],
        newest[1],
    } == {PROJECT["project"]["version"]}


def test_the_oldest_python_is_the_same_everywhere():
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    described = yaml.safe_load((ROOT / "publiccode.yml").read_text())

    assert f"({oldest.replace('.', ', ')})" in (ROOT / "tools" / "install.sh").read_text()
    assert f"Python {oldest} or newer" in (ROOT / "README.md").read_text()
    assert oldest in [x.get("versionMin") for x in described["dependsOn"]["open"]]


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_what_pip_installs_is_what_the_lock_says(file):
    for name, (exact, hashes) in required(file).items():
        package = LOCKED[name]
        files = [*package.get("wheels", []), package.get("sdist", {})]

        assert exact == package["version"], f"{name}: export {file} from the lock again"
        assert hashes <= {each.get("hash") for each in files}


def test_pip_gets_everything_that_was_asked_for():
    asked = names(PROJECT["project"]["dependencies"])
    also = names(PROJECT["dependency-groups"]["dev"])

    assert set(asked) <= set(required("requirements.txt"))
    assert {*asked, *also} <= set(required("requirements-dev.txt"))
    assert not set(also) & set(required("requirements.txt")) - {"pypdf", "openpyxl"}
    assert set(required("requirements-dev.txt")) == set(LOCKED)


@pytest.mark.skipif(UV is None, reason="uv writes the files; without it the lock is compared above")
@pytest.mark.parametrize(
    ("file", "option"), [("requirements.txt", ["--no-dev"]), ("requirements-dev.txt", [])]
)
def test_the_requirements_are_exported_from_the_lock(file, option):
    command = [
        str(UV),
        "export",
        "--frozen",
        "--offline",
        "--no-emit-project",
        "--no-header",
        *option,
    ]
    exported = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert exported.returncode == 0, exported.stderr
    kept = [line for line in (ROOT / file).read_text().splitlines() if not line.startswith("#")]
    assert exported.stdout.splitlines() == kept


def test_every_dependency_says_what_it_is_for():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    decision = (ROOT / "docs" / "decisions" / "0013-dependencies.md").read_text().casefold()
    silent = []
    for name in names(PROJECT["project"]["dependencies"]):
        line = next(line for line in lines if line.strip().startswith(f'"{name}'))
        if "  # " not in line and ", # " not in line:
            silent.append(f"{name}: no comment in pyproject.toml")
        if name.casefold() not in decision:
            silent.append(f"{name}: no line in docs/decisions/0013")

    assert not silent


def test_migrations_are_complete(tmp_path):
    """In a process of its own, because tests of the toolbox define tables for themselves."""
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"],
        env=os.environ
        | {"DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "teilhabe.config.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, f"run makemigrations for your room: {done.stdout}{done.stderr}"


def test_the_description_for_other_administrations_is_whole():
    described = yaml.safe_load((ROOT / "publiccode.yml").read_text())

    assert described.keys() >= {
        *("publiccodeYmlVersion", "name", "platforms", "categories", "developmentStatus"),
        *("softwareType", "description", "legal", "maintenance", "localisation"),
    }
    assert described["legal"]["license"] == PROJECT["project"]["license"]
    assert described["maintenance"]["contacts"][0]["name"]
    for text in described["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_the_licence_is_there():
    licence = (ROOT / "LICENSE").read_text()

    assert "EUPL" in licence[:200]
    assert "v. 1.2" in licence[:200]
    assert licence.count("\n") > 100


def test_vendored_files_are_what_they_were():
    listed = re.findall(
        r"^\| (\S+) \| (\d+) \| `(\w{64})` \|$", (VENDOR / "VENDORED.md").read_text(), re.MULTILINE
    )
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "VENDORED.md"
    }

    assert found == {name: digest for name, _, digest in listed}, "run tools/vendor.py"
    assert {"kern/LICENSE.md", "leaflet/LICENSE"} <= found.keys()
    assert {name for name in found if name.startswith("fonts/OFL-")}


@pytest.mark.parametrize(
    "folder", sorted(p for p in SOURCE.glob("*/data") if p.is_dir()), ids=lambda p: p.parent.name
)
def test_shipped_facts_name_their_source(folder):
    told = any(folder.glob("*.md"))
    silent = []
    for path in folder.glob("*.csv"):
        with path.open(newline="") as file:
            if not told and "source" not in next(csv.reader(file)):
                silent.append(path.name)

    assert not silent


@pytest.mark.parametrize(
    "script", [*sorted((ROOT / "tools").glob("*.sh")), ROOT / ".ci" / "run"], ids=lambda p: p.name
)
def test_scripts_can_be_read_by_their_shell(script):
    first = script.read_text().splitlines()[0]
    shell = "bash" if "bash" in first else "sh"

    assert first.startswith("#!")
    assert subprocess.run([shell, "-n", str(script)], check=False).returncode == 0
    assert re.search(r"^set -[eu]+", script.read_text(), re.MULTILINE)


def test_no_recipe_is_a_program():
    recipe = 0
    for line in (ROOT / "Makefile").read_text().splitlines():
        recipe = recipe + 1 if line.startswith("\t") else 0

        assert recipe <= LONGEST_RECIPE
