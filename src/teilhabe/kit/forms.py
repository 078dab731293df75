"""Forms that look like KERN, say in German what to do, and lose nothing that was typed."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.forms.models import ModelFormMetaclass
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorDict
from django.template import loader
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import (
    PhoneNumberField,
)

from teilhabe.kit import inputs
from teilhabe.kit.fields import TranslatedField
from teilhabe.kit.types import Text

LINE_LENGTH = 250
TEXT_LENGTH = 10_000

# C0 and C1 controls but tab and line ends, and the marks that turn the order of text around.
CONTROL_CHARACTERS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufffe\uffff]"
)

no_control_characters = RegexValidator(
    regex=CONTROL_CHARACTERS,
    inverse_match=True,
    code="control_characters",
    message=_(
        "Der Text enthält unsichtbare Steuerzeichen. "
        "Bitte tippen Sie die Stelle neu oder fügen Sie sie als reinen Text ein."
    ),
)

MESSAGES: dict[type[forms.Field], dict[str, Text]] = {
    forms.Field: {
        "required": _("Bitte füllen Sie dieses Feld aus."),
    },
    forms.CharField: {
        "max_length": _(
            "Bitte kürzen Sie den Text auf höchstens %(limit_value)d Zeichen. "
            "Jetzt sind es %(show_value)d."
        ),
        "min_length": _(
            "Bitte schreiben Sie mindestens %(limit_value)d Zeichen. Jetzt sind es %(show_value)d."
        ),
        "null_characters_not_allowed": no_control_characters.message,
    },
    forms.IntegerField: {
        "invalid": _("Bitte geben Sie eine ganze Zahl ein, zum Beispiel 12."),
        "max_value": _("Die Zahl darf höchstens %(limit_value)s sein."),
        "min_value": _("Die Zahl muss mindestens %(limit_value)s sein."),
    },
    forms.DecimalField: {
        "invalid": _("Bitte geben Sie eine Zahl ein, zum Beispiel 0,5."),
        "max_digits": _("Die Zahl hat zu viele Stellen. Bitte höchstens %(max)s."),
        "max_decimal_places": _("Bitte höchstens %(max)s Stellen nach dem Komma."),
        "max_whole_digits": _(
            "Die Zahl ist zu groß. Bitte höchstens %(max)s Stellen vor dem Komma."
        ),
    },
    forms.EmailField: {
        "invalid": _("Bitte geben Sie eine Mailadresse ein, zum Beispiel name@example.org."),
    },
    forms.URLField: {
        "invalid": _("Bitte geben Sie eine Webadresse ein, zum Beispiel https://www.example.org."),
    },
    forms.ChoiceField: {
        "required": _("Bitte wählen Sie etwas aus."),
        "invalid_choice": _("Diese Auswahl gibt es nicht. Bitte wählen Sie etwas aus der Liste."),
    },
    forms.MultipleChoiceField: {
        "invalid_list": _("Bitte wählen Sie etwas aus der Liste."),
    },
    forms.ModelChoiceField: {
        "invalid_choice": _(
            "Diesen Eintrag gibt es nicht mehr. Bitte wählen Sie etwas aus der Liste."
        ),
    },
    forms.ModelMultipleChoiceField: {
        "invalid_list": _("Bitte wählen Sie etwas aus der Liste."),
        "invalid_choice": _("Einen der Einträge gibt es nicht mehr. Bitte wählen Sie neu."),
        "invalid_pk_value": _("Einen der Einträge gibt es nicht. Bitte wählen Sie neu."),
    },
    forms.BooleanField: {
        "required": _("Bitte setzen Sie hier das Häkchen."),
    },
    forms.DateField: {
        "invalid": _("Bitte geben Sie ein Datum ein, zum Beispiel 23.11.2026."),
    },
    forms.TimeField: {
        "invalid": _("Bitte geben Sie eine Uhrzeit ein, zum Beispiel 9:30."),
    },
    forms.DateTimeField: {
        "invalid": _("Bitte geben Sie Tag und Uhrzeit ein, zum Beispiel 23.11.2026 9:30."),
    },
    forms.UUIDField: {
        "invalid": _("Diese Kennung ist unvollständig. Bitte kopieren Sie sie noch einmal."),
    },
    forms.JSONField: {
        "invalid": _("Diese Angabe kann nicht gelesen werden. Bitte prüfen Sie die Schreibweise."),
    },
    forms.FileField: {
        "required": _("Bitte wählen Sie eine Datei aus."),
        "invalid": _("Die Datei kam nicht an. Bitte wählen Sie sie noch einmal aus."),
        "missing": _("Die Datei kam nicht an. Bitte wählen Sie sie noch einmal aus."),
        "empty": _("Die Datei ist leer. Bitte wählen Sie eine andere."),
    },
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: where it is, what it is called, what to do."""

    id: str
    label: Text
    message: str


