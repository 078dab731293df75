"""Django's name tag of the toolbox; finds every room's jobs."""

from django.apps import AppConfig

from teilhabe.kit import contributions


class KitConfig(AppConfig):
    name = "teilhabe.kit"
    label = "kit"

    def ready(self) -> None:
        contributions.modules("jobs")
