"""Everything that writes stands in `actions.py`; a migration is the only other place."""

import ast

import pytest

from tests.house.house import Module, modules

WRITING = {
    *("save", "create", "update", "delete", "bulk_create", "bulk_update"),
    *("get_or_create", "update_or_create", "raw_delete"),
}
# Names whose `update`, `delete` … is not the database's: sets, dicts, hashes, environments, caches.
NO_DATABASE = {"teilhabe.kit.caching"}  # a cache of files has a `delete` of its own
HARMLESS_OWNERS = {
    "font",
    "digest",
    "headers",
    "environ",
    "cache",
    "context",
    "kwargs",
    "attrs",
    "ids",
    "data",
}


def writing_calls(module: Module) -> list[str]:
    found = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr not in WRITING:
            continue
        owner = node.func.value
        name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
        if isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name):
            name = owner.func.id
        if name not in HARMLESS_OWNERS:
            found.append(f"{module.where(node)} {name}.{node.func.attr}()")
    return found


@pytest.mark.parametrize("module", list(modules()), ids=lambda m: m.name)
def test_only_actions_write(module: Module):
    if module.inside.split(".")[0] == "actions" or module.name in NO_DATABASE:
        return

    assert not writing_calls(module), "move it into actions.py, with `by` and `at`"


def test_the_proof_would_notice_a_write(tmp_path):
    path = tmp_path / "views.py"
    path.write_text("def view(request, thing):\n    thing.save()\n")
    node = next(n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call))

    assert isinstance(node.func, ast.Attribute)
    assert node.func.attr in WRITING


@pytest.mark.parametrize(
    "module",
    [m for m in modules() if m.inside.split(".")[0] == "actions" and m.room != "kit"],
    ids=lambda m: m.name,
)
def test_an_action_is_keyword_only_and_never_asks_the_clock(module: Module):
    wrong = []
    for node in module.tree.body:
        if not isinstance(node, ast.FunctionDef):
            continue
        positional = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
        acts = {"by"} & {a.arg for a in (*node.args.args, *node.args.kwonlyargs)}
        # audit.record reads as a sentence: verb, subject, then by whom and when
        if acts and positional and not node.name.startswith("_") and node.name != "record":
            wrong.append(f"{module.where(node)} {node.name}({', '.join(positional)})")
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or node.args or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr in {"now", "today", "localdate", "localtime"}:
            wrong.append(f"{module.where(node)} asks for the time")

    assert not wrong, wrong