class KernBoundField(forms.BoundField):
    """A field that knows its KERN classes and which kind of component shows it."""

    @property
    def kind(self) -> str:
        """text, textarea, select, radio, checkbox, checkboxes, file, group or hidden."""
        return widget_kind(self.field.widget)

    @property
    def first_id(self) -> str:
        """Where a link of the error summary leads: something that can take the focus."""
        if self.kind in {"radio", "checkboxes", "group"}:
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        made = super().build_widget_attrs(attrs, widget)
        shown = widget or self.field.widget
        if shown.is_hidden:
            return made
        wrong = bool(self.errors)
        if isinstance(shown, forms.MultiWidget):
            for part in shown.widgets:
                part.attrs["class"] = _with_class(part, part.attrs.get("class"), wrong)
        elif classes := _with_class(shown, shown.attrs.get("class"), wrong):
            made["class"] = classes
        if isinstance(self.form, HouseRules):
            if self.field.required and self.kind not in {"radio", "checkboxes", "group"}:
                made["aria-required"] = "true"
            if token := self.form.autocomplete.get(self.name):
                made["autocomplete"] = token
        return made


def widget_kind(widget: forms.Widget) -> str:
    match widget:
        case _ if widget.is_hidden:
            return "hidden"
        case forms.CheckboxSelectMultiple():
            return "checkboxes"
        case forms.RadioSelect():
            return "radio"
        case forms.CheckboxInput():
            return "checkbox"
        case forms.Select():
            return "select"
        case forms.Textarea():
            return "textarea"
        case forms.FileInput():
            return "file"
        case forms.MultiWidget():
            return "group"
    return "text"


_CLASSES = {
    "textarea": "kern-form-input__input",
    "text": "kern-form-input__input",
    "file": "kern-form-input__input",
    "select": "kern-form-input__select",
    "radio": "kern-form-check__radio",
    "checkbox": "kern-form-check__checkbox",
    "checkboxes": "kern-form-check__checkbox",
}


def _with_class(widget: forms.Widget, given: object, wrong: bool) -> str:
    """KERN's class in front of the widget's own; once, however often it is asked."""
    base = _CLASSES.get(widget_kind(widget), "")
    own = [name for name in str(given or "").split() if not name.startswith("kern-form-")]
    return " ".join(
        [*([base] if base else []), *([f"{base}--error"] if base and wrong else []), *own]
    )


class KernRenderer(DjangoTemplates):
    """Django's own widgets inside our frames: `{{ form }}` and `{{ field.as_field_group }}`."""

    form_template_name = "kit/form.html"
    formset_template_name = "kit/formset.html"
    field_template_name = "kit/components/field.html"
    bound_field_class = KernBoundField
    # Django's widgets in one template each instead of one for every attribute and choice.
    own_widgets: ClassVar[dict[str, str]] = {
        "django/forms/widgets/select.html": "kit/widgets/select.html",
        "django/forms/widgets/text.html": "kit/widgets/input.html",
        "django/forms/widgets/date.html": "kit/widgets/input.html",
        "django/forms/widgets/email.html": "kit/widgets/input.html",
        "django/forms/widgets/number.html": "kit/widgets/input.html",
        "django/forms/widgets/checkbox.html": "kit/widgets/input.html",
    }

    def get_template(self, template_name: str) -> Any:
        template_name = self.own_widgets.get(template_name, template_name)
        if template_name.startswith("kit/") and not template_name.startswith("kit/widgets/"):
            return loader.get_template(template_name)
        return super().get_template(template_name)


