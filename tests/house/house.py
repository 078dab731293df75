"""What the proofs about the whole have in common: the rooms, their files, their code as trees."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "teilhabe"
HALLS = ("public", "workspace", "portal", "api")
NOT_ROOMS = ("config", "kit", "locale", "planning")


@dataclass(frozen=True)
class Module:
    """One Python file of the house."""

    path: Path

    @property
    def name(self) -> str:
        parts = self.path.relative_to(SOURCE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        """`office`, or `education.cases` once the wings are built."""
        parts = self.name.split(".")[1:]
        wings = ("education", "crosscutting")
        return ".".join(parts[: 2 if parts and parts[0] in wings else 1])

    @property
    def inside(self) -> str:
        """The name inside its room: `actions`, `models`, or '' for the room itself."""
        return self.name.removeprefix(f"teilhabe.{self.room}").lstrip(".")

    @property
    def tree(self) -> ast.Module:
        return parse(self.path)

    def where(self, node: ast.AST) -> str:
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def modules(*, migrations: bool = False) -> Iterator[Module]:
    for path in sorted(SOURCE.rglob("*.py")):
        if migrations or "migrations" not in path.parts:
            yield Module(path)


def rooms() -> list[Path]:
    """Every folder that is a room: it has tables, doors or both."""
    return sorted(
        path.parent
        for path in SOURCE.glob("*/__init__.py")
        if path.parent.name not in (*NOT_ROOMS, *HALLS)
    )
