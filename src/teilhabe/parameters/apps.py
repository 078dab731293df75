"""Django's name tag of this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParametersConfig(AppConfig):
    name = "teilhabe.parameters"
    label = "parameters"
    verbose_name = _("Regeln und Werte")
