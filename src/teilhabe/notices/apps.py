"""Registers the room with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "teilhabe.notices"
    label = "notices"
    verbose_name = _("Post und Benachrichtigungen")
