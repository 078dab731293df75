"""A message to the office: whoever writes needs no account, and it becomes somebody's task."""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core import signing
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from teilhabe.directory.models import Municipality
from teilhabe.kit.forms import Form
from teilhabe.kit.inputs import PhoneField
from teilhabe.kit.types import DomainError, Text
from teilhabe.kit.web import receives
from teilhabe.office import actions, queries
from teilhabe.office.forms import TopicChoice
from teilhabe.office.models import Topic
from teilhabe.office.public.contacts import fill
from teilhabe.office.public.pages import trail_to

SALT = "office.message"
LONGEST = timedelta(hours=12)  # so long a form may lie open
SHORTEST = timedelta(seconds=3)  # nobody reads, writes and sends faster
MOST_PER_HOUR = 20  # one address may be a whole house
HOUR = 3600
TOO_MANY = 429
BEGINNINGS: dict[str, Text] = {
    "barriere": gettext_lazy("Auf dieser Seite ist mir eine Barriere aufgefallen: "),
    "datenschutz": gettext_lazy("Es geht um meine Daten: "),
}


class ContactRequestForm(Form):
    """What somebody tells the office. The message and one way to answer are needed."""

    message = forms.CharField(
        label=gettext_lazy("Ihre Nachricht"),
        help_text=gettext_lazy(
            "Bitte schreiben Sie kurz, worum es geht, in Ihrer Sprache. "
            "Lassen Sie Angaben zu Gesundheit oder Aufenthalt weg: Das klären wir im Gespräch."
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    topic = TopicChoice(
        Topic.objects.none(),
        label=gettext_lazy("Thema"),
        empty_label=gettext_lazy("Ich weiß es nicht"),
        help_text=gettext_lazy("Dann kommt die Nachricht gleich bei der richtigen Person an."),
        required=False,
        to_field_name="key",
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=gettext_lazy("Stadt oder Gemeinde"),
        empty_label=gettext_lazy("Keine Angabe"),
        help_text=gettext_lazy("Wo Sie wohnen oder arbeiten."),
        required=False,
        to_field_name="slug",
    )
    name = forms.CharField(label=gettext_lazy("Ihr Name"), required=False, max_length=120)
    mail = forms.EmailField(
        label=gettext_lazy("Ihre E-Mail"),
        help_text=gettext_lazy("E-Mail oder Telefon: Eines davon brauchen wir für die Antwort."),
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr"}),
    )
    phone = PhoneField(label=gettext_lazy("Ihr Telefon"), required=False)
    website = forms.CharField(
        label=gettext_lazy("Bitte lassen Sie dieses Feld leer"), required=False
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    autocomplete = {"name": "name", "mail": "email", "phone": "tel", "website": "off"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, topic="topic", municipality="municipality")
        self.fields["website"].widget.attrs["tabindex"] = "-1"

    def clean_website(self) -> str:
        """A trap for machines, which fill in every field; a person can see it and empty it."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("Dieses Feld muss leer bleiben. Bitte löschen Sie den Inhalt.")
            )
        return ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        unknown = not given.get("mail") and not given.get("phone")
        if unknown and not {"mail", "phone"} & set(self.errors):
            self.add_error(
                "mail",
                _("Bitte nennen Sie E-Mail oder Telefon, damit wir antworten können."),
            )
        return given


def new_ticket() -> str:
    """A sealed number with its time of issue: one ticket is one message, however often it is sent."""
    return signing.TimestampSigner(salt=SALT).sign(secrets.token_urlsafe(16))


def read_ticket(ticket: str) -> str:
    """The number on a genuine ticket that is neither too new nor too old; else the reason as text."""
    signer = signing.TimestampSigner(salt=SALT)
    number = signer.unsign(ticket, max_age=LONGEST)
    try:
        signer.unsign(ticket, max_age=SHORTEST)
    except signing.SignatureExpired:
        return number
    raise TooFast


class TooFast(DomainError):
    """Sent sooner than a person can write."""


@csrf_exempt  # it acts for nobody who is signed in; a cookie would only make forms expire
@receives
def write(request: HttpRequest) -> HttpResponse:
    """One message. The number of the ticket makes a second click the same message."""
    if request.method != "POST":
        form = ContactRequestForm(initial=_initial(request))
        return _page(request, form)
    form = ContactRequestForm(request.POST)
    if form.is_valid():
        try:
            number = read_ticket(form.cleaned_data["ticket"])
            _refuse_a_flood(request)
            row = actions.receive_request(
                message=_message(form.cleaned_data), once_key=number, at=timezone.now()
            )
        except signing.BadSignature:
            form = _with_new_ticket(request)
            form.add_error(
                None,
                _(
                    "Das Formular war zu lange offen. Ihr Text ist noch da: "
                    "Bitte schicken Sie ihn noch einmal ab."
                ),
            )
            return _page(request, form)
        except TooFast:
            form.add_error(
                None, _("Das ging sehr schnell. Bitte schicken Sie die Nachricht noch einmal ab.")
            )
        except TooManyMessages as refusal:
            form.add_error(None, str(refusal))
            return _page(request, form, status=TOO_MANY)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("public_thanks", uid=row.uid)
    return _page(request, form)


def _page(request: HttpRequest, form: ContactRequestForm, status: int = 200) -> HttpResponse:
    context = {"trail": trail_to((_("Nachricht schreiben"), None)), "form": form}
    return render(request, "office/public/message.html", context, status=status)


def _initial(request: HttpRequest) -> dict[str, object]:
    """Topic and municipality may come with the address; unknown ones are left out by the form."""
    return {
        "ticket": new_ticket(),
        "topic": request.GET.get("thema", ""),
        "municipality": request.GET.get("ort", ""),
        "message": BEGINNINGS.get(request.GET.get("anlass", ""), ""),
    }


def _with_new_ticket(request: HttpRequest) -> ContactRequestForm:
    """What was typed, on a form that may be sent once more."""
    typed = request.POST.copy()
    typed["ticket"] = new_ticket()
    form = ContactRequestForm(typed)
    form.full_clean()
    return form


def _message(given: dict[str, Any]) -> actions.Message:
    return actions.Message(
        text=given["message"],
        language=get_language() or settings.LANGUAGE_CODE,
        name=given["name"],
        mail=given["mail"],
        phone=str(given["phone"] or ""),
        topic=given["topic"],
        municipality=given["municipality"],
    )


class TooManyMessages(DomainError):
    """The same address has sent very many messages within an hour."""


def _refuse_a_flood(request: HttpRequest) -> None:
    """Counts by a hash of the address that nobody can turn back, for an hour, in the cache only."""
    key = f"message:{salted_hmac(SALT, _address(request)).hexdigest()}"
    cache = caches["default"]
    count = int(cache.get(key, 0)) + 1
    if count > MOST_PER_HOUR:
        raise TooManyMessages(
            _("Von Ihrem Anschluss kamen sehr viele Nachrichten. Bitte rufen Sie uns an.")
        )
    cache.set(key, count, timeout=HOUR)


def _address(request: HttpRequest) -> str:
    """Behind our own proxy the visitor's address is the last one that it has added."""
    passed_on = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if settings.SECURE_PROXY_SSL_HEADER and passed_on:
        return passed_on.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


@receives
def thanks(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What happens next. Whoever knows the number sees the day of the answer and nothing else."""
    context = {
        "trail": trail_to((_("Nachricht angekommen"), None)),
        "receipt": queries.receipt(uid),
    }
    return render(request, "office/public/thanks.html", context)
