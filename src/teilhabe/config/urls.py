"""All addresses: public ones under their language, staff ones without."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from teilhabe.config import pages
from teilhabe.kit.contributions import modules

staff_patterns = [
    path("", pages.front_door, name="front_door"),
    path("anfang/", pages.after_login, name="after_login"),
    path("gesund/", pages.health, name="health"),
    path("", include("teilhabe.public.urls")),
    path("heute/", include("teilhabe.workspace.urls")),
    path("portal/", include("teilhabe.portal.urls")),
    path("buero/", include("teilhabe.office.urls")),
    path("verzeichnis/", include("teilhabe.directory.urls")),
    path("regeln/", include("teilhabe.parameters.urls")),
    path("protokoll/", include("teilhabe.audit.urls")),
    path("datenschutz/", include("teilhabe.privacy.urls")),
    path("post/", include("teilhabe.notices.urls")),
    path("konto/", include("teilhabe.accounts.urls")),
    path("konto/", include("allauth.urls")),
    path("kit/", include("teilhabe.kit.urls")),
]
public_patterns = [
    pattern for module in modules("urls") for pattern in getattr(module, "public_urlpatterns", [])
]
urlpatterns = [*staff_patterns, *i18n_patterns(*public_patterns, prefix_default_language=True)]

handler403 = "teilhabe.public.views.no_right"
handler404 = "teilhabe.public.views.not_found"
handler500 = "teilhabe.public.views.our_fault"
