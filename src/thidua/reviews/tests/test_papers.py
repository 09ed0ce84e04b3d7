"""PDF, Word and page say the same figures as the queries, before and after an entry changes."""

import io
from decimal import Decimal

import docx
import pytest
from bs4 import BeautifulSoup
from docx.shared import Mm
from pypdf import PdfReader

from thidua.core import period
from thidua.documents import registry
from thidua.initiatives.states import Benefit, EntryState
from thidua.movements.measures import MEASURES, TABLES
from thidua.movements.models import Registrant
from thidua.movements.tests.factories import IN_TIME
from thidua.pacts.tests import factories as pacts
from thidua.reviews import actions, papers, rules
from thidua.reviews.measures import BY_UNIT
from thidua.reviews.tests import factories as f

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def made(review, kind):
    page = registry.build("reviews.report", f.fresh(review).report)
    return registry.render("reviews.report", page, file_format=kind, on=f.DAY)


def words(text):
    return " ".join(text.split())


def bare(text):
    return "".join(text.split())


def of_pdf(review):
    pages = PdfReader(io.BytesIO(made(review, "pdf"))).pages
    return words(" ".join(page.extract_text() for page in pages))


def of_word(review):
    document = docx.Document(io.BytesIO(made(review, "docx")))
    lines = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in document.element.iter(f"{W}p"))
    return words(" ".join(lines))


def of_page(client, user, review):
    client.force_login(user)
    soup = BeautifulSoup(client.get(f"/so-ket-tong-ket/{review.pk}/").content, "html.parser")
    for mark in soup.select(".changed"):
        mark.extract()
    return words(soup.article.get_text())


def counted(review, name):
    """What the query itself says of the whole movement."""
    movement = review.movement
    figures = MEASURES[name].count(movement, [movement.unit], review.span)
    return str(figures[movement.unit.pk].value)


def rows_of(review, name):
    table = TABLES[name](review.movement, review.span)
    return [[cell for cell in row if cell is not None] for row in table.rows]


@pytest.fixture
def review(house, movement):
    f.initiative(house, movement)
    f.initiative(house, movement, benefit=Benefit.COST, figure_unit="đồng",
                 figure_before=Decimal(1200000), figure_after=Decimal(950000))  # fmt: skip
    f.initiative(house, movement, state=EntryState.SUBMITTED)
    f.difficulty(house, movement)
    return f.complete(house, f.review(house, movement))


def test_three_forms_say_what_the_queries_say_and_so_again_after_a_change(
    client, house, movement, review
):
    def agree(submitted, before):
        assert counted(review, "initiatives.submitted") == submitted
        line = f"Sáng kiến đã gửi: {submitted} sáng kiến"
        cells = [str(cell) for row in rows_of(review, "initiatives.by_benefit") for cell in row[:2]]
        for text in (of_pdf(review), of_word(review), of_page(client, house.officer, review)):
            assert line in text
            assert before in text
            for cell in (*cells, "1.200.000", "950.000", "Khó khăn đã tháo gỡ: 1 khó khăn"):
                assert cell in text

    agree("3", "45")
    f.initiative(house, movement, figure_before=Decimal(20), figure_after=Decimal(10))
    assert "Sáng kiến đã gửi: 3 sáng kiến" in of_pdf(review)
    actions.refresh_review(actor=house.officer, review=review, on=f.DAY)
    agree("4", "65")


def test_leading_authors_are_drafted_and_follow_the_entries_in_all_three_forms(
    client, house, movement
):
    author = house.member.person
    f.initiative(house, movement)
    review = f.complete(house, f.review(house, movement))

    def forms():
        return of_pdf(review), of_word(review), of_page(client, house.officer, review)

    assert rows_of(review, "initiatives.leading") == [[str(author), str(house.group), 1, 0]]
    for text in forms():
        assert bare(f"{author} {house.group} 1 0") in bare(text)
    f.initiative(house, movement)
    client.force_login(house.officer)
    page = BeautifulSoup(client.get(f"/so-ket-tong-ket/{review.pk}/").content, "html.parser")
    marks = [words(mark.get_text()) for mark in page.select(".changed")]
    assert any(str(author) in mark and "Sáng kiến đã xác nhận 1 → 2" in mark for mark in marks)
    actions.refresh_review(actor=house.officer, review=review, on=f.DAY)
    for text in forms():
        assert bare(f"{author} {house.group} 2 0") in bare(text)


