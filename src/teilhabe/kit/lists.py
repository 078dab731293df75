"""The data list: filters in the address, sorting, sums, saved views, exports, work on many rows.

A room describes a list once and answers with it in one line:

    CONTACTS = lists.DataList(
        key="office.contacts",
        title=_("Öffentliche Kontakte"),
        columns=[
            lists.Column("name", _("Name"), "name", sort="name", link=address_of),
            lists.Column("posten", _("Stellenanteil"), "share", sort="share", total="share"),
        ],
        filters=[lists.choice_filter("art", _("Art"), Kind.choices, lookup="kind")],
        search=["name", "room"],
        order=["name"],
    )

    @reads(Permission.READ)          # `acts`, when the list has bulk actions
    def contacts(request: StaffRequest) -> HttpResponse:
        return lists.respond(request, CONTACTS, queries.contacts(user=request.user))

The rows are a queryset, or a list of values that has been worked out (then columns sort and search
by their own values, and filters get the list). Whatever is shown is what is exported.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property, partial
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Aggregate, F, OrderBy, Q, QuerySet, Sum
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.choices import CallableChoiceIterator
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from teilhabe.kit import exports, queries
from teilhabe.kit.forms import Form, apply_house_rules
from teilhabe.kit.rules import Permission
from teilhabe.kit.templatetags import kit as words
from teilhabe.kit.types import DomainError, StaffRequest, Text, User
from teilhabe.kit.web import attachment

Rows = QuerySet[Any] | Sequence[Any]
Value = Callable[[Any], object] | str

SEARCH, ORDER, PAGE, AS = "suche", "sortiere", "seite", "als"
ACTION, CHOSEN, ALL, CONFIRMED = "was", "auswahl", "alle", "bestaetigt"
PAGE_SIZE = 25
MOST_ROWS_AT_ONCE = 2_000
ANY = gettext_lazy("alle")
UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
)
IN_ONE_LINE = (int, float, Decimal, date, time)


def _read(row: object, path: str) -> object:
    value: object = row
    for step in path.split("."):
        if value is None:
            return None
        value = value.get(step) if isinstance(value, Mapping) else getattr(value, step)
        if callable(value) and not isinstance(value, type):
            value = value()
    return value


def _read_path(path: str, row: object) -> object:
    return _read(row, path)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the address, its label, and how a row answers for it.

    `value` is a function of the row or a path like `"municipality.name"`; numbers and days stay
    numbers and days, so that sums and files are right. `sort` names database columns; a list of
    values sorts by `value`. `total` names the column to add up (or gives an aggregate; for a list
    of values any true text). `show` words a value for the page only. `level` adds a traffic light.
    """

    key: str
    label: Text
    value: Value
    sort: str | Sequence[str] | bool = ""
    total: str | Aggregate = ""
    show: Callable[[Any], str] | None = None
    link: Callable[[Any], str] | None = None
    level: Callable[[Any], str] | None = None
    numeric: bool = False
    on_page: bool = True
    in_files: bool = True

    def of(self, row: object) -> object:
        return _read(row, self.value) if isinstance(self.value, str) else self.value(row)

    @property
    def sort_keys(self) -> tuple[str, ...]:
        if isinstance(self.sort, str):
            return (self.sort,) if self.sort else ()
        if isinstance(self.sort, bool):
            return ()
        return tuple(self.sort)

    @property
    def can_sort(self) -> bool:
        return bool(self.sort)

    def text(self, value: object) -> str:
        """A value as a person reads it on the page."""
        if value is None or value == "":
            return ""
        if self.show is not None:
            return self.show(value)
        match value:
            case str():
                return value
            case bool():
                return _("ja") if value else _("nein")
            case int() | float() | Decimal():
                return words.number(value)
            case datetime():
                return words.moment(value)
            case date():
                return words.day(value)
            case time():
                return value.strftime("%H:%M")
            case list() | tuple() | set() | frozenset():
                return ", ".join(str(part) for part in value)
        return str(value)


