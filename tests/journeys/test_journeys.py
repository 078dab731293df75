"""The way of one person across the rooms, by keyboard, in a real browser."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from teilhabe.accounts import demo
from tests.journeys.conftest import Site

MOST_STEPS = 60


def tab_to(page: Page, name: str, role: str = "link") -> None:
    """Walk with the Tab key until the named thing has the focus, as someone without a mouse does."""
    wanted = page.get_by_role(role, name=name).filter(visible=True).first
    wanted.wait_for()
    for _ in range(MOST_STEPS):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{role} {name!r} cannot be reached with {MOST_STEPS} tabs")


def type_into(page: Page, name: str, text: str) -> None:
    page.locator(f"[name={name}]:visible").first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def press_button(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).filter(visible=True).first.focus()
    page.keyboard.press("Enter")


def german(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def test_a_visitor_finds_who_answers_for_seiteneinstieg_in_alsdorf(visitor: Page):
    visitor.goto("/")
    visitor.wait_for_url("**/de/")
    tab_to(visitor, "Team und Kontakt")
    visitor.keyboard.press("Enter")
    type_into(visitor, "suche", "Seiteneinstieg in Alsdorf")
    visitor.keyboard.press("Enter")
    first = visitor.locator(".contact").first
    expect(first).to_contain_text("Schulplatz für neu zugewanderte Kinder")
    expect(first).to_contain_text("Olena Kovalenko")

    with visitor.expect_download() as waiting:
        first.get_by_role("link", name="Kontakt speichern").focus()
        visitor.keyboard.press("Enter")

    card = waiting.value.path().read_bytes().decode()
    assert card.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\n")
    assert "Kovalenko" in card
    assert "TEL" in card


def test_an_absence_brings_the_deputy_to_the_public_page(visitor: Page, people):
    today = date.today()  # noqa: DTZ011  # the site runs by the real clock
    visitor.goto("/de/team-und-kontakt/?suche=Seiteneinstieg+in+Alsdorf")
    before = visitor.locator(".contact").first
    expect(before).not_to_contain_text("vertreten durch")
    head = people("leitung")
    head.goto("/heute/")
    tab_to(head, "Abwesenheiten")
    head.keyboard.press("Enter")
    tab_to(head, "Abwesenheit eintragen")
    head.keyboard.press("Enter")
    head.locator("select[name=staff]").select_option(label="Olena Kovalenko")
    type_into(head, "first_day", "heute")
    type_into(head, "last_day", german(today + timedelta(days=2)))
    press_button(head, "Vorschau zeigen")
    expect(head.locator("main")).to_contain_text("Alsdorf")
    press_button(head, "So eintragen")
    expect(head.locator(".messages")).to_be_visible()

    visitor.goto("/de/team-und-kontakt/?suche=Seiteneinstieg+in+Alsdorf")

    expect(visitor.locator(".contact").first).to_contain_text("vertreten durch")


def test_a_message_of_the_public_becomes_a_task_and_is_done(visitor: Page, people, site: Site):
    visitor.goto("/de/kontakt/")
    visitor.wait_for_timeout(3500)  # nobody types a message in less; the form asks for that
    type_into(visitor, "message", "Guten Tag, wir suchen einen Schulplatz in Stolberg.")
    type_into(visitor, "mail", "familie@example.org")
    press_button(visitor, "Nachricht abschicken")
    visitor.wait_for_url("**/kontakt/danke/**")
    number = visitor.locator("main strong").inner_text()
    assert "familie" not in visitor.url

    head = people("leitung")
    head.goto("/heute/")
    tab_to(head, "Offene Anfragen im Haus")
    head.keyboard.press("Enter")
    type_into(head, "suche", number)
    head.keyboard.press("Enter")
    head.locator("[data-row-link]").first.focus()
    head.keyboard.press("Enter")
    expect(head.locator("main")).to_contain_text("Schulplatz in Stolberg")
    press_button(head, "Ich antworte")
    tab_to(head, "Als erledigt melden")
    head.keyboard.press("Enter")
    type_into(head, "answer", "Angerufen, Termin vereinbart.")
    press_button(head, "Erledigt")

    expect(head.locator("main")).to_contain_text("erledigt")


def test_a_changed_rule_applies_from_its_day_on(people, site: Site):
    first_day = date.today() + timedelta(days=30)  # noqa: DTZ011  # the site's clock
    head = people("leitung")
    head.goto("/regeln/support.months/")
    tab_to(head, "Neuen Wert eintragen")
    head.keyboard.press("Enter")
    type_into(head, "value", "30")
    type_into(head, "valid_from", german(first_day))
    type_into(head, "reason", "Erlass vom Tag der Probe")
    press_button(head, "Vorschau zeigen")
    expect(head.locator("main")).to_contain_text("30")
    press_button(head, "So eintragen")
    expect(head.locator(".messages")).to_be_visible()

    asked = site.ask(
        "from datetime import date\n"
        "from teilhabe.parameters import queries\n"
        f"print(queries.integer('support.months', on=date({first_day:%Y, %-m, %-d})),"
        f" queries.integer('support.months', on=date.fromordinal({first_day.toordinal() - 1})))"
    )

    assert asked == "30 24"


def test_an_expired_secondment_closes_the_login(people, visitor: Page, site: Site):
    adviser = people("beratung")
    adviser.goto("/heute/")
    expect(adviser.locator("h1")).to_contain_text("Heute")
    head = people("leitung")
    head.goto("/buero/stellen/?suche=Bildung")
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011  # the site's clock
    tab_to(head, "Fachkraft Integration durch Bildung")
    head.keyboard.press("Enter")
    tab_to(head, "Ändern")
    head.keyboard.press("Enter")
    head.locator("[name=is_secondment]").focus()
    head.keyboard.press("Space")
    type_into(head, "seconded_from", "Land Nordrhein-Westfalen")
    press_button(head, "Speichern")
    tab_to(head, "Abordnung beenden")
    head.keyboard.press("Enter")
    type_into(head, "last_day", german(yesterday))
    press_button(head, "Speichern")
    expect(head.locator(".messages")).to_be_visible()

    adviser.goto("/heute/")

    expect(adviser.locator("h1")).not_to_contain_text("Heute")
    visitor.goto("/konto/login/")
    type_into(visitor, "login", "beratung")
    type_into(visitor, "password", demo.PASSWORD)
    with visitor.expect_navigation():
        visitor.keyboard.press("Enter")
    expect(visitor.locator("h1")).to_have_text("Ihr Zugang ist geschlossen")
    visitor.goto("/heute/")
    assert "/konto/login/" in visitor.url


@pytest.mark.parametrize("path", ["/de/kontakt/", "/de/team-und-kontakt/", "/konto/login/"])
def test_public_pages_work_without_script(site: Site, browser, path: str):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()

    answer = page.goto(path)

    assert answer is not None
    assert answer.status == 200
    assert page.get_by_role("button").first.is_visible()
    context.close()