@pytest.fixture
def pledged(house, movement):
    """A review of a movement whose two groups have promised, one by a target of its own."""
    with period.standing_on(IN_TIME):
        pacts.sealed(house, movement=movement, bound_to={house.group: Decimal(5),
                                                         house.other_group: None})  # fmt: skip
    return f.complete(house, f.review(house, movement))


def test_the_pact_s_grid_is_the_same_on_page_pdf_and_word(client, house, pledged):
    told = (
        "Mỗi tổ có người đăng ký thi đua", "Tổ công đoàn Nội", "≥ 5 người: 1 – Chưa đạt",
        "Tổ công đoàn Ngoại", "≥ 1 người: 0 – Chưa đạt",
    )  # fmt: skip
    for text in (of_pdf(pledged), of_word(pledged), of_page(client, house.officer, pledged)):
        for part in told:
            assert part in text


def test_targets_stand_against_results_in_charts(house, pledged):
    page = papers.report_page(f.fresh(pledged).report)
    captions = [b.caption for b in page.blocks if getattr(b, "caption", "")]
    assert [caption.partition(". ")[2] for caption in captions[:2]] == [
        "Chỉ tiêu giao ước theo đơn vị", "Mỗi tổ có người đăng ký thi đua",
    ]  # fmt: skip
    kept = f.fresh(pledged).report.blocks
    block = {"columns": ["Mỗi tổ có người đăng ký thi đua"]}
    bars = papers.bars_of(block, kept["tables"]["pacts.progress"])
    assert bars is not None
    assert [series.name for series in bars.series] == ["Mức phấn đấu", "Kết quả"]
    assert bars.rows == [("Tổ công đoàn Nội", [5, 1]), ("Tổ công đoàn Ngoại", [1, 0])]
    assert papers.bars_of({"columns": ["Không còn"]}, kept["tables"]["pacts.progress"]) is None


def test_a_changed_result_is_marked_by_group_and_target(client, house, movement, pledged):
    Registrant.objects.filter(registration__movement=movement).delete()
    client.force_login(house.officer)
    soup = BeautifulSoup(client.get(f"/so-ket-tong-ket/{pledged.pk}/").content, "html.parser")
    marks = [words(mark.get_text()) for mark in soup.select(".changed")]
    assert any("Tổ công đoàn Nội" in mark and "Kết quả 1 → 0" in mark for mark in marks)
    actions.refresh_review(actor=house.officer, review=pledged, on=f.DAY)
    for text in (of_pdf(pledged), of_word(pledged), of_page(client, house.officer, pledged)):
        assert "≥ 5 người: 0 – Chưa đạt" in text
        assert "1 – Chưa đạt" not in text


def test_many_targets_go_across_the_page(house, movement, review):
    columns = ["Đơn vị", "Chỉ tiêu", "Mức phấn đấu", "Mức", "Kết quả", "Đánh giá"]
    rows = [
        [f"Tổ {g}", f"Chỉ tiêu {c}", "≥ 1 ca", {"n": "1"}, {"n": "2"}, "Đạt"]
        for g in range(7) for c in range(8)
    ]  # fmt: skip
    paper = f.fresh(review).report
    paper.blocks["tables"][BY_UNIT] = {
        "title": "Giao ước", "columns": columns, "rows": rows, "urls": [], "is_matrix": True,
        "on": "2025-11-03",
    }  # fmt: skip
    page = papers.report_page(paper)
    assert [(annex.label, annex.title) for annex in page.annexes] == [
        ("PHỤ LỤC I", "Giao ước (1/2)"), ("PHỤ LỤC II", "Giao ước (2/2)"),
    ]  # fmt: skip
    (table,) = page.annexes[1].blocks
    assert [column.title for column in table.columns][:2] == ["Đơn vị", "Chỉ tiêu 4 (≥ 1 ca)"]


