"""The question before due data is deleted at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.kit.forms import Form


class DeleteNow(Form):
    checked = forms.BooleanField(
        label=_("Ich habe die Anzahlen geprüft. Gelöschtes lässt sich nicht zurückholen.")
    )