@dataclass(frozen=True, slots=True)
class Filter:
    """One question of the filter bar; `narrow` gets the rows and the cleaned answer."""

    name: str
    field: forms.Field
    narrow: Callable[[Any, Any], Rows]
    says: Callable[[Any], str] | None = None


def _keep(rows: Rows, lookup: str, value: object) -> Rows:
    if isinstance(rows, QuerySet):
        return rows.filter(**{lookup: value})
    path = lookup.replace("__", ".")
    return [row for row in rows if str(_read(row, path)) == str(value)]


def choice_filter(
    name: str,
    label: Text,
    choices: Iterable[tuple[Any, Any]] | Callable[[], Iterable[tuple[Any, Any]]],
    *,
    lookup: str,
    any_label: Text = ANY,
) -> Filter:
    """One of several; without an answer all rows stay. `lookup` is a column or a path."""
    offered = choices

    def options() -> list[tuple[Any, Any]]:
        found = offered() if callable(offered) else offered
        return [("", any_label), *(pair for pair in found if pair[0] not in ("", None))]

    def says(value: object) -> str:
        return next((str(text) for key, text in options() if str(key) == str(value)), str(value))

    return Filter(
        name,
        forms.ChoiceField(label=str_lazy(label), choices=options, required=False),
        lambda rows, value: _keep(rows, lookup, value),
        says,
    )


def flag_filter(name: str, label: Text, narrow: Callable[[Any], Rows]) -> Filter:
    """A tick; `narrow` gets the rows when it is set."""
    return Filter(
        name,
        forms.BooleanField(label=str_lazy(label), required=False),
        lambda rows, _value: narrow(rows),
        lambda _value: "",
    )


def str_lazy(text: Text) -> Any:
    """Django's forms take lazy texts; their types do not say so."""
    return text


@dataclass(frozen=True, slots=True)
class BulkAction:
    """Something that can be done to many rows at once, always with a preview.

    `explain(n)` is the sentence on top of the preview, `change(row)` says what will happen to one
    row, `refuse(row)` gives the reason why a row is left out (or ""). `run(rows, by=, at=, data=)`
    calls one action of the room and returns the sentence to show afterwards; a `DomainError` is shown
    on the preview and nothing has happened.
    """

    key: str
    label: Text
    permission: str
    explain: Callable[[int], str]
    run: Callable[..., str]
    change: Callable[[Any], str] | None = None
    refuse: Callable[[Any], str] | None = None
    form: type[Form] | None = None
    icon: str = "check"


@dataclass(frozen=True, slots=True)
class Empty:
    """What the page says when there is nothing to show, and what to do about it."""

    title: Text = gettext_lazy("Hier ist noch nichts.")
    text: Text = ""
    action_url: str = ""
    action_label: Text = ""


