"""A form as it comes back: its stamp, its lines with their places, and cells as figures."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Refused
from thidua.core.sheet import Raw, sheets_of_xlsx
from thidua.core.text import fold
from thidua.documents.sheets import Field
from thidua.documents.sheets.columns import column_letters, value_of
from thidua.documents.wording import clean
from thidua.indicators.actions.reporting import Given
from thidua.indicators.models import Definition
from thidua.indicators.states import Shape
from thidua.indicators.worksheets import layout
from thidua.indicators.worksheets.layout import Stamp, refused_for

_SCANNED = 20
_FOLDED = [fold(title) for title in layout.TITLES]
_NUMBER = Field(key="figure", title="", kind="decimal")
_FLAG = Field(key="figure", title="", kind="flag")
_POINT = re.compile(r"-?\d+\.\d{1,2}")
_MARKS = frozenset({"x", "co", "true", "1", fold(layout.NOT_APPLICABLE), "kad", "k ap dung"})


@dataclass(frozen=True)
class Page:
    """One sheet of the form as it came: every cell, and which line holds the headings."""

    name: str
    rows: list[list[Raw]]
    head: int


@dataclass(frozen=True)
class Book:
    stamp: Stamp
    pages: Sequence[Page]

    def lines(self) -> Iterator["Typed"]:
        """Every line that names a unit or holds anything that was typed."""
        for page in self.pages:
            for number, cells in enumerate(page.rows[page.head + 1 :], page.head + 2):
                row = cells[: layout.FAULT]
                row += [None] * (layout.FAULT - len(row))
                unit, code = _text(row[layout.UNIT]), _text(row[layout.CODE])
                typed = row[layout.FIGURE :]
                if unit or code or any(_text(cell) for cell in typed):
                    yield Typed(page.name, number, unit, _text(row[layout.NAME]), code, typed)


@dataclass(frozen=True)
class Typed:
    """A line: whose, of what, and the four cells that are filled in."""

    sheet: str
    number: int
    unit: str
    name: str
    code: str
    cells: Sequence[Raw]

    def at(self, column: int) -> str:
        return f"{column_letters(column)}{self.number}"


class Unclear(ValueError):
    """A cell that cannot be read; `column` says which."""

    def __init__(self, column: int, why: str) -> None:
        super().__init__(why)
        self.column = column


def read(content: bytes) -> Book:
    """A form that we handed out, whoever saved it since. Raises `Refused` for anything else."""
    sheets = dict(sheets_of_xlsx(content))
    stamp = _stamp(sheets.get(layout.STAMP, []))
    pages = [
        Page(name, rows, head) for name, rows in sheets.items()
        if name != layout.STAMP and (head := _head(rows)) is not None
    ]  # fmt: skip
    if not pages:
        raise Refused(refused_for(_("Mẫu đã mất dòng tiêu đề cột hoặc đổi thứ tự cột.")))
    return Book(stamp, pages)


def _stamp(rows: Sequence[Sequence[Raw]]) -> Stamp:
    facts = {_text(row[0]): _text(row[1]) for row in rows if len(row) > 1}
    if layout.MARK not in facts:
        raise Refused(refused_for(_("Tệp này không phải mẫu do hệ thống lập.")))
    if facts[layout.MARK] != str(layout.VERSION):
        raise Refused(refused_for(_("Mẫu này lập theo cách trình bày cũ.")))
    meanings = {
        name.removeprefix("chi-tieu:"): value.split(":", 1) for name, value in facts.items()
        if name.startswith("chi-tieu:")
    }  # fmt: skip
    try:
        stamp = Stamp(
            int(facts["set"]), facts["frequency"], date.fromisoformat(facts["starts_on"]),
            {code: (int(key), meant) for code, (key, meant) in meanings.items()},
        )  # fmt: skip
        is_whole = stamp.digest == facts["digest"]
    except (KeyError, ValueError):
        is_whole = False
    if not is_whole:
        raise Refused(refused_for(_("Phần ẩn của mẫu đã bị sửa.")))
    return stamp


def _head(rows: Sequence[Sequence[Raw]]) -> int | None:
    for number, row in enumerate(rows[:_SCANNED]):
        if [fold(_text(cell)) for cell in row[: layout.FAULT]] == _FOLDED:
            return number
    return None


def _text(cell: Raw) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return clean(cell).strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def said_in(line: Typed, meaning: Definition) -> Given | None:
    """What a line says of its indicator; `None` where nothing is said. Raises `Unclear`."""
    raw_figure, raw_of, raw_absent, raw_note = line.cells
    note = _text(raw_note)
    is_absent = _mark(raw_absent)
    has_figure, has_of = _text(raw_figure) != "", _text(raw_of) != ""
    if is_absent:
        if has_figure or has_of:
            raise Unclear(
                layout.ABSENT,
                _("vừa có số liệu vừa ghi «Không áp dụng»: xóa một trong hai"),
            )
        return Given(absent=True, note=note)
    if has_of and meaning.shape != Shape.RATIO:
        raise Unclear(layout.OF, _("chỉ tiêu này không có mẫu số: xóa ô này"))
    if not has_figure and not has_of:
        if note:
            raise Unclear(
                layout.FIGURE, _("có diễn giải mà chưa có số liệu: ghi số liệu hoặc xóa diễn giải")
            )
        return None
    return Given(
        numerator=_answer(raw_figure, meaning) if has_figure else None,
        denominator=_number(raw_of, layout.OF) if has_of else None, note=note,
    )  # fmt: skip


def _mark(raw: Raw) -> bool:
    words = fold(_text(raw))
    if words in {"", "khong", "false", "0"}:
        return False
    if words in _MARKS:
        return True
    raise Unclear(layout.ABSENT, _("chỉ chọn «Không áp dụng» hoặc để trống"))


def _answer(raw: Raw, meaning: Definition) -> Decimal:
    if meaning.shape == Shape.YES_NO:
        try:
            return Decimal(bool(value_of(_FLAG, raw)))
        except ValueError as error:
            raise Unclear(layout.FIGURE, _("chỉ ghi «Có» hoặc «Không»")) from error
    if meaning.shape == Shape.LEVEL:
        words = fold(_text(raw))
        for number, level in enumerate(meaning.levels):
            if fold(level) == words:
                return Decimal(number)
        raise Unclear(
            layout.FIGURE,
            _("chọn một trong: %(levels)s") % {"levels": "; ".join(meaning.levels)},
        )
    return _number(raw, layout.FIGURE)


def _number(raw: Raw, column: int) -> Decimal:
    """A number as Vietnamese write it, or as Excel keeps it: noise of its arithmetic falls off."""
    if isinstance(raw, float) and not isinstance(raw, bool):
        near = round(raw, 4)
        # What is truly finer stays so, to be refused by the rule of all reports.
        return Decimal(repr(near if abs(raw - near) <= 1e-9 * max(1.0, abs(raw)) else raw))
    if isinstance(raw, datetime | date):
        raise Unclear(
            column,
            _("Excel đã đổi số thành ngày %(day)s: đặt lại kiểu ô là số rồi ghi lại số")
            % {"day": f"{raw:%d/%m/%Y}"},
        )
    if isinstance(raw, str):
        raw = "".join(clean(raw).split()).replace("−", "-")
        if _POINT.fullmatch(raw):  # as the form on screen takes it
            return Decimal(raw)
    try:
        found: Any = value_of(_NUMBER, raw)
    except ValueError as error:
        raise Unclear(column, str(error)) from error
    return Decimal(found)
