"""The ways in: password, second factor, administration; and how they close."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory
from django.utils import timezone

from teilhabe.accounts import actions, queries
from teilhabe.accounts.middleware import LONGER_THAN_A_LETTER
from teilhabe.accounts.models import User
from teilhabe.audit.models import Event
from teilhabe.notices.models import OutgoingMail
from tests.inspection import InspectingClient, inspect
from tests.makers import PASSWORD, TOTP_SECRET, a_user

pytestmark = pytest.mark.django_db
LOGIN = "/konto/login/"
CODE = "/konto/2fa/authenticate/"


def code_now() -> str:
    return format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def send_password(client: Client, login: str, password: str = PASSWORD):
    return client.post(LOGIN, {"login": login, "password": password})


# Password and second factor -------------------------------------------------------------------
def test_with_password_and_code_one_is_in(client: InspectingClient):
    user = a_user(role="leitung", password=PASSWORD, second_factor=True)

    client.get(LOGIN)
    answer = send_password(client, user.username)
    assert answer.headers["Location"] == CODE
    assert not signed_in(client)
    client.get(CODE)
    answer = client.post(CODE, {"code": code_now()})

    assert signed_in(client)
    assert answer.headers["Location"] == "/anfang/"


@pytest.mark.parametrize("spelling", ["{0.email}", "{0.username}"])
def test_login_name_and_mail_both_work_in_any_case(client: InspectingClient, spelling: str):
    user = a_user(role="querschnitt", password=PASSWORD)

    send_password(client, spelling.format(user).upper())

    assert signed_in(client)


def test_a_wrong_password_gets_a_sentence_and_keeps_the_name(client: InspectingClient):
    user = a_user(role="leitung", password=PASSWORD)

    answer = send_password(client, user.username, "falsch")

    page = answer.content.decode()
    assert "Anmeldename oder Passwort stimmen nicht" in page
    assert f'value="{user.username}"' in page
    assert "falsch" not in page


def test_a_wrong_code_does_not_open(client: InspectingClient):
    user = a_user(role="leitung", password=PASSWORD, second_factor=True)
    send_password(client, user.username)

    answer = client.post(CODE, {"code": "000000" if code_now() != "000000" else "111111"})

    assert "Dieser Code gilt nicht" in answer.content.decode()
    assert not signed_in(client)


def test_a_code_opens_only_once(client: InspectingClient):
    user = a_user(role="leitung", password=PASSWORD, second_factor=True)
    code = code_now()
    send_password(client, user.username)
    client.post(CODE, {"code": code})
    other = InspectingClient()
    send_password(other, user.username)

    other.post(CODE, {"code": code})

    assert not signed_in(other)


@pytest.mark.parametrize("field", ["login", "password"])
def test_control_characters_at_the_login_get_a_sentence(client: InspectingClient, field: str):
    values = {"login": "leitung", "password": PASSWORD} | {field: "a\x00b"}

    answer = client.post(LOGIN, values)

    assert answer.status_code == 200
    assert "Steuerzeichen" in answer.content.decode()


def test_after_some_wrong_passwords_even_the_right_one_has_to_wait(client: InspectingClient):
    user = a_user(role="querschnitt", password=PASSWORD)
    for _ in range(6):
        answer = send_password(client, user.username, "falsch")

    answer = send_password(client, user.username)

    assert not signed_in(client)
    assert "zu viele Versuche" in answer.content.decode()


def test_throttling_one_does_not_lock_out_another(client: InspectingClient):
    user, other = (a_user(role="querschnitt", password=PASSWORD) for _ in range(2))
    for _ in range(6):
        send_password(client, user.username, "falsch")
    elsewhere = InspectingClient(REMOTE_ADDR="192.0.2.77")

    send_password(elsewhere, other.username)

    assert signed_in(elsewhere)


def test_behind_the_proxy_visitors_are_counted_and_not_the_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    user = a_user(role="querschnitt", password=PASSWORD)
    guessing = InspectingClient(HTTP_X_FORWARDED_FOR="192.0.2.1")
    for number in range(11):
        send_password(guessing, f"niemand{number}", "falsch")
    pretending = InspectingClient(HTTP_X_FORWARDED_FOR="198.51.100.9, 192.0.2.1")
    elsewhere = InspectingClient(HTTP_X_FORWARDED_FOR="192.0.2.2")

    send_password(pretending, user.username)
    assert not signed_in(pretending)

    send_password(elsewhere, user.username)
    assert signed_in(elsewhere)


# Closed accesses ----------------------------------------------------------------------------------
@pytest.mark.parametrize("how", ["expired", "blocked", "without role"])
def test_a_closed_access_is_told_so_and_not_let_in(client: InspectingClient, how: str):
    yesterday = timezone.localdate() - timedelta(days=1)
    user = a_user(
        role=None if how == "without role" else "beratung",
        password=PASSWORD,
        valid_until=yesterday if how == "expired" else None,
    )
    if how == "blocked":
        user.blocked_at = timezone.now()
        user.save()

    answer = send_password(client, user.username)

    assert answer.headers["Location"] == "/konto/inactive/"
    assert not signed_in(client)
    assert "Ihr Zugang ist geschlossen" in client.get("/konto/inactive/").content.decode()


def test_a_running_session_ends_when_the_secondment_does(client: InspectingClient):
    user = a_user(role="querschnitt", password=PASSWORD)
    send_password(client, user.username)
    assert client.get("/konto/").status_code == 200
    user.assignments.update(valid_until=timezone.localdate() - timedelta(days=1))

    answer = client.get("/konto/")

    assert answer.status_code == 403
    assert "Ihr Zugang ist geschlossen" in answer.content.decode()
    assert not signed_in(client)
    assert client.get("/konto/").headers["Location"].startswith(LOGIN)


def test_a_running_session_ends_with_a_block_even_for_a_post(client: InspectingClient):
    user = a_user(role="querschnitt", password=PASSWORD)
    send_password(client, user.username)
    User.objects.filter(pk=user.pk).update(blocked_at=timezone.now())

    answer = client.post("/konto/", {"name": "Neu", "language": "de"})

    assert answer.status_code == 403
    user.refresh_from_db()
    assert user.name != "Neu"


# Second factor demanded ---------------------------------------------------------------------------
def test_who_sees_children_is_led_to_a_second_factor_first(client: InspectingClient):
    user = a_user(role="beratung", password=PASSWORD)
    send_password(client, user.username)

    for path in ("/heute/", "/konto/", "/konto/sessions/", "/kit/"):
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert answer.headers["Location"] == "/konto/zweiter-faktor/"
    assert client.get("/konto/zweiter-faktor/").status_code == 200
    assert client.get("/gesund/").status_code == 200


def test_who_sees_no_children_is_not(client: InspectingClient):
    user = a_user(role="querschnitt", password=PASSWORD)
    send_password(client, user.username)

    assert client.get("/konto/").status_code == 200


def test_setting_up_the_app_opens_the_door_and_shows_emergency_codes(
    client: InspectingClient, django_capture_on_commit_callbacks
):
    user = a_user(role="beratung", password=PASSWORD)
    send_password(client, user.username)

    answer = client.get("/konto/2fa/totp/activate/", follow=True)
    if "reauthenticate" in answer.request["PATH_INFO"]:
        answer = client.post(
            "/konto/reauthenticate/",
            {"password": PASSWORD, "next": "/konto/2fa/totp/activate/"},
            follow=True,
        )
    secret = client.session["mfa.totp.secret"]
    assert secret in answer.content.decode()
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/konto/2fa/totp/activate/", {"code": code})
    # The library marks the codes as seen when they are first shown: not for the strict client.
    eyes = Client()
    eyes.cookies = client.cookies
    answer = eyes.get(answer.headers["Location"])

    assert not inspect(answer.content.decode())
    assert "Notfallcodes" in answer.content.decode()
    assert queries.has_second_factor(user)
    assert Event.objects.filter(verb="accounts.security_changed").exists()
    assert "Anmelde-App" in str(OutgoingMail.objects.latest("pk").text)
    assert client.get("/konto/").status_code == 200
    assert "Codes sind frei" in client.get("/konto/2fa/").content.decode()
    assert client.get("/konto/2fa/recovery-codes/").status_code == 200
    assert len(client.get("/konto/2fa/recovery-codes/download/").content.split()) == 10


def test_recovery_codes_alone_are_no_second_factor(client: InspectingClient):
    user = a_user(role="beratung", password=PASSWORD)
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
    )

    assert not queries.has_second_factor(user)


# Password by mail -----------------------------------------------------------------------------------
def test_a_forgotten_password_is_renewed_by_mail(client: InspectingClient):
    user = a_user(role="querschnitt", password=PASSWORD)
    client.get("/konto/password/reset/")
    client.post("/konto/password/reset/", {"email": user.email})
    words = str(OutgoingMail.objects.get().text)
    link = next(word for word in words.split() if "/password/reset/key/" in word)
    path = link.partition("://")[2].partition("/")[2]

    answer = client.get(f"/{path}")
    form = answer.headers["Location"]
    assert client.get(form).status_code == 200
    new = "ganz-neue-Worte-hier"
    client.post(form, {"password1": new, "password2": new})

    user.refresh_from_db()
    assert user.check_password(new)
    assert not signed_in(client)
    assert "gilt nicht mehr" in client.get(f"/{path}", follow=True).content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: InspectingClient):
    known = a_user(role="querschnitt", password=PASSWORD)

    answers = [
        client.post("/konto/password/reset/", {"email": email}, follow=True).content
        for email in (known.email, "fremd@example.org")
    ]

    assert answers[0] == answers[1]
    assert OutgoingMail.objects.get().to == known.email


@pytest.mark.parametrize("email", ["bekannt@example.org", "fremd@example.org"])
def test_no_stopwatch_tells_whether_an_address_is_known(client: InspectingClient, email: str):
    a_user(role="querschnitt", username="bekannt", password=PASSWORD)
    started = time.monotonic()

    client.post("/konto/password/reset/", {"email": email})

    assert time.monotonic() - started >= LONGER_THAN_A_LETTER


def test_the_link_in_the_mail_stays_on_our_address(client: InspectingClient):
    user = a_user(role="querschnitt", password=PASSWORD)

    client.post("/konto/password/reset/", {"email": user.email}, HTTP_HOST="localhost")

    assert "http://127.0.0.1:8000/konto/" in str(OutgoingMail.objects.get().text)


# Nobody signs up ------------------------------------------------------------------------------------
def test_nobody_signs_up(client: InspectingClient):
    values = {"email": "neu@example.org", "username": "neu", "password1": PASSWORD}

    for answer in (client.get("/konto/signup/"), client.post("/konto/signup/", values)):
        assert "nur auf Einladung" in answer.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "path",
    ["email/", "confirm-email/", "confirm-email/x/", "login/code/confirm/", "3rdparty/"],
)
def test_pages_that_the_house_does_not_offer_lead_home(client: InspectingClient, path: str):
    answer = client.get(f"/konto/{path}")

    assert answer.headers["Location"] == "/konto/"


# The administration's login -------------------------------------------------------------------------
class AProvider:
    """As much of allauth's provider as the way through a login stage asks for."""

    app = None
    id = "openid_connect"

    def serialize(self) -> dict[str, str]:
        return {"id": self.id}


