"""Weight: what a first visit to the public home page transfers, compressed as browsers get it."""

import re
import urllib.request
from collections.abc import Iterator

from bench.figures import Figure
from bench.site import Site, demo_site

FONT = re.compile(r"url\(([^)]+\.woff2)\)")


def _transferred(site: Site, path: str) -> tuple[int, str]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{site.port}{path}", headers={"Accept-Encoding": "br"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return len(answer.read()), answer.headers.get("Content-Encoding", "")


def _plain(site: Site, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{site.port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


def figures() -> Iterator[Figure]:
    with demo_site() as site:
        html = _plain(site, "/de/")
        assets = re.findall(r'(?:src|href)="(/static/[^"#]+)', html)
        total = _transferred(site, "/de/")[0]
        total += sum(_transferred(site, path)[0] for path in dict.fromkeys(assets))
        latin = [
            font
            for sheet in assets
            if sheet.endswith(".css")
            for font in FONT.findall(_plain(site, sheet))
            if "latin" in font.lower() and "ext" not in font.lower()
        ]
        base = "/static/kit/vendor/fonts/"
        total += sum(
            _transferred(site, base + font.strip("\"'").split("/")[-1])[0] for font in set(latin)
        )
    yield Figure("first view", "kB", total / 1000, "home page, German", {}, "≤ 100 kB")