def test_charts_stand_in_pdf_and_word(review):
    texts = of_pdf(review)
    assert "Biểu đồ 1. Kết quả theo đơn vị" in texts
    assert "Biểu đồ 2. Sáng kiến theo loại lợi ích" in texts
    document = docx.Document(io.BytesIO(made(review, "docx")))
    assert len(document.inline_shapes) == 2
    assert (document.sections[0].page_width, document.sections[0].page_height) == (
        pytest.approx(Mm(210), abs=2000), pytest.approx(Mm(297), abs=2000),
    )  # fmt: skip


def test_headings_are_numbered_as_they_stand_and_prompts_are_not_printed(house, movement):
    review = f.review(house, movement)
    text = of_pdf(review)
    assert "II. CÔNG TÁC CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN" in text
    assert "VIII. ĐỀ XUẤT KHEN THƯỞNG, KIẾN NGHỊ" in text
    assert "Nêu bài học" not in text
    assert "DỰ THẢO" in text
    assert "Chưa đưa vào" not in text


def test_a_wide_table_goes_to_an_annex_across(house, movement, review):
    blocks = f.fresh(review).report.blocks
    wide = {
        "title": "Bảng rộng", "columns": [f"Cột {n}" for n in range(8)],
        "rows": [["Khoa Nội", *[{"n": str(n)} for n in range(7)]]], "urls": [], "on": "2025-11-03",
    }  # fmt: skip
    blocks["tables"][BY_UNIT] = wide
    paper = f.fresh(review).report
    paper.blocks = blocks
    page = papers.report_page(paper)
    assert [(annex.label, annex.title, annex.landscape) for annex in page.annexes] == [
        ("PHỤ LỤC I", "Bảng rộng", True)
    ]
    texts = [getattr(block, "text", "") for block in page.blocks]
    assert "Bảng rộng: chi tiết tại Phụ lục I kèm theo." in texts


def test_a_table_without_rows_says_so_and_a_lost_one_is_left_out(house, movement, review):
    paper = f.fresh(review).report
    paper.blocks["tables"][BY_UNIT]["rows"] = []
    del paper.blocks["tables"]["initiatives.by_benefit"]
    page = papers.report_page(paper)
    texts = [getattr(block, "text", "") for block in page.blocks]
    assert "Kết quả theo đơn vị: trong kỳ chưa có số liệu." in texts
    assert not any("Sáng kiến theo loại lợi ích" in getattr(b, "caption", "") for b in page.blocks)


def test_a_chart_adds_up_rows_of_one_label():
    table = {
        "title": "T", "columns": ["Loại", "Đơn vị", "Số"],
        "rows": [["A", "phút", {"n": "2"}], ["A", "giờ", {"n": "3"}], ["B", "phút", None]],
    }  # fmt: skip
    bars = papers.bars_of({"columns": ["Số", "Không còn"]}, table)
    assert bars is not None
    assert bars.rows == [("A", [Decimal(5)]), ("B", [None])]
    assert papers.bars_of({"columns": ["Không còn"]}, table) is None
    assert rules.numeric_columns(table) == [2]


def test_the_issued_report_carries_its_number_signer_and_place(house, movement, review):
    issued = f.brought_to(house, review, "issued")
    text = of_pdf(issued)
    for part in ("Số: 07/BC-CĐCS", "Việt Trì, ngày 03 tháng 11 năm 2025", "CHỦ TỊCH",
                 str(house.director.person), "Nơi nhận:"):  # fmt: skip
        assert part in text
    assert "DỰ THẢO" not in text
    assert issued.report.pdf is not None
