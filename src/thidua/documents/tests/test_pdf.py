"""What stands on the page: text, count of pages, margins, and that something is drawn."""

import io
import re
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from thidua.documents import pdf
from thidua.documents.blocks import Paragraph, Picture, Signer
from thidua.documents.tests import samples
from thidua.ui.charts import Bars, Series, svg

MM = 72 / 25.4
SVG = 'xmlns="http://www.w3.org/2000/svg"'


def words(content: bytes) -> list[str]:
    """The extracted text of each page on one line; white space (also unbreakable) is one space."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def letter_page(**changes: object) -> bytes:
    return pdf.render_letters([samples.letter(**changes)]).content


def text_box(content: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Left, top, right and bottom distance of the outermost letters from the edges, in mm."""
    leaf = pypdfium2.PdfDocument(content)[page]
    width, height = leaf.get_size()
    text = leaf.get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    boxes = [(x0, y0, x1, y1) for x0, y0, x1, y1 in boxes if x1 > x0]
    return (
        min(b[0] for b in boxes) / MM,
        (height - max(b[3] for b in boxes)) / MM,
        (width - max(b[2] for b in boxes)) / MM,
        min(b[1] for b in boxes) / MM,
    )


def test_text_of_a_decision() -> None:
    rendered = pdf.render_administrative(samples.decision(), pages=1)

    assert words(rendered.content) == [
        (
            "SỞ Y TẾ TỈNH HỒNG LĨNH BỆNH VIỆN ĐA KHOA SÔNG LAM "
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
            "Số: 05/QĐ-BV Sông Lam, ngày 05 tháng 02 năm 2026 "
            "QUYẾT ĐỊNH Về việc tặng Giấy khen GIÁM ĐỐC BỆNH VIỆN "
            "Căn cứ Luật Thi đua, khen thưởng; Theo đề nghị của Hội đồng. QUYẾT ĐỊNH: "
            "Điều 1. Tặng Giấy khen cho 02 cá nhân. Điều 2. Quyết định có hiệu lực từ ngày ký./. "
            "Nơi nhận: - Như Điều 2; - Lưu: VT. Tra cứu văn bản: thidua.example.vn/x/K7QM2PXA "
            "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Đặng Hoài Nam"
        )
    ]


def test_text_of_minutes_without_number_and_day() -> None:
    rendered = pdf.render_administrative(samples.minutes(), on=samples.DAY)

    assert words(rendered.content) == [
        (
            "BỆNH VIỆN ĐA KHOA SÔNG LAM HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG "
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
            "Số: /BB-HĐTĐKT DỰ THẢO BIÊN BẢN Họp Hội đồng Thi đua - Khen thưởng "
            "I. THÀNH PHẦN - Đặng Hoài Nam, Chủ tịch - Lê Ngọc Ánh, Thư ký II. KẾT QUẢ "
            "TT Họ và tên Khoa, phòng Tỷ lệ (%) 1 Nguyễn Thị Số 1 Khoa Nội 100,0 "
            "2 Nguyễn Thị Số 2 Khoa Nội 100,0 3 Nguyễn Thị Số 3 Khoa Nội 100,0 "
            "Hội đồng thống nhất đề nghị. Cuộc họp kết thúc lúc 16 giờ. "
            "THƯ KÝ Lê Ngọc Ánh CHỦ TRÌ Đặng Hoài Nam"
        )
    ]


def test_text_of_a_letter_stands_in_the_order_of_the_decree() -> None:
    assert words(letter_page()) == [
        (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
            "GIÁM ĐỐC BỆNH VIỆN ĐA KHOA SÔNG LAM TẶNG GIẤY KHEN Ông Nguyễn Văn Bình "
            "Điều dưỡng viên, Khoa Nội Đã có thành tích xuất sắc trong phong trào thi đua năm 2026 "
            "Quyết định số: 125/QĐ-BV ngày 20 tháng 11 năm 2026 Số sổ vàng: 045/2026 "
            "Tra cứu tại thidua.example.vn/x/K7QM2PXA Sông Lam, ngày 20 tháng 11 năm 2026 "
            "GIÁM ĐỐC Đặng Hoài Nam"
        )
    ]


