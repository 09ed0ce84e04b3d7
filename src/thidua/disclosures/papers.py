"""The notice for the board: which list is shown until when, where to comment, and the list."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from thidua.disclosures import queries
from thidua.disclosures.models import Disclosure
from thidua.disclosures.states import Reach
from thidua.documents.blocks import Annex, Column, Mark, Paragraph, Signer, Table
from thidua.documents.issuers import body_of, header_of, office_of, place_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper as declare

NOTICE = "disclosures.notice"


def address_of(disclosure: Disclosure) -> str:
    """Where the list is read: the public page where there is one, else the page behind sign-in."""
    if disclosure.reach == Reach.PUBLIC:
        path = reverse("disclosures:public", args=[disclosure.code])
    else:
        path = reverse("disclosures:detail", args=[disclosure.pk])
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def mark_of(disclosure: Disclosure) -> Mark | None:
    """The QR to the page; nothing on a network that shows nothing outside."""
    if not settings.THIDUA_PUBLIC:
        return None
    address = address_of(disclosure)
    return Mark(url=address, caption=address.split("://", 1)[-1].rstrip("/"))


@declare(NOTICE, label=gettext_lazy("Thông báo công khai lấy ý kiến"))
def notice(disclosure: Disclosure) -> AdministrativePaper:
    """For the board, signed by hand: numbers and names as they were frozen, and nothing more."""
    unit = disclosure.unit
    parent, issuer = header_of(unit)
    rows = list(queries.rows_of(disclosure))
    span = (
        f"từ ngày {disclosure.starts_on:%d/%m/%Y} đến hết ngày {disclosure.ends_on:%d/%m/%Y} "
        f"({disclosure.days:02d} ngày làm việc)"
    )
    body = body_of(unit)
    lines = ((f"TM. {body}",) if body else ()) + (office_of(unit),)
    return AdministrativePaper(
        parent=parent, issuer=issuer, kind="THÔNG BÁO",
        subject=f"Công khai lấy ý kiến: {disclosure.title}",
        symbol="TB", place=place_of(unit), on=disclosure.starts_on,
        blocks=(
            Paragraph(
                name="what",
                text=f"{unit.name} công khai lấy ý kiến về danh sách «{disclosure.title}» gồm "
                f"{len(rows):02d} tập thể, cá nhân có tên trong danh sách kèm theo.",
            ),
            Paragraph(name="when", lead="Thời gian:", text=f"{span}; căn cứ: {disclosure.basis}."),
            Paragraph(
                name="how", lead="Cách góp ý:",
                text="ghi ý kiến trên trang công khai của đơn vị sau khi đăng nhập (được chọn bảo "
                "vệ tên người góp ý), hoặc gửi ý kiến bằng văn bản đến bộ phận thường trực "
                "thi đua, khen thưởng.",
            ),
            Paragraph(
                name="then", lead="Trả lời:",
                text="mọi câu hỏi và ý kiến chưa đồng ý đều được xem xét, trả lời. Đơn khiếu nại, "
                "tố cáo được giải quyết theo quy định của pháp luật./.",
            ),
        ),
        signer=Signer(lines=tuple(line.upper() for line in lines)),
        recipients=("Bảng tin của đơn vị;", "Lưu: VT, TĐKT."),
        annexes=(
            Annex(
                title=f"Danh sách công khai lấy ý kiến: {disclosure.title}", label="DANH SÁCH",
                blocks=(
                    Table(
                        name="rows",
                        columns=(
                            Column(title="TT", width=0.5, align="center"),
                            Column(title="Họ và tên, tập thể", width=2.2),
                            Column(title="Đơn vị", width=2),
                            Column(title="Đề nghị", width=2),
                            Column(title="Tóm tắt thành tích", width=4),
                        ),
                        rows=tuple(
                            (str(r.position), r.name, r.unit_name, r.proposed, r.summary)
                            for r in rows
                        ),
                    ),
                ),
            ),
        ),
        mark=mark_of(disclosure),
    )  # fmt: skip
