"""Who and when go together: every `_by` has its `_at`, and the database ties them."""

import pytest
from django.db import models

from teilhabe.kit import personal

# Rows that are written once, whole, with both values required need no tie.


def pairs() -> list[tuple[type[models.Model], str]]:
    return [
        (model, field.name.removesuffix("_by"))
        for model in personal.house_models()
        for field in model._meta.fields
        if field.name.endswith("_by")
    ]


@pytest.mark.parametrize(("model", "verb"), pairs(), ids=lambda v: getattr(v, "__name__", v))
def test_who_and_when_are_tied(model: type[models.Model], verb: str):
    names = {field.name for field in model._meta.fields}
    when = {f"{verb}_at", f"{verb}_on"} & names

    assert when, f"{model.__name__}.{verb}_by has no {verb}_at"
    moment = model._meta.get_field(when.pop())
    person = model._meta.get_field(f"{verb}_by")
    if not moment.null and not person.null:
        return
    tied = any(
        f"{verb}_by" in str(constraint.condition) and moment.name in str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )

    assert tied or not moment.null, f"{model.__name__}: tie {verb}_by and {moment.name}"
