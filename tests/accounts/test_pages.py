"""Pages about people: who gets in, what happens, what is refused with a sentence."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from teilhabe.accounts.models import User
from teilhabe.notices.models import OutgoingMail
from tests.inspection import InspectingClient
from tests.makers import PASSWORD, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(client: InspectingClient) -> User:
    user = a_user(role="leitung", name="Katharina Vossen", password=PASSWORD, second_factor=True)
    client.force_login(user)
    return user


def someone(**changed) -> User:
    return a_user(
        **({"role": "beratung", "name": "Olena Kovalenko", "password": PASSWORD} | changed)
    )


def test_the_list_shows_people_with_role_state_and_factor(client: InspectingClient, head: User):
    someone(stage="primary")

    page = client.get("/konto/personen/").content.decode()

    for words in ("Olena Kovalenko", "Beratung (Primarstufe)", "fehlt noch", "aktiv"):
        assert words in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rolle=beratung", True),
        ("rolle=betrieb", False),
        ("stand=active", True),
        ("stand=blocked", False),
        ("ohne_faktor=on", True),
        ("suche=kovalenko", True),
    ],
)
def test_the_list_can_be_narrowed(client: InspectingClient, head: User, query: str, found: bool):
    someone()

    page = client.get(f"/konto/personen/?{query}").content.decode()

    assert ("Olena Kovalenko" in page) is found


def test_the_record_page_has_step_facts_roles_and_history(client: InspectingClient, head: User):
    user = someone()

    page = client.get(f"/konto/personen/{user.pk}/").content.decode()

    for words in ("Der zweite Faktor fehlt noch", user.email, "bis auf Weiteres", "Verlauf"):
        assert words in page


def test_the_own_record_offers_no_change(client: InspectingClient, head: User):
    page = client.get(f"/konto/personen/{head.pk}/").content.decode()

    assert "Zugang sperren" not in page
    assert "ändert jemand anderes" in page


def test_inviting_writes_a_mail_and_leads_to_the_record(client: InspectingClient, head: User):
    client.get("/konto/personen/einladen/")

    answer = client.post(
        "/konto/personen/einladen/",
        {
            "name": "Olena Kovalenko",
            "email": "olena@example.org",
            "role": "beratung",
            "valid_from": "heute",
        },
    )

    user = User.objects.get(email="olena@example.org")
    assert answer.headers["Location"] == f"/konto/personen/{user.pk}/"
    assert OutgoingMail.objects.get().to == "olena@example.org"
    assert "Der Link gilt noch" in client.get(f"/konto/personen/{user.pk}/").content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Bitte füllen Sie dieses Feld aus"),
        ("name", "x" * 500, "höchstens 120 Zeichen"),
        ("name", "a\x07b", "Steuerzeichen"),
        ("email", "keine", "Mailadresse ein"),
        ("email", "KATHARINA@example.org", "gibt es schon einen Zugang"),
        ("role", "koenigin", "Diese Auswahl gibt es nicht"),
        ("role", "schule", "gehört eine Angabe"),
        ("stage", "primary", "wird nicht begrenzt"),
        ("municipality", "77", "gibt es nicht"),
        ("valid_from", "31.02.2026", "Dieses Datum gibt es nicht"),
        ("valid_until", "1.1.2020", "Das Ende liegt vor dem Beginn"),
    ],
)
def test_wrong_input_gets_a_sentence_and_stays(
    client: InspectingClient, head: User, field: str, value: str, sentence: str
):
    User.objects.filter(pk=head.pk).update(email="katharina@example.org")
    values = {
        "name": "Olena Kovalenko",
        "email": "olena@example.org",
        "role": "betrieb",
        "valid_from": "23.11.2026",
    }

    answer = client.post("/konto/personen/einladen/", values | {field: value})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    if field not in {"name", "role", "municipality", "stage"}:
        assert f'value="{value}"' in page
    assert User.objects.count() == 1


def post(client: Client, user: User, door: str, *extra: object, **values: str):
    return client.post(reverse(f"accounts:{door}", args=[user.pk, *extra]), values, follow=True)


def test_a_role_is_given_and_ended(client: InspectingClient, head: User):
    user = someone()

    post(client, user, "assign", role="querschnitt", valid_from="heute", valid_until="31.12.2099")
    held = user.assignments.get(role="querschnitt")
    client.get(reverse("accounts:end_role", args=[user.pk, held.pk]))
    post(client, user, "end_role", held.pk)

    held.refresh_from_db()
    assert held.ended_by == head


def test_a_second_click_on_ending_is_refused_with_a_sentence(client: InspectingClient, head: User):
    user = someone()
    held = user.assignments.get()
    post(client, user, "end_role", held.pk)

    answer = post(client, user, "end_role", held.pk)

    assert "schon beendet" in answer.content.decode()


def test_a_role_of_somebody_else_is_not_found(client: InspectingClient, head: User):
    user, other = someone(), someone()

    answer = client.get(reverse("accounts:end_role", args=[user.pk, other.assignments.get().pk]))

    assert answer.status_code == 404


def test_blocking_and_lifting_the_block(client: InspectingClient, head: User):
    user = someone()

    client.get(reverse("accounts:block", args=[user.pk]))
    assert "Dieser Zugang ist gesperrt" in post(client, user, "block").content.decode()
    assert "schon gesperrt" in post(client, user, "block").content.decode()
    post(client, user, "unblock")

    user.refresh_from_db()
    assert user.blocked_at is None


def test_a_factor_is_reset_only_with_a_reason(client: InspectingClient, head: User):
    user = someone(second_factor=True)

    answer = post(client, user, "reset_factor", reason="")
    assert "Bitte füllen Sie dieses Feld aus" in answer.content.decode()
    post(client, user, "reset_factor", reason="Handy verloren")

    assert not user.authenticator_set.exists()


def test_name_and_address_are_corrected(client: InspectingClient, head: User):
    user = someone()

    client.get(reverse("accounts:edit", args=[user.pk]))
    post(client, user, "edit", name="Olena Koval", email="olena.koval@example.org")

    user.refresh_from_db()
    assert (user.name, user.email) == ("Olena Koval", "olena.koval@example.org")


def test_resending_and_signing_out_everywhere(client: InspectingClient, head: User):
    user = someone(password="")

    post(client, user, "resend")
    assert "überall abgemeldet" in post(client, user, "end_sessions").content.decode()

    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_own_language_applies_to_staff_pages(client: InspectingClient, language: str):
    user = a_user(role="querschnitt")
    client.force_login(user)

    client.get("/konto/")
    answer = client.post(
        "/konto/",
        {"name": "Amira Haddad", "language": language, "theme": "dark", "shortcuts_enabled": "on"},
        follow=True,
    )

    page = answer.content.decode()
    assert f'<html lang="{language}"' in page
    assert 'data-kern-theme="dark"' in page
    user.refresh_from_db()
    assert user.shortcuts_enabled


def test_light_and_dark_from_any_page_and_nowhere_else(client: InspectingClient):
    user = a_user(role="querschnitt")
    client.force_login(user)

    answer = client.post("/konto/darstellung/", {"theme": "dark", "next": "/kit/"})
    assert answer.headers["Location"] == "/kit/"
    answer = client.post("/konto/darstellung/", {"theme": "lila", "next": "https://boese.example/"})
    assert answer.headers["Location"] == "/konto/"

    user.refresh_from_db()
    assert user.theme == "dark"


@pytest.mark.parametrize("role", ["querschnitt", "partner"])
def test_everybody_has_a_profile_in_their_own_hall(client: InspectingClient, role: str):
    client.force_login(a_user(role=role))

    page = client.get("/konto/").content.decode()

    hall = "hall-portal" if role == "partner" else "hall-workspace"
    assert hall in page


@pytest.mark.parametrize(
    "path",
    [
        "2fa/",
        "2fa/recovery-codes/generate/",
        "2fa/totp/deactivate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "reauthenticate/",
        "2fa/reauthenticate/",
        "password/change/",
        "sessions/",
        "logout/",
        "zweiter-faktor/",
    ],
)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_page_of_the_login_library_is_in_our_look(path: str, language: str):
    user = a_user(role="leitung", password=PASSWORD, second_factor=True, language=language)
    client = InspectingClient()
    client.post("/konto/login/", {"login": user.username, "password": PASSWORD})
    client.force_login(user)
    client.post("/konto/reauthenticate/", {"password": PASSWORD})

    answer = client.get(f"/konto/{path}", follow=True)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "hall-workspace" in page


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "inactive/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/done/",
        "password/reset/key/1-falsch/",
        "signup/",
        "3rdparty/login/cancelled/",
        "3rdparty/login/error/",
    ],
)
def test_every_page_before_the_login_is_in_our_look(client: InspectingClient, path: str):
    answer = client.get(f"/konto/{path}")

    assert "hall-public" in answer.content.decode()


def test_a_role_that_ends_soon_says_so(client: InspectingClient, head: User):
    user = someone(second_factor=True, valid_until=timezone.localdate() + timedelta(days=10))

    page = client.get(f"/konto/personen/{user.pk}/").content.decode()

    assert "Die letzte Rolle endet bald" in page
