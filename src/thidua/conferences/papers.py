"""The papers of a conference: the list of delegates, and whom to invite."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.awards.states import Level
from thidua.conferences import queries, rules
from thidua.conferences.models import Conference
from thidua.documents.blocks import (
    Block,
    Column,
    Paragraph,
    Picture,
    SignatureRow,
    Signer,
    Table,
)
from thidua.documents.issuers import header_of, office_of, place_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper as declare
from thidua.orgs.queries import positions_on
from thidua.ui import formats
from thidua.ui.charts import Bars, Series, svg

DELEGATE_HEADS = (
    "Họ và tên, tập thể", "Chức vụ", "Đơn vị giới thiệu", "Khen thưởng trong kỳ",
    "Lý do giới thiệu",
)  # fmt: skip
UNKNOWN_LEVEL = "Chưa ghi cấp quyết định"


def level_label(level: str) -> str:
    return str(Level(level).label) if level else UNKNOWN_LEVEL


def movement_chart(grid: rules.Grid) -> Bars:
    """Collectives and individuals praised, by year."""
    return Bars(
        "Lượt khen thưởng theo năm",
        [str(year) for year in grid.years],
        [
            Series("Tập thể", [each.collectives for each in grid.by_year]),
            Series("Cá nhân", [each.individuals for each in grid.by_year]),
        ],
    )


def delegate_rows(conference: Conference, *, on: date) -> list[tuple[str, ...]]:
    """Each delegate with office, unit, honours of the years and why."""
    delegates = queries.delegates_of(conference)
    held = positions_on([row.person for row in delegates if row.person], on=on)
    return [
        (
            str(row.subject), held.get(row.person_id or 0, ""), str(row.unit),
            queries.told(row.figures), row.reason,
        )
        for row in delegates
    ]  # fmt: skip


def invited_rows(conference: Conference, *, on: date) -> list[tuple[str, ...]]:
    """Delegates and guests: name, office and unit, and as what they are invited."""
    rows = delegate_rows(conference, on=on)
    delegates: list[tuple[str, ...]] = [
        (who, ", ".join(part for part in (office, unit) if part), "Đại biểu điển hình tiên tiến")
        for who, office, unit, *_rest in rows
    ]
    guests: list[tuple[str, ...]] = [
        (each.name, each.office, "Khách mời") for each in queries.guests_of(conference)
    ]
    return delegates + guests


def _paper(conference: Conference, kind: str, subject: str, *blocks: Block) -> AdministrativePaper:
    unit = conference.unit
    signers = (Signer(lines=("NGƯỜI LẬP",)), Signer(lines=(office_of(unit).upper(),)))
    return AdministrativePaper(
        parent=header_of(unit)[0], issuer=header_of(unit)[1], kind=kind, subject=subject,
        place=place_of(unit), blocks=(*blocks, SignatureRow(name="signatures", signers=signers)),
        draft=conference.state != "confirmed",
    )  # fmt: skip


def _when(conference: Conference) -> str:
    day = f", ngày {conference.held_on:%d/%m/%Y}" if conference.held_on else ""
    return f"{conference.name}{day}{', tại ' + conference.place if conference.place else ''}."


def _numbered(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(n), *row) for n, row in enumerate(rows, 1))


@declare("conferences.delegates", label=gettext_lazy("Danh sách đại biểu điển hình tiên tiến"))
def delegates(conference: Conference, *, day: date) -> AdministrativePaper:
    """The confirmed list with figures of the movement."""
    rows, grid = delegate_rows(conference, on=day), queries.figures_of(conference, on=day)
    widths = (1.7, 1.3, 1.5, 2, 2.4)
    columns = (
        Column(title="TT", width=0.4, align="center"),
        *(
            Column(title=title, width=width)
            for title, width in zip(DELEGATE_HEADS, widths, strict=True)
        ),
    )
    years = f"{conference.first_year} - {conference.last_year}"
    blocks: list[Block] = [
        Paragraph(name="when", text=_when(conference)),
        Paragraph(
            name="count", lead="1.", keep=True,
            text=f"Đại biểu: {formats.number(len(rows))} tập thể, cá nhân điển hình tiên tiến.",
        ),
        Table(name="delegates", columns=columns, rows=_numbered(rows)),
        Paragraph(
            name="figures", lead="2.", text=f"Kết quả khen thưởng giai đoạn {years}", keep=True
        ),
    ]  # fmt: skip
    if grid.whole.total:
        chart = movement_chart(grid)
        blocks.append(
            Picture(name="chart", svg=svg(chart, "paper"), alt=chart.alt, caption=chart.title)
        )
    # A table may part between rows, so that no half page stays empty above the signatures.
    blocks.append(_grid_table(grid))
    return _paper(conference, "DANH SÁCH", f"Đại biểu dự {conference.name}"[:300], *blocks)


def _grid_table(grid: rules.Grid) -> Table:
    def cells(label: str, cells_of: Any, whole: rules.Count) -> tuple[str, ...]:
        split = (*cells_of, whole.total, whole.collectives, whole.individuals, whole.unsplit)
        return (label, *(formats.number(each) for each in split))

    heads = (*(str(year) for year in grid.years), "Cộng", "Tập thể", "Cá nhân", "Chưa tách")
    return Table(
        name="grid",
        columns=(
            Column(title="Cấp quyết định", width=2.6),
            *(Column(title=head, align="right") for head in heads),
        ),
        rows=(
            *(cells(level_label(level), row, whole) for level, row, whole in grid.rows),
            cells("Cộng", [each.total for each in grid.by_year], grid.whole),
        ),
    )


@declare("conferences.invited", label=gettext_lazy("Danh sách mời dự hội nghị"))
def invited(conference: Conference, *, day: date) -> AdministrativePaper:
    """Delegates and guests, to be ticked as they are invited."""
    columns = (
        Column(title="TT", width=0.4, align="center"),
        Column(title="Họ và tên, tập thể", width=2),
        Column(title="Chức vụ, đơn vị", width=2.6),
        Column(title="Thành phần", width=1.6),
        Column(title="Đã gửi giấy mời", width=1),
    )
    rows = tuple((*row, "") for row in _numbered(invited_rows(conference, on=day)))
    table = Table(name="invited", columns=columns, rows=rows)
    when = Paragraph(name="when", text=_when(conference))
    return _paper(conference, "DANH SÁCH", f"Mời dự {conference.name}"[:300], when, table)
