"""Rooms meet only at their doors, and whoever has seen one room can work in any."""

import ast
import re

import pytest

from tests.house.house import HALLS, NOT_ROOMS, ROOT, SOURCE, Module, modules, rooms

DOORS = {"choices", "models", "rules", "queries", "actions", "urls"}
VOCABULARY = {
    *("", "choices", "models", "rules", "retention", "queries", "actions", "forms", "tables"),
    *("schemas", "views", "partners", "public", "api", "jobs", "imports", "exports", "urls"),
    *("tiles", "menu", "search", "apps", "admin", "demo", "figures", "middleware"),
    *("wagtail_hooks", "blocks", "management", "templatetags"),
}
# docs/decisions/0012: what `accounts` needs besides, because allauth and Django ask for it by name
ALSO = {"accounts": {"roles", "backends", "adapters"}}
LONGEST_FILE = 800
REASON_FOR_LATE_IMPORT = ("weight", "Pango")


def room_modules() -> list[Module]:
    return [m for m in modules() if m.room and m.room not in (*NOT_ROOMS, *HALLS)]


def hall_modules() -> list[Module]:
    return [m for m in modules() if m.room in HALLS]


@pytest.mark.parametrize("module", room_modules() + hall_modules(), ids=lambda m: m.name)
def test_a_room_uses_the_file_names_of_the_house(module: Module):
    first = module.inside.split(".")[0]

    assert first in VOCABULARY | ALSO.get(module.room, set()), (
        f"{module.name}: choose a name from docs/architecture.md, or write a decision record"
    )


def test_names_beyond_the_vocabulary_stand_in_the_record_and_exist():
    record = (ROOT / "docs" / "decisions" / "0012-file-names.md").read_text()
    recorded = set(re.findall(r"^\| `(\w+)/(\w+)\.py`", record, re.MULTILINE))
    allowed = {(room, name) for room, names in ALSO.items() for name in names}
    there = {(m.room, m.inside) for m in modules()}

    assert recorded == allowed
    assert allowed <= there


def test_every_folder_of_facts_and_formats_stands_in_the_record():
    """Folders hold templates, static files and migrations; any other one is in decision 0012."""
    usual = {"templates", "static", "migrations", "locale", "__pycache__"}
    record = (ROOT / "docs" / "decisions" / "0012-file-names.md").read_text()
    places = {*rooms(), SOURCE / "kit", *(SOURCE / hall for hall in HALLS)}
    odd = [
        f"{place.name}/{folder.name}"
        for place in sorted(places)
        for folder in place.glob("*/")
        if folder.name not in usual | VOCABULARY
        and f"`{place.name}/{folder.name}/`" not in record
        and f"`<room>/{folder.name}/`" not in record
    ]

    assert not odd, f"choose a name of the house, or write it into decision 0012: {odd}"


@pytest.mark.parametrize("module", list(modules()), ids=lambda m: m.name)
def test_rooms_meet_only_at_their_doors(module: Module):
    if module.room in {"config", ""}:
        return
    wrong = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("teilhabe."):
            targets = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            targets = [a.name for a in node.names if a.name.startswith("teilhabe.")]
        else:
            continue
        for target in targets:
            _, room, *rest = target.split(".")
            if room in (module.room, "kit", "planning"):
                continue
            if not rest or rest[0] not in DOORS:
                wrong.append(f"{module.where(node)} imports {target}")

    assert not wrong, f"only {sorted(DOORS)} of another room may be imported: {wrong}"


@pytest.mark.parametrize("module", list(modules()), ids=lambda m: m.name)
def test_nothing_is_imported_late_but_for_weight(module: Module):
    late = []
    lines = module.path.read_text().splitlines()
    for function in ast.walk(module.tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                near = " ".join(lines[max(0, node.lineno - 3) : node.lineno])
                if not any(reason in near for reason in REASON_FOR_LATE_IMPORT):
                    late.append(module.where(node))

    assert not late, f"move the thing down a floor, or write the weight beside it: {late}"


@pytest.mark.parametrize("module", list(modules()), ids=lambda m: m.name)
def test_a_module_says_what_it_is_for_and_stays_readable(module: Module):
    text = module.path.read_text()

    assert text.strip() == "" or ast.get_docstring(module.tree), f"{module.name}: no first sentence"
    assert text.count("\n") <= LONGEST_FILE, f"{module.name}: make it a package with nouns inside"


@pytest.mark.parametrize("room", rooms(), ids=lambda r: r.name)
def test_a_room_opens_with_what_it_is_for(room):
    docstring = ast.get_docstring(ast.parse((room / "__init__.py").read_text()))

    assert docstring
    assert len(docstring) > 30


def test_keys_that_point_upward_are_known():
    """Foreign keys by string may point upward; each such bridge is listed here with its reason."""
    floors = ["kit", "parameters", "audit", "privacy", "notices", "accounts", "directory", "office"]
    bridges = set()
    for module in room_modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                app, dot, name = node.value.partition(".")
                if not dot or app not in floors or not name[:1].isupper() or not name.isalnum():
                    continue
                if floors.index(app) > floors.index(module.room):
                    bridges.add((module.room, node.value))

    assert bridges <= {
        ("accounts", "directory.Municipality"),  # the scope of a role
        ("accounts", "directory.Institution"),  # the scope of a role
    }, f"an upward key needs a reason here: {bridges}"
