"""What people fill in about institutions."""

from typing import Any

from django.utils.text import slugify

from teilhabe.directory import queries
from teilhabe.directory.models import Institution
from teilhabe.directory.schemas import InstitutionFacts
from teilhabe.kit.forms import ModelForm

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def key_from(name: str) -> str:
    """A short name for addresses that no other institution has yet."""
    stem = slugify(name.lower().translate(UMLAUTS))[:70].strip("-") or "einrichtung"
    taken = set(Institution.objects.filter(key__startswith=stem).values_list("key", flat=True))
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


class InstitutionForm(ModelForm):
    class Meta:
        model = Institution
        fields = (
            "name",
            "kind",
            "municipality",
            "street",
            "postcode",
            "place",
            "phone",
            "mail",
            "website",
            "source",
            "valid_from",
            "valid_until",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = queries.municipalities()  # type: ignore[attr-defined]

    @property
    def facts(self) -> InstitutionFacts:
        given = dict(self.cleaned_data) | {"phone": str(self.cleaned_data["phone"] or "")}
        return InstitutionFacts(key=self.instance.key or key_from(given["name"]), **given)
