"""The form as a locked worksheet, and the copy of a file with its faults written into it."""

import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from thidua.documents.wording import clean
from thidua.indicators.actions.reporting import Given, columns, completed
from thidua.indicators.models import Definition, Entry
from thidua.indicators.queries import Computed
from thidua.indicators.reported import figure_told
from thidua.indicators.states import ReportState, Shape, Standing
from thidua.indicators.wording import span_told
from thidua.indicators.worksheets import layout
from thidua.indicators.worksheets.layout import Form, Stamp
from thidua.indicators.worksheets.reading import Book, Page
from thidua.ui.formats import day

UNSENT = (ReportState.OPEN, ReportState.RETURNED)
HEAD = 3  # the line of the headings, counted from nought
LISTS = "Danh mục"
_AT_ONCE = 200  # cells that share a drop-down in one rule


@dataclass(frozen=True)
class Line:
    """One row: its cells, what may be typed in it, and what is wrong with which of them."""

    cells: Sequence[Any]
    meaning: Definition | None = None
    is_open: bool = False
    shut: Collection[int] = ()  # columns that the product fills in itself
    faults: Mapping[int, str] = field(default_factory=dict)


def write_form(form: Form) -> bytes:
    """A form to fill in, with what is known already."""
    heading = [
        [_("BÁO CÁO CHỈ TIÊU %(span)s") % {
            "span": span_told(form.slot.starts_on, form.slot.ends_on).upper()
        }],
        [form.slot.set.title],
        [_("Chỉ ghi vào ô trắng. Ô để trống là chưa báo cáo; số 0 là có báo cáo và bằng không. "
           "Không áp dụng thì chọn ở cột «Không áp dụng» và ghi lý do ở «Diễn giải».")],
        list(layout.TITLES),
    ]  # fmt: skip
    pages = ((name, HEAD, _lines(form, heading, units)) for name, units in form.sheets().items())
    return _book(form.stamp, pages, _levels(form), has_faults=False)


def write_faults(
    form: Form, book: Book, faults: Mapping[tuple[str, int], Mapping[int, str]]
) -> bytes:
    """The file as it came, each faulty cell coloured with its reason, and a column of reasons.

    `faults` are, by sheet and number of the line, the reasons by column. The copy is a form
    again: mended, it can be brought in as it is.
    """
    meanings = {m.indicator_id: m for those in form.asked.values() for _row, m in those}
    by_code = {code: meanings.get(key) for code, (key, _print) in book.stamp.meanings.items()}
    pages = ((page.name, page.head, _copied(page, form, by_code, faults)) for page in book.pages)
    return _book(book.stamp, pages, _levels(form), has_faults=True)


def _lines(form: Form, heading: list[list[Any]], units: Iterable[Any]) -> Iterator[Line]:
    for cells in heading:
        yield Line(cells)
    for unit in units:
        report = form.reports.get(unit.pk)
        is_open = report is None or report.state in UNSENT
        known, before = form.entries.get(unit.pk, {}), form.before.get(unit.pk, {})
        for _row, meaning in form.asked[unit.pk]:
            key = meaning.indicator_id
            entry, last = known.get(key), before.get(key)
            is_elsewhere = entry is not None and (report is None or entry.report_id != report.pk)
            if is_open and not is_elsewhere and unit.pk not in form.own:
                entry = None
            counted = form.computed.get(unit.pk, {}).get(key) if is_open else None
            yield Line(
                [
                    unit.code, unit.name, form.codes[key], meaning.name, _how(meaning),
                    figure_told(meaning, last) if last else "",
                    *_typed(meaning, _with(counted, entry)),
                ],
                meaning, is_open and not is_elsewhere, _shut(counted),
            )  # fmt: skip


def _shut(counted: Computed | None) -> Collection[int]:
    if counted is None:
        return ()
    if counted.is_whole:
        return (layout.FIGURE, layout.OF, layout.ABSENT)
    return (layout.FIGURE if counted.numerator is not None else layout.OF,)


def _with(counted: Computed | None, entry: Entry | None) -> Entry | None:
    """An entry with what the product counts in its place, to be shown in locked cells."""
    if counted is None:
        return entry
    said = None if entry is None else Given(
        numerator=entry.numerator, denominator=entry.denominator, note=entry.note,
        absent=entry.standing == Standing.NOT_APPLICABLE,
    )  # fmt: skip
    now = completed(counted, said)
    return None if now is None else Entry(**columns(now))


