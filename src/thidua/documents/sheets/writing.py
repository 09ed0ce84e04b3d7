"""Tables out: a worksheet that prints on A4 and that `read_xlsx` reads back unchanged."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from thidua.core.period import HANOI
from thidua.documents.sheets.columns import NO, YES, Field, Kind, Value, column_letters
from thidua.documents.wording import clean

EMPTY_ROWS = 500  # of a template, with its drop-downs
_INLINE_LIST = 250  # letters that a drop-down may hold without a sheet of its own


def write_xlsx(
    columns: Sequence[Field],
    rows: Iterable[Mapping[str, Value]] = (),
    *,
    title: str = "",
    sheet: str = "",
) -> bytes:
    """The rows under their headings, with drop-downs for choices; without rows a template to fill.

    `title` stands as a line of its own above the headings. Rows are written as they come,
    so a generator of any length takes little memory.
    """
    out = io.BytesIO()
    # Texts that begin with "=" stay texts: a name must never become a formula.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        page = book.add_worksheet(sheet or _("Danh sách"))
        lists = _choice_lists(columns)
        places = _columns_of_lists(lists)
        looks = _looks(book)
        top = 2 if title else 0
        _print_setup(page, top, len(columns))
        for index, column in enumerate(columns):
            page.set_column(index, index, column.width, looks[column.kind])
        if title:
            page.write_string(0, 0, clean(title), looks["title"])
        for index, column in enumerate(columns):
            page.write_string(
                top, index, column.title, looks["required" if column.required else "head"]
            )
        last = top
        for last, row in enumerate(rows, top + 1):
            for index, column in enumerate(columns):
                _write(page, last, index, row.get(column.key), looks[column.kind])
        _validate(page, columns, places, top + 1, max(last, top + EMPTY_ROWS))
        page.autofilter(top, 0, max(last, top + 1), len(columns) - 1)
        _write_lists(book, lists)
    return out.getvalue()


def write_list(
    header: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "", sheet: str = ""
) -> bytes:
    """A list as a worksheet: each value in its own type, under the headings, ready to print."""
    return write_book([Listed(sheet or _("Danh sách"), header, rows, title)])


@dataclass(frozen=True)
class Listed:
    """One list of a workbook: the name of its sheet, headings, rows, and a title above them."""

    sheet: str
    header: Sequence[str]
    rows: Iterable[Sequence[object]]
    title: str = ""


def write_book(lists: Iterable[Listed]) -> bytes:
    """Several lists, each on a sheet of its own."""
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        looks = _looks(book)
        for each in lists:
            _write_listed(book.add_worksheet(each.sheet), each, looks)
    return out.getvalue()


def _write_listed(page: Worksheet, listed: Listed, looks: Mapping[str, Format]) -> None:
    header, top = listed.header, 2 if listed.title else 0
    _print_setup(page, top, len(header))
    page.set_column(0, 0, 32)
    page.set_column(1, max(1, len(header) - 1), 20)
    if listed.title:
        page.write_string(0, 0, clean(listed.title), looks["title"])
    for index, words in enumerate(header):
        page.write_string(top, index, clean(words), looks["head"])
    last = top
    for last, row in enumerate(listed.rows, top + 1):
        for index, raw in enumerate(row):
            value = _plain(raw)
            _write(page, last, index, value, looks[_kind_of(value)])
    page.autofilter(top, 0, max(last, top + 1), len(header) - 1)


def _plain(raw: object) -> Value:
    """A moment becomes its Vietnamese text, a fraction a decimal, anything else its words."""
    if isinstance(raw, datetime):
        return f"{raw.astimezone(HANOI):%d/%m/%Y %H:%M}"
    if isinstance(raw, float):
        return Decimal(repr(raw))
    if raw is None or isinstance(raw, str | bool | int | Decimal | date):
        return raw
    return str(raw)


def _kind_of(value: Value) -> Kind:
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, Decimal):
        return "decimal"
    return "day" if isinstance(value, date) else "text"


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    body = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    head = body | {
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "border": 1,
        "bg_color": "#E8EEF0",
    }
    return {
        "title": book.add_format(body | {"bold": True, "font_size": 14}),
        "head": book.add_format(head),
        "required": book.add_format(head | {"bg_color": "#D3E4E8"}),
        "text": book.add_format(body | {"text_wrap": True, "num_format": "@"}),
        "choice": book.add_format(body | {"text_wrap": True}),
        "flag": book.add_format(body | {"align": "center"}),
        "integer": book.add_format(body | {"num_format": "#,##0"}),
        "decimal": book.add_format(body | {"num_format": "#,##0.##########"}),
        "day": book.add_format(body | {"num_format": "dd/mm/yyyy"}),
    }


def _print_setup(page: Worksheet, top: int, width: int) -> None:
    page.set_paper(9)  # A4
    if width > 5:
        page.set_landscape()
    page.set_margins(left=1.18, right=0.6, top=0.79, bottom=0.79)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 0)
    page.set_footer("&C&P/&N")


def _write(page: Worksheet, line: int, index: int, value: Value, look: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(line, index, YES if value else NO, look)
    elif isinstance(value, int | Decimal):
        page.write_number(line, index, value, look)
    elif isinstance(value, date):
        page.write_datetime(line, index, value, look)
    else:
        page.write_string(line, index, clean(value), look)


def _choice_lists(columns: Sequence[Field]) -> dict[str, tuple[str, ...]]:
    """Choices too long for the cell's own list; they go to a hidden sheet."""
    return {
        c.key: c.choices
        for c in columns
        if c.kind == "choice"
        and (len(",".join(c.choices)) > _INLINE_LIST or any("," in w for w in c.choices))
    }


def _columns_of_lists(lists: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        key: f"='{_('Danh mục')}'!${column_letters(index)}$1:${column_letters(index)}${len(words)}"
        for index, (key, words) in enumerate(lists.items())
    }


def _write_lists(book: xlsxwriter.Workbook, lists: Mapping[str, tuple[str, ...]]) -> None:
    if not lists:
        return
    page = book.add_worksheet(_("Danh mục"))
    page.hide()
    for line in range(max(len(words) for words in lists.values())):
        for index, words in enumerate(lists.values()):
            if line < len(words):
                page.write_string(line, index, words[line])


def _validate(
    page: Worksheet, columns: Sequence[Field], places: Mapping[str, str], first: int, last: int
) -> None:
    for index, column in enumerate(columns):
        rule: dict[str, object] = {"validate": "any"}
        if column.kind == "choice":
            source = places.get(column.key) or list(column.choices)
            message = _("Hãy chọn trong danh sách.")
            rule = {"validate": "list", "source": source, "error_message": message}
        elif column.kind == "flag":
            rule = {"validate": "list", "source": [YES, NO]}
        elif column.kind == "day":
            message = _("Hãy nhập ngày, ví dụ 22/11/2026.")
            rule = {
                "validate": "date",
                "criteria": ">=",
                "value": date(1900, 1, 1),
                "error_message": message,
            }
        if column.hint:
            rule |= {"input_title": column.title[:32], "input_message": column.hint[:255]}
        if len(rule) > 1:
            page.data_validation(first, index, last, index, rule)
