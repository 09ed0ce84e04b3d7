"""Old registers as files, and a batch brought as far as is asked."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from thidua.legacy import actions
from thidua.legacy.models import Batch

HEAD = (
    "TT", "Họ và tên", "Mã NV", "Năm sinh", "Khoa, phòng", "Danh hiệu", "Năm", "Số quyết định",
    "Ngày QĐ", "Cơ quan",
)  # fmt: skip
BODY = "Giám đốc Bệnh viện Quân y Sông Thao"


def line(
    name: str, *, award: str = "Lao động tiên tiến", year: str = "2018", code: str = "",
    born: str = "", unit: str = "", reference: str = "215/QĐ-BV", on: str = "22/12/2018",
) -> list[str]:  # fmt: skip
    return ["1", name, code, born, unit, award, year, reference, on, BODY]


def workbook(*sheets: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for rows in sheets:
            page = book.add_worksheet()
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return out.getvalue()


def word_table(rows: Sequence[Sequence[str]]) -> bytes:
    document = Document()
    document.add_paragraph("DANH SÁCH KHEN THƯỞNG")
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for made, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(made.cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def uploaded(house: Any, content: bytes, name: str = "so-cu.xlsx") -> Batch:
    return actions.upload_batch(
        actor=house.officer, unit=house.hospital, file=SimpleUploadedFile(name, content)
    )


def mapped(house: Any, batch: Batch) -> Batch:
    return actions.map_batch(
        actor=house.officer, batch=batch,
        sheets=[
            {name: sheet[name] for name in ("is_used", "columns", "constants")}
            for sheet in batch.sheets
        ],
    )  # fmt: skip


def checked(house: Any, *rows: Sequence[str], content: bytes | None = None) -> Batch:
    """A batch of one sheet, read and matched."""
    batch = mapped(house, uploaded(house, content or workbook([HEAD, *rows])))
    actions.start_check(actor=house.officer, batch=batch)
    return Batch.objects.get(pk=batch.pk)
