"""No input breaks a form, nothing typed is lost, and each refusal is a sentence at its field."""

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client, RequestFactory

from teilhabe.accounts import forms as account_forms
from teilhabe.accounts import roles
from teilhabe.accounts.models import User
from teilhabe.kit.forms import Form, HouseRules, ModelForm
from teilhabe.kit.inputs import TranslatedFormField
from teilhabe.office import forms as office_forms
from teilhabe.parameters import forms as parameter_forms
from teilhabe.parameters.choices import Kind
from tests.house.addresses import Address, addresses
from tests.inspection import inspect
from tests.makers import a_user
from tests.office import makers

pytestmark = pytest.mark.django_db

ADDRESSES = addresses()  # the views are loaded with them, and with the views every form
BASES = {Form, ModelForm, office_forms.OfficeForm, account_forms.OurWords}
LONG = "überlang " * 2_500
WRONG = "3x <b>[]\"'%s"
CONTROL = "Ley\x07la\x00"
EVEN_WRONG_IS_TEXT = (forms.CharField, TranslatedFormField)
NOT_GERMAN = re.compile(
    r"\b(the|this|is|are|not|please|ensure|enter|valid|required|must)\b", re.IGNORECASE
)
# A passkey answers a question of the server's; the browser fills this field, never a hand.
BY_BROWSER = {"credential"}

Make = Callable[[dict[str, str] | None, User], forms.BaseForm]
OWN_WAYS: dict[type, Make] = {
    account_forms.ChoosePassword: lambda d, u: account_forms.ChoosePassword(d, user=u),
    account_forms.Login: lambda d, u: account_forms.Login(d, request=context.request),
    account_forms.ChangePassword: lambda d, u: account_forms.ChangePassword(u, d),
    account_forms.SetPassword: lambda d, u: account_forms.SetPassword(u, d),
    account_forms.ResetPasswordKey: lambda d, u: account_forms.ResetPasswordKey(d, user=u),
    account_forms.Reauthenticate: lambda d, u: account_forms.Reauthenticate(d, user=u),
    account_forms.Authenticate: lambda d, u: account_forms.Authenticate(d, user=u),
    account_forms.ReauthenticateByCode: lambda d, u: account_forms.ReauthenticateByCode(d, user=u),
    account_forms.ActivateTotp: lambda d, u: account_forms.ActivateTotp(d, user=u),
    account_forms.AddKey: lambda d, u: account_forms.AddKey(d, user=u),
    account_forms.EditKey: lambda d, u: account_forms.EditKey(
        d,
        instance=Authenticator(
            user=u, type=Authenticator.Type.WEBAUTHN, data={"name": "Diensthandy"}
        ),
    ),
    office_forms.AbsenceForm: lambda d, u: office_forms.AbsenceForm(d, user=u),
    office_forms.Assign: lambda d, u: office_forms.Assign(
        d, request=makers.a_request(makers.a_member())
    ),
    parameter_forms.NewValue: lambda d, u: parameter_forms.NewValue(d, kind=Kind.INTEGER),
}


def form_classes(base: type = HouseRules) -> Iterator[type[forms.BaseForm]]:
    """Every form that a view of the house uses."""
    for cls in base.__subclasses__():
        if cls.__module__.startswith("teilhabe.") and "<locals>" not in cls.__qualname__:
            if cls not in BASES:
                yield cls
            yield from form_classes(cls)


FORMS = sorted(set(form_classes()), key=lambda cls: f"{cls.__module__}.{cls.__name__}")


@pytest.fixture
def somebody() -> User:
    return a_user("leitung", second_factor=True)


@pytest.fixture(autouse=True)
def _in_a_request(rf: RequestFactory, somebody: User) -> Iterator[HttpRequest]:
    """Forms of the login library ask for the running request."""
    request = rf.post("/konto/login/")
    request.session, request.user = SessionStore(), AnonymousUser()
    with context.request_context(request):
        yield request


def made(cls: type[forms.BaseForm], data: dict[str, str] | None, user: User) -> forms.BaseForm:
    return OWN_WAYS[cls](data, user) if cls in OWN_WAYS else cls(data)


def names(form: forms.BaseForm, name: str) -> list[str]:
    """What the inputs of one field are called in the page."""
    widget = form.fields[name].widget
    if isinstance(widget, forms.MultiWidget):
        return [f"{name}{suffix}" for suffix in widget.widgets_names]
    return [name]


def filled(form: forms.BaseForm, text: str) -> dict[str, str]:
    return {each: text for name in form.fields for each in names(form, name)}


def is_typed(form: forms.BaseForm, name: str) -> bool:
    """A person writes here and expects to find it again: no choice, no password, nothing hidden."""
    widget = form.fields[name].widget
    parts = widget.widgets if isinstance(widget, forms.MultiWidget) else [widget]
    typing = (forms.Textarea, forms.TextInput, forms.DateInput, forms.TimeInput)
    return all(
        isinstance(part, typing)
        and not isinstance(part, forms.PasswordInput)
        and not part.is_hidden
        for part in parts
    )


