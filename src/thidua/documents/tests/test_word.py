"""Word comes from the same blocks as PDF: same words, A4, decree margins, valid package."""

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT

from thidua.documents.blocks import Annex, Listing, Picture
from thidua.documents.drawings import WP
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.tests import samples
from thidua.documents.word import render_word
from thidua.ui.charts import Bars, Series, svg


def opened(paper: AdministrativePaper) -> Document:
    return docx.Document(io.BytesIO(render_word(paper)))


def texts(document: Document) -> list[str]:
    """Every non-empty line in reading order, tables cell by cell."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    lines = (
        " ".join("".join(t.text or "" for t in p.iter(f"{w}t")).split())
        for p in document.element.body.iter(f"{w}p")
    )
    return [line for line in lines if line]


def test_words_of_a_decision() -> None:
    assert texts(opened(samples.with_annex(rows=1, landscape=False))) == [
        "SỞ Y TẾ TỈNH HỒNG LĨNH",
        "BỆNH VIỆN ĐA KHOA SÔNG LAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/QĐ-BV",
        "Sông Lam, ngày 05 tháng 02 năm 2026",
        "QUYẾT ĐỊNH",
        "Về việc tặng Giấy khen",
        "GIÁM ĐỐC BỆNH VIỆN",
        "Căn cứ Luật Thi đua, khen thưởng;",
        "Theo đề nghị của Hội đồng.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Tặng Giấy khen cho 02 cá nhân.",
        "Điều 2. Quyết định có hiệu lực từ ngày ký./.",
        "Nơi nhận:",
        "- Như Điều 2;",
        "- Lưu: VT.",
        "Tra cứu văn bản: thidua.example.vn/x/K7QM2PXA",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Đặng Hoài Nam",
        "PHỤ LỤC",
        "Danh sách cá nhân",
        "(Kèm theo Quyết định số 05/QĐ-BV)",
        "TT",
        "Họ và tên",
        "Khoa, phòng",
        "Tỷ lệ (%)",
        "1",
        "Nguyễn Thị Số 1",
        "Khoa Nội",
        "100,0",
    ]


def test_words_of_minutes() -> None:
    assert texts(opened(samples.minutes(rows=1)))[4:] == [
        "Số: /BB-HĐTĐKT",
        "DỰ THẢO",
        "BIÊN BẢN",
        "Họp Hội đồng Thi đua - Khen thưởng",
        "I. THÀNH PHẦN",
        "- Đặng Hoài Nam, Chủ tịch",
        "- Lê Ngọc Ánh, Thư ký",
        "II. KẾT QUẢ",
        "TT",
        "Họ và tên",
        "Khoa, phòng",
        "Tỷ lệ (%)",
        "1",
        "Nguyễn Thị Số 1",
        "Khoa Nội",
        "100,0",
        "Hội đồng thống nhất đề nghị.",
        "Cuộc họp kết thúc lúc 16 giờ.",
        "THƯ KÝ",
        "Lê Ngọc Ánh",
        "CHỦ TRÌ",
        "Đặng Hoài Nam",
    ]


@pytest.mark.parametrize("landscape", [False, True])
def test_a4_with_the_margins_of_decree_30(landscape: bool) -> None:
    sections = opened(samples.with_annex(rows=2, landscape=landscape)).sections

    assert [
        (round(s.page_width.mm), round(s.page_height.mm), s.orientation)  # type: ignore[union-attr]
        for s in sections
    ] == [
        (210, 297, WD_ORIENT.PORTRAIT),
        (297, 210, WD_ORIENT.LANDSCAPE) if landscape else (210, 297, WD_ORIENT.PORTRAIT),
    ]
    for section in sections:
        sides = (
            section.left_margin, section.top_margin, section.right_margin, section.bottom_margin,
        )  # fmt: skip
        assert [round(side.mm) for side in sides if side] == [30, 20, 15, 20]
    assert [s.different_first_page_header_footer for s in sections] == [True, False]


def test_marks_of_xml_stay_text() -> None:
    nasty = '<w:br/> & "{{ name }}" ]]> </w:t>'
    assert nasty in texts(opened(samples.decision(subject=nasty)))


def test_lines_within_a_line_stay_apart() -> None:
    paper = opened(samples.decision(issuer="BỆNH VIỆN\nSÔNG LAM"))
    assert "BỆNH VIỆN\nSÔNG LAM" in paper.tables[0].cell(0, 0).text


def test_header_row_repeats() -> None:
    table = opened(samples.minutes()).tables[1]
    assert ["w:tblHeader" in row._tr.xml for row in table.rows] == [True, False, False, False]


def test_same_facts_same_bytes_and_a_sound_package() -> None:
    content = render_word(samples.minutes())
    assert content == render_word(samples.minutes())
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert opened(samples.minutes()).core_properties.title == (
        "BIÊN BẢN Họp Hội đồng Thi đua - Khen thưởng"
    )


def test_a_paper_may_end_without_signature_and_have_numbered_items() -> None:
    bare = replace(
        samples.decision(),
        blocks=(Listing(name="items", items=("một", "hai"), numbered=True),),
        signer=None,
        recipients=(),
        mark=None,
        parent="",
        symbol="",
        place="",
        subject="",
        authority="",
        resolution="",
        bases=(),
    )
    assert texts(opened(bare))[3:] == ["QUYẾT ĐỊNH", "1. một", "2. hai"]


def test_pictures_stand_at_the_width_of_the_text_and_tell_themselves() -> None:
    bars = Bars("Sáng kiến", ["Khoa Nội"], [Series("Đã gửi", [12])])
    picture = Picture(name="p", svg=svg(bars, "paper"), alt=bars.alt, caption="Hình 1. Sáng kiến")
    again = replace(picture, name="q", caption="")
    paper = samples.decision(
        blocks=(picture, again), annexes=(Annex(title="Hình", blocks=(replace(again, name="r"),)),)
    )
    document = opened(paper)
    shapes = list(document.inline_shapes)
    assert [shape.width.mm for shape in shapes] == [165.0] * 3
    assert {round(shape.height / shape.width, 2) for shape in shapes} == {
        round(int(svg_height(picture.svg)) / 468, 2)
    }
    told = [part.get("descr") for part in document.element.body.iter(f"{{{WP}}}docPr")]
    assert told == [bars.alt] * 3
    images = [
        each for each in document.part.related_parts.values() if each.content_type == "image/png"
    ]
    assert [image.blob[:4] for image in images] == [b"\x89PNG"] * 3
    assert "Hình 1. Sáng kiến" in texts(document)


def svg_height(picture: str) -> str:
    return picture.split('height="', 1)[1].split('"', 1)[0]


def test_last_rows_stand_with_the_signatures_below_them() -> None:
    (signing,) = samples.minutes(0).blocks[-1:]
    for paper in (
        replace(samples.minutes(0), blocks=(samples.people(5), signing)),
        replace(samples.decision(), blocks=(samples.people(5),)),
    ):
        document = opened(paper)
        table = next(each for each in document.tables if each.cell(0, 0).text == "TT")
        kept = [
            all(p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs)
            for row in table.rows
        ]
        assert kept == [False] * 4 + [True] * 2
        between = table._element.getnext()
        while not between.tag.endswith("tbl"):
            assert between.pPr.keepNext is not None
            between = between.getnext()