def _copied(
    page: Page, form: Form, meanings: Mapping[str, Definition | None],
    faults: Mapping[tuple[str, int], Mapping[int, str]],
) -> Iterator[Line]:  # fmt: skip
    for number, cells in enumerate(page.rows):
        unit, code = (str(cells[n]) if len(cells) > n else "" for n in layout.KEYS)
        meaning = meanings.get(code) if number > page.head else None
        wrong = faults.get((page.name, number + 1), {})
        of_unit = form.computed.get(form.units[unit].pk, {}) if unit in form.units else {}
        counted = of_unit.get(meaning.indicator_id) if meaning is not None else None
        yield Line(cells[: layout.FAULT], meaning, number > page.head, _shut(counted), wrong)


def _how(meaning: Definition) -> str:
    """What goes into which cell."""
    if meaning.shape == Shape.RATIO:
        told = _("Tử số: %(numerator)s. Mẫu số: %(denominator)s.") % {
            "numerator": meaning.numerator or meaning.name, "denominator": meaning.denominator,
        }  # fmt: skip
    elif meaning.shape == Shape.NUMBER:
        told = _("Số: %(what)s.") % {"what": meaning.numerator or meaning.name}
        if meaning.counted_in:
            told = f"{told[:-1]} ({meaning.counted_in})."
    else:
        told = _("Chọn một câu trả lời trong danh sách.")
    return told


def _typed(meaning: Definition, entry: Entry | None) -> list[Any]:
    """An entry as somebody would have typed it: figure, denominator, does not apply, note."""
    if entry is None:
        return [None, None, None, None]
    if entry.standing == Standing.NOT_APPLICABLE or entry.numerator is None:
        return [None, None, layout.NOT_APPLICABLE, entry.note]
    figure: Any = entry.numerator
    if meaning.shape == Shape.YES_NO:
        figure = layout.YES_NO[0 if figure else 1]
    elif meaning.shape == Shape.LEVEL:
        figure = meaning.levels[int(figure)]
    return [figure, entry.denominator, None, entry.note]


def _levels(form: Form) -> list[tuple[str, ...]]:
    """The drop-downs of levels, each once."""
    found = (
        tuple(meaning.levels) for those in form.asked.values() for _row, meaning in those
        if meaning.shape == Shape.LEVEL
    )  # fmt: skip
    return list(dict.fromkeys(found))


def _book(
    stamp: Stamp, pages: Iterable[tuple[str, int, Iterator[Line]]],
    levels: Sequence[tuple[str, ...]], *, has_faults: bool,
) -> bytes:  # fmt: skip
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        looks = _looks(book)
        for name, head, lines in pages:
            _page(book.add_worksheet(name), head, lines, levels, looks, has_faults=has_faults)
        _stamp(book.add_worksheet(layout.STAMP), stamp)
        lists = book.add_worksheet(LISTS)
        lists.hide()
        for row in range(max((len(each) for each in levels), default=0)):
            for column, names in enumerate(levels):
                if row < len(names):
                    lists.write_string(row, column, names[row])
    return out.getvalue()


def _page(
    page: Worksheet, head: int, lines: Iterator[Line], levels: Sequence[tuple[str, ...]],
    looks: Mapping[str, Format], *, has_faults: bool,
) -> None:  # fmt: skip
    widths = [*layout.COLUMNS, *([layout.FAULTS] if has_faults else [])]
    for index, (_title, width) in enumerate(widths):
        page.set_column(index, index, width)
    page.set_paper(9)  # A4
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(head)
    page.freeze_panes(head + 1, layout.HOW)
    page.set_footer("&C&P/&N")
    lists: dict[int, list[str]] = defaultdict(list)
    absent: list[str] = []
    last = head
    for last, line in enumerate(lines):
        _write(page, last, head, line, looks)
        if last == head and has_faults:
            _cell(page, head, layout.FAULT, layout.FAULTS[0], looks["head"])
        if not line.is_open or line.meaning is None:
            continue
        if layout.ABSENT not in line.shut:
            absent.append(xl_rowcol_to_cell(last, layout.ABSENT))
        if layout.FIGURE in line.shut:
            continue
        shape, cell = line.meaning.shape, xl_rowcol_to_cell(last, layout.FIGURE)
        if shape == Shape.YES_NO:
            lists[-1].append(cell)
        elif shape == Shape.LEVEL:
            lists[levels.index(tuple(line.meaning.levels))].append(cell)
    page.autofilter(head, 0, max(last, head + 1), len(widths) - 1)
    _drop_down(page, absent, [layout.NOT_APPLICABLE])
    for index, cells in lists.items():
        source: Any = list(layout.YES_NO) if index < 0 else (
            f"='{LISTS}'!{xl_range_abs(0, index, len(levels[index]) - 1, index)}"
        )  # fmt: skip
        _drop_down(page, cells, source)
    # Without a password: it keeps from slips, not from intent; what comes back is judged anew.
    page.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})


