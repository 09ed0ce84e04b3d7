"""Boxes on a sheet: their measures, and whether they lie on it. Millimetres and points."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

LEAST_SIDE, LONGEST_SIDE = 50.0, 1000.0
LEAST_SIZE, LARGEST_SIZE = 6.0, 120.0
FURTHEST_SHIFT = 20.0
_COLOUR = re.compile(r"#[0-9a-f]{6}")
A4, A3 = (297.0, 210.0), (420.0, 297.0)


@dataclass(frozen=True)
class Box:
    """Where one named text stands: the upper left corner and the room, from the sheet's corner.

    The text is set in `size` points and shrinks to `least` where it would not fit.
    """

    field: str
    x: float
    y: float
    width: float
    height: float
    size: float = 16.0
    least: float = 10.0
    weight: str = "regular"
    colour: str = "#000000"
    align: str = "center"

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Box":
        """From what a form or a row holds; figures of any kind become plain ones."""
        words = {"field", "weight", "colour", "align"}
        made: dict[str, Any] = {k: v if k in words else float(v) for k, v in facts.items()}
        return cls(**made)

    @property
    def facts(self) -> dict[str, Any]:
        return asdict(self)


def fault(box: Box, width: float, height: float) -> str:
    """What is wrong with a box on a sheet of that size, by a name; empty if nothing is."""
    if min(box.x, box.y) < 0 or box.width <= 0 or box.height <= 0:
        return "measure"
    if box.x + box.width > width or box.y + box.height > height:
        return "outside"
    if not LEAST_SIZE <= box.least <= box.size <= LARGEST_SIZE:
        return "size"
    return "" if _COLOUR.fullmatch(box.colour) else "colour"


def is_sheet(width: float, height: float) -> bool:
    """Whether a printer could take a sheet of that size."""
    return all(LEAST_SIDE <= side <= LONGEST_SIDE for side in (width, height))


def is_shift(*shifts: float) -> bool:
    """Whether a correction is one: more is a sheet laid in wrongly."""
    return all(abs(each) <= FURTHEST_SHIFT for each in shifts)


def doubled(boxes: Sequence[Box]) -> str:
    """The first field that stands in two boxes; empty if none does."""
    seen: set[str] = set()
    for box in boxes:
        if box.field in seen:
            return box.field
        seen.add(box.field)
    return ""


_RED = "#b5121b"
# The order of decree 98/2023, article 104, on an A4 sheet; officers move them to their own sheets.
_A4_BOXES = (
    Box("issuer_position", 33, 50, 231, 12, 19, 13, "bold", _RED),
    Box("verb", 33, 63, 231, 8, 17, 12, "bold"),
    Box("recipient", 33, 91, 231, 17, 27, 16, "bold"),
    Box("recipient_detail", 33, 108, 231, 9, 18, 11),
    Box("achievement", 43, 118, 211, 24, 18, 11),
    Box("decision_line", 36, 158, 95, 7, 13, 9, "bold-italic", align="left"),
    Box("decision_day", 36, 164, 95, 7, 13, 9, "bold-italic", align="left"),
    Box("golden_line", 36, 170, 95, 7, 13, 9, "bold-italic", align="left"),
    Box("place_line", 152, 147, 112, 8, 15, 11, "italic"),
    Box("signer_office", 152, 155, 112, 14, 15, 11, "bold"),
    Box("signer_name", 152, 186, 112, 8, 16, 12, "bold"),
)


def first_boxes(width: float, height: float) -> list[Box]:
    """Boxes to begin with, stretched to the sheet."""
    across, down = width / A4[0], height / A4[1]
    scale = min(across, down)

    def stretched(box: Box) -> Box:
        facts = box.facts
        for key, by in (("x", across), ("width", across), ("y", down), ("height", down)):
            facts[key] = round(facts[key] * by, 1)
        for key in ("size", "least"):
            facts[key] = min(max(round(facts[key] * scale * 2) / 2, LEAST_SIZE), LARGEST_SIZE)
        return Box(**facts)

    return [stretched(box) for box in _A4_BOXES]
