"""The report on paper: the blocks and figures that stand in it, for PDF and for Word."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy

from thidua.documents.blocks import Annex, Block, Column, Heading, Paragraph, Picture, Table
from thidua.documents.issuers import header_of, place_of, signer_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.queries import mark_of
from thidua.documents.registry import paper as declare
from thidua.reviews import content, matrices, rules
from thidua.ui.charts import Bars, Series, svg

WIDEST, WIDEST_GRID = 6, 4
NOTHING = "trong kỳ chưa có số liệu."


@declare("reviews.report", label=gettext_lazy("Báo cáo sơ kết, tổng kết"))
def report_page(paper: Any) -> AdministrativePaper:
    """The report as its paper stands; a table too wide for the page goes to an annex."""
    unit = paper.issuer
    with translation.override("vi"):
        made = _Made(paper.blocks)
        blocks = tuple(made.blocks())
    return AdministrativePaper(
        parent=header_of(unit)[0],
        issuer=header_of(unit)[1],
        kind="BÁO CÁO",
        subject=paper.title,
        number=str(paper.number) if paper.number is not None else "",
        symbol=paper.symbol,
        place=place_of(unit),
        on=paper.dated_on,
        blocks=blocks,
        signer=signer_of(paper),
        recipients=tuple(paper.blocks["recipients"]),
        annexes=tuple(made.annexes),
        mark=mark_of(paper) if paper.dated_on else None,
        draft=paper.state == "draft",
    )


def bars_of(block: rules.Block, table: dict[str, Any]) -> Bars | None:
    """The chart of a block; nothing when its table has lost what it draws, or has no rows."""
    if matrices.is_matrix(table):
        return _aimed(block, table)
    columns = [
        table["columns"].index(name) for name in block["columns"] if name in table["columns"]
    ]
    if not columns or not table["rows"]:
        return None
    sums = [rules.summed(table, column) for column in columns]
    labels = list(sums[0])
    return Bars(
        table["title"], labels,
        [
            Series(table["columns"][column], [found[label] for label in labels])
            for column, found in zip(columns, sums, strict=True)
        ],
    )  # fmt: skip


def _aimed(block: rules.Block, table: dict[str, Any]) -> Bars | None:
    """Target against result of one thing, for each whom it binds."""
    lines = [line for what in block["columns"] for line in matrices.aims(table, what)]
    if not lines:
        return None
    aims, results = (
        Series(table["columns"][column], [rules.number_in(line[place]) for line in lines])
        for column, place in ((matrices.BY, 1), (matrices.RESULT, 2))
    )
    return Bars(block["columns"][0], [name for name, _aim, _result in lines], [aims, results])


@dataclass
class _Made:
    """A report on the way to paper: how many tables, charts and annexes there are so far."""

    content: content.Content
    tables: int = 0
    charts: int = 0
    annexes: list[Annex] = field(default_factory=list)

    def blocks(self) -> Iterator[Block]:
        body = self.content["body"]
        for block, number in zip(body, rules.numbered(body), strict=True):
            yield from self._block(block, number)

    def _block(self, block: rules.Block, number: str) -> Iterator[Block]:
        if block["kind"] == "heading":
            yield Heading(name=block["id"], text=f"{number} {block['text'].upper()}")
        elif block["kind"] == "subheading":
            yield Heading(name=block["id"], text=f"{number} {block['text']}")
        elif block["kind"] == "text":
            text = content.filled(self.content, block)
            if text.strip():
                yield Paragraph(name=block["id"], text=text)
        elif block["source"] in self.content["tables"]:
            yield from self._of_table(block, self.content["tables"][block["source"]])

    def _of_table(self, block: rules.Block, table: dict[str, Any]) -> Iterator[Block]:
        if block["kind"] == "chart":
            yield from self._chart(block, table)
        elif not table["rows"]:
            yield Paragraph(name=block["id"], text=f"{table['title']}: {NOTHING}")
        elif matrices.is_matrix(table):
            for number, grid in enumerate(matrices.grids(table, content.shown)):
                yield from self._grid(f"{block['id']}_{number}", grid)
        elif len(table["columns"]) > WIDEST:
            yield self._annexed(
                block["id"], table["title"], table_of(f"{block['id']}_table", table)
            )
        else:
            yield self._titled(block["id"], table["title"])
            yield table_of(block["id"], table)

    def _grid(self, name: str, grid: matrices.Grid) -> Iterator[Block]:
        table = grid_of(f"{name}_table", grid)
        if len(grid.heads) > WIDEST_GRID:
            yield self._annexed(name, grid.title, table)
        else:
            yield self._titled(name, grid.title)
            yield table

    def _titled(self, name: str, title: str) -> Paragraph:
        self.tables += 1
        return Paragraph(name=f"{name}_title", lead=f"Bảng {self.tables}.", text=title, keep=True)

    def _chart(self, block: rules.Block, table: dict[str, Any]) -> Iterator[Block]:
        bars = bars_of(block, table)
        if bars is None:
            return
        self.charts += 1
        caption = f"Biểu đồ {self.charts}. {bars.title}"
        yield Picture(name=block["id"], svg=svg(bars, "paper"), alt=bars.alt, caption=caption)

    def _annexed(self, name: str, title: str, table: Table) -> Paragraph:
        label = f"Phụ lục {rules.roman(len(self.annexes) + 1)}"
        annex = Annex(label=label.upper(), title=title, landscape=True, blocks=(table,))
        self.annexes.append(annex)
        return Paragraph(name=name, text=f"{title}: chi tiết tại {label} kèm theo.")


def grid_of(name: str, grid: matrices.Grid) -> Table:
    """A grid on paper; names take room by the longest of them, the others share the rest."""
    longest = max((len(who) for who, _spots in grid.rows), default=0)
    first = Column(title=grid.heads[0], width=min(max(longest / 14, 1.2), 2.4))
    others = (Column(title=head, width=1.3) for head in grid.heads[1:])
    rows = tuple((who, *(spot.text for spot in spots)) for who, spots in grid.rows)
    return Table(name=name, columns=(first, *others), rows=rows)


def table_of(name: str, table: dict[str, Any]) -> Table:
    """A kept table on paper, its rows counted; columns take room by what they hold."""
    numbers = set(rules.numeric_columns(table))
    columns = [Column(title="TT", width=0.45, align="center")]
    for place, title in enumerate(table["columns"]):
        longest = max((len(content.shown(row[place])) for row in table["rows"]), default=0)
        if place in numbers:
            columns.append(Column(title=title, width=max(longest / 8, 1), align="right"))
        else:
            columns.append(Column(title=title, width=min(max(longest / 12, 1.2), 3.2)))
    rows = tuple(
        (str(number), *(content.shown(cell) for cell in row))
        for number, row in enumerate(table["rows"], 1)
    )
    return Table(name=name, columns=tuple(columns), rows=rows)
