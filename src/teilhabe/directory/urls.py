"""Addresses of the directory, below /verzeichnis/."""

from django.urls import path

from teilhabe.directory import views

app_name = "directory"
urlpatterns = [
    path("", views.institutions, name="institutions"),
    path("neu/", views.institution_new, name="institution_new"),
    path("<int:pk>/", views.institution, name="institution"),
    path("<int:pk>/aendern/", views.institution_edit, name="institution_edit"),
    path("<int:pk>/bestaetigen/", views.institution_confirm, name="institution_confirm"),
    path("<int:pk>/beenden/", views.institution_end, name="institution_end"),
    path("kommunen/", views.municipalities, name="municipalities"),
    path("kommunen/karte/", views.municipalities_map, name="municipalities_map"),
    path("kommunen/<slug:slug>/", views.municipality, name="municipality"),
]
