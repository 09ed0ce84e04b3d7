"""A kept table of targets and results set as a grid: who by what, the verdict in words.

Pure arithmetic like `rules`: page, PDF and Word all show the grids that are made here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.reviews.rules import Cell

WHO, WHAT, BY, AIM, RESULT, VERDICT = range(6)
MOST = 6
"""Columns of figures that a grid holds across the page; more are divided, or turned."""
NOT_THERE = "–"

Shown = Callable[[Cell], str]


@dataclass(frozen=True)
class Spot:
    """What stands in a place of a grid, and the list that it counts."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Grid:
    """A title, the heads of the columns (the first over the rows' names), and the rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Spot, ...]], ...]

    @property
    def headed(self) -> list[tuple[str, list[tuple[str, Spot]]]]:
        """Each row with the head of the column before each spot, as a phone shows them."""
        heads = self.heads[1:]
        return [(who, list(zip(heads, spots, strict=True))) for who, spots in self.rows]


@dataclass(frozen=True)
class _Line:
    """One row of the table; a party may have two targets of the same words: `place` tells which."""

    who: str
    what: str
    place: int
    cells: Sequence[Cell]
    url: str

    @property
    def column(self) -> tuple[str, int]:
        return self.what, self.place


def is_matrix(table: Mapping[str, Any]) -> bool:
    """Tables kept before there were matrices have no word of it."""
    return bool(table.get("is_matrix")) and bool(table["rows"])


def grids(table: Mapping[str, Any], shown: Shown) -> list[Grid]:
    """The table as one grid; with many columns it is turned if that fits, else divided evenly."""
    lines = list(_lines(table))
    people = list(dict.fromkeys(line.who for line in lines))
    columns = list(dict.fromkeys(line.column for line in lines))
    at = {(line.who, line.column): line for line in lines}
    common = {column: _common(lines, column) for column in columns}
    heads = {
        column: f"{column[0]} ({common[column]})" if common[column] else column[0]
        for column in columns
    }

    def spot(who: str, column: tuple[str, int]) -> Spot:
        line = at.get((who, column))
        if line is None:
            return Spot(NOT_THERE)
        verdict = str(line.cells[VERDICT])
        if line.cells[AIM] is None:
            return Spot(verdict)
        own = "" if line.cells[BY] == common[column] else f"{line.cells[BY]}: "
        result = "" if line.cells[RESULT] is None else f"{shown(line.cells[RESULT])} – "
        return Spot(f"{own}{result}{verdict}", line.url)

    title, corner = table["title"], table["columns"][WHO]
    if len(columns) > MOST >= len(people):
        rows = tuple((heads[c], tuple(spot(who, c) for who in people)) for c in columns)
        return [Grid(title, (table["columns"][WHAT], *people), rows)]
    parts = list(_divided(columns))
    return [
        Grid(
            title if len(parts) == 1 else f"{title} ({number}/{len(parts)})",
            (corner, *(heads[column] for column in part)),
            tuple((who, tuple(spot(who, column) for column in part)) for who in people),
        )
        for number, part in enumerate(parts, 1)
    ]


def whats(table: Mapping[str, Any]) -> list[str]:
    """What the table judges, each once: what a chart can be drawn of."""
    return list(dict.fromkeys(str(row[WHAT]) for row in table["rows"]))


def aims(table: Mapping[str, Any], what: str) -> list[tuple[str, Cell, Cell]]:
    """By name, target and result of one thing, of those whom it binds."""
    return [
        (str(row[WHO]), row[AIM], row[RESULT])
        for row in table["rows"]
        if row[WHAT] == what and row[AIM] is not None
    ]


def _lines(table: Mapping[str, Any]) -> Iterator[_Line]:
    seen: dict[tuple[str, str], int] = {}
    urls = [*table["urls"], *[""] * len(table["rows"])]
    for cells, url in zip(table["rows"], urls, strict=False):
        key = str(cells[WHO]), str(cells[WHAT])
        seen[key] = seen.get(key, 0) + 1
        yield _Line(*key, seen[key], cells, url)


def _common(lines: Sequence[_Line], column: tuple[str, int]) -> str:
    """The target that most of those bound have, told once over the column; else none."""
    told = [line.cells for line in lines if line.column == column]
    texts = [str(cells[BY]) for cells in told if cells[AIM] is not None]
    return next((text for text in texts if 2 * texts.count(text) > len(texts)), "")


def _divided(columns: Sequence[tuple[str, int]]) -> Iterator[Sequence[tuple[str, int]]]:
    """As few parts as hold them, as even as their number allows."""
    parts = -(-len(columns) // MOST)
    size = -(-len(columns) // parts)
    for start in range(0, len(columns), size):
        yield columns[start : start + size]
