"""Addresses below /post/."""

from django.urls import path

from teilhabe.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.mail_list, name="mail"),
    path("benachrichtigungen/", views.notice_list, name="list"),
    path("benachrichtigungen/<int:notice_id>/", views.notice_open, name="open"),
]