@dataclass(frozen=True, kw_only=True)
class DataList:
    """The description of a list. See the module's docstring for its use."""

    key: str
    title: Text
    columns: Sequence[Column]
    order: Sequence[str] = ()
    intro: Text = ""
    filters: Sequence[Filter] = ()
    search: Sequence[str] = ()
    search_label: Text = gettext_lazy("Suchen")
    row_url: Callable[[Any], str] | None = None
    row_key: Callable[[Any], str] = field(default=lambda row: str(row.pk))
    actions: Sequence[BulkAction] = ()
    empty: Empty = Empty()
    page_size: int = PAGE_SIZE
    new_url: str = ""
    new_label: Text = ""
    template: str = "kit/list.html"


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column, with the address that sorts by it."""

    label: Text
    numeric: bool = False
    sort_url: str = ""
    sorted: str = ""  # ascending, descending or empty, as aria-sort wants it


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; a link or a traffic light is already escaped HTML.

    A day, a time or a number stays in one line: half a date is none.
    """

    value: str
    numeric: bool = False
    in_one_line: bool = False

    @property
    def css(self) -> str:
        if self.numeric:
            return "number"
        return "nowrap" if self.in_one_line else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the page shows it."""

    pk: str
    cells: list[Cell]
    url: str
    label: str

    @property
    def head(self) -> Cell:
        return self.cells[0]

    @property
    def rest(self) -> list[Cell]:
        return self.cells[1:]


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class ViewLink:
    label: str
    url: str
    current: bool
    edit_url: str = ""
    count: int | None = None


class Listing:
    """A list as asked for by one address: what the template and the files are made of."""

    def __init__(
        self, spec: DataList, rows: Rows, *, query: QueryDict, path: str, user: User
    ) -> None:
        self.spec = spec
        self.query = query
        self.path = path
        self.user = user
        self.all_rows = rows
        self.form = self._filter_form()
        self.form.is_valid()
        self.words = str(self.form.cleaned_data.get(SEARCH) or "")
        self.order_key = query.get(ORDER, "")
        self.rows = self._ordered(self._narrowed(rows))

    # what is asked for ------------------------------------------------------------------------
    def _filter_form(self) -> Form:
        form = Form(self.query)
        if self.spec.search or not isinstance(self.all_rows, QuerySet):
            form.fields[SEARCH] = forms.CharField(
                label=str_lazy(self.spec.search_label),
                required=False,
                max_length=100,
                widget=forms.TextInput(attrs={"type": "search"}),
            )
        for each in self.spec.filters:
            form.fields[each.name] = _asked_once(deepcopy(each.field))
        for each_field in form.fields.values():
            apply_house_rules(each_field)
        return form

    def _narrowed(self, rows: Rows) -> Rows:
        given = self.form.cleaned_data
        for each in self.spec.filters:
            if given.get(each.name) not in (None, "", False, []):
                rows = each.narrow(rows, given[each.name])
        return self._searched(rows, self.words.split())

    def _searched(self, rows: Rows, wanted: Sequence[str]) -> Rows:
        if not wanted:
            return rows
        if isinstance(rows, QuerySet):
            for word in wanted:
                found = Q()
                for spelling in {word, word.lower(), word.upper(), word.capitalize()}:
                    for lookup in self.spec.search:
                        found |= Q(**{f"{lookup}__icontains": spelling})
                rows = rows.filter(found)
            return rows
        folded = [word.casefold() for word in wanted]
        return [row for row in rows if _has_all(folded, self._text_of(row))]

    def _text_of(self, row: object) -> str:
        return " ".join(c.text(c.of(row)) for c in self.spec.columns).casefold()

    @cached_property
    def sorted_by(self) -> Column | None:
        wanted = self.order_key.removeprefix("-")
        return next((c for c in self.spec.columns if c.can_sort and c.key == wanted), None)

    def _ordered(self, rows: Rows) -> Rows:
        column, backwards = self.sorted_by, self.order_key.startswith("-")
        if isinstance(rows, QuerySet):
            chosen = [_by(key, turned=backwards) for key in (column.sort_keys if column else ())]
            return rows.order_by(*chosen, *(_by(key) for key in self.spec.order), "pk")
        ready = sorted(rows, key=self.spec.row_key) if not self.spec.order else list(rows)
        for key in reversed(self.spec.order):
            path, turned = key.removeprefix("-"), key.startswith("-")
            ready = _sorted(ready, partial(_read_path, path), turned)
        return _sorted(ready, column.of, backwards) if column else ready

    # what is shown ------------------------------------------------------------------------------
    @cached_property
    def page(self) -> Page[Any]:
        return Paginator(self.rows, self.spec.page_size).get_page(self.query.get(PAGE))

    @cached_property
    def count(self) -> int:
        return self.page.paginator.count

    @cached_property
    def columns(self) -> list[Column]:
        return [column for column in self.spec.columns if column.on_page]

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.columns]

    def _heading(self, column: Column) -> Heading:
        if not column.can_sort:
            return Heading(column.label, column.numeric)
        state, turned = "", column.key
        if self.sorted_by is column:
            backwards = self.order_key.startswith("-")
            state = "descending" if backwards else "ascending"
            turned = column.key if backwards else f"-{column.key}"
        return Heading(column.label, column.numeric, self.address({ORDER: turned}), state)

    @cached_property
    def lines(self) -> list[Line]:
        return [self._line(row) for row in self.page.object_list]

    def _line(self, row: object) -> Line:
        values = [column.of(row) for column in self.columns]
        texts = [column.text(value) for column, value in zip(self.columns, values, strict=True)]
        names_it = self.columns[0] is self.spec.columns[0]
        return Line(
            self.spec.row_key(row),
            [
                Cell(
                    _dressed(column, row, text),
                    column.numeric,
                    column.show is None and isinstance(value, IN_ONE_LINE),
                )
                for column, value, text in zip(self.columns, values, texts, strict=True)
            ],
            self.spec.row_url(row) if self.spec.row_url else "",
            texts[0] if names_it else self.label_of(row),
        )

    def label_of(self, row: object) -> str:
        first = self.spec.columns[0]
        return first.text(first.of(row))

    @cached_property
    def totals(self) -> dict[str, object]:
        """Sums over everything that is found, not only over this page; asked in one query."""
        wanted = {c.key: c for c in self.spec.columns if c.total}
        if not wanted:
            return {}
        if isinstance(self.rows, QuerySet):
            sums = {
                f"total_{key}": Sum(c.total) if isinstance(c.total, str) else c.total
                for key, c in wanted.items()
            }
            found = self.rows.order_by().aggregate(**sums)
            return {key: found[f"total_{key}"] for key in wanted}
        return {key: _added(c.of(row) for row in self.rows) for key, c in wanted.items()}

    @property
    def sums(self) -> list[Cell]:
        """The last line of the table, or nothing."""
        if not self.totals or not self.count:
            return []
        return [
            Cell(c.text(self.totals.get(c.key)) if c.total else "", c.numeric) for c in self.columns
        ]

    @cached_property
    def chips(self) -> list[Chip]:
        found = []
        if self.words:
            found.append(Chip(str(self.spec.search_label), self.words, self.address({SEARCH: ""})))
        for each in self.spec.filters:
            value = self.form.cleaned_data.get(each.name)
            if value in (None, "", False, []):
                continue
            text = each.says(value) if each.says else str(value)
            found.append(Chip(str(each.field.label), text, self.address({each.name: ""})))
        return found

    @property
    def keep(self) -> list[tuple[str, str]]:
        """What the filter bar sends along."""
        return [(ORDER, self.order_key)] if self.sorted_by else []

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chips)

    # addresses ----------------------------------------------------------------------------------
    @cached_property
    def own_query(self) -> str:
        """Filters and order, without page and format: what a saved view remembers."""
        known = {SEARCH, ORDER, *(each.name for each in self.spec.filters)}
        pairs = [
            (name, value)
            for name in sorted(known)
            for value in self.query.getlist(name)
            if value != ""
        ]
        return urlencode(pairs)

    def address(self, changes: Mapping[str, str]) -> str:
        query = QueryDict(self.own_query, mutable=True)
        for name, value in changes.items():
            if value:
                query[name] = value
            else:
                query.pop(name, None)
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def page_prefix(self) -> str:
        """What stands in an address before the page number."""
        return f"{self.own_query}&{PAGE}=" if self.own_query else f"{PAGE}="

    @property
    def csv_url(self) -> str:
        return self.address({AS: "csv"})

    @property
    def xlsx_url(self) -> str:
        return self.address({AS: "xlsx"})

    @cached_property
    def views(self) -> list[ViewLink]:
        """The whole list and this person's own views of it."""
        if not self.user.has_perm(Permission.OWN_VIEWS):
            return []
        back = urlencode({"zurueck": self.path})
        saved = queries.saved_views(user=self.user, list_key=self.spec.key)
        return [
            ViewLink(_("Alle"), self.path, not self.own_query),
            *(
                ViewLink(
                    view.name,
                    f"{self.path}?{view.query}",
                    view.query == self.own_query,
                    f"{reverse('kit:view_edit', args=[view.pk])}?{back}",
                )
                for view in saved
            ),
        ]

    @property
    def current_view(self) -> ViewLink | None:
        """The saved view that is being looked at."""
        return next((link for link in self.views if link.current and link.edit_url), None)

    @property
    def can_save(self) -> bool:
        """This is not yet one of the saved views."""
        return bool(
            self.own_query
            and self.user.has_perm(Permission.OWN_VIEWS)
            and not any(link.current for link in self.views)
        )

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """The bulk actions of this person, for the bar above the table."""
        return [(action.key, action.label) for action in self.actions]

    @cached_property
    def found(self) -> str:
        return found_text(self)

    @property
    def here(self) -> str:
        """The address of what is seen, page included: where forms lead and come back to."""
        return self.address({PAGE: self.query.get(PAGE, "")})

    @cached_property
    def actions(self) -> list[BulkAction]:
        return [action for action in self.spec.actions if self.user.has_perm(action.permission)]

    # files --------------------------------------------------------------------------------------
    def _file_parts(self) -> tuple[list[str], Iterable[list[object]], list[object]]:
        columns = [column for column in self.spec.columns if column.in_files]
        rows = ([_for_file(c, c.of(row)) for c in columns] for row in self.rows)
        sums = [self.totals.get(c.key) for c in columns] if self.totals else []
        return [str(c.label) for c in columns], rows, sums

    def csv(self) -> bytes:
        header, rows, _sums = self._file_parts()
        return exports.as_csv(header, rows)

    def xlsx(self) -> bytes:
        header, rows, sums = self._file_parts()
        return exports.as_xlsx(str(self.spec.title), header, rows, sums=sums)

    # many rows ----------------------------------------------------------------------------------
    def chosen(self, keys: Collection[str], *, everything: bool) -> list[Any]:
        """The rows with these keys among those the person may see, in the order of the list."""
        if everything:
            return list(self.rows[: MOST_ROWS_AT_ONCE + 1])
        if isinstance(self.all_rows, QuerySet) and all(key.isdecimal() for key in keys):
            return list(self._ordered(self.all_rows.filter(pk__in=list(keys))))
        return [row for row in self._ordered(self.all_rows) if self.spec.row_key(row) in keys]


