"""Tables in: a worksheet within bounds, or rows pasted from one; the result is the same."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from xml.parsers import expat

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from thidua.core.text import fold
from thidua.documents import archives
from thidua.documents.sheets.columns import (
    CellError,
    Field,
    Imported,
    Raw,
    Row,
    TableRefused,
    Value,
    _Wrong,
    column_letters,
    value_of,
)
from thidua.documents.wording import clean

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 100_000, 200, 2_000_000
MAX_SHARED = 256 * 1024 * 1024  # letters, were each cell as long as the longest shared text
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SCAN_FOR_HEADER = 20


def read_xlsx(content: bytes, columns: Sequence[Field], *, max_rows: int = MAX_ROWS) -> Imported:
    """The first worksheet's rows under the line that holds the headings.

    Raises `TableRefused` for what is no worksheet, too large, or has no such line.
    """
    if len(content) > MAX_BYTES:
        raise TableRefused(_("Tệp quá lớn (trên 10 MB): hãy chia thành nhiều tệp."))
    try:
        members = archives.unpack(content)
    except archives.TooLarge as error:
        raise TableRefused(
            _("Tệp giải nén ra quá lớn: hãy xóa ảnh, trang tính thừa rồi lưu lại.")
        ) from error
    except archives.BadPackage as error:
        raise TableRefused(
            _("Đây không phải tệp Excel (.xlsx) lành: hãy mở bằng Excel và lưu lại.")
        ) from error
    _bound(members)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(archives.repack(members))) as book:
            lines: list[list[Raw]] = book.get_sheet_by_index(0).to_python(skip_empty_area=False)  # type: ignore[assignment] # timedelta never passes value_of
    except (CalamineError, IndexError, OSError) as error:
        raise TableRefused(
            _("Không đọc được trang tính: hãy mở bằng Excel và lưu lại (.xlsx).")
        ) from error
    return _table(lines, columns, max_rows)


def read_pasted(text: str, columns: Sequence[Field], *, max_rows: int = MAX_ROWS) -> Imported:
    """Rows copied from a worksheet (tabs between cells); the first line may be the headings.

    Without headings the cells follow the order of `columns`. Raises `TableRefused`.
    """
    if len(text) > MAX_BYTES:
        raise TableRefused(_("Nội dung dán quá lớn: hãy dùng tệp Excel."))
    try:
        lines: list[list[Raw]] = [
            list(line) for line in csv.reader(io.StringIO(text), dialect="excel-tab")
        ]
    except csv.Error as error:
        raise TableRefused(
            _("Không đọc được nội dung dán: hãy sao chép lại từ bảng tính.")
        ) from error
    if max((len(line) for line in lines), default=0) > MAX_COLUMNS:
        raise TableRefused(_("Nội dung dán có quá nhiều cột."))
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


def _bound(members: dict[str, bytes]) -> None:
    """Refuse a far-away cell or a huge shared text, for which a reader would reserve all memory."""
    texts = _Scan()
    texts.read(members.get("xl/sharedStrings.xml", b"<sst/>"))
    shared = 0
    for name, content in members.items():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            scan = _Scan()
            scan.read(content)
            shared += scan.shared
            if scan.rows > MAX_ROWS or scan.columns > MAX_COLUMNS or scan.cells > MAX_CELLS:
                raise TableRefused(
                    _(
                        "Trang tính quá rộng hoặc quá dài (tối đa %(rows)d dòng, %(columns)d cột): "
                        "hãy xóa các ô thừa."
                    )
                    % {"rows": MAX_ROWS, "columns": MAX_COLUMNS}
                )
    if shared * texts.longest > MAX_SHARED:
        raise TableRefused(_("Trang tính có những ô quá dài: hãy rút gọn."))


class _Scan:
    """How far a worksheet reaches and how long its longest text is, without building anything."""

    def __init__(self) -> None:
        self.rows = self.columns = self.cells = self.shared = self.longest = self._length = 0

    def read(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(content, True)  # noqa: FBT003 # expat takes it by position only
        except expat.ExpatError as error:
            raise TableRefused(_("Tệp Excel hỏng: hãy mở bằng Excel và lưu lại.")) from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self.cells += 1
            self.shared += attributes.get("t") == "s"
            self._reach(attributes.get("r", ""))
        elif local == "row":
            self.rows = max(self.rows, _whole(attributes.get("r", "")))
        elif local in ("si", "is"):
            self._length = 0

    def _reach(self, reference: str) -> None:
        if not reference:
            return
        found = _REFERENCE.fullmatch(reference)
        if not found:
            raise TableRefused(_("Tệp Excel hỏng: hãy mở bằng Excel và lưu lại."))
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - 64
        self.columns = max(self.columns, column)
        self.rows = max(self.rows, int(found[2]))

    def _letters(self, data: str) -> None:
        self._length += len(data)

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "si":
            self.longest = max(self.longest, self._length)

    @staticmethod
    def _doctype(*_given: object) -> None:
        raise TableRefused(_("Tệp Excel có phần không được phép: hãy mở bằng Excel và lưu lại."))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


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
