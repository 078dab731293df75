"""What people fill in about the office; every form hands its facts to one action."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from teilhabe.accounts.choices import RoleCode
from teilhabe.accounts.models import User as Account
from teilhabe.directory.queries import municipalities
from teilhabe.kit import inputs
from teilhabe.kit.fields import in_page_language
from teilhabe.kit.forms import Form, ModelForm
from teilhabe.kit.templatetags.kit import page_locale
from teilhabe.kit.types import User
from teilhabe.office import queries, rules, schemas
from teilhabe.office.choices import DeadlineRule
from teilhabe.office.models import (
    CentreProfile,
    ContactRequest,
    Deadline,
    FocusTheme,
    Post,
    PublicContact,
    Responsibility,
    StaffMember,
    Topic,
)

DEPUTIES = ("deputy_1", "deputy_2", "deputy_3")
DASHES = "---------"
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def key_from(text: str, model: type[models.Model]) -> str:
    """A short name for addresses that nothing else has yet."""
    stem = slugify(text.lower().translate(UMLAUTS))[:50].strip("-") or "eintrag"
    taken = set(model._default_manager.filter(key__startswith=stem).values_list("key", flat=True))
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A team member by name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class TopicChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return in_page_language(obj.label)


class TopicChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return in_page_language(obj.label)


class LoginChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A login by name and login name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.display_name} ({obj.username})"


def working(*also: StaffMember | None) -> models.QuerySet[StaffMember]:
    """Who works here today, and those already chosen."""
    known = [staff.pk for staff in also if staff is not None]
    today = timezone.localdate()
    return (
        StaffMember.objects.working(on=today) | StaffMember.objects.filter(pk__in=known)
    ).order_by("name", "pk")


def person(label: Any, *, required: bool = True, help_text: Any = "") -> PersonChoice:
    return PersonChoice(
        StaffMember.objects.none(),
        label=label,
        required=required,
        help_text=help_text,
        empty_label=_("niemand") if not required else _("bitte wählen"),
    )


def _text(value: object) -> str:
    return str(value or "")


def _months() -> list[tuple[str, str]]:
    names = page_locale().months["stand-alone"]["wide"]
    return [("", gettext("keiner")), *((str(number), names[number]) for number in range(1, 13))]


class OfficeForm(ModelForm):
    """A form of this room: an empty choice says in words what it means."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            words = _("bitte wählen") if field.required else _("keine Angabe")
            if isinstance(field, forms.ModelChoiceField) and field.empty_label == DASHES:
                field.empty_label = words
            elif isinstance(field, forms.TypedChoiceField) and not callable(field.choices):
                field.choices = [(k, words if t == DASHES else t) for k, t in field.choices]


