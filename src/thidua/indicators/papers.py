"""Sums of a set on paper and as worksheets, with the figures of the page."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.documents.blocks import Annex, Column, Paragraph, Signer, Table
from thidua.documents.issuers import body_of, header_of, office_of, place_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper
from thidua.documents.sheets import Listed, write_book
from thidua.indicators.charted import Drawn
from thidua.indicators.looked import Line
from thidua.indicators.models import IndicatorSet
from thidua.indicators.told import ProofGroup, Told, look_told
from thidua.ui.formats import number

LINES = (
    Column(title="TT", width=0.4, align="center"), Column(title="Chỉ tiêu", width=2.6),
    Column(title="Kết quả", width=1.2), Column(title="Mức, đánh giá", width=3),
    Column(title="Đã báo cáo", width=0.9, align="center"),
    Column(title="Chưa báo cáo", width=0.8, align="center"),
    Column(title="Không áp dụng", width=0.8, align="center"),
    Column(title="Không giao", width=0.8, align="center"),
    Column(title="Đúng hạn", width=0.9, align="center"),
)  # fmt: skip
ROWS = (
    Column(title="TT", width=0.4, align="center"), Column(title="Đơn vị", width=3),
    Column(title="Số liệu đã báo cáo", width=1, align="center"),
    Column(title="Chưa báo cáo", width=1, align="center"),
    Column(title="Không áp dụng", width=1, align="center"),
    Column(title="Đúng hạn", width=1, align="center"),
    Column(title="Mức đã đạt", width=1, align="center"),
)  # fmt: skip


def _value(line: Line) -> str:
    return f"{line.parts} = {line.value}" if line.parts else line.value


def _reached(line: Line) -> str:
    """As in the cell of the page: the figure, below it what was taken over and from whom."""
    return "\n".join(filter(None, (_value(line), line.inherited)))


def _asked(line: Line) -> str:
    return "\n".join(each.words for each in line.judged) or "chưa đặt mức"


@paper("indicators.rollup", label=gettext_lazy("Báo cáo tổng hợp chỉ tiêu thi đua"))
def rollup(of_set: IndicatorSet, *, shown: Told) -> AdministrativePaper:
    """What a unit and those below it reached, with what has not been reported beside it."""
    look, unit = shown.look, shown.look.unit
    parent, issuer = header_of(unit)
    body = body_of(unit)
    signed = (f"TM. {body}" if body else "", office_of(unit))
    tables = [
        Table(
            name="lines", columns=LINES,
            rows=tuple(
                (
                    f"{n}", line.meaning.name, _reached(line), _asked(line), line.reported,
                    number(line.missing), number(line.filled.absent), number(line.unasked),
                    line.on_time,
                )
                for n, line in enumerate(shown.lines, 1)
            ),
        )
    ]  # fmt: skip
    annexes = [Annex(title="KẾT QUẢ TỪNG CHỈ TIÊU", blocks=tuple(tables), landscape=True)]
    if shown.rows:
        rows = Table(
            name="rows", columns=ROWS,
            rows=tuple(
                (
                    f"{n}", str(row.unit), row.reported, number(row.missing),
                    number(row.filled.absent), row.on_time, row.met or "–",
                )
                for n, row in enumerate(shown.rows, 1)
            ),
        )  # fmt: skip
        annexes.append(Annex(title="CÁC ĐƠN VỊ CẤP DƯỚI", blocks=(rows,), landscape=True))
    return AdministrativePaper(
        parent=parent, issuer=issuer, kind="BÁO CÁO", place=place_of(unit),
        subject=f"Tổng hợp kết quả thực hiện chỉ tiêu thi đua “{of_set.title}”",
        blocks=(
            Paragraph(name="scope", lead="Phạm vi:", text=f"{look_told(look)}."),
            Paragraph(name="sum", text=_opening(shown)),
            Paragraph(
                name="reading",
                text="Báo cáo chưa gửi không tính là không và không tính là đạt; đơn vị không áp "
                "dụng không tính vào tử số, mẫu số. Số liệu từng chỉ tiêu ở phụ lục kèm theo./.",
            ),
        ),
        signer=Signer(lines=tuple(line.upper() for line in signed if line)),
        recipients=("Như trên;", "Lưu: VT, TĐKT."), annexes=tuple(annexes), draft=True,
    )  # fmt: skip


def _opening(shown: Told) -> str:
    judged = [each.verdict for line in shown.lines for each in line.judged]
    begun = f"Đến ngày {shown.look.on:%d/%m/%Y}, bộ có {len(shown.lines)} chỉ tiêu"
    if not judged:
        return f"{begun}; kỳ này không có mức đặt ra cho số tổng hợp."
    met, unmet = judged.count("met"), judged.count("unmet")
    rest = len(judged) - met - unmet
    told = f"{begun}; trong {len(judged)} mức đặt ra có {met} mức đạt, {unmet} mức chưa đạt"
    return f"{told}, {rest} mức chưa kết luận vì chưa đủ báo cáo hoặc chưa hết kỳ."


def sheet_of(shown: Told) -> bytes:
    """The same lines and rows, figures as numbers."""
    title = look_told(shown.look)
    lines = [
        (
            line.meaning.name, line.parts, line.figure, line.value, _asked(line),
            line.filled.assigned, line.filled.reported, line.missing, line.filled.absent,
            line.unasked, line.filled.on_time, line.inherited,
        )
        for line in shown.lines
    ]  # fmt: skip
    rows = [
        (
            str(row.unit), row.filled.assigned, row.filled.reported, row.missing,
            row.filled.absent, row.filled.on_time, row.met,
        )
        for row in shown.rows
    ]  # fmt: skip
    counted = [
        _("Được giao"), _("Đã báo cáo"), _("Chưa báo cáo"), _("Không áp dụng"),
    ]  # fmt: skip
    return write_book([
        Listed(
            _("Chỉ tiêu"),
            [
                _("Chỉ tiêu"), _("Tử số/mẫu số"), _("Số"), _("Kết quả"), _("Mức, đánh giá"),
                *counted, _("Không giao"), _("Đúng hạn"), _("Nhận từ đơn vị cũ"),
            ],
            lines, title,
        ),
        Listed(
            _("Đơn vị"), [_("Đơn vị"), *counted, _("Đúng hạn"), _("Mức đã đạt")], rows, title
        ),
    ])  # fmt: skip


def proof_sheet(told: str, line: Line, groups: Sequence[ProofGroup]) -> bytes:
    """Every unit behind a figure, in one list."""
    rows: list[tuple[Any, ...]] = [
        (
            str(row.unit), row.span, str(group.label), row.said, *row.parts, row.why, row.note,
        )
        for group in groups for row in group.rows
    ]  # fmt: skip
    header = [
        _("Đơn vị"), _("Kỳ"), _("Cách tính"), _("Số liệu đơn vị báo cáo"), _("Tử số"),
        _("Mẫu số"), _("Vì sao"), _("Diễn giải"),
    ]  # fmt: skip
    title = f"{line.meaning.name}: {_value(line)} ({told})"
    return write_book([Listed(_("Chứng minh"), header, rows, title)])


def charts_sheet(told: str, drawn: Drawn) -> bytes:
    """The tables of all charts."""
    trends = [
        (each.bars.title, label, *values) for each in drawn.trends
        for label, values in each.bars.rows
    ]  # fmt: skip
    spreads = [
        (bars.title, label, *values) for bars in drawn.spreads for label, values in bars.rows
    ]
    return write_book([
        Listed(_("Diễn biến"), [_("Chỉ tiêu"), _("Kỳ"), _("Kết quả")], trends, told),
        Listed(_("Phân bố"), [_("Chỉ tiêu"), _("Mức"), _("Số đơn vị")], spreads, told),
    ])  # fmt: skip
