"""Two people change the same record: what only one changed is joined, the rest is asked.

A view of a long form, with draft, merge help and the answer to "someone else was faster":

    @acts(Permission.CHANGE_PROFILE)
    def profile(request: StaffRequest) -> HttpResponse:
        long = merging.save_form(
            request,
            key="office.profile",
            permission=Permission.CHANGE_PROFILE,
            load=lambda: queries.profile(user=request.user),
            build=lambda data, row: forms.Profile(data, instance=row),
            save=lambda form, row: actions.change_profile(
                values=form.cleaned_data, version=row.version, by=request.user, at=timezone.now()
            ),
        )
        if long.saved:
            messages.success(request, long.message(_("Das Profil ist gespeichert.")))
            return redirect("office:profile")
        return render(request, "office/profile.html", {"long": long})

The template holds `{% include "kit/long_form.html" %}` (not with `only`), or its parts for a layout of
its own. The row has a whole number `version` that the action compares under its lock (it raises
`ChangedMeanwhile` if it differs) and raises with every change. `load` is asked again after that.
"""

import difflib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django import forms
from django.core import signing
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.kit import actions, drafts, queries
from teilhabe.kit.models import Draft
from teilhabe.kit.types import DomainError, StaffRequest, Text

SALT = "kit.merging"
CHOICE = "_wahl_"
MINE, THEIRS, BOTH, BEFORE = "meins", "andere", "beides", "vorher"

Value = tuple[str, ...]
Values = dict[str, Value]


class ChangedMeanwhile(DomainError):
    """The record has another version than the one that was meant to be changed."""


# The pure part -----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of lines: as both have it now, or, in a conflict, what each side made of it."""

    before: tuple[str, ...]
    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def is_conflict(self) -> bool:
        return self.mine != self.theirs and self.before not in (self.mine, self.theirs)

    @property
    def joined(self) -> tuple[str, ...]:
        """The lines to keep when only one side, or both alike, changed them."""
        return self.theirs if self.mine == self.before else self.mine

    @property
    def both(self) -> tuple[str, ...]:
        return (*self.mine, *self.theirs) if self.is_conflict else self.joined


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that both sides changed, and not alike. `chunks` only for long texts."""

    name: str
    before: Value
    mine: Value
    theirs: Value
    chunks: tuple[Chunk, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """The joined values; where there is a conflict, one's own value stands in `values`."""

    values: Values
    conflicts: tuple[Conflict, ...]
    taken_over: tuple[str, ...] = ()


def merge(
    base: Mapping[str, Value],
    mine: Mapping[str, Value],
    theirs: Mapping[str, Value],
    *,
    texts: Collection[str] = (),
) -> Merge:
    """Join two changes of the same base, value by value. `texts` are merged line by line."""
    values: Values = {}
    conflicts: list[Conflict] = []
    taken: list[str] = []
    for name in dict.fromkeys([*base, *mine, *theirs]):
        before, own, other = base.get(name, ()), mine.get(name, ()), theirs.get(name, ())
        values[name] = own
        if other in (own, before):
            continue
        if own == before:
            values[name] = other
            taken.append(name)
            continue
        chunks: tuple[Chunk, ...] = ()
        if name in texts:
            chunks = merge_text(_text(before), _text(own), _text(other))
            if not any(chunk.is_conflict for chunk in chunks):
                values[name] = (_lines(chunk.joined for chunk in chunks),)
                taken.append(name)
                continue
        conflicts.append(Conflict(name, before, own, other, chunks))
    return Merge(values, tuple(conflicts), tuple(taken))


def merge_text(base: str, mine: str, theirs: str) -> tuple[Chunk, ...]:
    """Three-way merge by lines. The chunks, one after the other, hold every line of every side."""
    before, own, other = base.split("\n"), mine.split("\n"), theirs.split("\n")
    chunks: list[Chunk] = []
    at_before = at_own = at_other = 0
    for start, own_start, other_start, size in _common(before, own, other):
        gap = Chunk(
            tuple(before[at_before:start]),
            tuple(own[at_own:own_start]),
            tuple(other[at_other:other_start]),
        )
        if gap.before or gap.mine or gap.theirs:
            chunks.append(gap)
        if size:
            same = tuple(before[start : start + size])
            chunks.append(Chunk(same, same, same))
        at_before, at_own, at_other = start + size, own_start + size, other_start + size
    return tuple(chunks)