class HouseRules:
    """What every form of the house does, mixed into Django's two kinds of forms.

    A line takes up to 250 characters, a text area 10,000, unless the field says otherwise. Text that
    is too long is refused with a sentence and never cut by the browser.
    """

    autocomplete: ClassVar[dict[str, str]] = {}
    use_required_attribute = False
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            apply_house_rules(field)

    def __getitem__(self, name: str) -> Any:
        return super().__getitem__(name)  # type: ignore[misc]  # the form class stands behind

    @property
    def problems(self) -> list[Problem]:
        """All refusals in the order of the page, for the error summary."""
        errors: ErrorDict = self.errors  # type: ignore[attr-defined]
        general = [Problem("", "", str(text)) for text in errors.get(NON_FIELD_ERRORS, [])]
        return general + [
            Problem(self[name].first_id, self[name].label, str(text))
            for name in self.fields
            for text in errors.get(name, [])
        ]


def apply_house_rules(field: forms.Field) -> None:
    """Limits, control characters and messages; a field's own words stay."""
    if isinstance(field, forms.MultiValueField):
        for part in field.fields:
            apply_house_rules(part)
    if isinstance(field, forms.CharField):
        if field.max_length is None:
            long = isinstance(field.widget, forms.Textarea)
            field.max_length = TEXT_LENGTH if long else LINE_LENGTH
            field.validators.append(MaxLengthValidator(field.max_length))
        field.widget.attrs.pop("maxlength", None)
        field.validators.append(no_control_characters)
    for code, text in _messages(type(field)).items():
        if not _speaks_for_itself(field, code):
            field.error_messages[code] = text  # type: ignore[assignment]  # lazy text is fine


def _messages(kind: type[forms.Field]) -> dict[str, Text]:
    """Our sentences for a kind of field, the nearest class having the last word."""
    found: dict[str, Text] = {}
    for cls in reversed(kind.__mro__):
        found |= MESSAGES.get(cls, {})
    return found


def _speaks_for_itself(field: forms.Field, code: str) -> bool:
    """The message was given by hand, or by a field class of the house."""
    for cls in type(field).__mro__:
        own = vars(cls).get("default_error_messages", {})
        if code in own:
            return cls.__module__.startswith("teilhabe.") or (
                field.error_messages.get(code) is not own[code]
            )
    return code in field.error_messages


class Form(HouseRules, forms.Form):
    """A form of the house that is not tied to one table."""


def formfield(db_field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """The house's input for a column; Django's own where the house has none."""
    match db_field:
        case TranslatedField():
            limit = db_field.max_length
            given = {
                "label": capfirst(db_field.verbose_name),
                "help_text": db_field.help_text,
                "required": not db_field.blank,
                "max_length": limit,
                "rows": 1 if limit and limit <= LINE_LENGTH else 4,
            }
            return inputs.TranslatedFormField(**{**given, **kwargs})
        case PhoneNumberField():
            kwargs["form_class"] = inputs.PhoneField
        case models.DateTimeField():
            pass
        case models.DateField():
            kwargs.setdefault("form_class", inputs.DateField)
        case models.TimeField():
            kwargs.setdefault("form_class", inputs.TimeField)
        case models.URLField():
            kwargs.setdefault("assume_scheme", "https")
    return db_field.formfield(**kwargs)


class _HouseModelFormMetaclass(ModelFormMetaclass):
    """Gives every model form the house's inputs without a word in its Meta."""

    def __new__(
        mcs, name: str, bases: tuple[type, ...], attrs: dict[str, Any], **kwargs: Any
    ) -> "_HouseModelFormMetaclass":
        meta = attrs.get("Meta")
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(formfield)
        return super().__new__(mcs, name, bases, attrs, **kwargs)


class ModelForm(HouseRules, forms.ModelForm, metaclass=_HouseModelFormMetaclass):  # type: ignore[type-arg]
    """A form for one table. It checks and carries values; writing is the action's part."""
