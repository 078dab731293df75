"""Django's name tag of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "teilhabe.office"
    label = "office"
    verbose_name = _("Büro")