def _common(
    before: Sequence[str], own: Sequence[str], other: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that all three have, in order; the last one is empty and stands at the end."""
    ours = difflib.SequenceMatcher(None, before, own, autojunk=False).get_matching_blocks()
    others = difflib.SequenceMatcher(None, before, other, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(ours) and j < len(others):
        a, b = ours[i], others[j]
        start, end = max(a.a, b.a), min(a.a + a.size, b.a + b.size)
        if start < end:
            yield start, a.b + start - a.a, b.b + start - b.a, end - start
        if a.a + a.size < b.a + b.size:
            i += 1
        else:
            j += 1
    yield len(before), len(own), len(other), 0


def _text(value: Value) -> str:
    return value[0] if value else ""


def _lines(parts: Any) -> str:
    return "\n".join(line for part in parts for line in part)


def both_texts(before: str, mine: str, theirs: str) -> str:
    """One text with the lines of both sides where they differ."""
    return _lines(chunk.both for chunk in merge_text(before, mine, theirs))


# What a form would send --------------------------------------------------------------------------
def _plain(text: object) -> str:
    return ("" if text is None else str(text)).replace("\r\n", "\n").replace("\r", "\n")


def _sent(widget: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    """What a browser sends for a widget that nobody touches."""
    if "subwidgets" in widget:
        for part in widget["subwidgets"]:
            yield from _sent(part)
    elif "optgroups" in widget:
        options = [each for _name, group, _index in widget["optgroups"] for each in group]
        chosen = tuple(_plain(each["value"]) for each in options if each["selected"])
        is_single = str(widget.get("template_name", "")).endswith("/select.html")
        if not chosen and options and is_single and not widget["attrs"].get("multiple"):
            chosen = (_plain(options[0]["value"]),)
        yield widget["name"], chosen
    elif widget.get("type") == "checkbox":
        checked = bool(widget["attrs"].get("checked"))
        yield widget["name"], (_plain(widget.get("value") or "on"),) if checked else ()
    else:
        yield widget["name"], (_plain(widget.get("value")),)


def wire(form: forms.BaseForm) -> Values:
    """The values a form's page would send back untouched, by the names of its inputs."""
    found: Values = {}
    for bound in form:
        if bound.field.disabled or isinstance(bound.field.widget, forms.FileInput):
            continue
        attrs = {"id": bound.auto_id} if bound.auto_id else {}
        context = bound.field.widget.get_context(bound.html_name, bound.value(), attrs)
        found |= dict(_sent(context["widget"]))
    return found


def _posted(data: QueryDict, names: Collection[str]) -> Values:
    return {name: tuple(_plain(text) for text in data.getlist(name)) for name in names}


def _text_names(form: forms.BaseForm) -> set[str]:
    """Inputs whose text is merged line by line."""
    found = set()
    for bound in form:
        widget = bound.field.widget
        if isinstance(widget, forms.Textarea):
            found.add(bound.html_name)
        elif isinstance(widget, forms.MultiWidget):
            names: Sequence[str] = widget.widgets_names  # type: ignore[attr-defined]
            parts = zip(names, widget.widgets, strict=True)
            found |= {
                bound.html_name + suffix
                for suffix, part in parts
                if isinstance(part, forms.Textarea)
            }
    return found


# The form of a page ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Base:
    """What the page showed when it was opened, and which conflicts it has asked about."""

    version: int
    values: Values
    asked: Values = field(default_factory=dict)

    def signed(self) -> str:
        return signing.dumps([self.version, self.values, self.asked], salt=SALT, compress=True)

    @classmethod
    def read(cls, text: str) -> "Base | None":
        try:
            version, values, asked = signing.loads(text, salt=SALT)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return cls(
            version,
            {name: tuple(texts) for name, texts in values.items()},
            {name: tuple(texts) for name, texts in asked.items()},
        )


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to a conflict."""

    value: str
    label: Text
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A conflict as the page asks it."""

    name: str
    label: str
    options: list[Option]
    before: str
    is_long: bool

    @property
    def input_name(self) -> str:
        return f"{CHOICE}{self.name}"


Row = TypeVar("Row")


@dataclass
class LongForm(Generic[Row]):
    """What the template needs: the form, the questions, the draft, the tokens."""

    form: Any
    row: Row
    base: Base
    place: drafts.Place
    saved: bool = False
    questions: list[Question] = field(default_factory=list)
    taken_over: list[str] = field(default_factory=list)
    draft: Draft | None = None

    @property
    def base_token(self) -> str:
        return self.base.signed()

    @property
    def draft_token(self) -> str:
        return drafts.note(self.place)

    @property
    def draft_is_older(self) -> bool:
        """The record has changed since the draft was begun; saving will merge or ask."""
        return self.draft is not None and self.base.version != getattr(self.row, "version", 0)

    def message(self, text: str) -> str:
        """The sentence after saving; it says so when changes of others are in it."""
        if not self.taken_over:
            return text
        joined = ", ".join(self.taken_over)
        return f"{text} " + _("Inzwischen hatte jemand anderes geändert: %(fields)s.") % {
            "fields": joined
        }


def save_form(
    request: StaffRequest,
    *,
    key: str,
    permission: str,
    load: Callable[[], Row],
    build: Callable[[QueryDict | None, Row], Any],
    save: Callable[[Any, Row], object],
    object_key: str = "",
) -> LongForm[Row]:
    """Show, restore, merge or save a long form; see the module's docstring for its use."""
    place = drafts.Place(request.user.pk, key, object_key, permission, request.path)
    row = load()
    if request.method != "POST":
        return _opened(request, place, row, build)
    base = Base.read(request.POST.get(drafts.BASE, "")) or Base(-1, {})
    for _attempt in range(3):
        current = build(None, row)
        theirs = wire(current)
        mine, asked = _answered(base, request.POST, _posted(request.POST, theirs))
        found = merge(base.values, mine, theirs, texts=_text_names(current))
        data = request.POST.copy()
        for name, value in found.values.items():
            data.setlist(name, list(value))
        form = build(data, row)
        labels = _Labels(current)
        open_now = [c for c in asked if c.mine != c.theirs]
        conflicts = list({c.name: c for c in (*open_now, *found.conflicts)}.values())
        fresh = Base(_version(row), theirs, {c.name: c.before for c in conflicts})
        long = LongForm(
            form,
            row,
            fresh,
            place,
            questions=[labels.question(conflict) for conflict in conflicts],
            taken_over=list(dict.fromkeys(labels.label(name) for name in found.taken_over)),
        )
        if conflicts or not form.is_valid():
            return long
        try:
            save(form, row)
        except ChangedMeanwhile:
            row = load()
            continue
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return long
        actions.discard_draft(
            form_key=key, object_key=object_key, by=request.user, at=timezone.now()
        )
        long.saved = True
        return long
    form.add_error(
        None, _("Gerade ändern mehrere Personen diesen Eintrag. Bitte speichern Sie noch einmal.")
    )
    return long


def _version(row: object) -> int:
    return int(getattr(row, "version", 0))


def _opened(
    request: StaffRequest,
    place: drafts.Place,
    row: Row,
    build: Callable[[QueryDict | None, Row], Any],
) -> LongForm[Row]:
    form = build(None, row)
    values = wire(form)
    base = Base(_version(row), values)
    draft = queries.draft(user=request.user, form_key=place.form_key, object_key=place.object_key)
    if draft is None:
        return LongForm(form, row, base, place)
    typed = drafts.unpacked(draft.payload)
    if _posted(drafts.as_data(typed), values) == values:
        return LongForm(form, row, base, place)
    restored = build(drafts.as_data(typed), row)
    restored._errors = ErrorDict(renderer=restored.renderer)  # nobody has asked to save yet
    restored.cleaned_data = {}
    begun_on = Base.read("".join(typed.get(drafts.BASE, [])[:1])) or base
    return LongForm(restored, row, begun_on, place, draft=draft)


def _answered(base: Base, data: QueryDict, mine: Values) -> tuple[Values, list[Conflict]]:
    """One's own values after the answers to earlier questions, and what is still unanswered."""
    answered, waiting = dict(mine), []
    for name, before in base.asked.items():
        theirs = base.values.get(name, ())
        match data.get(f"{CHOICE}{name}"):
            case choice if choice == MINE:
                continue
            case choice if choice == THEIRS:
                answered[name] = theirs
            case choice if choice == BEFORE:
                answered[name] = before
            case choice if choice == BOTH:
                answered[name] = (
                    both_texts(_text(before), _text(mine.get(name, ())), _text(theirs)),
                )
            case _:
                waiting.append(Conflict(name, before, mine.get(name, ()), theirs))
    return answered, waiting


class _Labels:
    """Words for inputs and their values, from the form they stand on."""

    def __init__(self, form: forms.BaseForm) -> None:
        self.form = form
        self.texts = _text_names(form)

    def _bound(self, name: str) -> forms.BoundField:
        exact = [b for b in self.form if b.html_name == name]
        return (exact or [b for b in self.form if name.startswith(f"{b.html_name}_")])[0]

    def label(self, name: str) -> str:
        bound = self._bound(name)
        part_label = getattr(bound.field.widget, "part_label", None)
        suffix = name.removeprefix(bound.html_name).removeprefix("_")
        if part_label is None or not suffix:
            return str(bound.label)
        return f"{bound.label} ({part_label(suffix)})"

    def shown(self, name: str, value: Value) -> str:
        field_ = self._bound(name).field
        if isinstance(field_, forms.BooleanField):
            return _("ja") if value else _("nein")
        words = {str(key): str(text) for key, text in _flat(getattr(field_, "choices", ()))}
        return ", ".join(words.get(text, text) for text in value if text) or _("leer")

    def question(self, conflict: Conflict) -> Question:
        def show(value: Value) -> str:
            return self.shown(conflict.name, value)

        is_long = conflict.name in self.texts
        options = [
            Option(MINE, _("Meine Fassung"), show(conflict.mine)),
            Option(THEIRS, _("Die andere Fassung"), show(conflict.theirs)),
        ]
        if is_long:
            joined = both_texts(
                _text(conflict.before), _text(conflict.mine), _text(conflict.theirs)
            )
            options.append(Option(BOTH, _("Beide nacheinander"), joined))
        options.append(Option(BEFORE, _("Wie es vorher war"), show(conflict.before)))
        return Question(
            conflict.name,
            self.label(conflict.name),
            options,
            show(conflict.before),
            is_long,
        )


def _flat(choices: Any) -> Iterator[tuple[object, object]]:
    for key, text in choices:
        if isinstance(text, list | tuple):
            yield from text
        else:
            yield key, text
