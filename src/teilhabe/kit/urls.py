"""Addresses of the toolbox's own pages, below /kit/."""

from django.urls import path

from teilhabe.kit import living, views

app_name = "kit"
urlpatterns = [
    path("", living.components, name="components"),
    path("liste/", living.sample_list, name="sample_list"),
    path("formular/", living.sample_form, name="sample_form"),
    path("formular/kollegin/", living.sample_colleague, name="sample_colleague"),
    path("eingaben/", living.sample_inputs, name="sample_inputs"),
    path("frage/", living.sample_question, name="sample_question"),
    path("karte.json", living.sample_map, name="sample_map"),
    path("langes/", living.sample_work, name="sample_work"),
    path("ansichten/", views.view_save, name="view_save"),
    path("ansichten/<int:pk>/", views.view_edit, name="view_edit"),
    path("ansichten/<int:pk>/entfernen/", views.view_remove, name="view_remove"),
    path("entwurf/", views.draft_save, name="draft_save"),
    path("entwurf/verwerfen/", views.draft_discard, name="draft_discard"),
    path("arbeit/<uuid:uid>/", views.work, name="work"),
    path("arbeit/<uuid:uid>/stand.json", views.work_state, name="work_state"),
]
