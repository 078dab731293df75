"""Shapes of input: people, roles, own settings, and allauth's forms in the words of the house."""

from datetime import date
from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.accounts import actions, queries, roles
from teilhabe.accounts.choices import RoleCode, ScopeKind, Stage, Theme
from teilhabe.accounts.models import User
from teilhabe.kit.forms import Form, HouseRules
from teilhabe.kit.inputs import DateField

PASSWORD_HINT = _(
    "Mindestens zwölf Zeichen. Am besten drei oder vier Wörter, die nur Sie so reihen."
)
CODE_HINT = _("Sechs Ziffern aus der Anmelde-App, oder einer Ihrer Notfallcodes.")


# People and roles -------------------------------------------------------------------------------
class NamedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the directory lies above
    """A row of the directory, shown by its name."""

    def label_from_instance(self, obj: models.Model) -> str:
        return str(getattr(obj, "name", obj))


class AssignRole(Form):
    """A role, how far it reaches, and until when."""

    role = forms.ChoiceField(label=_("Rolle"), choices=[("", _("Bitte wählen")), *RoleCode.choices])
    stage = forms.ChoiceField(
        label=_("Nur für die Bildungsstufe"),
        choices=[("", _("alle Stufen")), *Stage.choices],
        required=False,
    )
    municipality = NamedChoiceField(
        label=_("Nur für die Kommune"),
        queryset=User.objects.none(),
        empty_label=_("alle Kommunen"),
        required=False,
    )
    institution = NamedChoiceField(
        label=_("Nur für die Einrichtung"),
        queryset=User.objects.none(),
        empty_label=_("keine bestimmte"),
        required=False,
        help_text=_("Nötig für Schulen und Partnerorganisationen."),
    )
    valid_from = DateField(label=_("Gilt ab"), initial=timezone.localdate)
    valid_until = DateField(
        label=_("Gilt bis einschließlich"),
        required=False,
        help_text=_("Leer heißt: bis auf Weiteres. Bei Abordnungen bitte das Ende eintragen."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (
            ("municipality", queries.municipalities()),
            ("institution", queries.institutions()),
        ):
            field = self.fields[name]
            if isinstance(field, NamedChoiceField):
                field.queryset = rows

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        role = roles.ROLES.get(given.get("role", ""))
        if role:
            scopes = frozenset(kind for kind in ScopeKind if given.get(kind.value))
            problems = role.missing_scopes(scopes) | role.needless_scopes(scopes)
            for kind, sentence in problems.items():
                if kind.value not in self.errors:
                    self.add_error(kind.value, sentence)
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("Das Ende liegt vor dem Beginn."))
        return given

    @property
    def limits(self) -> actions.Limits:
        given = self.cleaned_data
        municipality, institution = given["municipality"], given["institution"]
        first: date = given["valid_from"]
        return actions.Limits(
            valid_from=first,
            valid_until=given["valid_until"],
            stage=given["stage"],
            municipality_id=municipality.pk if municipality else None,
            institution_id=institution.pk if institution else None,
        )


class Invite(AssignRole):
    """A new person with a first role."""

    autocomplete: ClassVar[dict[str, str]] = {"name": "off", "email": "off"}
    field_order = ("name", "email")

    name = forms.CharField(label=_("Vor- und Nachname"), max_length=120)
    email = forms.EmailField(
        label=_("Dienstliche Mailadresse"),
        max_length=254,
        help_text=_("Dorthin geht der Link. Er gilt sieben Tage."),
    )


class Person(Form):
    """Name and mail address, corrected by those who care for accesses."""

    autocomplete: ClassVar[dict[str, str]] = {"name": "off", "email": "off"}

    name = forms.CharField(label=_("Vor- und Nachname"), max_length=120)
    email = forms.EmailField(label=_("Dienstliche Mailadresse"), max_length=254)


class Reason(Form):
    """Why a second factor is reset. The person reads it."""

    reason = forms.CharField(
        label=_("Grund"),
        max_length=200,
        help_text=_("Ein kurzer Satz. Er steht in der Mail an die Person."),
    )


class Profile(Form):
    """What everybody chooses for themselves."""

    autocomplete: ClassVar[dict[str, str]] = {"name": "name"}

    name = forms.CharField(label=_("Vor- und Nachname"), max_length=120)
    language = forms.ChoiceField(label=_("Sprache der Oberfläche"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(
        label=_("Darstellung"), choices=Theme.choices, required=False, widget=forms.RadioSelect
    )
    shortcuts_enabled = forms.BooleanField(
        label=_("Tastenkürzel aus einzelnen Buchstaben verwenden"),
        required=False,
        help_text=_("In Listen: j und k bewegen, Eingabe öffnet, / springt in die Suche."),
    )


def password_field(label: Any, *, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=help_text,
    )


class ChoosePassword(Form):
    """The first password, chosen by the person who was invited."""

    password1 = password_field(_("Passwort"), help_text=PASSWORD_HINT)
    password2 = password_field(_("Passwort, zur Sicherheit noch einmal"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        password_validation.validate_password(password, self.user)
        return password

    def clean_password2(self) -> str:
        again: str = self.cleaned_data["password2"]
        first = self.cleaned_data.get("password1")
        if first is not None and first != again:
            raise ValidationError(_("Die beiden Passwörter sind verschieden."))
        return again


# Allauth's forms in our words ---------------------------------------------------------------------
class OurWords(HouseRules):
    """Labels and hints of the house on a form of allauth, without its placeholders."""

    words: ClassVar[dict[str, Any]] = {}
    hints: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class Login(OurWords, account_forms.LoginForm):  # type: ignore[misc]  # allauth has no types
    autocomplete: ClassVar[dict[str, str]] = {"login": "username", "password": "current-password"}
    words: ClassVar[dict[str, Any]] = {
        "login": _("Anmeldename oder Mailadresse"),
        "password": _("Passwort"),
    }


class ChangePassword(OurWords, account_forms.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar[dict[str, Any]] = {
        "oldpassword": _("Jetziges Passwort"),
        "password1": _("Neues Passwort"),
        "password2": _("Neues Passwort, zur Sicherheit noch einmal"),
    }
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_HINT}


class SetPassword(OurWords, account_forms.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar[dict[str, Any]] = {
        "password1": _("Passwort"),
        "password2": _("Passwort, zur Sicherheit noch einmal"),
    }
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_HINT}


class ResetPassword(OurWords, account_forms.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar[dict[str, Any]] = {"email": _("Ihre dienstliche Mailadresse")}


class ResetPasswordKey(OurWords, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar[dict[str, Any]] = {
        "password1": _("Neues Passwort"),
        "password2": _("Neues Passwort, zur Sicherheit noch einmal"),
    }
    hints: ClassVar[dict[str, Any]] = {"password1": PASSWORD_HINT}


class Reauthenticate(OurWords, account_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar[dict[str, Any]] = {"password": _("Passwort")}


class Authenticate(OurWords, mfa_forms.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar[dict[str, Any]] = {"code": _("Code")}
    hints: ClassVar[dict[str, Any]] = {"code": CODE_HINT}


class ReauthenticateByCode(OurWords, mfa_forms.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar[dict[str, Any]] = {"code": _("Code")}
    hints: ClassVar[dict[str, Any]] = {"code": CODE_HINT}


class ActivateTotp(OurWords, totp_forms.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar[dict[str, Any]] = {"code": _("Code aus der App")}
    hints: ClassVar[dict[str, Any]] = {
        "code": _("Die App zeigt alle 30 Sekunden sechs neue Ziffern.")
    }


class AddKey(OurWords, key_forms.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar[dict[str, Any]] = {
        "name": _("Name des Schlüssels"),
        "passwordless": _("Damit auch ohne Passwort anmelden (Passkey)"),
    }
    hints: ClassVar[dict[str, Any]] = {
        "name": _("Damit Sie ihn wiedererkennen, zum Beispiel: Diensthandy."),
        "passwordless": _("Das Gerät fragt dann nach Fingerabdruck, Gesicht oder PIN."),
    }


class EditKey(OurWords, key_forms.EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar[dict[str, Any]] = {"name": _("Name des Schlüssels")}
