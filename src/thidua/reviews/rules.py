"""Arithmetic of reviews: figures inside texts, the order of blocks, tables and what changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.core.permit import Reason

PLACE = re.compile(r"\{\{\s*([a-z_]+(?:\.[a-z0-9_]+)+)\s*\}\}")
HEADINGS = ("heading", "subheading")
WRITTEN = (*HEADINGS, "text")
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

Block = dict[str, Any]
Cell = dict[str, str] | str | None
"""A number as `{"n": "12.5"}`, a text as itself, a missing value as `None`."""


@dataclass(frozen=True)
class Ref:
    """A place in a text where a figure stands."""

    name: str


def place_of(name: str) -> str:
    """How a figure is written into a text."""
    return "{{" + name + "}}"


def pieces(text: str) -> list[str | Ref]:
    """The text cut at its figures."""
    parts: list[str | Ref] = []
    at = 0
    for found in PLACE.finditer(text):
        parts += [text[at : found.start()], Ref(found[1])]
        at = found.end()
    return [part for part in (*parts, text[at:]) if part]


def names_in(texts: Iterable[str]) -> list[str]:
    """Figures named in texts, each once, in the order in which they stand."""
    found = (part.name for text in texts for part in pieces(text) if isinstance(part, Ref))
    return list(dict.fromkeys(found))


def crooked(text: str) -> str:
    """Braces that are left and name nothing, as they are typed; empty when there are none."""
    rest = PLACE.sub(" ", text)
    found = re.search(r"\{\{.{0,60}?(?:\}\}|$)|\}\}", rest, re.DOTALL)
    return found[0].strip() if found else ""


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its figures; `KeyError` for one that has no value."""
    return "".join(values[part.name] if isinstance(part, Ref) else part for part in pieces(text))


def roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text += letters
            number -= value
    return text


def numbered(blocks: Sequence[Block]) -> list[str]:
    """The number before each heading, empty before other blocks: I, 1, 2, II, 1 …"""
    found, part, section = [], 0, 0
    for block in blocks:
        if block["kind"] == "heading":
            part, section = part + 1, 0
            found.append(f"{roman(part)}.")
        elif block["kind"] == "subheading":
            section += 1
            found.append(f"{section}.")
        else:
            found.append("")
    return found


def index_of(blocks: Sequence[Block], block_id: str) -> int:
    """Where a block stands; `LookupError` when it is not there."""
    for number, block in enumerate(blocks):
        if block["id"] == block_id:
            return number
    raise LookupError(block_id)


def moved(blocks: Sequence[Block], block_id: str, by: int) -> list[Block]:
    """The blocks with one moved up or down; at the edge it stays."""
    at = index_of(blocks, block_id)
    to = min(max(at + by, 0), len(blocks) - 1)
    rest = [block for block in blocks if block["id"] != block_id]
    return [*rest[:to], blocks[at], *rest[to:]]


def inserted(blocks: Sequence[Block], block: Block, *, after: str) -> list[Block]:
    """The blocks with a new one after another; at the end when `after` is empty."""
    at = index_of(blocks, after) + 1 if after else len(blocks)
    return [*blocks[:at], block, *blocks[at:]]


def removed(blocks: Sequence[Block], block_id: str) -> list[Block]:
    at = index_of(blocks, block_id)
    return [*blocks[:at], *blocks[at + 1 :]]


def cell_of(value: Any) -> Cell:
    """A cell as it is kept; the label of a choice is a text too."""
    if value is None:
        return None
    if isinstance(value, int | Decimal):
        return {"n": f"{Decimal(value).normalize():f}"}
    return str(value)


def number_in(cell: Cell) -> Decimal | None:
    """The number of a cell; `None` for a missing one and for texts."""
    return Decimal(cell["n"]) if isinstance(cell, dict) else None


def numeric_columns(table: Mapping[str, Any]) -> list[int]:
    """Columns that hold numbers."""
    return [
        column
        for column in range(len(table["columns"]))
        if any(isinstance(row[column], dict) for row in table["rows"])
    ]


def summed(table: Mapping[str, Any], column: int) -> dict[str, Decimal | None]:
    """A column by the text in the first one; rows of the same text are added up."""
    found: dict[str, Decimal | None] = {}
    for row in table["rows"]:
        label, value = str(row[0] or ""), number_in(row[column])
        before = found.get(label)
        found[label] = value if before is None else before + (value or 0)
    return found


@dataclass(frozen=True)
class CellChange:
    """One cell that is no longer what it was: row and column in words."""

    row: Reason
    column: Reason
    before: Cell
    after: Cell


def table_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[CellChange]:
    """Cells that differ, by the texts at the start of their row; a row that came or went is one.

    Rows are known by their texts, for they move when a new one comes between.
    """
    width = max(1, min(_texts_first(before), _texts_first(after)))
    old, new = _by_key(before, width), _by_key(after, width)
    found = []
    for key in dict.fromkeys([*old, *new]):
        label = " · ".join(str(part) for part in key[0])
        if key not in old or key not in new:
            found.append(CellChange(label, "", _there(key in old), _there(key in new)))
            continue
        found += [
            CellChange(label, column, old[key].get(column), new[key].get(column))
            for column in dict.fromkeys([*old[key], *new[key]])
            if old[key].get(column) != new[key].get(column)
        ]
    return found


def _there(is_there: bool) -> str | None:
    return "✓" if is_there else None


def _texts_first(table: Mapping[str, Any]) -> int:
    """How many columns from the left hold nothing but texts."""
    for column in range(len(table["columns"])):
        if not all(isinstance(row[column], str) for row in table["rows"]):
            return column
    return len(table["columns"])


def _by_key(
    table: Mapping[str, Any], width: int
) -> dict[tuple[tuple[Cell, ...], int], dict[str, Cell]]:
    """The cells after the key by their column; equal keys are told apart by their order."""
    rows: dict[tuple[tuple[Cell, ...], int], dict[str, Cell]] = {}
    seen: dict[str, int] = {}
    for cells in table["rows"]:
        texts = tuple(cells[:width])
        seen[str(texts)] = place = seen.get(str(texts), 0) + 1
        rest = zip(table["columns"][width:], cells[width:], strict=True)
        rows[tuple(str(text) for text in texts), place] = dict(rest)
    return rows
