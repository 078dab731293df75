"""One measured figure, printed as a line and written as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """`ours` beside `peers` by name; `aim` is what we promised, in words."""

    name: str
    unit: str
    ours: float
    size: str
    peers: Mapping[str, float] = field(default_factory=dict)
    aim: str = ""


def show(figures: Sequence[Figure]) -> None:
    wide = max(len(f.name) for f in figures)
    for f in figures:
        peers = "  ".join(f"{name}: {value:,.2f}" for name, value in f.peers.items())
        print(f"{f.name:<{wide}}  {f.ours:>12,.2f} {f.unit:<14} {f.size:<26} {peers}")
        if f.aim:
            print(f"{'':<{wide}}  aim: {f.aim}")


def write(figures: Sequence[Figure], path: Path) -> None:
    path.write_text(json.dumps([asdict(f) for f in figures], indent=1, ensure_ascii=False) + "\n")
