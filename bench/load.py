"""A small load generator: keep-alive connections to loopback, bounded in number and in time."""

import asyncio
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Load:
    """What came back: how many answers in how many seconds, how large, how long each took."""

    requests: int
    seconds: float
    bytes_each: int
    times: tuple[float, ...]

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds

    def percentile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


class WrongAnswer(Exception):
    """The server answered something else than 200: the figure would be worthless."""


async def _read_answer(reader: asyncio.StreamReader) -> int:
    head = await reader.readuntil(b"\r\n\r\n")
    status, *lines = head.split(b"\r\n")
    if b" 200 " not in status + b" ":
        raise WrongAnswer(status.decode())
    headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(b":") for line in lines)}
    if b"content-length" in headers:
        return len(await reader.readexactly(int(headers[b"content-length"])))
    length = 0
    while size := int((await reader.readline()).strip() or b"0", 16):
        length += len(await reader.readexactly(size + 2)) - 2
    await reader.readline()
    return length


async def _one_connection(
    port: int, request: bytes, until: float, times: list[float], sizes: list[int]
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (begin := time.perf_counter()) < until:
        writer.write(request)
        sizes.append(await _read_answer(reader))
        times.append(time.perf_counter() - begin)
    writer.close()


async def _run(port: int, request: bytes, connections: int, seconds: float) -> Load:
    times: list[float] = []
    sizes: list[int] = []
    begin = time.perf_counter()
    jobs = [
        _one_connection(port, request, begin + seconds, times, sizes) for _ in range(connections)
    ]
    await asyncio.gather(*jobs)
    return Load(len(times), time.perf_counter() - begin, sizes[-1], tuple(times))


def get(
    port: int,
    path: str,
    *,
    headers: Mapping[str, str] | None = None,
    connections: int = 8,
    seconds: float = 3.0,
) -> Load:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    return asyncio.run(_run(port, request, connections, seconds))


def family(pid: int) -> list[int]:
    """A process and all its descendants (Linux)."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += family(int(child))
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time of the process and its descendants so far."""
    total = 0
    for member in family(pid):
        fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_mb(pid: int) -> float:
    """Resident memory of one process."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_BYTES / 1e6
