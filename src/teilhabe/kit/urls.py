"""Addresses of the toolbox's own pages, below /kit/."""

from django.urls import path

from teilhabe.kit import views

app_name = "kit"
urlpatterns = [
    path("", views.components, name="components"),
    path("ansichten/", views.view_save, name="view_save"),
    path("ansichten/<int:pk>/", views.view_edit, name="view_edit"),
    path("ansichten/<int:pk>/entfernen/", views.view_remove, name="view_remove"),
]
