"""Pages: cached and uncached public page, a 25-row staff list, beside bare Django."""

import re
import urllib.request
from collections.abc import Iterator

from bench import load
from bench.figures import Figure
from bench.site import ROWS, Site, demo_site, session_of

HOME = "/de/"
STAFF_LIST, READER = "/protokoll/", "datenschutz"
BARE_LIST = "/bare/list/"
MIXED = (HOME, "/en/team-und-kontakt/", "/ar/", "/de/kontakt/", STAFF_LIST, "/regeln/", "/heute/")
ROUNDS = 1000


class OtherRows(Exception):
    """Two pages that do not show the same words in as many rows cannot be compared."""


def _rows(site: Site, path: str, headers: dict[str, str]) -> list[str]:
    """The words of each row of the table."""
    request = urllib.request.Request(f"http://127.0.0.1:{site.port}{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        _head, _mark, body = answer.read().decode().partition("<tbody>")
    rows = body.partition("</tbody>")[0].split("</tr>")[:-1]
    return [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in rows]


def _need_same_rows(site: Site, headers: dict[str, str]) -> None:
    ours, bare = (_rows(site, path, headers) for path in (STAFF_LIST, BARE_LIST))
    if ours != bare or len(ours) != ROWS:
        raise OtherRows(f"{len(ours)} and {len(bare)} rows")


def _measure(site: Site, path: str, headers: dict[str, str] | None = None) -> tuple[float, float]:
    """CPU milliseconds of the server a request, and requests a second."""
    load.get(site.port, path, headers=headers, seconds=1.0)  # warm up
    before = load.cpu_seconds(site.pid)
    done = load.get(site.port, path, headers=headers, seconds=4.0)
    spent = load.cpu_seconds(site.pid) - before
    return spent / done.requests * 1000, done.per_second


def figures() -> Iterator[Figure]:
    with demo_site() as site:
        session = session_of(READER, data=site.data, port=site.port)
        staff = {"Cookie": f"sessionid={session}"}
        _need_same_rows(site, staff)
        hello = _measure(site, "/bare/hello/")
        bare_list = _measure(site, BARE_LIST, staff)
        django_cached = _measure(site, "/de/bare-cached/?kept=django")
        cached = _measure(site, HOME)
        uncached = _measure(site, f"{HOME}?frisch=1")
        our_list = _measure(site, STAFF_LIST, staff)
        yield _figure("cached public page", cached, hello, django_cached, "≥ 1,000 requests/s")
        yield _cpu("cached public page", cached, hello, django_cached)
        yield _figure("uncached public page", uncached, hello, django_cached, "")
        yield _cpu("uncached public page", uncached, hello, django_cached)
        yield Figure(
            "staff list",
            "requests/s",
            our_list[1],
            f"{ROWS} rows, 2 workers",
            {"bare Django table": bare_list[1]},
        )
        yield Figure(
            "staff list",
            "CPU ms",
            our_list[0],
            f"{ROWS} rows, 2 workers",
            {"bare Django table": bare_list[0], "ratio": our_list[0] / bare_list[0]},
            "≤ 3× the bare view",
        )
        yield _memory(site, staff)


def _figure(
    name: str,
    ours: tuple[float, float],
    hello: tuple[float, float],
    django: tuple[float, float],
    aim: str,
) -> Figure:
    peers = {"bare Django hello": hello[1], "Django's cache_page": django[1]}
    return Figure(name, "requests/s", ours[1], "home page, 2 workers", peers, aim)


def _cpu(
    name: str, ours: tuple[float, float], hello: tuple[float, float], django: tuple[float, float]
) -> Figure:
    peers = {"bare Django hello": hello[0], "Django's cache_page": django[0]}
    return Figure(name, "CPU ms", ours[0], "home page, 2 workers", peers)


def _memory(site: Site, staff: dict[str, str]) -> Figure:
    """The largest worker after a thousand mixed requests."""
    for path in MIXED:
        done = 0
        while done < ROUNDS / len(MIXED):
            done += load.get(site.port, f"{path}?frisch=1", headers=staff, seconds=1.0).requests
    members = load.family(site.pid)
    largest = max(load.memory_mb(pid) for pid in members if pid != site.pid)
    return Figure("memory of a worker", "MB", largest, "after 1,000 mixed requests", {}, "≤ 120 MB")