def a_service_login(email: str, *, uid: str = "sub-1", verified: bool = True) -> SocialLogin:
    return SocialLogin(
        user=User(email=email, created_at=datetime(2026, 1, 1, tzinfo=UTC)),
        account=SocialAccount(provider="verwaltung", uid=uid, extra_data={}),
        email_addresses=[EmailAddress(email=email, verified=verified, primary=True)],
        provider=AProvider(),
    )


def come_by_service(login: SocialLogin, *, process: str = "login"):
    request = RequestFactory().get("/konto/oidc/verwaltung/login/callback/")
    request.session = SessionStore()
    request.user = AnonymousUser()
    request._messages = SessionStorage(request)
    login.state = {"process": process}
    with context.request_context(request):
        return complete_login(request, login), request


def test_a_vouched_address_opens_the_existing_access_and_binds_it():
    user = a_user(role="querschnitt", password=PASSWORD)

    answer, request = come_by_service(a_service_login(user.email))

    assert answer.headers["Location"] == "/anfang/"
    assert request.user == user
    assert SocialAccount.objects.get().user == user
    assert Event.objects.get().verb == "accounts.signed_in_by_service"
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_the_second_time_the_number_counts_and_not_the_address():
    user = a_user(role="querschnitt")
    come_by_service(a_service_login(user.email))

    _answer, request = come_by_service(a_service_login("umbenannt@example.org"))

    assert request.user == user
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize("case", ["unknown", "not vouched", "reused address"])
def test_the_service_lets_no_stranger_in(case: str):
    user = a_user(role="querschnitt")
    if case == "reused address":
        come_by_service(a_service_login(user.email))
    login = {
        "unknown": a_service_login("fremd@example.org"),
        "not vouched": a_service_login(user.email, verified=False),
        "reused address": a_service_login(user.email, uid="sub-2"),
    }[case]

    answer, request = come_by_service(login)

    assert answer.headers["Location"] == LOGIN
    assert not request.user.is_authenticated
    assert User.objects.count() == 1


