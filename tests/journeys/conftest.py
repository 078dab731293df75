"""The running demo office, a real Chromium, and people who can sign in."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from teilhabe.accounts import demo

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
START_SECONDS = 120


def chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.enable_socket)


@dataclass
class Site:
    """The demo office as `make run` starts it."""

    url: str
    data: Path
    environment: dict[str, str]
    cookies: dict[str, list] = field(default_factory=dict)

    def command(self, *arguments: str) -> str:
        """Run `teilhabe …` beside the running site."""
        done = subprocess.run(
            [sys.executable, "-m", "teilhabe.config.command", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip()

    def ask(self, python: str) -> str:
        """A question to the same database, by the house's own code."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{python}"],
            env=self.environment | {"DJANGO_SETTINGS_MODULE": "teilhabe.config.settings"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip()

    def mails(self) -> list[Path]:
        return sorted((self.data / "mail").glob("*.log"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    data = Path(tempfile.mkdtemp(prefix="teilhabe-journey-"))
    port = _free_port()
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {"DATA": str(data), "BASE_URL": url, "LOG_LEVEL": "ERROR"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment["DATABASE_URL"] = f"sqlite:///{data / 'office.sqlite3'}"
    log = (data / "serve.log").open("wb")
    serve = [sys.executable, "-m", "teilhabe.config.command", "serve", "--demo"]
    process = subprocess.Popen(
        [*serve, "--port", str(port)], env=environment, stdout=log, stderr=log
    )
    try:
        _wait(url, process, data / "serve.log")
        yield Site(url, data, environment)
    finally:
        process.terminate()
        process.wait(30)
        log.close()
        shutil.rmtree(data, ignore_errors=True)


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()[-3000:]
        try:
            with urllib.request.urlopen(f"{url}/gesund/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(log.read_text()[-3000:])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    assert path, "no Chromium found: install it, or name it with CHROMIUM="
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(site: Site, browser: Browser) -> Iterator[Page]:
    """Somebody with a phone and no account."""
    context = browser.new_context(base_url=site.url, locale="de-DE", accept_downloads=True)
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def people(site: Site, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """`people("leitung")` is a page on which that person has signed in with second factor."""
    contexts: list[BrowserContext] = []

    def signed_in(role: str) -> Page:
        context = browser.new_context(base_url=site.url, locale="de-DE", accept_downloads=True)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        if role in site.cookies:
            context.add_cookies(site.cookies[role])
            return page
        sign_in(page, site, role)
        site.cookies[role] = context.cookies()
        return page

    yield signed_in
    for context in contexts:
        context.close()


def sign_in(page: Page, site: Site, login: str, password: str = demo.PASSWORD) -> None:
    """Through the login page, by keyboard, as a person does it."""
    page.goto("/konto/login/")
    page.locator("input[name=login]").focus()
    page.keyboard.type(login)
    page.locator("input[name=password]").focus()
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/konto/2fa/authenticate/**")
    page.locator("input[name=code]").focus()
    page.keyboard.type(site.command("demo-code", login))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/konto/" not in url)
