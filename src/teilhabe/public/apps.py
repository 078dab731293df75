"""Django's name tag of this hall."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "teilhabe.public"
    label = "public"
