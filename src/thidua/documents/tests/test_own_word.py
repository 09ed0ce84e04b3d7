"""Own Word templates: filled with the paper's words, refused with the field and its place."""

import io

import docx
import pytest

from thidua.documents import own_word
from thidua.documents.own_word import BadTemplate
from thidua.documents.tests import samples


def template(*lines: str, cell: str = "", header: str = "") -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if cell:
        document.add_table(1, 1).cell(0, 0).text = cell
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_template_prints_the_words_of_the_paper() -> None:
    content = template(
        "{{ co_quan }} / {{ so_ky_hieu }}", "{{ trich_yeu }}",
        "{% for dong in noi_dung %}[{{ dong }}]{% endfor %}",
        "{% for dong in danh_sach %}{{ dong[1] }};{% endfor %}",
        "{{ quyen_han_ky }} {{ nguoi_ky }}", cell="{{ dia_danh_ngay }}", header="{{ tieu_ngu }}",
    )  # fmt: skip
    own_word.check(content)
    paper = samples.with_annex(rows=2, landscape=False)
    made = docx.Document(io.BytesIO(own_word.fill(content, own_word.words_of(paper))))
    assert [" ".join(p.text.split()) for p in made.paragraphs] == [
        "BỆNH VIỆN ĐA KHOA SÔNG LAM / Số: 05/QĐ-BV", "Về việc tặng Giấy khen",
        "[Điều 1. Tặng Giấy khen cho 02 cá nhân.][Điều 2. Quyết định có hiệu lực từ ngày ký./.]",
        "Nguyễn Thị Số 1;Nguyễn Thị Số 2;", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Đặng Hoài Nam",
    ]  # fmt: skip
    assert made.tables[0].cell(0, 0).text == "Sông Lam, ngày 05 tháng 02 năm 2026"
    assert made.sections[0].header.paragraphs[0].text == "Độc lập - Tự do - Hạnh phúc"


def test_marks_of_xml_in_a_text_stay_text() -> None:
    paper = samples.decision(subject="A & B <w:p/> {{ x }}")
    made = own_word.fill(template("{{ trich_yeu }}"), own_word.words_of(paper))
    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "A & B <w:p/> {{ x }}"


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"lines": ["Số: {{ so_hieu }}"]}, "Số: {{ so_hieu }}"),
        ({"lines": [], "cell": "Ô: {{ so_hieu }}"}, "Ô: {{ so_hieu }}"),
        ({"lines": [], "header": "Đầu {{ so_hieu }}"}, "Đầu {{ so_hieu }}"),
    ],
)
def test_an_unknown_field_is_named_with_its_place(given: dict[str, object], where: str) -> None:
    lines = given.pop("lines")
    with pytest.raises(BadTemplate) as refused:
        own_word.check(template(*lines, **given))  # type: ignore[misc, arg-type]
    assert str(refused.value) == (
        f"Không có trường «so_hieu», nằm ở đoạn: «{where}». Xem danh sách trường."
    )


def test_every_unknown_field_is_named() -> None:
    with pytest.raises(BadTemplate) as refused:
        own_word.check(template("{{ so_hieu }}", "{{ ten_benh_vien }}"))
    assert str(refused.value) == (
        "Không có trường «so_hieu», nằm ở đoạn: «{{ so_hieu }}». Không có trường "
        "«ten_benh_vien», nằm ở đoạn: «{{ ten_benh_vien }}». Xem danh sách trường."
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{% for dong in can_cu %}", "có chỗ mở mà không đóng"),
        ("{{ trich_yeu }", "có chỗ mở mà không đóng"),
        ("{% endfor %}", "lệnh «endfor» thừa hoặc không có"),
        ("{{ trich yeu }}", "chỉ ghi một tên trường, không có dấu cách"),
        ("{{ trich_yeu | x }}", "No filter named 'x'"),
    ],
)
def test_a_wrong_mark_is_told_in_plain_words(text: str, told: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        own_word.check(template(text))
    assert str(refused.value).startswith("Tệp mẫu có chỗ đánh dấu chưa đúng: ")
    assert told in str(refused.value)
    assert ".." not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["{% for dong in can_cu %}", "{{ trich_yeu.__class__.__mro__ }}", "{{ trich_yeu | x }}"]
)
def test_what_cannot_be_filled_or_reaches_inside_is_refused(text: str) -> None:
    with pytest.raises(BadTemplate):
        own_word.check(template(text))
