"""Start: from an empty data folder to the first answer, and again on the same folder."""

from collections.abc import Iterator

from bench.figures import Figure
from bench.site import answers, command, folder, free_port


def figures() -> Iterator[Figure]:
    with folder() as data:
        times = []
        for _ in range(2):
            port = free_port()
            serve = ("-m", "teilhabe.config.command", "serve", "--demo", "--port", str(port))
            with command(*serve, data=data, port=port):
                times.append(answers(port, "/de/", within=180))
    yield Figure(
        "first start", "s", times[0], "empty folder to first page", {}, "≤ 180 s with install"
    )
    yield Figure("second start", "s", times[1], "same folder", {}, "≤ 5 s")
