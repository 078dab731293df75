"""Addresses below /datenschutz/."""

from django.urls import path

from teilhabe.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("loeschen/", views.delete_now, name="delete_now"),
    path("nachweise/", views.run_list, name="runs"),
    path("nachweise/<int:run_id>/", views.run, name="run"),
    path("verzeichnis/", views.register, name="register"),
    path("zugriffe/", views.look_list, name="looks"),
]
