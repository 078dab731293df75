"""Addresses of the staff's hall."""

from django.urls import path

from teilhabe.workspace import views

app_name = "workspace"
urlpatterns = [
    path("", views.today, name="today"),
    path("suche/", views.search, name="search"),
]
