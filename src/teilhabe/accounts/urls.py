"""Addresses of this room, below `/konto/` and before those of allauth."""

from django.urls import path

from teilhabe.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("darstellung/", views.theme, name="theme"),
    path("zweiter-faktor/", views.second_factor, name="second_factor"),
    path("einladung/", views.accept, name="accept"),
    path("einladung/<str:token>/", views.invitation, name="invitation"),
    path("personen/", views.people, name="people"),
    path("personen/einladen/", views.invite, name="invite"),
    path("personen/<int:pk>/", views.person, name="person"),
    path("personen/<int:pk>/angaben/", views.edit, name="edit"),
    path("personen/<int:pk>/rolle/", views.assign, name="assign"),
    path("personen/<int:pk>/rolle/<int:assignment_pk>/ende/", views.end_role, name="end_role"),
    path("personen/<int:pk>/sperren/", views.block, name="block"),
    path("personen/<int:pk>/entsperren/", views.unblock, name="unblock"),
    path("personen/<int:pk>/einladung/", views.resend, name="resend"),
    path("personen/<int:pk>/zweiter-faktor/", views.reset_second_factor, name="reset_factor"),
    path("personen/<int:pk>/abmelden/", views.end_sessions, name="end_sessions"),
    # Not offered: mail addresses are cared for by the head, services connect by themselves.
    path("email/", views.not_here, name="no_email"),
    path("confirm-email/", views.not_here, name="no_confirmation"),
    path("confirm-email/<str:key>/", views.not_here, name="no_confirmation_key"),
    path("login/code/confirm/", views.not_here, name="no_code"),
    path("3rdparty/", views.not_here, name="no_connections"),
    path("3rdparty/signup/", views.not_here, name="no_service_signup"),
]
