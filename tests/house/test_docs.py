"""Whatever an operator or a user may meet is written down, and what is written leads somewhere."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tools import reference

from teilhabe.config import environment
from teilhabe.config.command import _parser
from teilhabe.kit.contributions import modules
from teilhabe.kit.jobs import JOBS
from teilhabe.parameters.choices import Topic
from teilhabe.parameters.imports import shipped
from tests.house.house import ROOT

DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("0*.md"))
PAPERS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")]
LONGEST_DECISION = 65
SOMEWHERE_ELSE = {
    *(".git", ".venv", "site", "node_modules", "__pycache__"),
    *(".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"),
}
TEXT = {
    *("", ".css", ".csv", ".html", ".js", ".json", ".md", ".po", ".py", ".sh", ".svg", ".toml"),
    *(".txt", ".yaml", ".yml", ".xml"),
}
A_MACHINE = re.compile(r"(?<![\w.$}>/])/(?:home|root|work|Users|mnt)/\w+")
A_PACKAGE_HOST = re.compile(
    "|".join(("pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\."))
)


def settings_read() -> set[str]:
    """Every name that the typed reader asks the environment for."""
    tree = ast.parse(Path(environment.__file__).read_text())
    asked = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "read"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    return {*asked, *environment.OIDC_PARTS}


def repository_files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        if SOMEWHERE_ELSE.intersection(parts) or parts[0] == "data" or path.suffix not in TEXT:
            continue
        if path.is_file() and not path.name.startswith(".coverage"):
            yield path


def navigation(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for inner in part.values():
            yield from navigation(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from navigation(inner)


def test_every_setting_is_described_and_nothing_else():
    page = (DOCS / "operators" / "settings.md").read_text()
    described = re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)

    assert set(described) == settings_read()
    assert len(described) == len(set(described))


def test_the_reference_is_what_the_code_says():
    stale = [path.name for path, text in reference.written().items() if path.read_text() != text]

    assert not stale, "run `make docs`"


def test_the_reference_knows_every_command_job_permission_and_topic():
    pages = {path.stem: text for path, text in reference.written().items()}
    commands = next(action.choices for action in _parser()._actions if action.choices)

    assert all(f"`teilhabe {name}`" in pages["commands"] for name in commands)
    ours = [name for name, job in JOBS.items() if job.func.__module__.startswith("teilhabe.")]
    assert ours
    assert all(f"`{name}`" in pages["jobs"] for name in ours)
    assert all(
        f"`{permission}`" in pages["permissions"]
        for rules in modules("rules")
        for permission in rules.Permission
    )
    assert all(
        f"## {topic.label}" in pages["parameters"]
        for topic in Topic
        if any(value.key.startswith(f"{topic}.") for value in shipped())
    )


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in DECISIONS]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_has_its_number_its_four_parts_and_one_page(path):
    text = path.read_text()
    index = (DOCS / "decisions" / "index.md").read_text()

    assert re.fullmatch(r"\d{4}-[a-z0-9-]+", path.stem)
    assert text.startswith(f"# {path.name[:4]} ")
    for part in ("Context", "Decision", "Consequences", "What would change our mind"):
        assert f"**{part}.**" in text
    assert text.count("\n") <= LONGEST_DECISION
    assert f"({path.name})" in index


def test_decisions_named_in_the_code_exist():
    numbers = {path.name[:4] for path in DECISIONS}
    named = {
        number
        for path in repository_files()
        if path.suffix in {".py", ".toml", ".sh", ".html"}
        for number in re.findall(r"docs/decisions/(\d{4})", path.read_text())
    }

    assert named <= numbers


def test_every_page_stands_in_the_navigation():
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text())
    listed = list(navigation(site["nav"]))
    pages = {str(p.relative_to(DOCS)) for p in DOCS.rglob("*.md") if p.parent.name != "pictures"}

    assert set(listed) == pages
    assert len(listed) == len(set(listed))


def test_the_site_asks_no_third_party():
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text())

    assert site["theme"]["font"] is False
    assert not {"repo_url", "google_analytics", "extra_css", "extra_javascript"} & site.keys()
    assert "analytics" not in site["extra"]


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: p.name)
def test_links_of_the_papers_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text())
    dead = [link for link in links if "://" not in link and not (path.parent / link).exists()]

    assert not dead


def test_pictures_are_small_and_used():
    pages = "\n".join(p.read_text() for p in [*DOCS.rglob("*.md"), *PAPERS])
    for picture in (DOCS / "pictures").glob("*.*"):
        assert picture.stat().st_size <= 150_000, picture.name
        assert f"pictures/{picture.name}" in pages, f"{picture.name} is shown nowhere"


def test_news_have_a_kind():
    kinds = {kind["directory"] for kind in _towncrier()["type"]}
    ours = {"README.md", "template.md"}
    wrong = [
        path.name
        for path in (ROOT / "changes").iterdir()
        if path.name not in ours and path.suffixes[:1] not in [[f".{kind}"] for kind in kinds]
    ]

    assert not wrong


def _towncrier() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["towncrier"]


def test_nothing_names_a_machine_or_a_package_host():
    found = []
    for path in repository_files():
        text = path.read_text(errors="replace")
        found += [f"{path.relative_to(ROOT)}: {m}" for m in A_MACHINE.findall(text)]
        if path.name != "uv.lock":
            found += [f"{path.relative_to(ROOT)}: {m}" for m in A_PACKAGE_HOST.findall(text)]

    assert not found
