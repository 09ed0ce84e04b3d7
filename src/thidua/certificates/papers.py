"""Letters set into the boxes of a printed sheet, a picture of them, and the test print."""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PIL import Image

from thidua.certificates.models import Printer, Stock
from thidua.certificates.rules import Box
from thidua.certificates.states import Field
from thidua.core.text import fold
from thidua.documents import pdf
from thidua.documents.blocks import Mark, Signer
from thidua.documents.layouts import Letter

TEMPLATE = "certificates/paper/stock.typ"
PICTURE_WIDTH = 1100  # pixels: sharp enough to place a box by
SAMPLE = Letter(
    issuer_position="GIÁM ĐỐC BỆNH VIỆN ĐA KHOA SÔNG LAM",
    award="GIẤY KHEN",
    recipient="Bà Công Tằng Tôn Nữ Hoàng Thị Phương Thảo",
    recipient_detail="Điều dưỡng trưởng Khoa Hồi sức tích cực - Chống độc",
    achievement=(
        "Đã có thành tích xuất sắc trong đợt thi đua cao điểm “120 ngày đêm nâng cao chất lượng "
        "khám bệnh, chữa bệnh” năm 2026"
    ),
    decision_number="125/QĐ-BV",
    decided_on=date(2026, 11, 20),
    place="Sông Lam",
    on=date(2026, 11, 20),
    signer=Signer(lines=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name="Đặng Hoài Nam"),
    golden_book="045/2026",
    mark=Mark(url="https://thidua.example.vn/x/K7QM2PXA", caption="thidua.example.vn/x/K7QM2PXA"),
)
"""An invented letter with a long name: what a picture of a sheet shows."""


@dataclass(frozen=True)
class Sheet:
    """What is printed on: a size and its boxes, and by how much the printer is corrected."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    right: float = 0
    down: float = 0


def sheet_of(stock: Stock, printer: Printer | None = None) -> Sheet:
    """A kept sheet, corrected against what the printer does."""
    return Sheet(
        width=float(stock.width), height=float(stock.height), boxes=tuple(stock.placed),
        right=float(printer.right) if printer else 0, down=float(printer.down) if printer else 0,
    )  # fmt: skip


def said(letter: Letter) -> dict[str, str]:
    """The words of a letter by the fields of boxes."""
    data = letter.data()
    data |= {"signer_office": "\n".join(letter.signer.lines), "signer_name": letter.signer.name}
    return {field.value: str(data[field.value]) for field in Field}


def data_of(sheet: Sheet, letters: Sequence[Letter], **look: Any) -> dict[str, Any]:
    """What `stock.typ` reads; `look` is for eyes on a screen, never for the printer."""
    first = letters[0] if letters else SAMPLE
    return {
        "title": f"{first.award} - {first.recipient}", "author": first.issuer_position,
        "width": sheet.width, "height": sheet.height, "right": sheet.right, "down": sheet.down,
        "boxes": [box.facts | {"label": label_of(box)} for box in sheet.boxes],
        "letters": [said(letter) for letter in letters],
        "background": None, "outlined": False, "crossed": False, **look,
    }  # fmt: skip


def render(sheet: Sheet | None, letters: Sequence[Letter]) -> bytes:
    """All letters in one file for the printer: on the sheet, or on blank paper with a border.

    Raises `pdf.NotRendered`, which names who and what does not fit.
    """
    if sheet is None:
        return pdf.render_letters(letters).content
    data = data_of(sheet, letters)
    return pdf.compile_template(
        TEMPLATE, data, on=letters[0].on, pages=len(letters), tagged=False
    ).content


def apart(sheet: Sheet | None, letters: Iterable[Letter]) -> Iterator[tuple[str, bytes]]:
    """The same one by one, each under a name that sorts as they are printed."""
    for number, letter in enumerate(letters, 1):
        name = "-".join(fold(letter.recipient).split())[:60]
        yield f"{number:04d}-{name}.pdf", render(sheet, [letter])


def picture(sheet: Sheet, scan: bytes = b"") -> bytes:
    """An invented letter on the sheet, as PNG: over its scan where there is one."""
    look = {"outlined": True, "background": list(_small(scan)) if scan else None}
    ppi = PICTURE_WIDTH / (sheet.width / 25.4)
    return pdf.compile_picture(TEMPLATE, data_of(sheet, [SAMPLE], **look), ppi=ppi)


def _small(scan: bytes) -> bytes:
    """A scan no wider than the picture."""
    image = Image.open(io.BytesIO(scan)).convert("RGB")
    image.thumbnail((PICTURE_WIDTH, PICTURE_WIDTH))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()


def test_print(sheet: Sheet, on: date) -> bytes:
    """The invented letter with crosses by the millimetre, to be held against a sheet."""
    data = data_of(sheet, [SAMPLE], outlined=True, crossed=True)
    return pdf.compile_template(TEMPLATE, data, on=on, pages=1, tagged=False).content


def label_of(box: Box) -> str:
    """What a box holds, in words."""
    return str(Field(box.field).label)
