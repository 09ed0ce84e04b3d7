"""Letters in their boxes: where the ink lies, what shrinks, what is refused by name."""

import io
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from thidua.certificates import papers, rules
from thidua.certificates.papers import SAMPLE, Sheet
from thidua.certificates.rules import Box
from thidua.documents import pdf
from thidua.documents.tests.samples import FORTY_WORDS

MM = 72 / 25.4
BOX = Box("recipient", 60, 90, 150, 12, 24, 14, "bold", align="left")


def sheet(*boxes: Box, **changes: Any) -> Sheet:
    facts: dict[str, Any] = {"width": 297, "height": 210, "boxes": boxes, **changes}
    return Sheet(**facts)


def inked(content: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is printed, in mm from the sheet's corner."""
    leaf = pypdfium2.PdfDocument(content)[page]
    _, height = leaf.get_size()
    text = leaf.get_textpage()
    boxes = [text.get_charbox(n, loose=True) for n in range(text.count_chars())]
    boxes = [box for box in boxes if box[2] > box[0]]
    return (
        min(b[0] for b in boxes) / MM, (height - max(b[3] for b in boxes)) / MM,
        max(b[2] for b in boxes) / MM, (height - min(b[1] for b in boxes)) / MM,
    )  # fmt: skip


@pytest.mark.parametrize(("width", "height"), [rules.A4, rules.A3, (210, 297), (360, 237)])
def test_the_sheet_has_its_size(width: float, height: float) -> None:
    made = Sheet(width, height, tuple(rules.first_boxes(width, height)))
    leaf = pypdfium2.PdfDocument(papers.render(made, [SAMPLE]))[0]
    assert [round(side / MM, 1) for side in leaf.get_size()] == [width, height]


def test_text_stands_in_its_box_and_moves_with_the_printer() -> None:
    left, top, right, bottom = inked(papers.render(sheet(BOX), [SAMPLE]))
    assert left == pytest.approx(60, abs=0.6)
    assert top >= 89.5
    assert right <= 210
    assert bottom <= 102.5

    moved = inked(papers.render(sheet(BOX, right=-1.5, down=2), [SAMPLE]))
    assert moved[0] - left == pytest.approx(-1.5, abs=0.01)
    assert moved[1] - top == pytest.approx(2, abs=0.01)


def test_overlong_text_shrinks_within_its_limits_and_no_further() -> None:
    box = Box("achievement", 40, 110, 120, 24, 18, 9)
    long = replace(SAMPLE, achievement=FORTY_WORDS)
    sizes = [
        inked(papers.render(sheet(replace(box, height=height)), [long]))[3] for height in (60, 24)
    ]
    assert sizes[1] < sizes[0]
    assert sizes[1] <= 110 + 24

    with pytest.raises(pdf.NotRendered) as refused:
        papers.render(sheet(replace(box, least=16)), [SAMPLE, long])
    assert str(refused.value) == (
        "Nội dung không vừa ô dù đã thu chữ đến cỡ nhỏ nhất: "
        "Bà Công Tằng Tôn Nữ Hoàng Thị Phương Thảo – Thành tích"
    )


def test_a_word_wider_than_its_box_does_not_run_out_of_it() -> None:
    box = Box("decision_line", 10, 10, 20, 30, 13, 6)
    assert inked(papers.render(sheet(box), [SAMPLE]))[2] <= 30.1
    with pytest.raises(pdf.NotRendered):
        papers.render(sheet(replace(box, least=13)), [SAMPLE])


def test_every_letter_has_a_page_and_empty_fields_leave_nothing() -> None:
    boxes = (BOX, Box("golden_line", 10, 150, 80, 8, 13, 9), Box("qr", 10, 160, 20, 20))
    bare = replace(SAMPLE, golden_book="", mark=None, recipient="Tổ Hồi sức")
    pages = PdfReader(io.BytesIO(papers.render(sheet(*boxes), [SAMPLE, bare]))).pages
    assert [" ".join(page.extract_text().split()) for page in pages] == [
        "Bà Công Tằng Tôn Nữ Hoàng Thị Phương Thảo Số sổ vàng: 045/2026", "Tổ Hồi sức",
    ]  # fmt: skip


def test_one_by_one_in_the_order_of_print_on_stock_or_blank() -> None:
    letters = [SAMPLE, replace(SAMPLE, recipient="Tổ Hồi sức")]
    names = ["0001-ba-cong-tang-ton-nu-hoang-thi-phuong-thao.pdf", "0002-to-hoi-suc.pdf"]
    for made in (sheet(BOX), None):
        found = dict(papers.apart(made, letters))
        assert list(found) == names
        assert [pdf.page_count(content) for content in found.values()] == [1, 1]


def test_the_scan_is_on_the_picture_and_never_on_paper() -> None:
    red = Image.new("RGB", (297, 210), "#ff0000")
    out = io.BytesIO()
    red.save(out, "PNG")

    def corner(content: bytes) -> tuple[int, ...]:
        pixel = Image.open(io.BytesIO(content)).convert("RGB").getpixel((5, 5))
        assert isinstance(pixel, tuple)
        return pixel

    shown = papers.picture(sheet(BOX), out.getvalue())
    assert corner(shown)[0] > 240
    assert corner(shown)[1] < 20
    assert corner(papers.picture(sheet(BOX))) == (255, 255, 255)
    assert Image.open(io.BytesIO(shown)).size == (1100, 778)
    assert b"/Subtype/Image" not in papers.render(sheet(BOX), [SAMPLE])


def test_the_test_print_has_its_crosses_where_they_say() -> None:
    content = papers.test_print(sheet(BOX), SAMPLE.on)
    leaf = pypdfium2.PdfDocument(content)[0]
    image = leaf.render(scale=10 / MM).to_pil().convert("L")  # ten pixels a millimetre

    def dark(x: float, y: float) -> bool:
        left, top = round(x * 10) - 2, round(y * 10) - 2
        return image.crop((left, top, left + 5, top + 5)).getextrema()[0] < 200  # type: ignore[operator] # one band

    assert [dark(x, y) for x, y in ((50, 50), (280, 200), (50, 47), (55, 55))] == [
        True, True, False, False,
    ]  # fmt: skip
    assert "100 · 150" in PdfReader(io.BytesIO(content)).pages[0].extract_text()