def _asked_once(own: forms.Field) -> forms.Field:
    """Choices that come from the database are fetched once a page, not at every look at them."""
    if isinstance(own, forms.ChoiceField) and isinstance(own.choices, CallableChoiceIterator):
        own.choices = list(own.choices)
    return own


def _dressed(column: Column, row: object, text: str) -> str:
    """The text of a cell, as a link or with a traffic light where the column says so."""
    if column.level is not None and text:
        return words.light(column.level(row), text)
    if column.link is not None and text:
        url = column.link(row)
        return format_html('<a href="{}">{}</a>', url, text) if url else text
    return text


def _has_all(wanted: Iterable[str], text: str) -> bool:
    return all(word in text for word in wanted)


def _by(key: str, *, turned: bool = False) -> OrderBy:
    """Empty values stand last in both directions and on every database."""
    backwards = key.startswith("-") != turned
    column = F(key.removeprefix("-"))
    return column.desc(nulls_last=True) if backwards else column.asc(nulls_last=True)


def _sorted(rows: list[Any], value: Callable[[Any], Any], backwards: bool) -> list[Any]:
    """Stable, empty values last; words without regard to case."""
    full = [row for row in rows if value(row) not in (None, "")]
    empty = [row for row in rows if value(row) in (None, "")]

    def key(row: object) -> Any:
        found = value(row)
        comparable = isinstance(found, int | float | Decimal | date | time)
        return found if comparable else str(found).casefold()

    return sorted(full, key=key, reverse=backwards) + empty


