"""Addresses of the legal values, below `/regeln/`."""

from django.urls import path

from teilhabe.parameters import views

app_name = "parameters"
urlpatterns = [
    path("", views.parameter_list, name="list"),
    path("<int:pk>/zuruecknehmen/", views.value_withdraw, name="withdraw"),
    path("<str:key>/", views.parameter_detail, name="detail"),
    path("<str:key>/neuer-wert/", views.value_new, name="new"),
]
