"""Django's name tag of this hall."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    name = "teilhabe.workspace"
    label = "workspace"
