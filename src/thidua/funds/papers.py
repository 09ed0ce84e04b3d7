"""The papers of the fund: receipt list, report of the fund, and the golden book."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.awards.queries import name_of
from thidua.documents.blocks import Annex, Block, Column, Paragraph, Picture, SignatureRow, Table
from thidua.documents.blocks import Signer as By
from thidua.documents.issuers import header_of, office_of, place_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper as declare
from thidua.documents.wording import lowered
from thidua.funds import queries
from thidua.funds.models import Fund
from thidua.funds.states import Heading, Side
from thidua.ui import formats
from thidua.ui.charts import Bars, Series, svg

UNKNOWN = "chưa xác định"


def plan_chart(lines: Sequence[Any], title: str) -> Bars:
    """Plan beside actual, by heading, in thousands of đồng: the figures have little room."""
    return Bars(
        title,
        [str(Heading(line.heading).label) for line in lines],
        [
            Series("Dự toán", [Decimal(line.planned) / 1000 for line in lines]),
            Series("Thực hiện", [Decimal(line.actual) / 1000 for line in lines]),
        ],
        unit="nghìn đồng",
    )


def _signers(unit: Any, *others: str) -> SignatureRow:
    lines = [*others, office_of(unit)]
    return SignatureRow(
        name="signatures", signers=tuple(By(lines=(line.upper(),)) for line in lines)
    )


@declare("funds.receipts", label=gettext_lazy("Danh sách ký nhận tiền thưởng"))
def receipt_list(decision: Any, *, day: Any) -> AdministrativePaper:
    """Everybody who is or was paid, with room to sign; who is not says why, below."""
    unit, rows = decision.round.unit, queries.pay_list(decision, on=day)
    paid = [row for row in rows if row.is_payable or row.prize.state == "paid"]
    left_out = [row for row in rows if row not in paid]
    total = sum(row.prize.amount or 0 for row in paid)
    blocks: list[Block] = [
        Table(
            name="receipts",
            columns=(
                Column(title="TT", width=0.45, align="center"),
                Column(title="Họ và tên, tập thể", width=2),
                Column(title="Chức vụ, đơn vị", width=2.2),
                Column(title="Số tiền (đồng)", width=1.3, align="right"),
                Column(title="Hình thức nhận", width=1.2),
                Column(title="Ký nhận", width=1.4),
            ),
            rows=(
                *(
                    (
                        str(n), row.who, row.detail, formats.number(row.prize.amount or 0),
                        row.prize.get_way_display() if row.prize.way else "", "",
                    )
                    for n, row in enumerate(paid, 1)
                ),
                ("", "Cộng", "", formats.number(total), "", ""),
            ),
        )
    ]  # fmt: skip
    if left_out:
        blocks.append(
            Paragraph(
                name="left_out",
                lead="Không có trong danh sách:",
                text="; ".join(f"{row.who} ({lowered(str(row.reason))})" for row in left_out) + ".",
            )
        )
    blocks.append(_signers(unit, "Người lập", "Kế toán"))
    paper = decision.paper
    return AdministrativePaper(
        parent=header_of(unit)[0], issuer=header_of(unit)[1], kind="DANH SÁCH",
        subject=f"Ký nhận tiền thưởng {name_of(decision.award)} kèm theo Quyết định số "
        f"{paper.reference} ngày {paper.dated_on:%d/%m/%Y}",
        place=place_of(unit), blocks=tuple(blocks),
    )  # fmt: skip


def receipt_rows(decision: Any, *, on: Any) -> tuple[list[str], list[list[Any]]]:
    """The same as a worksheet, everybody with verdict and reason; unknown amounts stay empty."""
    header = [
        "Họ và tên, tập thể", "Chức vụ, đơn vị", "Hình thức khen thưởng", "Số tiền (đồng)",
        "Trạng thái", "Lý do", "Ngày chi", "Cách chi", "Người nhận", "Ký nhận",
    ]  # fmt: skip
    rows = [
        [
            row.who, row.detail, row.award,
            row.prize.amount if row.is_payable or row.prize.state == "paid" else None,
            row.prize.get_state_display(), str(row.reason), row.prize.paid_on,
            row.prize.get_way_display(), row.prize.received_by, "",
        ]
        for row in queries.pay_list(decision, on=on)
    ]  # fmt: skip
    return header, rows


def _lines(name: str, lines: Iterable[Any], planned: int, actual: int) -> Table:
    def row(label: str, plan: int, came: int) -> tuple[str, ...]:
        return (label, *(formats.number(each) for each in (plan, came, plan - came)))

    return Table(
        name=name,
        columns=(
            Column(title="Khoản", width=3),
            Column(title="Dự toán (đồng)", width=1.3, align="right"),
            Column(title="Thực hiện (đồng)", width=1.3, align="right"),
            Column(title="Còn lại (đồng)", width=1.3, align="right"),
        ),
        rows=(
            *(row(str(Heading(line.heading).label), line.planned, line.actual) for line in lines),
            row("Cộng", planned, actual),
        ),
    )


@declare("funds.report", label=gettext_lazy("Báo cáo thu, chi quỹ thi đua, khen thưởng"))
def fund_report(fund: Fund) -> AdministrativePaper:
    """Plan against actual with its chart, and the ledger as an annex."""
    unit, found = fund.unit, queries.standing_of(fund)
    chart = plan_chart(found.uses, f"Dự toán và thực hiện chi năm {fund.year}")
    blocks: list[Block] = [
        Paragraph(
            name="summary",
            text=f"Tổng thu {formats.money(found.received)}, tổng chi {formats.money(found.spent)},"
            f" còn lại {formats.money(found.left)}."
            + (f" Dự toán được duyệt theo {lowered(fund.basis)}." if fund.basis else ""),
        ),
        Paragraph(name="in_title", lead="1.", text="Nguồn thu", keep=True),
        _lines("sources", found.sources, found.planned_in, found.received),
        Paragraph(name="out_title", lead="2.", text="Các khoản chi", keep=True),
        _lines("uses", found.uses, found.planned_out, found.spent),
        Picture(
            name="chart",
            svg=svg(chart, "paper"),
            alt=chart.alt,
            caption=f"{chart.title} ({chart.unit})",
        ),
        *(
            Paragraph(
                name=f"share_{kept.rule.id.lower()}",
                text=f"{kept.heading}: theo dự toán {_share(kept.planned)}, thực hiện "
                f"{_share(kept.actual)} tổng quỹ; quy định {formats.percent(kept.asked)} "
                f"({kept.rule.basis.citation()}"
                + ("" if kept.is_verified else ", nguồn chưa kiểm chứng")
                + ").",
            )
            for kept in found.shares
        ),
        _signers(unit, "Người lập", "Kế toán"),
    ]
    ledger = Table(
        name="ledger",
        columns=(
            Column(title="Số", width=0.5, align="center"),
            Column(title="Ngày", width=1.1),
            Column(title="Chứng từ", width=1.2),
            Column(title="Nội dung", width=3),
            Column(title="Thu (đồng)", width=1.3, align="right"),
            Column(title="Chi (đồng)", width=1.3, align="right"),
            Column(title="Còn lại (đồng)", width=1.3, align="right"),
        ),
        rows=tuple(
            (
                str(line.entry.number), formats.day(line.entry.day), line.entry.paper,
                line.entry.purpose,
                formats.number(line.entry.amount) if line.entry.side == Side.IN else "",
                formats.number(line.entry.amount) if line.entry.side == Side.OUT else "",
                formats.number(line.left),
            )
            for line in queries.ledger_of(fund)
        ),
    )  # fmt: skip
    annex = Annex(title=f"Sổ thu, chi năm {fund.year}", blocks=(ledger,), landscape=True)
    return AdministrativePaper(
        parent=header_of(unit)[0], issuer=header_of(unit)[1], kind="BÁO CÁO",
        subject=f"Thu, chi Quỹ thi đua, khen thưởng năm {fund.year}", place=place_of(unit),
        blocks=tuple(blocks), annexes=(annex,) if ledger.rows else (),
    )  # fmt: skip


def _share(hundredths: int | None) -> str:
    return UNKNOWN if hundredths is None else formats.percent(Decimal(hundredths) / 10_000)


def fund_rows(fund: Fund) -> tuple[list[str], list[list[Any]]]:
    """The ledger as a worksheet."""
    header = ["Nội dung", "Số", "Ngày", "Chứng từ", "Khoản", "Thu", "Chi", "Còn lại"]
    rows = [
        [
            line.entry.purpose, line.entry.number, line.entry.day, line.entry.paper,
            line.entry.get_heading_display(),
            line.entry.amount if line.entry.side == Side.IN else None,
            line.entry.amount if line.entry.side == Side.OUT else None, line.left,
        ]
        for line in queries.ledger_of(fund)
    ]  # fmt: skip
    return header, rows


def golden_lines(honours: Sequence[Any]) -> list[tuple[str, ...]]:
    """Number, who, award, for what, decision, of each entry; what was taken back says so."""
    details: dict[int, str] = {}
    for day in {honour.decided_on for honour in honours}:
        details |= queries.honoured_as([h for h in honours if h.decided_on == day], on=day)
    return [
        (
            str(honour.letter.number), str(honour.subject), details[honour.pk],
            name_of(honour.award), honour.achievement,
            f"{honour.decision_reference} ngày {honour.decided_on:%d/%m/%Y}",
            f"Thu hồi ngày {honour.revoked_on:%d/%m/%Y}" if honour.revoked_on else "",
        )
        for honour in honours
    ]  # fmt: skip


GOLDEN_HEADS = (
    "Số", "Họ và tên, tập thể", "Chức vụ, đơn vị", "Danh hiệu, hình thức", "Thành tích",
    "Quyết định", "Ghi chú",
)  # fmt: skip


@declare(
    "funds.golden_book", label=gettext_lazy("Sổ vàng"), landscape=True,
    template="funds/paper/golden_book.typ",
)  # fmt: skip
def golden_book(unit: Any, *, year: int) -> AdministrativePaper:
    """The golden book of a unit and year: a cover, and the entries across A4."""
    honours = queries.golden_book(unit, year)
    widths = (0.5, 1.7, 2, 1.5, 2.3, 1.6, 1)
    table = Table(
        name="entries",
        columns=tuple(
            Column(title=title, width=width, align="center" if title == "Số" else "left")
            for title, width in zip(GOLDEN_HEADS, widths, strict=True)
        ),
        rows=tuple(golden_lines(honours)),
    )
    return AdministrativePaper(
        parent=header_of(unit)[0], issuer=header_of(unit)[1], kind="SỔ VÀNG",
        subject=f"Năm {year}", place=place_of(unit),
        blocks=(
            Paragraph(
                name="count",
                text=f"Năm {year}, {unit} đã ghi {formats.number(len(honours))} lượt khen thưởng "
                "vào sổ vàng.",
            ),
            _signers(unit, "Người giữ sổ"),
        ),
        annexes=(Annex(label="SỔ VÀNG", title=f"Năm {year}", blocks=(table,), landscape=True),),
    )  # fmt: skip
