"""Addresses of the office: staff pages below /buero/, public pages below /<language>/."""

from django.urls import path

from teilhabe.office import public
from teilhabe.office.views import (
    centre,
    contacts,
    deadlines,
    requests,
    responsibilities,
    team,
)

app_name = "office"
urlpatterns = [
    path("", centre.overview, name="overview"),
    path("profil/", centre.profile, name="profile"),
    path("schwerpunkte/", centre.themes, name="themes"),
    path("schwerpunkte/neu/", centre.theme_new, name="theme_new"),
    path("schwerpunkte/<int:pk>/aendern/", centre.theme_edit, name="theme_edit"),
    path("schwerpunkte/<int:pk>/beenden/", centre.theme_end, name="theme_end"),
    path("team/", team.staff, name="staff"),
    path("team/neu/", team.staff_new, name="staff_new"),
    path("team/<int:pk>/", team.staff_member, name="staff_member"),
    path("team/<int:pk>/aendern/", team.staff_edit, name="staff_edit"),
    path("stellen/", team.posts, name="posts"),
    path("stellen/neu/", team.post_new, name="post_new"),
    path("stellen/<int:pk>/", team.post, name="post"),
    path("stellen/<int:pk>/aendern/", team.post_edit, name="post_edit"),
    path("stellen/<int:pk>/beenden/", team.post_end, name="post_end"),
    path("stellen/<int:pk>/verlaengern/", team.post_prolong, name="post_prolong"),
    path("abwesenheiten/", team.absences, name="absences"),
    path("abwesenheiten/neu/", team.absence_new, name="absence_new"),
    path("abwesenheiten/<int:pk>/zurueck/", team.absence_withdraw, name="absence_withdraw"),
    path("zustaendig/", responsibilities.responsibilities, name="responsibilities"),
    path("zustaendig/neu/", responsibilities.responsibility_new, name="responsibility_new"),
    path(
        "zustaendig/<int:pk>/aendern/",
        responsibilities.responsibility_edit,
        name="responsibility_edit",
    ),
    path(
        "zustaendig/<int:pk>/beenden/",
        responsibilities.responsibility_end,
        name="responsibility_end",
    ),
    path("themen/", responsibilities.topics, name="topics"),
    path("themen/neu/", responsibilities.topic_new, name="topic_new"),
    path("themen/<int:pk>/aendern/", responsibilities.topic_edit, name="topic_edit"),
    path("kontakte/", contacts.contacts, name="contacts"),
    path("kontakte/neu/", contacts.contact_new, name="contact_new"),
    path("kontakte/<int:pk>/", contacts.contact, name="contact"),
    path("kontakte/<int:pk>/aendern/", contacts.contact_edit, name="contact_edit"),
    path("kontakte/<int:pk>/bestaetigen/", contacts.contact_confirm, name="contact_confirm"),
    path("kontakte/<int:pk>/beenden/", contacts.contact_end, name="contact_end"),
    path("kontakte/<int:pk>/vcard/", contacts.contact_vcard, name="contact_vcard"),
    path("fristen/", deadlines.deadlines, name="deadlines"),
    path("fristen/neu/", deadlines.deadline_new, name="deadline_new"),
    path("fristen/kalender/", deadlines.calendar_address, name="calendar_address"),
    path("fristen/kalender/aus/", deadlines.calendar_withdraw, name="calendar_withdraw"),
    path("fristen/<int:pk>/", deadlines.deadline, name="deadline"),
    path("fristen/<int:pk>/aendern/", deadlines.deadline_edit, name="deadline_edit"),
    path("fristen/<int:pk>/beenden/", deadlines.deadline_end, name="deadline_end"),
    path(
        "fristen/<int:pk>/<str:occurs_on>/erledigt/", deadlines.deadline_done, name="deadline_done"
    ),
    path(
        "fristen/<int:pk>/<str:occurs_on>/offen/", deadlines.deadline_reopen, name="deadline_reopen"
    ),
    path("kalender/<str:token>.ics", deadlines.calendar, name="calendar"),
    path("anfragen/", requests.requests, name="requests"),
    path("anfragen/<uuid:uid>/", requests.contact_request, name="request"),
    path("anfragen/<uuid:uid>/uebernehmen/", requests.request_take, name="request_take"),
    path("anfragen/<uuid:uid>/weitergeben/", requests.request_assign, name="request_assign"),
    path("anfragen/<uuid:uid>/erledigen/", requests.request_finish, name="request_finish"),
    path("anfragen/<uuid:uid>/oeffnen/", requests.request_reopen, name="request_reopen"),
]

public_urlpatterns = [
    path("", public.home, name="public_home"),
    path("ueber-uns/", public.about, name="public_about"),
    path("integration-durch-bildung/", public.education, name="public_education"),
    path("integration-als-querschnittsaufgabe/", public.crosscutting, name="public_crosscutting"),
    path("team-und-kontakt/", public.contact_list, name="public_contacts"),
    path("team-und-kontakt/<uuid:uid>/", public.contact, name="public_contact"),
    path("team-und-kontakt/<uuid:uid>.vcf", public.vcard, name="public_vcard"),
    path("kontakt/", public.write, name="public_message"),
    path("kontakt/danke/<uuid:uid>/", public.thanks, name="public_thanks"),
    path("barrierefreiheit/", public.accessibility, name="public_accessibility"),
    path("datenschutz/", public.privacy, name="public_privacy"),
    path("impressum/", public.imprint, name="public_imprint"),
    path("einfache-sprache/", public.plain_language, name="public_plain_language"),
]
