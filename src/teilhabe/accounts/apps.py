"""Django's name tag of this room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "teilhabe.accounts"
    label = "accounts"
