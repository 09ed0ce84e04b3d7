"""What the pages of reviews share: how they are found, and blocks as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from thidua.core import period
from thidua.core.permit import Reason
from thidua.documents.states import PaperState
from thidua.reviews import content, matrices, papers, queries, rules, sources
from thidua.reviews.models import Review
from thidua.ui.charts import Bars
from thidua.ui.components import Tone

FORM_METHODS = ["GET", "HEAD", "POST"]
PAPER_TONES: dict[str, Tone] = {
    PaperState.DRAFT: "draft", PaperState.FOR_SIGNATURE: "work", PaperState.SIGNED: "work",
    PaperState.NUMBERED: "work", PaperState.ISSUED: "pass", PaperState.REVOKED: "fail",
}  # fmt: skip
COMPARED = (PaperState.DRAFT, PaperState.FOR_SIGNATURE)


def the_review(request: HttpRequest, pk: int) -> Review | None:
    return queries.review_of(pk)


@dataclass(frozen=True)
class Shown:
    """A figure in a line of text."""

    name: str
    label: Reason
    text: str
    url: str
    change: content.Change | None


@dataclass(frozen=True)
class Part:
    """One block as a page shows it."""

    block: Mapping[str, Any]
    number: str
    lines: list[list[str | Shown]] = field(default_factory=list)
    figures: list[Shown] = field(default_factory=list)
    table: Mapping[str, Any] | None = None
    rows: list[tuple[str, list[tuple[str, bool]]]] = field(default_factory=list)
    head: list[tuple[str, bool]] = field(default_factory=list)
    grids: list[matrices.Grid] = field(default_factory=list)
    bars: Bars | None = None
    change: content.Change | None = None


def changes_of(review: Review) -> dict[str, content.Change]:
    """What has changed in a review that can still be mended; nothing once it is signed."""
    if review.report.state not in COMPARED:
        return {}
    return content.changes(review, content.counted_now(review, on=period.today()))


def parts_of(review: Review, changes: Mapping[str, content.Change]) -> list[Part]:
    """The blocks in their order with everything that they name."""
    kept = review.report.blocks
    labels = sources.figure_names()
    tables = {block["source"] for block in kept["body"] if block["kind"] == "table"}
    # A chart beside its table leaves it to the table to tell.
    of_charts = {name: change for name, change in changes.items() if name not in tables}
    return [
        _part(block, number, kept, labels, of_charts if block["kind"] == "chart" else changes)
        for block, number in zip(kept["body"], rules.numbered(kept["body"]), strict=True)
    ]


def _part(
    block: rules.Block,
    number: str,
    kept: content.Content,
    labels: Mapping[str, tuple[Reason, Reason]],
    changes: Mapping[str, content.Change],
) -> Part:
    if block["source"]:
        table = kept["tables"].get(block["source"])
        bars = papers.bars_of(block, table) if table and block["kind"] == "chart" else None
        rows = _rows(table) if table and block["kind"] == "table" else []
        change = changes.get(block["source"])
        head = _head(table) if rows and table else []
        grids = matrices.grids(table, content.shown) if rows and matrices.is_matrix(table) else []
        return Part(
            block, number, table=table, rows=rows, head=head, grids=grids, bars=bars, change=change
        )

    def shown(name: str) -> Shown:
        figure = kept["figures"][name]
        label = labels[name][0] if name in labels else name
        return Shown(name, label, figure["text"], figure["url"], changes.get(name))

    lines = [
        [shown(piece.name) if isinstance(piece, rules.Ref) else piece for piece in pieces]
        for line in block["text"].split("\n")
        if (pieces := rules.pieces(line))
    ]
    figures = [shown(name) for name in rules.names_in([block["text"]])]
    return Part(block, number, lines=lines, figures=figures)


def _head(table: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Titles of columns, and of each whether it holds figures."""
    numbers = set(rules.numeric_columns(table))
    return [(title, place in numbers) for place, title in enumerate(table["columns"])]


def _rows(table: Mapping[str, Any]) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Each row with the list that it counts, and of each cell whether it is a figure."""
    numbers = set(rules.numeric_columns(table))
    urls = [*table["urls"], *[""] * len(table["rows"])]
    return [
        (url, [(content.shown(cell), place in numbers) for place, cell in enumerate(row)])
        for url, row in zip(urls, table["rows"], strict=False)
    ]
