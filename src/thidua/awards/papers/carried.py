"""The list of a person's honours that goes with them to another unit."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from thidua.awards import queries
from thidua.documents.blocks import Column, Paragraph, Table
from thidua.documents.issuers import header_of, place_of
from thidua.documents.layouts import AdministrativePaper

COLUMNS = (
    Column(title="TT", width=0.35, align="center"),
    Column(title="Danh hiệu, hình thức", width=2.2), Column(title="Năm", width=0.6, align="center"),
    Column(title="Số, ngày quyết định", width=1.8), Column(title="Cơ quan quyết định", width=2),
    Column(title="Ghi chú", width=1.2),
)  # fmt: skip


def carried(person: Any, unit: Any, honours: Sequence[Any], *, on: date) -> AdministrativePaper:
    """Every honour with its decision, oldest first; revoked ones say so."""
    parent, issuer = header_of(unit) if unit is not None else ("", "")
    rows = tuple(
        (
            str(number), queries.name_of(row.award), str(row.year),
            f"{row.decision_reference}, {row.decided_on:%d/%m/%Y}", row.decided_by,
            f"Đã thu hồi {row.revoked_on:%d/%m/%Y}" if row.revoked_on else "",
        )
        for number, row in enumerate(reversed(honours), 1)
    )  # fmt: skip
    born = f", sinh ngày {person.born_on:%d/%m/%Y}" if person.born_on else ""
    return AdministrativePaper(
        parent=parent, issuer=issuer, kind="BẢN KÊ KHEN THƯỞNG",
        subject=f"Của {person.full_name}, mã nhân viên {person.code}{born}",
        place=place_of(unit) if unit is not None else "", on=on,
        blocks=(
            Paragraph(
                name="opening",
                text=f"Sổ khen thưởng ghi {len(rows)} danh hiệu, hình thức khen thưởng đến ngày "
                f"{on:%d/%m/%Y}:" if rows else "Sổ khen thưởng chưa ghi khen thưởng nào.",
            ),
            *([Table(name="honours", columns=COLUMNS, rows=rows)] if rows else []),
        ),
    )  # fmt: skip
