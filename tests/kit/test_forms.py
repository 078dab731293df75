"""Forms refuse with a sentence, keep what was typed, and stand in KERN's frames."""

import pytest
from django import forms as django_forms

from teilhabe.kit.forms import Form
from teilhabe.kit.living import SampleForm
from tests.inspection import inspect


class Small(Form):
    autocomplete = {"mail": "email"}

    name = django_forms.CharField(label="Name")
    mail = django_forms.EmailField(label="E-Mail", help_text="Nur für die Antwort.")
    number = django_forms.IntegerField(label="Anzahl", max_value=10, required=False)
    kind = django_forms.ChoiceField(
        label="Art", choices=[("a", "Eins"), ("b", "Zwei")], widget=django_forms.RadioSelect
    )
    own_words = django_forms.CharField(
        label="Eigene Worte", error_messages={"required": "Bitte ein Wort."}
    )


GOOD = {"name": "Leyla", "mail": "l@example.org", "kind": "a", "own_words": "ja"}


def errors(**changes: str) -> dict[str, list[str]]:
    form = Small(GOOD | changes)
    return {name: [str(text) for text in texts] for name, texts in form.errors.items()}


def test_good_input_passes():
    assert errors() == {}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"name": "x" * 251}, "höchstens 250 Zeichen. Jetzt sind es 251."),
        ({"name": "Ley\x07la"}, "unsichtbare Steuerzeichen"),
        ({"name": "Ley\x00la"}, "unsichtbare Steuerzeichen"),
        ({"name": "ab\u202edc"}, "unsichtbare Steuerzeichen"),
        ({"mail": "leyla"}, "Bitte geben Sie eine Mailadresse ein"),
        ({"number": "drei"}, "ganze Zahl"),
        ({"number": "11"}, "höchstens 10"),
        ({"kind": ""}, "Bitte wählen Sie etwas aus."),
        ({"kind": "z"}, "Diese Auswahl gibt es nicht."),
        ({"own_words": ""}, "Bitte ein Wort."),
    ],
)
def test_wrong_input_gets_a_sentence_at_its_field(changes, sentence):
    (name,) = changes

    found = errors(**changes)

    assert sentence in " ".join(found[name])


def test_writing_in_any_script_and_with_joiners_is_no_control_character():
    assert errors(name="می\u200cخواهم\u200e é", own_words="🙂") == {}


def test_what_was_typed_stays_in_the_page():
    html = str(Small(GOOD | {"number": "drei <b>", "name": "x" * 300}))

    assert "drei &lt;b&gt;" in html
    assert "x" * 300 in html
    assert "maxlength" not in html


def test_the_summary_leads_to_each_field():
    form = Small({"name": "", "mail": "x", "kind": "", "own_words": ""})

    assert [(p.id, str(p.label)) for p in form.problems] == [
        ("id_name", "Name"),
        ("id_mail", "E-Mail"),
        ("id_kind_0", "Art"),
        ("id_own_words", "Eigene Worte"),
    ]
    html = str(form)
    assert all(f'href="#{p.id}"' in html for p in form.problems)
    assert all(f'id="{p.id}"' in html for p in form.problems)


def test_a_field_is_described_by_its_hint_and_its_error():
    html = str(Small(GOOD | {"mail": "x"}))

    assert 'aria-describedby="id_mail_helptext id_mail_error"' in html
    assert 'id="id_mail_helptext"' in html
    assert 'id="id_mail_error"' in html
    assert 'autocomplete="email"' in html
    assert "(Pflichtangabe)" in html


@pytest.mark.parametrize("data", [None, {}, GOOD])
def test_the_page_of_a_form_has_no_problem(data):
    page = f'<!doctype html><html lang="de" dir="ltr"><h1>x</h1>{SampleForm(data, prefix="s")}{Small(data)}'

    assert inspect(page) == []


@pytest.mark.parametrize("name", list(SampleForm.base_fields))
@pytest.mark.parametrize("text", ["", "x" * 20_000, "\x07", "<script>", "-1", "[]"])
def test_no_input_breaks_any_field(name, text):
    field = SampleForm.base_fields[name]
    names = [name, *(f"{name}{suffix}" for suffix in getattr(field.widget, "widgets_names", []))]
    form = SampleForm(dict.fromkeys(names, text))

    form.is_valid()

    html = str(form)
    assert "<script>" not in html
    if text == "\x07" and name != "childcare":
        assert name in form.errors
