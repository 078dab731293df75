"""A client that inspects every page it is given, and refuses a GET that writes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client

# Decision 5: what a GET may write. Everything else is a domain row.
A_GET_MAY_WRITE = ("django_session", "privacy_look")
WRITES = re.compile(
    r"^\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+\"?(\w+)\"?", re.IGNORECASE
)
RIGHT_TO_LEFT = ("ar", "fa", "ur", "he", "ku")
LABELLED = ("input", "select", "textarea")
OUR_OWN_ADDRESS = ("alternate", "canonical")  # whole addresses, but nothing is loaded
# Data for a script may end in any braces.
DATA_FOR_SCRIPT = re.compile(r'<script[^>]*type="application/json"[^>]*>.*?</script>', re.DOTALL)
NEEDS_NO_LABEL = ("hidden", "submit", "button", "image", "reset")


@dataclass
class Page(HTMLParser):
    """What a reader with a keyboard or a screen reader would trip over."""

    problems: list[str] = field(default_factory=list)
    headings: int = 0
    ids: list[str] = field(default_factory=list)
    labels_for: set[str] = field(default_factory=set)
    inputs: list[dict[str, str]] = field(default_factory=list)
    inside_label: int = 0
    html: dict[str, str] = field(default_factory=dict)
    inside_script: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def __hash__(self) -> int:
        return id(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.html = given
        if tag == "h1":
            self.headings += 1
        if tag == "label":
            self.inside_label += 1
            self.labels_for.add(given.get("for", ""))
        if "id" in given:
            self.ids.append(given["id"])
        if tag in LABELLED and given.get("type") not in NEEDS_NO_LABEL:
            self.inputs.append(given | {"__inside_label": "x" * bool(self.inside_label)})
        if tag == "style" or "style" in given:
            self.problems.append(f"inline style on <{tag}>")
        self.problems += [f"{name} on <{tag}>" for name in given if name.startswith("on")]
        if tag == "script":
            self.inside_script = given.get("type") != "application/json" and "src" not in given
        if tag in {"script", "link", "img", "iframe"}:
            address = given.get("src") or given.get("href") or ""
            if (
                address.startswith(("http:", "https:", "//"))
                and given.get("rel") not in OUR_OWN_ADDRESS
            ):
                self.problems.append(f"third party: {address}")
        if tag == "img" and "alt" not in given:
            self.problems.append("picture without alt")

    def handle_endtag(self, tag: str) -> None:
        if tag == "label":
            self.inside_label -= 1
        if tag == "script":
            self.inside_script = False

    def handle_data(self, data: str) -> None:
        if self.inside_script and data.strip():
            self.problems.append("inline script")

    def verdict(self) -> list[str]:
        problems = list(self.problems)
        if self.headings != 1:
            problems.append(f"{self.headings} h1 on the page")
        language = self.html.get("lang", "")
        wanted = "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
        if not language or self.html.get("dir") != wanted:
            problems.append(f"lang={language!r} with dir={self.html.get('dir')!r}")
        problems += [f"id {name} twice" for name in {i for i in self.ids if self.ids.count(i) > 1}]
        problems += [
            f"no label for {given.get('name')}"
            for given in self.inputs
            if not given["__inside_label"]
            and given.get("id", "") not in self.labels_for
            and not given.get("aria-label")
            and not given.get("aria-labelledby")
        ]
        return problems


def inspect(html: str) -> list[str]:
    page = Page()
    page.feed(html)
    problems = page.verdict()
    words = DATA_FOR_SCRIPT.sub("", html)
    for leftover in ("{{", "{%", "}}"):
        if leftover in words:
            problems.append(f"leftover {leftover}")
    return problems


class AGetWrote(AssertionError):
    """A page changed a domain row while it was only read."""


def _refuse_writes(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
) -> Any:
    found = WRITES.match(sql)
    if found and found[2] not in A_GET_MAY_WRITE:
        raise AGetWrote(f"{found[1]} {found[2]}")
    return execute(sql, params, many, context)


class InspectingClient(Client):
    """Django's test client, with eyes."""

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        with connection.execute_wrapper(_refuse_writes):
            return super().get(*args, **kwargs)

    def request(self, **request: Any) -> HttpResponse:  # type: ignore[override]
        response = super().request(**request)
        kind = response.headers.get("Content-Type", "")
        if kind.startswith("text/html") and not response.streaming:
            html = response.content.decode()
            if html.lstrip().lower().startswith("<!doctype"):
                problems = inspect(html)
                assert not problems, f"{request.get('PATH_INFO')}: {problems}"
        return response