def _added(values: Iterable[object]) -> object:
    numbers = [value for value in values if isinstance(value, int | float | Decimal)]
    return sum(numbers) if numbers else None


def _for_file(column: Column, value: object) -> object:
    if isinstance(value, bool | int | float | Decimal | date | time) or value is None:
        return value
    return column.text(value)


def _file_name(spec: DataList) -> str:
    """The title in letters that every disk takes; the key where the title has none of them."""
    return slugify(str(spec.title).translate(UMLAUTS)) or slugify(spec.key.replace(".", "-"))


def respond(
    request: StaffRequest,
    spec: DataList,
    rows: Rows,
    *,
    context: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The list as a page or a file, or a bulk action as preview, question and deed."""
    listing = Listing(spec, rows, query=request.GET, path=request.path, user=request.user)
    if request.method == "POST":
        return _act(request, listing, context or {})
    day = timezone.localdate().isoformat()
    name = _file_name(spec)
    match request.GET.get(AS):
        case "csv":
            return attachment(
                listing.csv(), filename=f"{name}-{day}.csv", content_type=exports.CSV_TYPE
            )
        case "xlsx":
            return attachment(
                listing.xlsx(), filename=f"{name}-{day}.xlsx", content_type=exports.XLSX_TYPE
            )
    return render(request, spec.template, {"list": listing, **(context or {})})


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What will happen to one row, or why nothing will."""

    label: str
    text: str


def _act(request: StaffRequest, listing: Listing, context: Mapping[str, object]) -> HttpResponse:
    action = next((a for a in listing.actions if a.key == request.POST.get(ACTION)), None)
    if action is None:
        raise PermissionDenied
    keys = {key for given in request.POST.getlist(CHOSEN) for key in given.split(",") if key}
    everything = ALL in request.POST and CONFIRMED not in request.POST
    rows = listing.chosen(keys, everything=everything)
    back = listing.here
    if not rows:
        messages.warning(request, _("Bitte kreuzen Sie zuerst die Einträge an, um die es geht."))
        return redirect(back)
    if len(rows) > MOST_ROWS_AT_ONCE:
        messages.warning(
            request,
            _("Das sind mehr als %(most)s Einträge auf einmal. Bitte grenzen Sie die Liste ein.")
            % {"most": words.number(MOST_ROWS_AT_ONCE)},
        )
        return redirect(back)
    left_out = [(row, action.refuse(row)) for row in rows] if action.refuse else []
    refused = {listing.spec.row_key(row): reason for row, reason in left_out if reason}
    ready = [row for row in rows if listing.spec.row_key(row) not in refused]
    confirmed = CONFIRMED in request.POST
    form = (action.form or Form)(request.POST if confirmed else None)
    if confirmed and ready and form.is_valid():
        try:
            said = action.run(
                ready, by=request.user, at=timezone.now(), data=dict(form.cleaned_data)
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(back)
    gone = len(keys) - len(rows) if not everything else 0
    return render(
        request,
        "kit/bulk.html",
        {
            **context,
            "list": listing,
            "action": action,
            "form": form,
            "keys": ",".join(listing.spec.row_key(row) for row in rows),
            "explanation": action.explain(len(ready)) if ready else "",
            "ready": [
                PreviewLine(listing.label_of(row), action.change(row) if action.change else "")
                for row in ready
            ],
            "left_out": [
                PreviewLine(listing.label_of(row), refused[listing.spec.row_key(row)])
                for row in rows
                if listing.spec.row_key(row) in refused
            ],
            "gone": ngettext(
                "%(n)d Eintrag gibt es nicht mehr.", "%(n)d Einträge gibt es nicht mehr.", gone
            )
            % {"n": gone}
            if gone > 0
            else "",
            "back": back,
        },
    )


def found_text(listing: Listing) -> str:
    """How many there are: Einträge, or Treffer when the list is narrowed."""
    count = listing.count
    text = (
        ngettext("%(n)s Treffer", "%(n)s Treffer", count)
        if listing.is_narrowed
        else ngettext("%(n)s Eintrag", "%(n)s Einträge", count)
    )
    return text % {"n": words.number(count)}
