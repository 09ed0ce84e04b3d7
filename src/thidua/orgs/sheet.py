"""Rows from an Excel file or from pasted text, within bounds; and the template to fill in."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_range_abs

from thidua.core.sheet import TableRefused, as_text, lines_of_text, lines_of_xlsx
from thidua.core.text import nfc

MOST_ROWS = 20_000
MOST_COLUMNS = 60


def from_file(content: bytes) -> list[list[str]]:
    """The rows of the first sheet as text, dates as `2026-11-22`. Raises `TableRefused`."""
    return _bounded([[as_text(cell) for cell in row] for row in lines_of_xlsx(content)])


def from_text(text: str) -> list[list[str]]:
    """The rows of what was copied from a sheet (tabs), or of CSV. Raises `TableRefused`."""
    first = text.strip("\n").partition("\n")[0]
    delimiter = next((mark for mark in "\t;," if mark in first), "\t")
    rows = lines_of_text(text, delimiter=delimiter)
    return _bounded([[nfc(cell) for cell in row] for row in rows])


def _bounded(rows: list[list[str]]) -> list[list[str]]:
    while rows and not any(rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS:
        raise TableRefused(_("Nhiều hơn 20.000 dòng. Chia nhỏ rồi nhập từng phần."))
    return [row[:MOST_COLUMNS] for row in rows]


def template(
    name: str, columns: Sequence[tuple[str, str, Sequence[str]]], rows: Sequence[Sequence[str]] = ()
) -> bytes:
    """An empty sheet to fill in: `(label, help, choices)` per column, with drop-downs."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        head = book.add_format({"bold": True, "bg_color": "#E7EEF0", "bottom": 1})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(name)
        lists = book.add_worksheet(_("Danh mục"))
        for index, (label, explanation, choices) in enumerate(columns):
            sheet.set_column(index, index, max(14, len(label) + 4), text)
            sheet.write_string(0, index, label, head)
            sheet.write_comment(0, index, explanation)
            if choices:
                lists.write_string(0, index, label, head)
                lists.write_column(1, index, choices)
                source = f"='{lists.name}'!{_span(index, len(choices))}"
                sheet.data_validation(
                    1, index, MOST_ROWS, index, {"validate": "list", "source": source}
                )
        for number, row in enumerate(rows, start=1):
            for index, value in enumerate(row):
                sheet.write_string(number, index, value)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _span(column: int, count: int) -> str:
    span: str = xl_range_abs(1, column, count, column)
    return span
