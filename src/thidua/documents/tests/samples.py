"""Papers, letters and files of an invented hospital."""

import io
import zipfile
from datetime import date
from typing import Any

from PIL import Image

from thidua.documents.blocks import (
    Annex,
    Column,
    Heading,
    Listing,
    Mark,
    Paragraph,
    SignatureRow,
    Signer,
    Table,
)
from thidua.documents.layouts import AdministrativePaper, Letter

DAY = date(2026, 2, 5)
MARK = Mark(url="https://thidua.example.vn/x/K7QM2PXA", caption="thidua.example.vn/x/K7QM2PXA")
LONGEST_NAME = "Công Tằng Tôn Nữ Hoàng Thị Phương Thảo"
FORTY_WORDS = (
    "Đã có thành tích xuất sắc trong đợt thi đua cao điểm “120 ngày đêm nâng cao chất lượng khám "
    "bệnh, chữa bệnh” năm 2026, góp phần hoàn thành nhiệm vụ chính trị của Bệnh viện Đa khoa "
    "Sông Lam"
)


def people(count: int) -> Table:
    return Table(
        name="people",
        columns=(
            Column(title="TT", width=0.5, align="center"),
            Column(title="Họ và tên", width=2),
            Column(title="Khoa, phòng", width=2),
            Column(title="Tỷ lệ (%)", align="right"),
        ),
        rows=tuple(
            (str(n), f"Nguyễn Thị Số {n}", "Khoa Nội", "100,0") for n in range(1, count + 1)
        ),
    )


def decision(**changes: Any) -> AdministrativePaper:
    facts: dict[str, Any] = {
        "parent": "SỞ Y TẾ TỈNH HỒNG LĨNH",
        "issuer": "BỆNH VIỆN ĐA KHOA SÔNG LAM",
        "kind": "QUYẾT ĐỊNH",
        "subject": "Về việc tặng Giấy khen",
        "number": "5",
        "symbol": "QĐ-BV",
        "place": "Sông Lam",
        "on": DAY,
        "authority": "GIÁM ĐỐC BỆNH VIỆN",
        "bases": ("Căn cứ Luật Thi đua, khen thưởng", "Theo đề nghị của Hội đồng"),
        "resolution": "QUYẾT ĐỊNH:",
        "blocks": (
            Paragraph(name="one", lead="Điều 1.", text="Tặng Giấy khen cho 02 cá nhân."),
            Paragraph(name="two", lead="Điều 2.", text="Quyết định có hiệu lực từ ngày ký./."),
        ),
        "signer": Signer(lines=("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), name="Đặng Hoài Nam"),
        "recipients": ("Như Điều 2;", "Lưu: VT."),
        "mark": MARK,
    }
    return AdministrativePaper(**(facts | changes))


def with_annex(*, rows: int, landscape: bool) -> AdministrativePaper:
    annex = Annex(
        title="Danh sách cá nhân",
        reference="Kèm theo Quyết định số 05/QĐ-BV",
        blocks=(people(rows),),
        landscape=landscape,
    )
    return decision(annexes=(annex,))


def minutes(rows: int = 3) -> AdministrativePaper:
    return AdministrativePaper(
        parent="BỆNH VIỆN ĐA KHOA SÔNG LAM",
        issuer="HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
        kind="BIÊN BẢN",
        subject="Họp Hội đồng Thi đua - Khen thưởng",
        symbol="BB-HĐTĐKT",
        draft=True,
        blocks=(
            Heading(name="attendance", text="I. THÀNH PHẦN"),
            Listing(name="present", items=("Đặng Hoài Nam, Chủ tịch", "Lê Ngọc Ánh, Thư ký")),
            Heading(name="votes", text="II. KẾT QUẢ"),
            people(rows),
            Paragraph(
                name="conclusion",
                text="Hội đồng thống nhất đề nghị.\nCuộc họp kết thúc lúc 16 giờ.",
            ),
            SignatureRow(
                name="signatures",
                signers=(
                    Signer(lines=("THƯ KÝ",), name="Lê Ngọc Ánh"),
                    Signer(lines=("CHỦ TRÌ",), name="Đặng Hoài Nam"),
                ),
            ),
        ),
    )


def letter(**changes: Any) -> Letter:
    facts: dict[str, Any] = {
        "issuer_position": "GIÁM ĐỐC BỆNH VIỆN ĐA KHOA SÔNG LAM",
        "award": "GIẤY KHEN",
        "recipient": "Ông Nguyễn Văn Bình",
        "recipient_detail": "Điều dưỡng viên, Khoa Nội",
        "achievement": "Đã có thành tích xuất sắc trong phong trào thi đua năm 2026",
        "decision_number": "125/QĐ-BV",
        "decided_on": date(2026, 11, 20),
        "golden_book": "045/2026",
        "place": "Sông Lam",
        "on": date(2026, 11, 20),
        "signer": Signer(lines=("GIÁM ĐỐC",), name="Đặng Hoài Nam"),
        "mark": MARK,
    }
    return Letter(**(facts | changes))


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, (220, 20, 20))
    image.paste((20, 20, 220), (size[0] // 2, 0, size[0], size[1]))
    out = io.BytesIO()
    image.save(out, format=kind, **options)
    return out.getvalue()


def package(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in members.items():
            book.writestr(name, content)
    return out.getvalue()
