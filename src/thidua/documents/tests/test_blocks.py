"""Blocks: data and back, rewriting free text, and the fixed words around them."""

from datetime import date

import pytest

from thidua.documents.blocks import (
    Column,
    Listing,
    Paragraph,
    Table,
    UnknownBlock,
    free_texts,
    from_data,
    to_data,
    with_texts,
)
from thidua.documents.layouts import DuplicateBlock
from thidua.documents.tests import samples
from thidua.documents.wording import clean, long_day, number_line, place_line, quoted


def test_blocks_survive_the_way_through_json() -> None:
    blocks = samples.minutes().blocks
    assert from_data([to_data(block) for block in blocks]) == blocks


def test_free_texts_can_be_rewritten_and_nothing_else() -> None:
    blocks = samples.minutes(rows=1).blocks

    assert free_texts(blocks) == {
        "attendance": "I. THÀNH PHẦN",
        "present": "Đặng Hoài Nam, Chủ tịch\nLê Ngọc Ánh, Thư ký",
        "votes": "II. KẾT QUẢ",
        "conclusion": "Hội đồng thống nhất đề nghị.\nCuộc họp kết thúc lúc 16 giờ.",
    }
    new = with_texts(blocks, {"present": "Lê Ngọc Ánh\n\n Đặng  Hoài Nam", "votes": "II. BỎ PHIẾU"})
    changed = [block for block, old in zip(new, blocks, strict=True) if block != old]
    assert changed[0] == Listing(name="present", items=("Lê Ngọc Ánh", "Đặng Hoài Nam"))
    assert len(changed) == 2
    with pytest.raises(UnknownBlock, match=r"^people, signatures$"):
        with_texts(blocks, {"people": "x", "signatures": "y", "votes": "z"})


def test_a_row_has_as_many_cells_as_columns() -> None:
    with pytest.raises(ValueError, match="people: row 2 has 1 of 2 cells"):
        Table(
            name="people",
            columns=(Column(title="TT"), Column(title="Họ và tên")),
            rows=(("1", "A"), ("2",)),
        )


def test_names_of_blocks_are_unique_over_annexes_too() -> None:
    with pytest.raises(DuplicateBlock):
        samples.decision(blocks=(Paragraph(name="one", text="a"), Paragraph(name="one", text="b")))


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        ("5", "QĐ-BV", "Số: 05/QĐ-BV"),
        ("125", "QĐ-BV", "Số: 125/QĐ-BV"),
        ("05a", "QĐ-BV", "Số: 05a/QĐ-BV"),
        ("", "QĐ-BV", "Số: " + "\u00a0" * 8 + "/QĐ-BV"),
        ("12", "", "Số: 12"),
        ("", "", "Số: " + "\u00a0" * 12),
    ],
)
def test_number_line(number: str, symbol: str, line: str) -> None:
    assert number_line(number, symbol) == line


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 10), "ngày 10 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)
def test_long_day(on: date | None, words: str) -> None:
    assert long_day(on) == words


def test_room_for_the_pen_and_no_line_without_a_place() -> None:
    assert place_line("Sông Lam", None) == "Sông Lam, ngày …… tháng …… năm ……"
    assert place_line("", date(2026, 1, 1)) == ""


def test_a_paper_that_is_not_numbered_yet_is_quoted_with_dots_that_no_folding_eats() -> None:
    assert quoted("5", "TTr-BV", date(2026, 2, 5)) == "số 05/TTr-BV ngày 05 tháng 02 năm 2026"
    unnumbered = "số ……/TTr-BV ngày …… tháng …… năm ……"
    assert clean(quoted("", "TTr-BV", None)) == unnumbered
    assert quoted("", "", None) == "số …… ngày …… tháng …… năm ……"


def test_clean_keeps_lines_and_drops_what_no_page_can_hold() -> None:
    assert clean(" a\x00\x07  b\r\nc\u200b\ud800 ") == "a b\nc"
    assert clean("a\n\x07") == "a"
