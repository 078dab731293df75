"""What every page may show: the centre, the menu, the languages, the unread notices."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from teilhabe.config import languages
from teilhabe.kit import contributions
from teilhabe.notices import queries as notices
from teilhabe.office import queries as office


def house(request: HttpRequest) -> dict[str, object]:
    """Lazy: a page that shows none of it asks the database nothing."""
    user = getattr(request, "user", None)
    return {
        "centre": SimpleLazyObject(office.centre_on_pages),
        "menu": SimpleLazyObject(lambda: contributions.menu(request)),
        "portal_menu": SimpleLazyObject(lambda: contributions.menu(request, "portal")),
        "languages": SimpleLazyObject(lambda: languages.switch(request)),
        "unread_count": SimpleLazyObject(
            lambda: notices.unread_count(user=user) if user and user.is_authenticated else 0
        ),
        "theme": SimpleLazyObject(lambda: getattr(user, "theme", "")),
        "base_url": settings.BASE_URL,
        "today": SimpleLazyObject(timezone.localdate),
    }
