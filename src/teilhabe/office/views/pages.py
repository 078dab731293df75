"""What the pages of the office have in common: the way home, one form on a page, one record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from teilhabe.kit.forms import Form, ModelForm
from teilhabe.kit.types import DomainError, StaffRequest

Step = tuple[str, str | None]
F = TypeVar("F", bound=Form | ModelForm)


def trail(*steps: Step) -> list[Step]:
    return [(_("Büro"), reverse("office:overview")), *steps]


def at(name: str, *args: object) -> str:
    return reverse(f"office:{name}", args=args)


def web_link(address: str) -> SafeString | str:
    """An address of the web that can be followed; nothing for nothing."""
    if not address:
        return ""
    return format_html(
        '<a href="{}" rel="external noreferrer"><bdi dir="ltr">{}</bdi></a>', address, address
    )


@dataclass(frozen=True, slots=True)
class NextStep:
    """What matters now, and the one thing to do: a page (`url`) or a deed (`action_url`)."""

    state: str
    text: str = ""
    label: str = ""
    url: str = ""
    action_url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    icon: str = "edit"


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """A page with one form: its words, and where it leads."""

    title: str
    trail: Sequence[Step]
    back: str
    said: str
    label: str = ""
    lead: str = ""
    template: str = "office/form.html"
    more: dict[str, object] = field(default_factory=dict)


def answer(
    request: StaffRequest, page: FormPage, form: F, do: Callable[[F], object]
) -> HttpResponse:
    """Show the form; do what it asks; say a refusal on it and keep what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            do(form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, page.said)
            return redirect(page.back)
    context = {"form": form, "page": page, "trail": page.trail, **page.more}
    return render(request, page.template, context)


def sent(request: StaffRequest) -> Any:
    """The data of a form that was sent, even if it is empty; None when it is only shown."""
    return request.POST if request.method == "POST" else None