def test_decomposed_text_comes_out_composed() -> None:
    paper = samples.decision(subject=unicodedata.normalize("NFD", "Về việc tặng Giấy khen"))

    composed = pdf.render_administrative(samples.decision()).content
    assert words(pdf.render_administrative(paper).content) == words(composed)


def test_header_of_a_table_repeats_and_pages_are_numbered_from_the_second() -> None:
    pages = words(pdf.render_administrative(samples.with_annex(rows=80, landscape=False)).content)

    assert len(pages) == 4
    assert pages[1].startswith("2 PHỤ LỤC Danh sách cá nhân (Kèm theo Quyết định số 05/QĐ-BV) TT ")
    for number, page in enumerate(pages[2:], 3):
        assert page.startswith(f"{number} TT Họ và tên Khoa, phòng Tỷ lệ (%) ")


def test_annex_in_landscape() -> None:
    rendered = pdf.render_administrative(samples.with_annex(rows=2, landscape=True), pages=2)
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(rendered.content)]

    assert [(round(w / MM), round(h / MM)) for w, h in sizes] == [(210, 297), (297, 210)]


@pytest.mark.parametrize("page", [0, 1])
def test_text_stays_within_the_margins_of_decree_30(page: int) -> None:
    content = pdf.render_administrative(samples.minutes(rows=40), on=samples.DAY).content
    left, top, right, bottom = text_box(content, page)

    assert left >= 30
    assert right >= 15 - 0.2
    assert bottom >= 20 - 0.1
    # The page number stands in the top margin from the second page on.
    assert (20 <= top <= 25) if page == 0 else (8 <= top < 20)


def test_signatures_never_stand_alone_on_the_last_page() -> None:
    for rows in range(24, 36):
        last = words(pdf.render_administrative(samples.minutes(rows), on=samples.DAY).content)[-1]
        assert "Cuộc họp kết thúc lúc 16 giờ. THƯ KÝ" in last


def test_last_rows_stand_with_the_signatures_below_them() -> None:
    (row,) = samples.minutes(0).blocks[-1:]
    for rows in range(24, 36):
        for signed in (
            replace(samples.minutes(0), blocks=(samples.people(rows), row)),
            replace(samples.decision(), blocks=(samples.people(rows),)),
        ):
            last = words(pdf.render_administrative(signed, on=samples.DAY).content)[-1]
            two = [f"{n} Nguyễn Thị Số {n} Khoa Nội 100,0" for n in (rows - 1, rows)]
            assert " ".join(two) in last
            assert last.rindex(two[1]) < last.rindex("Đặng Hoài Nam")


def test_a_picture_stands_with_the_signatures_below_it() -> None:
    drawn = svg(Bars("Hình", ["Khoa Nội"] * 8, [Series("Đã gửi", [1] * 8)]), "paper")
    (row,) = samples.minutes(0).blocks[-1:]
    for rows in range(16, 30):
        picture = Picture(name="p", svg=drawn, alt="Hình", caption="Hình 1")
        paper = replace(samples.minutes(0), blocks=(samples.people(rows), picture, row))
        assert (
            "Hình 1 THƯ KÝ" in words(pdf.render_administrative(paper, on=samples.DAY).content)[-1]
        )


