"""The addresses anyone may open, below their language; German words in every language."""

from django.urls import path

from teilhabe.office import public

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
    path("einfache-sprache/", public.plain_language, name="public_plain_language"),
    path("barrierefreiheit/", public.accessibility, name="public_accessibility"),
    path("datenschutz/", public.privacy, name="public_privacy"),
    path("impressum/", public.imprint, name="public_imprint"),
]
