"""Every page type is scanned: public pages in every language, light; German also dark.

The pages are found as a person finds them, by following links; an address that is neither scanned
nor excused below fails the last test.
"""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, Page, expect

from teilhabe.accounts import demo
from tests.house.addresses import addresses
from tests.journeys.conftest import Site

LANGUAGES = ("de", "de-simple", "en", "ar")
READERS = ("", "leitung", "betrieb", "datenschutz", "schule")  # "" is anyone
STARTS = {
    "": [
        *("/de/", "/de/gibt-es-nicht/", "/konto/login/", "/konto/password/reset/"),
        *("/konto/password/reset/done/", "/konto/password/reset/key/x-set-password/"),
        *("/konto/password/reset/key/done/", "/konto/inactive/", "/konto/signup/"),
        *("/konto/social/login/cancelled/", "/konto/social/login/error/", "/konto/einladung/"),
    ],
    "leitung": [
        "/heute/",
        "/kit/",
        "/konto/ich/",
        "/konto/logout/",
        "/konto/2fa/webauthn/",
        "/heute/suche/?q=frist",
    ],
    "datenschutz": ["/heute/", "/datenschutz/loeschen/"],
    "schule": ["/portal/"],
}
# Pages that only some states of a record link to: found by the site's own code.
BY_STATE = """
from django.urls import reverse
from teilhabe.directory.models import Institution
from teilhabe.office.models import ContactRequest, Deadline, PublicContact
from teilhabe.accounts.models import User
from teilhabe.parameters.models import Parameter
open_request = ContactRequest.objects.exclude(state="done").order_by("pk").first().uid
print(reverse("office:request", args=[open_request]))
print(reverse("office:request_take", args=[open_request]))
print(reverse("office:request_assign", args=[open_request]))
print(reverse("office:request_finish", args=[open_request]))
done_request = ContactRequest.objects.filter(state="done").order_by("pk").first().uid
print(reverse("office:request_reopen", args=[done_request]))
contact = PublicContact.objects.order_by("pk").first().pk
print(reverse("office:contact_confirm", args=[contact]))
deadline = Deadline.objects.order_by("pk").first().pk
print(reverse("office:deadline_reopen", args=[deadline, "2026-11-30"]))
print(reverse("office:calendar_withdraw"))
print(reverse("directory:institution_confirm", args=[Institution.objects.order_by("pk").first().pk]))
print(reverse("parameters:withdraw", args=[Parameter.objects.order_by("pk").first().pk]))
someone = User.objects.get(username="querschnitt").pk
print(reverse("accounts:unblock", args=[someone]))
print(reverse("accounts:resend", args=[someone]))
print(reverse("kit:view_save"))
"""
# Addresses that are no page of their own, with the reason.
LEADS_ON = "a deed that leads on to a page that is scanned"
CLOSED = "closed in this house: leads to the profile"
FILE = "a file, a feed or an answer for a script"
NEEDS_DEVICE = "needs a security key in the browser; its form is scanned on the list of factors"
EXCUSED = {
    **dict.fromkeys(("front_door", "after_login", "notices:open", "accounts:theme"), LEADS_ON),
    **dict.fromkeys(("accounts:second_factor", "kit:draft_save", "kit:draft_discard"), LEADS_ON),
    **dict.fromkeys(("accounts:invitation", "account_reauthenticate"), LEADS_ON),
    **dict.fromkeys(("health", "robots", "sitemap", "public_vcard", "office:calendar"), FILE),
    **dict.fromkeys(("office:contact_vcard", "kit:sample_map", "kit:work_state"), FILE),
    **dict.fromkeys(("directory:municipalities_map", "mfa_download_recovery_codes"), FILE),
    **dict.fromkeys(
        (
            *("accounts:no_email", "accounts:no_confirmation", "accounts:no_confirmation_key"),
            *("accounts:no_code", "accounts:no_connections", "accounts:no_service_signup"),
            *("account_email", "account_email_verification_sent", "account_set_password"),
            *("account_confirm_login_code", "account_confirm_email", "socialaccount_signup"),
            *("socialaccount_connections", "openid_connect_login", "openid_connect_callback"),
        ),
        CLOSED,
    ),
    **dict.fromkeys(
        (
            *("mfa_login_webauthn", "mfa_reauthenticate_webauthn", "mfa_edit_webauthn"),
            *("mfa_remove_webauthn", "mfa_activate_totp", "mfa_view_recovery_codes"),
        ),
        NEEDS_DEVICE,
    ),
    "mfa_authenticate": "stands between password and workspace; scanned by the test below",
    "kit:view_edit": "the form of kit:view_save, with a name in it",
    "kit:view_remove": "a question with one button, like every other in the office",
    "kit:work": "scanned by the test below while the work is under way",
    "public_thanks": "scanned by the test below, after a message",
}
MOST_PAGES = 260
EXAMPLES = 3
WIDTHS = (360, 820, 1440)