def _write(
    page: Worksheet, number: int, head: int, line: Line, looks: Mapping[str, Format]
) -> None:  # fmt: skip
    if number < head:
        look = looks["title" if number == 0 else "told"]
        for index, value in enumerate(line.cells):
            _cell(page, number, index, value, look)
        return
    if number == head:
        for index, value in enumerate(line.cells):
            _cell(page, number, index, value, looks["head"])
        return
    cells = [*line.cells, *[None] * (layout.FAULT - len(line.cells))]
    has_denominator = line.meaning is None or line.meaning.shape == Shape.RATIO
    for index, value in enumerate(cells):
        is_open = (
            line.is_open
            and index not in line.shut
            and (
                index in (layout.FIGURE, layout.ABSENT, layout.NOTE)
                or (index == layout.OF and has_denominator)
            )
        )
        name = "fault" if index in line.faults else "open" if is_open else "kept"
        if is_open and index == layout.NOTE:
            name = "fault_text" if index in line.faults else "open_text"
        _cell(page, number, index, value, looks[name])
        if index in line.faults:
            page.write_comment(number, index, line.faults[index], {"x_scale": 2})
    if line.faults:
        page.write_string(number, layout.FAULT, " ".join(line.faults.values()), looks["why"])


def _cell(page: Worksheet, row: int, column: int, value: Any, look: Format) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, look)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, look)
    elif isinstance(value, int | float | Decimal):
        page.write_number(row, column, value, look)
    elif isinstance(value, datetime | date):
        page.write_string(row, column, day(value), look)
    else:
        page.write_string(row, column, clean(str(value)), look)


def _drop_down(page: Worksheet, cells: Sequence[str], source: Any) -> None:
    for start in range(0, len(cells), _AT_ONCE):
        some = cells[start : start + _AT_ONCE]
        page.data_validation(some[0], {
            "validate": "list", "source": source, "multi_range": " ".join(some),
            "error_message": _("Hãy chọn trong danh sách."),
        })  # fmt: skip


def _stamp(page: Worksheet, stamp: Stamp) -> None:
    page.very_hidden()
    rows = [
        (layout.MARK, layout.VERSION), ("set", stamp.set), ("frequency", stamp.frequency),
        ("starts_on", stamp.starts_on.isoformat()), ("digest", stamp.digest),
        *((f"chi-tieu:{code}", f"{key}:{print_}")
          for code, (key, print_) in stamp.meanings.items()),
    ]  # fmt: skip
    for number, (name, value) in enumerate(rows):
        page.write_string(number, 0, name)
        page.write_string(number, 1, str(value))
    page.protect("")


def _looks(book: xlsxwriter.Workbook) -> dict[str, Format]:
    body = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    lined = body | {"border": 1, "border_color": "#B8C4C7"}
    shut = lined | {"bg_color": "#EEF2F3", "text_wrap": True}
    open_ = lined | {"locked": False, "num_format": "#,##0.####"}
    text = {"num_format": "@", "text_wrap": True}
    red = {"bg_color": "#F9D7D2"}
    return {
        name: book.add_format(look) for name, look in {
            "title": body | {"bold": True, "font_size": 14}, "told": body,
            "head": lined | {"bold": True, "text_wrap": True, "align": "center",
                             "valign": "vcenter", "bg_color": "#D3E4E8"},
            "kept": shut, "open": open_, "open_text": open_ | text, "fault": open_ | red,
            "fault_text": open_ | text | red, "why": shut | {"font_color": "#8C1D18"} | red,
        }.items()
    }  # fmt: skip
