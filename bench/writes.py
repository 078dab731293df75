"""What it costs that an acknowledged write survives a power cut: FULL beside NORMAL."""

import sqlite3
import time
from collections.abc import Iterator

from bench.figures import Figure
from bench.site import folder

ROWS = 400


def figures() -> Iterator[Figure]:
    with folder() as data:
        rates = {}
        for mode in ("FULL", "NORMAL"):
            database = sqlite3.connect(data / f"{mode}.sqlite3", isolation_level=None)
            database.execute("PRAGMA journal_mode=WAL")
            database.execute(f"PRAGMA synchronous={mode}")
            database.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, verb TEXT, at TEXT)")
            begin = time.perf_counter()
            for number in range(ROWS):
                database.execute("BEGIN IMMEDIATE")
                database.execute("INSERT INTO event (verb, at) VALUES (?, ?)", ("x", str(number)))
                database.execute("COMMIT")
            rates[mode] = ROWS / (time.perf_counter() - begin)
            database.close()
    yield Figure(
        "durable writes",
        "transactions/s",
        rates["FULL"],
        f"{ROWS} single inserts",
        {"synchronous=NORMAL": rates["NORMAL"]},
    )