def name_of(path: str) -> str:
    try:
        return resolve(path).view_name or path
    except Resolver404:
        return "404"


def sign_in_as(site: Site, browser: Browser, reader: str, people, *, dark: bool) -> Page:
    page = people(reader) if reader else browser.new_page(base_url=site.url, locale="de-DE")
    page.set_default_timeout(30_000)
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


def too_wide(page: Page) -> list[str]:
    """On a phone, a tablet and a desk nothing makes the page scroll sideways."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        needed = page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            found.append(f"needs {needed} px on {width}")
    return found


def walk(page: Page, start: list[str], limit: int) -> dict[str, str]:
    """Follow links breadth first. One example of each named address is scanned; up to three are
    opened, because what a page links to depends on the state of its record.
    """
    seen: dict[str, list[str]] = {}
    tried: set[str] = set()
    queue = list(start)
    while queue and len(seen) < limit:
        path = queue.pop(0)
        name = name_of(urlsplit(path).path)
        if path in tried or name in EXCUSED or len(seen.get(name, [])) >= EXAMPLES:
            continue
        tried.add(path)
        if is_page(page, path):
            page.goto(path)
            seen.setdefault(name, []).append(path)
            queue += links_on(page)
    return {name: paths[0] for name, paths in seen.items()}


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
        start = list(STARTS.get(reader, ["/heute/", "/kit/", "/konto/ich/"]))
        if reader == "leitung":
            start += site.ask(BY_STATE).splitlines()
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
        chosen = {"name": "sprache", "value": language, "url": site.url}
        page.context.add_cookies([chosen])  # where an address carries no language
        if reader:
            site.ask(
                "from teilhabe.accounts.models import User;"
                f"User.objects.filter(username={reader!r}).update(language={language!r})"
            )
        for path in found[reader].values():
            target = in_language(path, language)
            page.goto(target)
            assert page.locator("html").get_attribute("lang") == language, target
            if result := findings(page) + too_wide(page):
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


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_the_way(site, browser, people, dark):
    """Pages that exist only for a moment: between password and code, after a message, at work."""
    page = sign_in_as(site, browser, "", people, dark=dark)
    page.goto("/konto/login/")
    page.fill("[name=login]", "stellvertretung")
    page.fill("[name=password]", demo.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/2fa/authenticate/**")
    problems = {"second factor": findings(page)}
    page.goto("/de/kontakt/")
    page.wait_for_timeout(3500)  # nobody types a message in less; the form asks for that
    page.locator("main form button[type=submit]").last.click()
    problems["a form with errors"] = findings(page)
    page.fill("[name=message]", "Guten Tag")
    page.fill("[name=mail]", "familie@example.org")
    page.wait_for_timeout(3500)
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/danke/**")
    problems["thanks"] = findings(page)
    someone = f"neu-{dark}".lower()
    asked = ("--username", someone, "--email", f"{someone}@example.org", "--name", "Neu im Team")
    page.goto(site.command("createadmin", *asked).splitlines()[-1])
    expect(page.locator("input[type=password]").first).to_be_visible()
    problems["choosing a password"] = findings(page)
    head = sign_in_as(site, browser, "leitung", people, dark=dark)
    head.goto("/kit/langes/")
    head.locator("main form button[type=submit]").first.click()
    head.wait_for_url("**/kit/arbeit/**")
    problems["work under way"] = findings(head)

    assert not {name: found for name, found in problems.items() if found}