class Profile(OfficeForm):
    """The long form about the centre."""

    languages = inputs.LanguagesField(label=_("Sprachen im Haus"), required=False)
    opening_hours = inputs.OpeningHoursField(label=_("Öffnungszeiten"), required=False)
    desk = person(
        _("Zentrale"),
        required=False,
        help_text=_("Wer fragt, wenn sonst niemand zuständig oder da ist, landet hier."),
    )

    class Meta:
        model = CentreProfile
        fields = (
            "name",
            "short_name",
            "office_code",
            "body",
            "street",
            "postcode",
            "place",
            "address_since",
            "phone",
            "fax",
            "mail",
            "website",
            "opening_hours",
            "opening_note",
            "languages",
            "municipalities",
            "desk",
            "founded_on",
            "claim",
            "tasks",
            "history",
            "legal_ground",
        )
        widgets: ClassVar = {"municipalities": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipalities"].queryset = municipalities()  # type: ignore[attr-defined]
        self.fields["desk"].queryset = working(self.instance.desk)  # type: ignore[attr-defined]

    @property
    def facts(self) -> schemas.ProfileFacts:
        given = dict(self.cleaned_data)
        given.pop("municipalities")
        given |= {"phone": _text(given["phone"]), "fax": _text(given["fax"])}
        return schemas.ProfileFacts(**given)


class Staff(OfficeForm):
    languages = inputs.LanguagesField(label=_("Sprachen"), required=False)
    user = LoginChoice(
        Account.objects.none(),
        label=_("Anmeldung"),
        required=False,
        empty_label=_("keine"),
        help_text=_("Wer sich anmeldet, sieht so die eigenen Anfragen, Fristen und Abwesenheiten."),
    )

    class Meta:
        model = StaffMember
        fields = ("name", "function", "user", "languages", "works_from", "works_until")
        help_texts: ClassVar = {
            "works_until": _("Mit diesem Tag endet auch die Anmeldung. Zum Beispiel 31.07.2027.")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = StaffMember.objects.exclude(pk=self.instance.pk).exclude(user=None)
        free = Account.objects.get_queryset().exclude(pk__in=taken.values("user"))
        self.fields["user"].queryset = free.order_by("name", "pk")  # type: ignore[attr-defined]

    @property
    def facts(self) -> schemas.StaffFacts:
        return schemas.StaffFacts(**self.cleaned_data)


class PostForm(OfficeForm):
    holder = person(_("Besetzt mit"), required=False, help_text=_("Leer heißt: unbesetzt."))

    class Meta:
        model = Post
        fields = (
            "title",
            "share",
            "funding",
            "holder",
            "is_secondment",
            "seconded_from",
            "valid_from",
            "valid_until",
        )
        help_texts: ClassVar = {
            "share": _("1 ist eine ganze Stelle, 0,5 eine halbe."),
            "valid_until": _("Endet eine Abordnung, endet an diesem Tag auch die Anmeldung."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].queryset = working(self.instance.holder)  # type: ignore[attr-defined]
        self.fields["share"].localize = True
        self.fields["share"].widget = forms.TextInput({"inputmode": "decimal"})
        self.fields["share"].widget.is_localized = True

    @property
    def facts(self) -> schemas.PostFacts:
        return schemas.PostFacts(**self.cleaned_data)


class LastDay(Form):
    """When something ends."""

    last_day = inputs.DateField(label=_("Letzter Tag"))


class TopicForm(OfficeForm):
    class Meta:
        model = Topic
        fields = ("label", "words", "area", "order")
        help_texts: ClassVar = {
            "words": _("Womit Menschen danach suchen, mit Komma getrennt."),
        }

    @property
    def facts(self) -> schemas.TopicFacts:
        key = self.instance.key or key_from(self.cleaned_data["label"]["de"], Topic)
        return schemas.TopicFacts(key=key, **self.cleaned_data)


class ResponsibilityForm(OfficeForm):
    topic = TopicChoice(Topic.objects.none(), label=_("Thema"), empty_label=_("bitte wählen"))
    holder = person(_("Zuständig"))
    deputy_1 = person(_("Erste Vertretung"), required=False)
    deputy_2 = person(_("Zweite Vertretung"), required=False)
    deputy_3 = person(_("Dritte Vertretung"), required=False)
    field_order = ("topic", "stage", "municipality", "holder", *DEPUTIES)

    class Meta:
        model = Responsibility
        fields = ("topic", "stage", "municipality", "holder", "valid_from", "valid_until")
        help_texts: ClassVar = {
            "stage": _("Leer heißt: für alle Stufen."),
            "municipality": _("Leer heißt: für alle Kommunen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        row = kwargs.get("instance")
        deputies = [deputy.staff for deputy in row.deputies.all()] if row and row.pk else []
        chosen = zip(DEPUTIES, (staff.pk for staff in deputies), strict=False)
        kwargs["initial"] = dict(chosen) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        holder = self.instance.holder if self.instance.holder_id else None
        for name in ("holder", *DEPUTIES):
            self.fields[name].queryset = working(holder, *deputies)  # type: ignore[attr-defined]
        self.fields["topic"].queryset = queries.topics()  # type: ignore[attr-defined]

    @property
    def facts(self) -> schemas.ResponsibilityFacts:
        given = dict(self.cleaned_data)
        chosen = [given.pop(name) for name in DEPUTIES]
        return schemas.ResponsibilityFacts(
            deputies=tuple(staff for staff in chosen if staff), **given
        )


class AbsenceForm(Form):
    """Who is away, from when until when. Why is not asked."""

    staff = person(_("Wer"))
    first_day = inputs.DateField(label=_("Erster Tag"))
    last_day = inputs.DateField(label=_("Letzter Tag"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = working()
        if not user.has_perm(rules.Permission.CHANGE_ABSENCE):
            everybody = everybody.filter(user_id=user.pk)
        field = self.fields["staff"]
        field.queryset = everybody  # type: ignore[attr-defined]
        if (me := queries.me(user)) is not None:
            field.initial = me.pk

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        first, last = given.get("first_day"), given.get("last_day")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last_day", gettext("Der letzte Tag liegt vor dem ersten."))
        return given

    @property
    def fingerprint(self) -> str:
        """What the preview was made for; with other values it is made anew."""
        given = self.cleaned_data
        return f"{given['staff'].pk}:{given['first_day']}:{given['last_day']}"


class Contact(OfficeForm):
    staff = person(_("Person"), required=False, help_text=_("Wer an diesem Telefon sitzt."))
    topics = TopicChoices(
        Topic.objects.none(),
        label=_("Themen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = PublicContact
        fields = (
            "function",
            "staff",
            "shows_name",
            "phone",
            "fax",
            "mail",
            "room",
            "topics",
            "stage",
            "municipalities",
            "order",
            "valid_from",
            "valid_until",
        )
        widgets: ClassVar = {"municipalities": forms.CheckboxSelectMultiple}
        help_texts: ClassVar = {
            "shows_name": _("Nur wenn die Person damit einverstanden ist."),
            "municipalities": _("Nichts angekreuzt heißt: für alle Kommunen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["staff"].queryset = working(self.instance.staff)  # type: ignore[attr-defined]
        self.fields["topics"].queryset = queries.topics()  # type: ignore[attr-defined]
        self.fields["municipalities"].queryset = municipalities()  # type: ignore[attr-defined]

    @property
    def facts(self) -> schemas.ContactFacts:
        given = dict(self.cleaned_data)
        given |= {
            "phone": _text(given["phone"]),
            "fax": _text(given["fax"]),
            "topics": tuple(given["topics"]),
            "municipalities": tuple(given["municipalities"]),
        }
        return schemas.ContactFacts(**given)


class DeadlineForm(OfficeForm):
    month = forms.TypedChoiceField(
        label=_("Monat"), choices=_months, coerce=int, empty_value=None, required=False
    )
    responsible = person(_("Zuständig"), required=False)
    topic = TopicChoice(
        Topic.objects.none(), label=_("Thema"), required=False, empty_label=_("keins")
    )
    role = forms.ChoiceField(
        label=_("Sonst zuständige Rolle"),
        choices=[("", _("Leitung")), *RoleCode.choices],
        required=False,
        help_text=_("Wird erinnert, wenn oben niemand steht."),
    )

    class Meta:
        model = Deadline
        fields = (
            "title",
            "rule",
            "day",
            "month",
            "weekday",
            "nth",
            "iso_week",
            "once_on",
            "every_years",
            "first_year",
            "responsible",
            "role",
            "reminder_days",
            "topic",
            "source",
            "link",
            "valid_from",
            "valid_until",
        )
        labels: ClassVar = {"once_on": _("Am (nur bei „einmal“)")}
        help_texts: ClassVar = {
            "rule": _("Welche der nächsten Felder gebraucht werden, hängt davon ab."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = working(self.instance.responsible)
        self.fields["responsible"].queryset = chosen  # type: ignore[attr-defined]
        self.fields["topic"].queryset = queries.topics()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        needed = {
            DeadlineRule.FIXED: ("day", "month"),
            DeadlineRule.WEEK_OF: ("day", "month"),
            DeadlineRule.NTH_WEEKDAY: ("month", "weekday", "nth"),
            DeadlineRule.ISO_WEEK: ("iso_week", "weekday"),
            DeadlineRule.ONCE: ("once_on",),
        }
        for name in needed[DeadlineRule(given["rule"])] if given.get("rule") else ():
            if given.get(name) is None and name not in self.errors:
                self.add_error(name, gettext("Diese Regel braucht hier eine Angabe."))
        if (given.get("every_years") or 1) > 1 and not given.get("first_year"):
            self.add_error("first_year", gettext("Ab welchem Jahr wird gezählt?"))
        return given

    @property
    def facts(self) -> schemas.DeadlineFacts:
        key = self.instance.key or key_from(self.cleaned_data["title"], Deadline)
        return schemas.DeadlineFacts(key=key, **self.cleaned_data)


class Theme(OfficeForm):
    class Meta:
        model = FocusTheme
        fields = (
            "area",
            "title",
            "description",
            "decided_on",
            "decided_in",
            "paper_number",
            "valid_from",
            "valid_until",
        )

    @property
    def facts(self) -> schemas.ThemeFacts:
        key = self.instance.key or key_from(self.cleaned_data["title"]["de"], FocusTheme)
        return schemas.ThemeFacts(key=key, **self.cleaned_data)


class Assign(Form):
    """Who gets a request."""

    to = person(_("Weitergeben an"))

    def __init__(self, *args: Any, request: ContactRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: Iterable[StaffMember] = working().exclude(pk=request.assigned_to_id)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]


class Finish(Form):
    """What a colleague should know later."""

    answer = forms.CharField(
        label=_("Notiz zur Antwort"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Kurz: Was wurde geantwortet? Keine Angaben zu Gesundheit oder Aufenthalt."),
    )
