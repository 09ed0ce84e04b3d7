"""Tables in: a worksheet within bounds, or rows pasted from one; the result is the same."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from thidua.core.sheet import MAX_ROWS, Raw, TableRefused, lines_of_text, lines_of_xlsx
from thidua.core.text import fold
from thidua.documents.sheets.columns import (
    CellError,
    Field,
    Imported,
    Row,
    Value,
    _Wrong,
    column_letters,
    value_of,
)
from thidua.documents.wording import clean

_SCAN_FOR_HEADER = 20


def read_xlsx(content: bytes, columns: Sequence[Field], *, max_rows: int = MAX_ROWS) -> Imported:
    """The first worksheet's rows under the line that holds the headings.

    Raises `TableRefused` for what is no worksheet, too large, or has no such line.
    """
    return _table(lines_of_xlsx(content), columns, max_rows)


def read_pasted(text: str, columns: Sequence[Field], *, max_rows: int = MAX_ROWS) -> Imported:
    """Rows copied from a worksheet (tabs between cells); the first line may be the headings.

    Without headings the cells follow the order of `columns`. Raises `TableRefused`.
    """
    lines: list[list[Raw]] = [list(line) for line in lines_of_text(text)]
    first = next((line for line in lines if any(line)), [])
    if not _known(first, columns):
        width = max((len(line) for line in lines), default=0)
        if width > len(columns):
            raise TableRefused(
                _(
                    "Nội dung dán có %(found)d cột nhưng bảng chỉ có %(wanted)d cột: "
                    "hãy dán kèm dòng tiêu đề."
                )
                % {"found": width, "wanted": len(columns)}
            )
        places = {column.key: index for index, column in enumerate(columns)}
        return _rows(enumerate(lines, 1), columns, places, (), max_rows)
    return _table(lines, columns, max_rows)


def _known(line: Iterable[Raw], columns: Sequence[Field]) -> bool:
    """Whether the line reads as headings: at least half of the declared ones."""
    titles = {fold(column.title) for column in columns}
    found = titles & {fold(cell) for cell in line if isinstance(cell, str)}
    return len(found) * 2 >= len(titles)


def _table(lines: Sequence[list[Raw]], columns: Sequence[Field], max_rows: int) -> Imported:
    head = next(
        (n for n, line in enumerate(lines[:_SCAN_FOR_HEADER]) if _known(line, columns)), None
    )
    if head is None:
        raise TableRefused(
            _("Không thấy dòng tiêu đề. Bảng cần có các cột: %(titles)s.")
            % {"titles": ", ".join(column.title for column in columns)}
        )
    by_title = {fold(column.title): column for column in columns}
    places: dict[str, int] = {}
    unknown: list[str] = []
    for index, cell in enumerate(lines[head]):
        title = clean(str(cell)) if cell is not None else ""
        column = by_title.get(fold(title))
        if column is None:
            unknown += [title] if title else []
        elif column.key in places:
            raise TableRefused(
                _("Có hai cột cùng tên «%(title)s»: hãy bỏ bớt một cột.") % {"title": title}
            )
        else:
            places[column.key] = index
    missing = [column.title for column in columns if column.required and column.key not in places]
    if missing:
        raise TableRefused(_("Thiếu cột bắt buộc: %(titles)s.") % {"titles": ", ".join(missing)})
    return _rows(enumerate(lines[head + 1 :], head + 2), columns, places, tuple(unknown), max_rows)


def _rows(
    lines: Iterable[tuple[int, list[Raw]]],
    columns: Sequence[Field],
    places: dict[str, int],
    unknown: tuple[str, ...],
    max_rows: int,
) -> Imported:
    rows: list[Row] = []
    errors: list[CellError] = []
    for number, line in lines:
        cells = {key: line[place] if place < len(line) else None for key, place in places.items()}
        if all(
            cell is None or (isinstance(cell, str) and not clean(cell)) for cell in cells.values()
        ):
            continue
        if len(rows) >= max_rows:
            raise TableRefused(
                _("Bảng có hơn %(limit)d dòng: hãy chia thành nhiều tệp.") % {"limit": max_rows}
            )
        addresses = {key: f"{column_letters(place)}{number}" for key, place in places.items()}
        row, wrong = _row(number, cells, columns, addresses)
        errors += wrong
        if not wrong:
            rows.append(row)
    return Imported(tuple(rows), tuple(errors), unknown)


def _row(
    number: int, cells: dict[str, Raw], columns: Sequence[Field], addresses: dict[str, str]
) -> tuple[Row, list[CellError]]:
    values: dict[str, Value] = {}
    errors: list[CellError] = []
    for column in columns:
        try:
            values[column.key] = value_of(column, cells.get(column.key))
        except _Wrong as wrong:
            errors.append(CellError(addresses[column.key], column.title, str(wrong)))
    return Row(number, values, addresses), errors