@pytest.mark.parametrize(("length", "pages"), [(0, 1), (600, 2), (9000, 13)])
def test_long_last_rows_are_set_whole_above_the_signatures(length: int, pages: int) -> None:
    """What cannot stand on one page with the signatures still parts, and nothing is lost."""
    table = samples.people(2 if length else 0)
    rows = tuple((*cells[:2], "khoa " * (length // 5) + "HẾT", cells[3]) for cells in table.rows)
    paper = replace(samples.decision(), blocks=(replace(table, rows=rows),))
    rendered = pdf.render_administrative(paper, pages=pages)
    text = " ".join(words(rendered.content))
    assert text.count("HẾT") == len(rows)
    assert text.endswith("Đặng Hoài Nam")
    assert min(text_box(rendered.content, page)[3] for page in range(pages)) >= 19.9


@pytest.mark.parametrize(
    "changes",
    [
        {"recipient": f"Bà {samples.LONGEST_NAME}", "achievement": samples.FORTY_WORDS},
        {"recipient": "Tập thể Khoa Hồi sức tích cực - Chống độc " * 2},
        {
            "recipient_detail": "Phó Trưởng khoa, phụ trách Khoa Phẫu thuật gây mê hồi sức, " * 2,
            "achievement": samples.FORTY_WORDS,
            "issuer_position": "BAN CHẤP HÀNH CÔNG ĐOÀN CƠ SỞ BỆNH VIỆN ĐA KHOA KHU VỰC SÔNG LAM",
            "signer": Signer(lines=("TM. BAN CHẤP HÀNH", "CHỦ TỊCH"), name=samples.LONGEST_NAME),
        },
        {"verb": "TẶNG DANH HIỆU", "award": "CHIẾN SĨ THI ĐUA CƠ SỞ", "flags": True},
        {"award": "TẬP THỂ LAO ĐỘNG XUẤT SẮC TIÊU BIỂU TOÀN QUỐC " * 2, "border": False},
        {"mark": None, "golden_book": "", "recipient_detail": "", "emblem": samples.picture("PNG")},
        {"emblem": f'<svg {SVG} viewBox="0 0 9 9"><path d="M0 0h9v9"/></svg>'},
    ],
)
def test_a_letter_takes_one_page_whatever_it_says(changes: dict[str, object]) -> None:
    rendered = pdf.render_letters([samples.letter(**changes)])

    assert rendered.pages == 1
    left, top, right, bottom = text_box(rendered.content)
    assert min(left, top, right, bottom) >= 16  # inside the border


def test_an_achievement_that_cannot_fit_is_named() -> None:
    letter = samples.letter(achievement=samples.FORTY_WORDS * 8)

    with pytest.raises(pdf.NotRendered) as refused:
        pdf.render_letters([letter])
    assert str(refused.value) == "Nội dung quá dài, không vừa một trang: Ông Nguyễn Văn Bình"


def test_many_letters_come_in_one_file_in_their_order() -> None:
    letters = [samples.letter(recipient=f"Ông Nguyễn Văn {n}") for n in range(1, 602)]

    rendered = pdf.render_letters(letters)

    assert rendered.pages == 601
    last = PdfReader(io.BytesIO(rendered.content)).pages[600].extract_text()
    assert "Ông Nguyễn Văn 601" in " ".join(last.split())


def test_pages_are_counted_as_a_reader_counts_them() -> None:
    rendered = pdf.render_administrative(samples.with_annex(rows=200, landscape=False))

    assert rendered.pages == len(PdfReader(io.BytesIO(rendered.content)).pages)


def test_wrong_count_of_pages_is_refused() -> None:
    with pytest.raises(pdf.WrongPageCount) as refused:
        pdf.render_administrative(samples.with_annex(rows=3, landscape=False), pages=1)
    assert str(refused.value) == (
        "Văn bản phải có 1 trang nhưng dàn ra 2 trang: hãy rút gọn nội dung."
    )


def test_a_letter_that_the_font_lacks_is_refused_by_name() -> None:
    paper = samples.decision(blocks=(Paragraph(name="one", text="Chúc mừng 😀"),))

    with pytest.raises(pdf.NotRendered) as refused:
        pdf.render_administrative(paper)
    assert str(refused.value) == ("Phông chữ của văn bản không có ký tự «😀»: hãy thay ký tự này.")


def test_an_unknown_font_is_an_error_not_a_guess(tmp_path: Path, settings: object) -> None:
    settings.THIDUA_PAPER_FONTS = tmp_path  # type: ignore[attr-defined]
    pdf._compiler.cache_clear()
    try:
        with pytest.raises(pdf.NotRendered) as refused:
            pdf.render_administrative(samples.decision())
    finally:
        pdf._compiler.cache_clear()
    assert str(refused.value).startswith("unknown font family: tinos")


def test_other_faults_of_a_template_are_told_as_they_are() -> None:
    with pytest.raises(pdf.NotRendered) as refused:
        pdf.compile_template("letter", {"letters": [{}]}, on=samples.DAY)
    assert str(refused.value).startswith('dictionary does not contain key "title"')


def test_a_second_line_in_a_name_is_a_second_line() -> None:
    paper = samples.decision(issuer="BỆNH VIỆN ĐA KHOA\nSÔNG LAM")
    assert "BỆNH VIỆN ĐA KHOA SÔNG LAM" in words(pdf.render_administrative(paper).content)[0]


def test_the_same_facts_give_the_same_bytes() -> None:
    first, second = (pdf.render_administrative(samples.decision()).content for _ in range(2))

    assert first == second
    assert PdfReader(io.BytesIO(first)).metadata.creation_date.date() == samples.DAY  # type: ignore[union-attr]


def test_papers_are_tagged_for_reading_aloud_and_print_files_are_not() -> None:
    files = (pdf.render_administrative(samples.decision()).content, letter_page())
    forms = [re.findall(rb"<pdfaid:(?:part|conformance)>(.)<", content) for content in files]

    assert forms == [[b"2", b"A"], [b"2", b"U"]]
    assert [b"/StructTreeRoot" in content for content in files] == [True, False]


def test_a_paper_needs_a_day() -> None:
    with pytest.raises(ValueError, match="a paper without a day needs `on`"):
        pdf.render_administrative(samples.minutes())


def test_a_missing_template_is_loud() -> None:
    with pytest.raises(FileNotFoundError):
        pdf.template_path("no-such")
    with pytest.raises(FileNotFoundError):
        pdf.template_path("awards/paper/no-such.typ")


def test_the_letter_is_drawn_with_border_and_qr() -> None:
    page = pypdfium2.PdfDocument(letter_page())[0]
    image = page.render(scale=100 / 72).to_pil().convert("RGB")
    bare = pypdfium2.PdfDocument(letter_page(border=False, mark=None))[0]
    empty = bare.render(scale=100 / 72).to_pil().convert("RGB")

    assert image.size == empty.size == (1170, 827)

    def inked(picture: object, box: tuple[int, int, int, int]) -> int:
        return sum(1 for pixel in picture.crop(box).get_flattened_data() if min(pixel) < 235)  # type: ignore[attr-defined]

    top_band, qr_square = (33, 33, 1137, 53), (120, 660, 195, 735)
    assert inked(image, top_band) > 3000
    assert inked(empty, top_band) == 0
    assert inked(image, qr_square) > 1000
    assert inked(empty, qr_square) == 0


def test_red_is_kept_for_issuer_and_award() -> None:
    leaf = pypdfium2.PdfDocument(letter_page(border=False, mark=None))[0]
    image = leaf.render(scale=1).to_pil().convert("RGB")
    reds = [
        y
        for y in range(image.height)
        if any(
            r > 150 and g < 60 for r, g, _ in (image.getpixel((x, y)) for x in range(image.width))
        )  # type: ignore[misc]
    ]

    assert 0.15 < min(reds) / image.height < max(reds) / image.height < 0.45


def test_without_a_signer_and_recipients_nothing_closes_the_paper() -> None:
    paper = replace(samples.decision(), signer=None, recipients=(), mark=None)

    assert words(pdf.render_administrative(paper, pages=1).content)[0].endswith("từ ngày ký./.")


def test_day_is_that_of_the_paper() -> None:
    other = pdf.render_administrative(samples.decision(), on=date(2030, 1, 1)).content
    assert other == pdf.render_administrative(samples.decision()).content


def test_a_picture_keeps_its_words_and_its_caption() -> None:
    bars = Bars("Sáng kiến", ["Khoa Nội", "Khoa Dược"], [Series("Đã gửi", [1234, None])])
    picture = Picture(name="p", svg=svg(bars, "paper"), alt=bars.alt, caption="Hình 1. Sáng kiến")
    rendered = pdf.render_administrative(samples.decision(blocks=(picture,)), pages=1)
    page = words(rendered.content)[0]
    for text in ("Khoa Nội", "Khoa Dược", "1.234", "chưa có", "Hình 1. Sáng kiến"):
        assert text in page
    left, _top, right, _bottom = text_box(rendered.content)
    assert left >= 29
    assert right >= 14
