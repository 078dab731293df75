"""Take the pictures of README and handbook from a fresh demo office: `python tools/pictures.py`.

Run by hand when a page has changed its face. It needs Chromium (CHROMIUM names it) and nothing else.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
COMMAND = [sys.executable, "-m", "teilhabe.config.command"]
SIZE = {"width": 1180, "height": 760}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
PUBLIC = {"startseite": "/de/", "anmelden": "/konto/login/"}
STAFF = {
    "heute": "/heute/",
    "kontakte": "/buero/kontakte/",
    "fristen": "/buero/fristen/",
    "regeln": "/regeln/",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(1)
        else:
            return
    sys.exit("The demo did not come up.")


def sign_in(page: Page, url: str, environment: dict[str, str]) -> None:
    from teilhabe.accounts.demo import PASSWORD

    page.goto(f"{url}/konto/login/")
    page.get_by_label("Anmeldename").fill("leitung")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    code = subprocess.run(
        [*COMMAND, "demo-code", "leitung"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    page.locator("input[name=code]").fill(code.stdout.strip())
    page.locator("input[name=code]").press("Enter")
    page.wait_for_url(f"{url}/heute/")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as data, sync_playwright() as driver:
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        environment = os.environ | {"DATA": data, "BASE_URL": url}
        serve = [*COMMAND, "serve", "--demo", "--port", str(port)]
        with subprocess.Popen(serve, env=environment, stdout=subprocess.DEVNULL) as server:
            try:
                wait_for(f"{url}/gesund/")
                browser = driver.chromium.launch(executable_path=browser_path, args=FLAGS)
                context = browser.new_context(viewport=SIZE, locale="de-DE", color_scheme="light")
                page = context.new_page()
                for name, path in PUBLIC.items():
                    page.goto(url + path)
                    page.screenshot(path=FOLDER / f"{name}.png")
                sign_in(page, url, environment)
                for name, path in STAFF.items():
                    page.goto(url + path)
                    page.screenshot(path=FOLDER / f"{name}.png")
                browser.close()
            finally:
                server.terminate()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "teilhabe.config.settings"
    import django

    with tempfile.TemporaryDirectory() as keys:
        os.environ["DATA"] = keys
        django.setup()
        main()
