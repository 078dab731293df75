"""Django's name tag of the toolbox; finds every room's jobs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from teilhabe.kit import contributions


class KitConfig(AppConfig):
    name = "teilhabe.kit"
    label = "kit"
    verbose_name = _("Grundausstattung")

    def ready(self) -> None:
        contributions.modules("jobs")
