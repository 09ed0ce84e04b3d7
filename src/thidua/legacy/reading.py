"""Tables out of the files in which old registers lie: every sheet of Excel, every table of Word."""

from dataclasses import dataclass
from itertools import islice
from typing import Any
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from thidua.core import archives
from thidua.core.sheet import MAX_COLUMNS, MAX_ROWS, TableRefused, as_text, sheets_of_xlsx
from thidua.core.text import nfc
from thidua.legacy import columns

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "word/document.xml"
SAMPLE = 30


@dataclass(frozen=True)
class Table:
    """One sheet or table: its name and its cells as text."""

    name: str
    rows: list[list[str]]


def read(content: bytes) -> list[Table]:
    """Every table that holds anything. Raises `TableRefused`."""
    found = _word(content) if _MAIN.encode() in content else _excel(content)
    tables = [table for table in found if any(any(row) for row in table.rows)]
    if not tables:
        raise TableRefused(_("Tệp không có bảng nào có chữ."))
    return tables


def _excel(content: bytes) -> list[Table]:
    return [
        Table(nfc(name)[:100], [[as_text(cell) for cell in row] for row in rows])
        for name, rows in sheets_of_xlsx(content)
    ]


def _word(content: bytes) -> list[Table]:
    """The tables of a Word file, in their order."""
    try:
        document = archives.unpack(content)[_MAIN]
    except archives.TooLarge as error:
        raise TableRefused(
            _("Tệp giải nén ra quá lớn: hãy xóa ảnh rồi lưu lại, hoặc chia thành nhiều tệp.")
        ) from error
    except (archives.BadPackage, KeyError) as error:
        raise TableRefused(
            _("Đây không phải tệp Word (.docx) lành: hãy mở bằng Word và lưu lại.")
        ) from error
    if b"<!DOCTYPE" in document or b"<!ENTITY" in document:
        raise TableRefused(_("Tệp Word có phần không được phép: hãy mở bằng Word và lưu lại."))
    try:
        root = ET.fromstring(document)  # noqa: S314 - no entities, as was looked for above
    except ET.ParseError as error:
        raise TableRefused(_("Tệp Word hỏng: hãy mở bằng Word và lưu lại.")) from error
    tables: list[Table] = []
    for element in root.iter(f"{_W}tbl"):
        rows = [_cells(row) for row in element.findall(f"{_W}tr")]
        if sum(len(table.rows) for table in tables) + len(rows) > MAX_ROWS:
            raise TableRefused(_("Tệp có quá nhiều dòng: hãy chia thành nhiều tệp."))
        tables.append(Table(_("Bảng %(number)s") % {"number": len(tables) + 1}, rows))
    return tables


def _cells(row: ET.Element) -> list[str]:
    """The cells of a row; one that spans several columns stands in the first of them."""
    cells: list[str] = []
    for cell in row.findall(f"{_W}tc"):
        lines = ["".join(_texts(paragraph)) for paragraph in cell.findall(f"{_W}p")]
        cells.append(nfc("\n".join(lines)))
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        wide = span.get(f"{_W}val", "1") if span is not None else "1"
        cells += [""] * (min(int(wide), MAX_COLUMNS) - 1 if wide.isdigit() else 0)
    return cells[:MAX_COLUMNS]


def _texts(paragraph: ET.Element) -> list[str]:
    found = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            found.append(node.text or "")
        elif node.tag in (f"{_W}tab", f"{_W}br"):
            found.append(" ")
    return found


def described(table: Table) -> dict[str, Any] | None:
    """What is known of a table before it is mapped; nothing where it has no two cells in a row.

    Where no head is recognised, the first row of several cells is offered for one.
    """
    at = columns.head_of(table.rows)
    is_seen = at is not None
    if at is None:
        wide = (n for n, row in enumerate(table.rows) if sum(map(bool, row)) > 1)
        at = next(wide, None)
    if at is None:
        return None
    head = table.rows[at]
    count = sum(1 for row in table.rows[at + 1 :] if any(row))
    accented = (cell for row in table.rows[at + 1 :] for cell in row if not cell.isascii())
    return {
        "name": table.name, "head_at": at, "head": head, "shape": columns.shape_of(head),
        "count": count, "columns": columns.recognised(head), "constants": {},
        "is_used": is_seen and count > 0, "sample": list(islice(accented, SAMPLE)),
    }  # fmt: skip
