"""`python -m bench [target …] [--out file.json]`: measure and print; never pass or fail."""

import argparse
from pathlib import Path

from bench import pages, start, weight, writes
from bench.figures import Figure, show, write

TARGETS = {
    "start": start.figures,
    "pages": pages.figures,
    "weight": weight.figures,
    "writes": writes.figures,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("targets", nargs="*", help=", ".join(TARGETS))
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    figures: list[Figure] = []
    for target in options.targets or TARGETS:
        found = list(TARGETS[target]())
        show(found)
        figures += found
    if options.out:
        write(figures, options.out)


if __name__ == "__main__":
    main()
