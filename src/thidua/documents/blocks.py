"""Named blocks: the body of a paper, kept as data so that PDF and Word come from the same text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from thidua.documents.wording import clean

Align = Literal["left", "center", "right"]


class UnknownBlock(LookupError):
    """A text was given for a block that the paper does not have, or that holds no free text."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A bold line above a part of the body."""

    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Justified text; `lead` is the bold start ("Điều 1."), each line a paragraph of its own.

    `keep` holds it together with what follows: the title of a table.
    """

    name: str
    text: str
    lead: str = ""
    keep: bool = False


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Short items, with dashes or numbered."""

    name: str
    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a table; `width` is its share of the page beside the others."""

    title: str
    width: float = 1
    align: Align = "left"


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows under a header that repeats on every page."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"{self.name}: row {number} has {len(row)} of {len(self.columns)} cells"
                )


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A drawing as wide as the text (165 mm), as SVG; `alt` tells it, `caption` stands below."""

    name: str
    svg: str
    alt: str
    caption: str = ""


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Who signs: the capital lines above the name (authority first), and the name."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class SignatureRow:
    """Up to three signers side by side; the highest stands on the right."""

    name: str
    signers: tuple[Signer, ...]


Block = Heading | Paragraph | Listing | Table | Picture | SignatureRow
KINDS: dict[str, type[Block]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "listing": Listing,
    "table": Table,
    "picture": Picture,
    "signatures": SignatureRow,
}
_KIND_OF = {block: kind for kind, block in KINDS.items()}


@dataclass(frozen=True, kw_only=True)
class Annex:
    """Pages after the signature: `title` under the word "PHỤ LỤC", `reference` in brackets."""

    title: str
    blocks: tuple[Block, ...]
    label: str = "PHỤ LỤC"
    reference: str = ""
    landscape: bool = False


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Where anyone can check the paper: an address for the QR square and a short line to type."""

    url: str
    caption: str


def to_data(value: Any) -> Any:
    """Plain, cleaned JSON of blocks or of anything made of them; a block says its kind."""
    if type(value) in _KIND_OF:
        return {"kind": _KIND_OF[type(value)], **fields_of(value)}
    if hasattr(value, "__dataclass_fields__"):
        return fields_of(value)
    if isinstance(value, list | tuple):
        return [to_data(each) for each in value]
    return clean(value) if isinstance(value, str) else value


def fields_of(value: Any) -> dict[str, Any]:
    """The cleaned fields of one dataclass."""
    return {name: to_data(getattr(value, name)) for name in value.__dataclass_fields__}


def from_data(rows: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks that `to_data` wrote; `KeyError` for an unknown kind, `TypeError` for a field."""
    return tuple(_block(row) for row in rows)


def _block(row: Mapping[str, Any]) -> Block:
    facts = {key: value for key, value in row.items() if key != "kind"}
    if row["kind"] == "listing":
        facts["items"] = tuple(facts["items"])
    elif row["kind"] == "table":
        facts["columns"] = tuple(Column(**column) for column in facts["columns"])
        facts["rows"] = tuple(tuple(cells) for cells in facts["rows"])
    elif row["kind"] == "signatures":
        facts["signers"] = tuple(
            Signer(lines=tuple(signer["lines"]), name=signer["name"]) for signer in facts["signers"]
        )
    return KINDS[row["kind"]](**facts)


def free_texts(blocks: Sequence[Block]) -> dict[str, str]:
    """What an officer may rewrite, by block name: a list has one item a line."""
    texts: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            texts[block.name] = block.text
        elif isinstance(block, Listing):
            texts[block.name] = "\n".join(block.items)
    return texts


def with_texts(blocks: Sequence[Block], texts: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks with rewritten free texts; `UnknownBlock` for a name that has none."""
    unknown = texts.keys() - free_texts(blocks).keys()
    if unknown:
        raise UnknownBlock(", ".join(sorted(unknown)))
    return tuple(_rewritten(block, texts) for block in blocks)


def _rewritten(block: Block, texts: Mapping[str, str]) -> Block:
    text = clean(texts.get(block.name, ""))
    if block.name in texts and isinstance(block, Listing):
        return replace(block, items=tuple(line for line in text.splitlines() if line))
    if block.name in texts and isinstance(block, Heading | Paragraph):
        return replace(block, text=text)
    return block
