"""Every table promises how long it is kept, exactly once, and says what is personal in it."""

from types import ModuleType

import pytest
from django.db import models
from django.db.models.options import camel_case_to_spaces

from teilhabe.kit import contributions, personal
from teilhabe.kit.keeping import Keep, Then


def promises() -> list[Keep]:
    return [keep for module in contributions.modules("retention") for keep in module.RETENTION]


def test_every_table_has_exactly_one_promise():
    promised = [keep.model for keep in promises()]
    tables = personal.house_models()

    assert sorted(m._meta.label for m in promised) == sorted(m._meta.label for m in tables)


@pytest.mark.parametrize("keep", promises(), ids=lambda k: k.model._meta.label)
def test_a_promise_counts_from_a_date_and_says_why(keep: Keep):
    assert str(keep.because).strip()
    if keep.then is Then.DELETE:
        field = keep.model._meta.get_field(keep.since)

        assert isinstance(field, models.DateField | models.DateTimeField)
        assert keep.months
        assert keep.months > 0


@pytest.mark.parametrize("model", personal.house_models(), ids=lambda m: m._meta.label)
def test_every_table_says_what_is_personal_in_it(model: type[models.Model]):
    assert personal.declared(model), f"{model._meta.label}: write `personal = (…)`"
    names = {field.name for field in model._meta.get_fields()}

    assert set(personal.personal_fields(model)) <= names


@pytest.mark.parametrize("model", personal.house_models(), ids=lambda m: m._meta.label)
def test_what_is_personal_does_not_stay_for_ever(model: type[models.Model]):
    keep = next(k for k in promises() if k.model is model)
    if personal.personal_fields(model) and keep.then is Then.STAYS:
        assert len(str(keep.because)) > 40, "personal data that stays needs a full reason"


@pytest.mark.parametrize(
    "module", contributions.modules("retention"), ids=lambda m: m.__name__.split(".")[1]
)
def test_every_room_says_what_its_tables_are_for(module: ModuleType):
    assert str(module.PURPOSE).strip(), "the record of processing (Art. 30 GDPR) asks for it"


@pytest.mark.parametrize("model", personal.house_models(), ids=lambda m: m._meta.label)
def test_tables_and_columns_are_called_by_words_that_people_read(model: type[models.Model]):
    """Register, history and trail show them; Django makes English ones up from the code."""
    meta = model._meta
    fields = [f for f in (*meta.local_fields, *meta.local_many_to_many) if not f.primary_key]
    derived = [f.name for f in fields if f.verbose_name == f.name.replace("_", " ")]

    assert meta.verbose_name != camel_case_to_spaces(model.__name__)
    assert not derived, f"{meta.label}: write verbose_name for {derived}"
