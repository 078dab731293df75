"""Every page type is scanned: public pages in every language, light; German also dark.

The pages are found as a person finds them, by following links; an address that is neither scanned
nor excused below fails the last test.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page

from tests.house.addresses import addresses
from tests.journeys.conftest import Site

LANGUAGES = ("de", "de-simple", "en", "ar")
READERS = ("", "leitung", "betrieb", "datenschutz", "schule")  # "" is anyone
STARTS = {
    "": ["/de/", "/konto/login/", "/konto/password/reset/", "/de/gibt-es-nicht/"],
    "schule": ["/portal/"],
}
# Addresses that are no page of their own, with the reason.
EXCUSED = {
    "front_door": "leads on",
    "after_login": "leads on",
    "health": "for machines",
}
MOST_PAGES = 220


def name_of(path: str) -> str:
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return "404"


def sign_in_as(site: Site, browser: Browser, reader: str, people, *, dark: bool) -> Page:
    page = people(reader) if reader else browser.new_page(base_url=site.url, locale="de-DE")
    page.set_default_timeout(10_000)
    page.emulate_media(color_scheme="dark" if dark else "light", reduced_motion="reduce")
    return page


def links_on(page: Page) -> list[str]:
    here = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    origin = page.evaluate("location.origin")
    return [
        f"{parts.path}{'?' + parts.query if parts.query else ''}"
        for parts in map(urlsplit, here)
        if f"{parts.scheme}://{parts.netloc}" == origin
    ]


def is_page(page: Page, path: str) -> bool:
    """Downloads, feeds and pictures are no pages; asking costs less than opening."""
    answer = page.request.get(path, max_redirects=5)
    return answer.headers.get("content-type", "").startswith("text/html")


def findings(page: Page) -> list[str]:
    result = Axe().run(page, options={"resultTypes": ["violations"]})
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in result.response["violations"]
        for node in violation["nodes"][:3]
    ]


def walk(page: Page, start: list[str], limit: int) -> dict[str, str]:
    """Follow links breadth first; one example of each named address is enough."""
    seen: dict[str, str] = {}
    queue = list(start)
    while queue and len(seen) < limit:
        path = queue.pop(0)
        name = name_of(urlsplit(path).path)
        if name in seen or name.endswith("logout") or not is_page(page, path):
            seen.setdefault(name, "")
            continue
        seen[name] = path
        page.goto(path)
        queue += links_on(page)
    return {name: path for name, path in seen.items() if path}


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, str]]:
    """reader → address name → an example; filled by the first test, used by the others."""
    return {}


def examples(site: Site, browser: Browser, people, found: dict[str, dict[str, str]]) -> None:
    if found:
        return
    known: set[str] = set()
    for reader in READERS:
        page = sign_in_as(site, browser, reader, people, dark=False)
        start = STARTS.get(reader, ["/heute/", "/kit/", "/konto/ich/"])
        mine = walk(page, start, MOST_PAGES)
        found[reader] = {name: path for name, path in mine.items() if name not in known}
        known |= set(mine)


def in_language(path: str, language: str) -> str:
    return path.replace("/de/", f"/{language}/", 1) if path.startswith("/de/") else path


@pytest.mark.slow  # opens every page of the site
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("language", "dark"), [*((code, False) for code in LANGUAGES), ("de", True)]
)
def test_axe_finds_nothing(site, browser, people, found, language, dark):
    examples(site, browser, people, found)
    problems: dict[str, list[str]] = {}
    for reader in READERS:
        page = sign_in_as(site, browser, reader, people, dark=dark)
        if reader:
            site.ask(
                "from teilhabe.accounts.models import User;"
                f"User.objects.filter(username={reader!r}).update(language={language!r})"
            )
        for path in found[reader].values():
            target = in_language(path, language)
            page.goto(target)
            assert page.locator("html").get_attribute("lang") == language, target
            if result := findings(page):
                problems[f"{reader or 'anyone'} {target}"] = result
        if reader:
            site.ask(
                "from teilhabe.accounts.models import User;"
                f"User.objects.filter(username={reader!r}).update(language='de')"
            )

    assert not problems


def test_no_address_is_forgotten(site, browser, people, found):
    examples(site, browser, people, found)
    scanned = {name for pages in found.values() for name in pages}
    known = {address.name for address in addresses()}
    forgotten = known - scanned - set(EXCUSED)

    assert not forgotten, f"scan it or say in EXCUSED why not: {sorted(forgotten)}"
    assert not set(EXCUSED) & scanned, "excused, yet scanned"
