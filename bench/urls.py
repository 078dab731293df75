"""Our addresses and, beside them, the bare views."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import path
from django.views.decorators.cache import cache_page

from bench import bare
from teilhabe.config.urls import handler403, handler404, handler500, urlpatterns
from teilhabe.office import public

urlpatterns = [
    *urlpatterns,
    path("bare/list/", bare.table),
    path("bare/hello/", bare.hello),
]
kept_by_django = cache_page(600, cache="pages")(public.home)
urlpatterns += i18n_patterns(path("bare-cached/", kept_by_django, name="public_bare_cached"))

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
