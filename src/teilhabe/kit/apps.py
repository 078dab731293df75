"""Django's name tag of the toolbox; finds every room's jobs."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "teilhabe.kit"
    label = "kit"

    def ready(self) -> None:
        from teilhabe.kit import contributions  # apps must be loaded before rooms' modules

        contributions.modules("jobs")
