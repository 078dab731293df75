"""Django's name tag of this hall."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "teilhabe.portal"
    label = "portal"
