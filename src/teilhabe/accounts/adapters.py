"""Fits allauth to the house: no sign-up, our mail, encrypted secrets, logins only for known people.

An edge of the house: here the time is read and handed to actions.
"""

from typing import Any, ClassVar
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.accounts import actions, queries
from teilhabe.accounts.choices import SECURITY_CHANGES
from teilhabe.accounts.models import User
from teilhabe.kit import vault
from teilhabe.kit.types import Text

STORED_IN = "mfa_authenticator.data"
WRONG_LOGIN = gettext_lazy(
    "Anmeldename oder Passwort stimmen nicht. Bitte versuchen Sie es noch einmal."
)
TOO_FAST = gettext_lazy("Das waren zu viele Versuche. Bitte warten Sie fünf Minuten.")
WRONG_CODE = gettext_lazy(
    "Dieser Code gilt nicht (mehr). Bitte nehmen Sie den, der gerade in der App steht."
)
NOT_KNOWN = gettext_lazy(
    "Ihre Anmeldung bei der Verwaltung hat geklappt, aber hier gibt es noch keinen Zugang mit "
    "Ihrer Mailadresse. Bitte lassen Sie sich einladen."
)


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; people are invited. Mail goes through `notices`."""

    error_messages: ClassVar[dict[str, Text]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("Dieser Zugang ist geschlossen."),
        "email_password_mismatch": WRONG_LOGIN,
        "username_password_mismatch": WRONG_LOGIN,
        "invalid_login": WRONG_LOGIN,
        "enter_current_password": gettext_lazy("Das ist nicht Ihr jetziges Passwort."),
        "incorrect_password": gettext_lazy("Das Passwort stimmt nicht."),
        "incorrect_code": WRONG_CODE,
        "invalid_or_expired_key": gettext_lazy("Dieser Link gilt nicht mehr."),
        "invalid_password_reset": gettext_lazy("Dieser Link gilt nicht mehr."),
        "too_many_login_attempts": TOO_FAST,
        "rate_limited": TOO_FAST,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Whatever the way in (password, passkey, administration): only with a current role."""
        if not queries.may_sign_in(user, on=timezone.localdate()):
            return self.respond_user_inactive(request, user)  # type: ignore[no-any-return]  # allauth has no types
        return super().pre_login(request, user, **kwargs)  # type: ignore[no-any-return]  # allauth has no types

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:profile")

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On our own address, whatever host the request has named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL + path.replace("UID-KEY", quote(key))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        actions.send_password_link(user=user, link=context["password_reset_url"], at=timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Allauth writes no mail of its own here; strangers' addresses get none at all."""

    def send_notification_mail(
        self, template_prefix: str, user: User, *args: object, **kwargs: object
    ) -> None:
        change = SECURITY_CHANGES.get(template_prefix.rpartition("/")[2])
        if change is not None:
            actions.note_security_change(user=user, change=change, at=timezone.now())


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The administration's login opens existing accounts only.

    At the first time the person is found by a mail address that the service vouches for; from
    then on by the service's own number, so that a reused address opens nothing.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: Any) -> Any:
        """Keep nothing of what the service tells about a person."""
        sociallogin.account.extra_data = {}
        return super().populate_user(request, sociallogin, data)

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Not allauth's way, which trusts an address each time: see `pre_social_login`."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process") == "connect":
            raise ImmediateHttpResponse(redirect("accounts:profile"))
        if sociallogin.is_existing:
            return
        person = queries.person_for_service(
            provider=sociallogin.account.provider,
            emails=[address.email for address in sociallogin.email_addresses if address.verified],
        )
        if person is None:
            messages.error(request, str(NOT_KNOWN))
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.account = actions.connect_service(
            user=person,
            provider=sociallogin.account.provider,
            uid=sociallogin.account.uid,
            at=timezone.now(),
        )
        sociallogin.user = person

    def send_notification_mail(self, *args: object, **kwargs: object) -> None:
        """The first use of the service is on record; no mail about it."""


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of the second factor lie encrypted in the database."""

    error_messages: ClassVar[dict[str, Text]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": gettext_lazy(
            "Der zweite Faktor lässt sich nicht abschalten."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Notfallcodes gibt es erst, wenn ein zweiter Faktor eingerichtet ist."
        ),
    }

    def encrypt(self, text: str) -> str:
        return vault.ring(settings.KEYS_DIR).seal(text, place=STORED_IN)

    def decrypt(self, encrypted_text: str) -> str:
        return vault.ring(settings.KEYS_DIR).open(encrypted_text, place=STORED_IN)

    def get_totp_label(self, user: User) -> str:
        return user.username

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002  # allauth's name
        return _("Schlüssel %(number)d") % {"number": queries.key_count(user) + 1}