def sentences(form: forms.BaseForm) -> list[tuple[str, str]]:
    return [(name, str(text)) for name, texts in form.errors.items() for text in texts]


def assert_said_well(form: forms.BaseForm, html: str) -> None:
    """Each refusal is a German sentence, in the page, at the field that it is about."""
    shown = unescape(html)
    for name, text in sentences(form):
        assert text in shown, f"{name}: {text}"
        assert text[0].isupper() or text[0] in "„'", text
        assert text.rstrip()[-1] in ".?!“", text
        assert not NOT_GERMAN.search(text), text
        if name in form.fields and not form[name].is_hidden:
            assert f'id="{form[name].auto_id}_error"' in html, f"{name}: no error at the field"
    assert inspect(f'<!doctype html><html lang="de" dir="ltr"><h1>x</h1>{html}</html>') == []


@pytest.mark.parametrize("cls", FORMS, ids=lambda cls: f"{cls.__module__}.{cls.__name__}")
@pytest.mark.parametrize(
    "text", ["", LONG, WRONG, CONTROL], ids=["empty", "long", "wrong", "control"]
)
def test_no_form_breaks_or_forgets(cls: type[forms.BaseForm], text: str, somebody: User):
    blank = made(cls, None, somebody)
    form = made(cls, filled(blank, text), somebody)

    form.is_valid()
    html = str(form)

    assert_said_well(form, html)
    for name, field in form.fields.items():
        refused = name in form.errors
        if text == "":
            empty = field.required and not field.disabled
            assert refused or not empty, f"{name}: empty was taken"
        elif is_typed(form, name):
            assert text.strip() in unescape(html), f"{name}: what was typed is gone"
            if text in {LONG, CONTROL} or not isinstance(field, EVEN_WRONG_IS_TEXT):
                assert refused, f"{name} took {text[:20]!r}"
        elif not isinstance(field, forms.BooleanField) and name not in BY_BROWSER:
            choice_or_number = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
            assert refused or not choice_or_number, f"{name} took {text[:20]!r}"
    assert "<b>" not in html


def test_passwords_never_come_back():
    for cls in (account_forms.Login, account_forms.Reauthenticate, account_forms.ChoosePassword):
        blank = made(cls, None, a_user("beratung"))
        assert WRONG not in unescape(
            "".join(
                str(field)
                for field in made(cls, filled(blank, WRONG), a_user("beratung"))
                if isinstance(field.field.widget, forms.PasswordInput)
            )
        )


# The same through the doors -----------------------------------------------------------------------
def things() -> dict[str, object]:
    """One of everything that an address may name, by the beginning of the address's name."""
    colleague = makers.a_member("Olena Kovalenko")
    topic = makers.a_subject()
    return {
        "office:staff": colleague.pk,
        "office:post": makers.a_secondment(colleague).pk,
        "office:absence": makers.away(colleague).pk,
        "office:responsibility": makers.a_charge(topic, colleague).pk,
        "office:topic": topic.pk,
        "office:contact": makers.a_published(colleague, topic).pk,
        "office:deadline": makers.a_deadline().pk,
        "office:request": makers.a_request(colleague).uid,
        "accounts:": a_user("beratung").pk,
    }


def path_to(address: Address, known: dict[str, object]) -> str:
    given = next((v for prefix, v in known.items() if address.name.startswith(prefix)), None)
    arguments = tuple(
        (name, given if given is not None and name in {"pk", "uid"} else value)
        for name, value in address.arguments
    )
    return Address(address.name, address.view, arguments, address.localized).path()


FILLED = [address for address in ADDRESSES if address.ours and address.kind in {"acts", "receives"}]
BODIES = {
    "nothing": b"",
    "no form": b"\xff\xfe\x00=%00&%zz&&;==",
    "twice": b"name=a&name=b&valid_from=1&valid_from=2&label_de=x&label_de=y",
    "large": b"name=" + b"x" * 100_000,
}


@pytest.mark.parametrize("address", FILLED, ids=lambda a: a.name)
def test_no_body_breaks_a_door(address: Address, somebody: User):
    holder = next((c for c, r in roles.ROLES.items() if address.permission in r.permissions), None)
    client = Client()
    if address.permission:
        client.force_login(a_user(holder or "leitung", second_factor=True))
    path = path_to(address, things())
    fields = ("name", "email", "title", "reason", "query", "message", "value", "zurueck", "next")
    strange = [dict.fromkeys(fields, text) for text in (LONG, WRONG, CONTROL)]

    for body in BODIES.values():
        answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code < 500, body[:40]
    for data in strange:
        assert client.post(path, data).status_code < 500
