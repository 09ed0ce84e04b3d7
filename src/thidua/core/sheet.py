"""Rows of an Excel file or of pasted text, read within bounds: no file may take all memory."""

import csv
import io
import re
from datetime import date, datetime, time
from xml.parsers import expat

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from thidua.core import archives
from thidua.core.permit import Refused
from thidua.core.text import nfc

Raw = str | float | bool | date | datetime | time | None
MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 100_000, 200, 2_000_000
MAX_SHARED = 256 * 1024 * 1024  # letters, were each cell as long as the longest shared text
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
_TEXTS = "xl/sharedstrings.xml"
_ASIDE = frozenset(
    {
        "[content_types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
    }
)


class TableRefused(Refused):
    """A whole file or paste that cannot be read; the sentence says why and what to do."""


def lines_of_xlsx(content: bytes) -> list[list[Raw]]:
    """The cells of the first worksheet, from A1 on. Raises `TableRefused`."""
    return _sheets(content, most=1)[0][1]


def sheets_of_xlsx(content: bytes) -> list[tuple[str, list[list[Raw]]]]:
    """Every worksheet's name and cells, in their order. Raises `TableRefused`."""
    return _sheets(content)


def _sheets(content: bytes, *, most: int | None = None) -> list[tuple[str, list[list[Raw]]]]:
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
    known = _bounded(members)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(archives.repack(known))) as book:
            sheets = [book.get_sheet_by_name(name) for name in book.sheet_names[:most]]
            found = [(sheet.name, sheet.to_python(skip_empty_area=False)) for sheet in sheets]
    except (CalamineError, OSError) as error:
        raise TableRefused(
            _("Không đọc được trang tính: hãy mở bằng Excel và lưu lại (.xlsx).")
        ) from error
    if not found:
        raise TableRefused(_("Tệp không có trang tính nào: hãy mở bằng Excel và lưu lại (.xlsx)."))
    return found  # type: ignore[return-value] # timedelta is refused by whoever reads a value


def as_text(cell: Raw) -> str:
    """A cell as somebody would have typed it, a day as `2026-11-22`."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    # Excel keeps staff codes and phone numbers as floating point.
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else nfc(str(cell))


def lines_of_text(text: str, *, delimiter: str = "\t") -> list[list[str]]:
    """The cells of what was copied from a worksheet, or of CSV. Raises `TableRefused`."""
    if len(text) > MAX_BYTES:
        raise TableRefused(_("Nội dung dán quá lớn: hãy dùng tệp Excel."))
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise TableRefused(
            _("Không đọc được nội dung dán: hãy sao chép lại từ bảng tính.")
        ) from error
    if max((len(line) for line in lines), default=0) > MAX_COLUMNS:
        raise TableRefused(_("Nội dung dán có quá nhiều cột."))
    return lines


def _bounded(members: dict[str, bytes]) -> dict[str, bytes]:
    """The parts that a reader needs, once each was looked through; it never sees another.

    Refuses a far-away cell or a huge shared text, for which it would reserve all memory.
    """
    known: dict[str, bytes] = {}
    shared = longest = 0
    for name, content in members.items():
        part = name.casefold()
        if part == _TEXTS:
            longest = max(longest, _Scan(content).longest)
        elif _SHEETS.fullmatch(part):
            scan = _Scan(content)
            shared += scan.shared
            if (
                scan.rows > MAX_ROWS
                or scan.columns > MAX_COLUMNS
                or max(scan.cells, scan.rows * scan.columns) > MAX_CELLS
            ):
                raise TableRefused(
                    _(
                        "Trang tính quá rộng hoặc quá dài (tối đa %(rows)d dòng, %(columns)d cột, "
                        "%(cells)d ô): hãy xóa các dòng, cột thừa."
                    )
                    % {"rows": MAX_ROWS, "columns": MAX_COLUMNS, "cells": MAX_CELLS}
                )
        elif part not in _ASIDE:
            continue
        known[name] = content
    if shared * longest > MAX_SHARED:
        raise TableRefused(_("Trang tính có những ô quá dài: hãy rút gọn."))
    return known


class _Scan:
    """How far a worksheet reaches and how long its longest text is, without building anything."""

    def __init__(self, content: bytes) -> None:
        self.rows = self.columns = self.cells = self.shared = self.longest = 0
        self._row = self._column = self._length = 0
        # In UTF-16 the same bytes could hold other cells for the reader, which knows UTF-8 only.
        if b"\0" in content or content.startswith((b"\xfe\xff", b"\xff\xfe")):
            raise _damaged()
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._letters
        parser.StartDoctypeDeclHandler = _doctype
        try:
            parser.Parse(content, True)  # noqa: FBT003 # expat takes it by position only
        except expat.ExpatError as error:
            raise _damaged() from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self.cells += 1
            self.shared += attributes.get("t") == "s"
            self._reach(attributes.get("r"))
        elif local == "row":
            number = attributes.get("r")
            self._row = self._row + 1 if number is None else _whole(number)
            self._column = 0
        elif local in ("si", "is"):
            self._length = 0
        self.rows = max(self.rows, self._row)

    def _reach(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
        elif found := _REFERENCE.fullmatch(reference):
            self._column = 0
            for letter in found[1]:
                self._column = self._column * 26 + ord(letter) - 64
            self.rows = max(self.rows, int(found[2]))
        else:
            raise _damaged()
        self.columns = max(self.columns, self._column)

    def _letters(self, data: str) -> None:
        self._length += len(data)

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] == "si":
            self.longest = max(self.longest, self._length)


def _doctype(*_given: object) -> None:
    raise TableRefused(_("Tệp Excel có phần không được phép: hãy mở bằng Excel và lưu lại."))


def _damaged() -> TableRefused:
    return TableRefused(_("Tệp Excel hỏng: hãy mở bằng Excel và lưu lại."))


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise _damaged()
    return int(text)