def test_the_service_does_not_replace_the_second_factor():
    user = a_user(role="leitung", second_factor=True)

    answer, request = come_by_service(a_service_login(user.email))

    assert answer.headers["Location"] == CODE
    assert not request.user.is_authenticated


def test_the_service_opens_no_closed_access():
    user = a_user(role="beratung", valid_until=date(2025, 1, 1))

    answer, request = come_by_service(a_service_login(user.email))

    assert answer.headers["Location"] == "/konto/inactive/"
    assert not request.user.is_authenticated


def test_nobody_connects_a_service_by_hand():
    answer, _request = come_by_service(a_service_login("a@example.org"), process="connect")

    assert answer.headers["Location"] == "/konto/"
    assert not SocialAccount.objects.exists()


# Sessions ---------------------------------------------------------------------------------------
def test_sessions_are_listed_and_the_others_can_be_ended(client: InspectingClient):
    user = a_user(role="querschnitt", password=PASSWORD)
    other = InspectingClient(HTTP_USER_AGENT="Mozilla/5.0 (Android 9; Mobile) Firefox/99.0")
    send_password(other, user.username)
    send_password(client, user.username)

    page = client.get("/konto/sessions/").content.decode()
    assert "Firefox, Android" in page
    assert "unbekanntes Gerät" in page
    assert "dieses Gerät" in page
    client.post("/konto/sessions/")

    assert UserSession.objects.filter(user=user).count() == 1
    assert other.get("/konto/").headers["Location"].startswith(LOGIN)
    assert client.get("/konto/").status_code == 200


