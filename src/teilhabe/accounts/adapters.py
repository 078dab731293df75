"""Fits allauth to the house: no sign-up, our mail, encrypted secrets, logins only for known people."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings

from teilhabe.kit import vault

STORED_IN = "mfa_authenticator.data"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up; people are invited."""

    def is_open_for_signup(self, request: Any) -> bool:
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """The administration's login opens existing accounts only."""

    def is_open_for_signup(self, request: Any, sociallogin: Any) -> bool:
        return False


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of the second factor lie encrypted in the database."""

    def encrypt(self, text: str) -> str:
        return vault.ring(settings.KEYS_DIR).seal(text, place=STORED_IN)

    def decrypt(self, encrypted_text: str) -> str:
        return vault.ring(settings.KEYS_DIR).open(encrypted_text, place=STORED_IN)
