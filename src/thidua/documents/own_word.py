"""A unit's own Word template: the fields it may name, whether it can be filled, the filling."""

import io
import re
from datetime import date
from typing import Any

import jinja2
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docxtpl import DocxTemplate
from jinja2.sandbox import SandboxedEnvironment

from thidua.core.permit import Reason, Refused
from thidua.documents.blocks import Paragraph, Signer
from thidua.documents.layouts import AdministrativePaper

FIELDS: dict[str, Reason] = {
    "co_quan_cap_tren": gettext_lazy("Cơ quan cấp trên"),
    "co_quan": gettext_lazy("Cơ quan ban hành"),
    "quoc_hieu": gettext_lazy("Quốc hiệu"),
    "tieu_ngu": gettext_lazy("Tiêu ngữ"),
    "so_ky_hieu": gettext_lazy("Số, ký hiệu"),
    "dia_danh_ngay": gettext_lazy("Địa danh, ngày tháng"),
    "ten_loai": gettext_lazy("Tên loại văn bản"),
    "trich_yeu": gettext_lazy("Trích yếu"),
    "tham_quyen": gettext_lazy("Thẩm quyền ban hành"),
    "can_cu": gettext_lazy("Căn cứ: danh sách, lặp bằng {% for dong in can_cu %}"),
    "noi_dung": gettext_lazy("Nội dung: danh sách đoạn, lặp bằng {% for dong in noi_dung %}"),
    "danh_sach": gettext_lazy("Bảng kèm theo: danh sách dòng, mỗi dòng là danh sách ô"),
    "quyen_han_ky": gettext_lazy("Quyền hạn, chức vụ người ký"),
    "nguoi_ky": gettext_lazy("Họ tên người ký"),
    "chu_ky": gettext_lazy("Các chữ ký cùng hàng: danh sách, lặp bằng {% for dong in chu_ky %}"),
    "cung_ban_hanh": gettext_lazy("Cơ quan cùng ban hành: danh sách tên"),
    "noi_nhan": gettext_lazy("Nơi nhận: danh sách, lặp bằng {% for dong in noi_nhan %}"),
}
MOST_TOLD = 80
SAMPLE = AdministrativePaper(
    parent="SỞ Y TẾ TỈNH HỒNG LĨNH", issuer="BỆNH VIỆN ĐA KHOA SÔNG LAM", kind="QUYẾT ĐỊNH",
    subject="Về việc tặng Giấy khen", number="5", symbol="QĐ-BV", place="Sông Lam",
    on=date(2026, 2, 5), authority="GIÁM ĐỐC BỆNH VIỆN",
    bases=("Căn cứ Luật Thi đua, khen thưởng", "Theo đề nghị của Hội đồng"),
    blocks=(Paragraph(name="one", lead="Điều 1.", text="Tặng Giấy khen cho 02 cá nhân."),),
    signer=Signer(lines=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name="Đặng Hoài Nam"),
    recipients=("Như Điều 2;", "Lưu: VT."),
)  # fmt: skip
"""An invented paper: what a preview shows."""


class BadTemplate(Refused):
    """The template cannot be filled; the sentence says which field or mark, and where."""


def words_of(paper: AdministrativePaper) -> dict[str, Any]:
    """What a template may print, by the names of `FIELDS`."""
    data = paper.data()
    blocks = [*data["blocks"], *(block for annex in data["annexes"] for block in annex["blocks"])]
    return {
        "co_quan_cap_tren": data["parent"], "co_quan": data["issuer"],
        "quoc_hieu": data["nation"], "tieu_ngu": data["motto"],
        "so_ky_hieu": data["number_line"], "dia_danh_ngay": data["place_line"],
        "ten_loai": data["kind"], "trich_yeu": data["subject"], "tham_quyen": data["authority"],
        "can_cu": data["bases"], "noi_dung": [line for b in blocks for line in _lines(b)],
        "danh_sach": [row for b in blocks if b["kind"] == "table" for row in b["rows"]],
        "quyen_han_ky": "\n".join(data["signer"]["lines"]) if data["signer"] else "",
        "nguoi_ky": data["signer"]["name"] if data["signer"] else "",
        "chu_ky": [
            "\n".join(line for line in (*signer["lines"], signer["name"]) if line)
            for b in blocks if b["kind"] == "signatures" for signer in b["signers"]
        ],
        "cung_ban_hanh": [each["issuer"] for each in data["co_issuers"]],
        "noi_nhan": data["recipients"],
    }  # fmt: skip


def _lines(block: dict[str, Any]) -> list[str]:
    if block["kind"] == "listing":
        return list(block["items"])
    if block["kind"] in {"heading", "paragraph"}:
        return f"{block.get('lead', '')} {block['text']}".strip().split("\n")
    return []


def _environment() -> SandboxedEnvironment:
    """Templates come from outside: nothing of ours may be reached through them."""
    return SandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)


def check(content: bytes) -> None:
    """Raise `BadTemplate` for a field that is not known or a mark that is not closed."""
    template = DocxTemplate(io.BytesIO(content))
    try:
        unknown = template.get_undeclared_template_variables(_environment()) - FIELDS.keys()
    except jinja2.TemplateError as error:
        raise BadTemplate(
            _("Tệp mẫu có chỗ đánh dấu chưa đúng: %(fault)s.") % {"fault": _told(error)}
        ) from error
    if unknown:
        faults = [
            _("Không có trường «%(name)s», nằm ở đoạn: «%(where)s».")
            % {"name": name, "where": _where(template, name)}
            for name in sorted(unknown)
        ]
        raise BadTemplate(" ".join([*faults, _("Xem danh sách trường.")]))
    fill(content, dict.fromkeys(FIELDS, ""))


def _told(error: jinja2.TemplateError) -> str:
    """What is wrong with a mark, in the words of who wrote it; what is rare as the engine says."""
    fault = (error.message or "").rstrip(".")
    if fault.lower().startswith(("unexpected end of template", "unexpected '}'")):
        return _("có chỗ mở mà không đóng; mỗi {{ cần một }}, mỗi {% for … %} cần một {% endfor %}")
    if unknown := re.match(r"Encountered unknown tag '(\w+)'", fault):
        return _("lệnh «%(name)s» thừa hoặc không có") % {"name": unknown[1]}
    if fault.startswith("expected token 'end of print statement'"):
        return _("giữa {{ và }} chỉ ghi một tên trường, không có dấu cách")
    return fault


def _where(template: Any, name: str) -> str:
    """The paragraph that names a field, in the body, in tables, in headers and footers."""
    document = template.get_docx()
    parts = [document.element.body]
    for section in document.sections:
        parts += [section.header._element, section.footer._element]
    for part in parts:
        for paragraph in part.iter(f"{{{_W}}}p"):
            text = "".join(each.text or "" for each in paragraph.iter(f"{{{_W}}}t"))
            if re.search(rf"{{[{{%][^}}]*\b{re.escape(name)}\b", text):
                return text[:MOST_TOLD]
    return name


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def fill(content: bytes, words: dict[str, Any]) -> bytes:
    """The template with its fields filled in; `BadTemplate` where it asks what cannot be."""
    template = DocxTemplate(io.BytesIO(content))
    try:
        template.render(words, _environment(), autoescape=True)
    except (jinja2.TemplateError, TypeError) as error:
        raise BadTemplate(
            _("Không điền được tệp mẫu: %(fault)s.") % {"fault": str(error).rstrip(".")}
        ) from error
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()