def test_changing_the_password_ends_the_other_sessions(client: InspectingClient):
    user = a_user(role="querschnitt", password=PASSWORD)
    other = InspectingClient()
    send_password(other, user.username)
    send_password(client, user.username)
    new = "ganz-neue-Worte-hier"

    client.get("/konto/password/change/")
    client.post(
        "/konto/password/change/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )

    user.refresh_from_db()
    assert user.check_password(new)
    assert other.get("/konto/").headers["Location"].startswith(LOGIN)
    assert "Passwort wurde geändert" in str(OutgoingMail.objects.latest("pk").text)


def test_signing_out_ends_the_session(client: InspectingClient):
    user = a_user(role="querschnitt", password=PASSWORD)
    send_password(client, user.username)

    client.get("/konto/logout/")
    assert signed_in(client)
    client.post("/konto/logout/")

    assert not signed_in(client)


# Invitation ---------------------------------------------------------------------------------------
def an_invitation() -> tuple[User, str]:
    link = actions.create_admin(
        username="neu", email="neu@example.org", name="Neue Leitung", at=timezone.now()
    )
    return User.objects.get(), link.removeprefix("http://127.0.0.1:8000")


def test_whoever_follows_the_link_chooses_a_password_and_then_a_second_factor(
    client: InspectingClient,
):
    user, path = an_invitation()

    page = client.get(path, follow=True)
    assert page.request["PATH_INFO"] == "/konto/einladung/"
    assert "Neue Leitung" not in page.content.decode()
    answer = client.post("/konto/einladung/", {"password1": PASSWORD, "password2": PASSWORD})

    assert signed_in(client)
    assert answer.headers["Location"] == "/anfang/"
    assert client.get("/anfang/").headers["Location"] == "/konto/zweiter-faktor/"
    assert client.get("/konto/2fa/totp/activate/").status_code == 200  # no second password
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_different_or_weak_passwords_get_a_sentence(client: InspectingClient):
    _user, path = an_invitation()
    client.get(path)

    answer = client.post("/konto/einladung/", {"password1": PASSWORD, "password2": "anders"})
    assert "verschieden" in answer.content.decode()
    answer = client.post("/konto/einladung/", {"password1": "kurz", "password2": "kurz"})
    assert answer.status_code == 200
    assert not signed_in(client)


def test_a_double_click_is_harmless(client: InspectingClient):
    user, path = an_invitation()
    other = InspectingClient()
    client.get(path)
    other.get(path)
    form = {"password1": PASSWORD, "password2": PASSWORD}
    client.post("/konto/einladung/", form)

    answer = other.post("/konto/einladung/", form | {"password1": "x" * 20, "password2": "x" * 20})

    assert answer.status_code == 410
    assert "schon benutzt" in answer.content.decode()
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("case", ["wrong", "expired", "none"])
def test_a_link_that_does_not_work_says_why(client: InspectingClient, case: str):
    user, path = an_invitation()
    if case == "expired":
        user.invitations.update(expires_at=timezone.now())
    address = {"wrong": "/konto/einladung/erfunden/", "none": "/konto/einladung/"}.get(case, path)

    answer = client.get(address, follow=True)

    assert answer.status_code == 410
    wanted = "abgelaufen" if case == "expired" else "stimmt nicht"
    assert wanted in answer.content.decode()
