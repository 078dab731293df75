"""Turns the rows of a list into files that office programs open: CSV and XLSX."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Protocol

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | float | Decimal | bool | date | datetime | time | None

# A cell that begins so would be run as a formula by office programs.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Sheet(Protocol):
    """What we ask of a sheet: each kind of value by its own method."""

    def write_string(self, *place_value_style: object) -> object: ...
    def write_number(self, *place_value_style: object) -> object: ...
    def write_datetime(self, *place_value_style: object) -> object: ...


def cell(value: object) -> Cell:
    """A value as files know it: numbers and days stay what they are, all else becomes text."""
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, str | int | float | Decimal | date | time):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(str(part) for part in value)
    return str(value)


def harmless(text: str) -> str:
    """Text that no program takes for a formula: an apostrophe in front says "this is text"."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def _written(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("ja") if value else _("nein")
        case int():
            return str(value)
        case float() | Decimal():
            return f"{value:f}".replace(".", ",")
        case datetime():
            return value.strftime("%d.%m.%Y %H:%M")
        case date():
            return value.strftime("%d.%m.%Y")
        case time():
            return value.strftime("%H:%M")
    return harmless(value)


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with mark, semicolons, German numbers and days: opens in office programs as it is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(title) for title in header])
    for row in rows:
        writer.writerow([_written(cell(value)) for value in row])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(
    title: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    sums: Sequence[object] = (),
) -> bytes:
    """One sheet with a frozen head, a filter and real numbers and days; text is never a formula."""
    import xlsxwriter  # weight: 10 MB, for those who ask for a file

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(_sheet_name(title))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    formats = {
        datetime: book.add_format({"num_format": "dd.mm.yyyy hh:mm"}),
        date: book.add_format({"num_format": "dd.mm.yyyy"}),
        time: book.add_format({"num_format": "hh:mm"}),
    }
    widths = [len(text) for text in header]
    for column, text in enumerate(header):
        sheet.write_string(0, column, text, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            content = cell(value)
            widths[column] = max(widths[column], len(_written(content)))
            _write(sheet, last, column, content, formats.get(type(content)))
    if header:
        sheet.autofilter(0, 0, last, len(header) - 1)
    if any(value is not None for value in sums):
        strong = book.add_format({"bold": True, "top": 1})
        for column, value in enumerate(sums):
            words = _("Summe") if column == 0 and value is None else value
            _write(sheet, last + 1, column, cell(words), strong)
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, 8), 60))
    book.close()
    return out.getvalue()


def _write(sheet: Sheet, row: int, column: int, content: Cell, style: object = None) -> None:
    """Nothing is guessed, so nothing becomes a formula."""
    match content:
        case None:
            return
        case bool():
            sheet.write_string(row, column, _written(content), style)
        case int() | float() | Decimal():
            sheet.write_number(row, column, content, style)
        case date() | time():
            sheet.write_datetime(row, column, content, style)
        case _:
            sheet.write_string(row, column, content, style)


def _sheet_name(title: str) -> str:
    """Sheets allow 31 characters, and some never."""
    return "".join(c for c in title if c not in "[]:*?/\\'")[:31].strip() or "Liste"
