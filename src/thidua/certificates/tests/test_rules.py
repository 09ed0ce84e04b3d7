"""Where a box may lie, and the boxes that every sheet begins with."""

from dataclasses import replace

import pytest

from thidua.certificates import rules
from thidua.certificates.rules import Box

BOX = Box("recipient", 10, 10, 100, 20)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, ""),
        ({"x": 197}, ""),
        ({"x": 197.1}, "outside"),
        ({"y": 190.5}, "outside"),
        ({"x": -0.1}, "measure"),
        ({"y": -0.1}, "measure"),
        ({"width": 0}, "measure"),
        ({"height": 0}, "measure"),
        ({"size": 9.5}, "size"),
        ({"size": 121}, "size"),
        ({"least": 5.5}, "size"),
        ({"colour": "red"}, "colour"),
        ({"colour": "#b5121b0"}, "colour"),
    ],
)
def test_a_box_lies_on_its_sheet(changes: dict[str, object], found: str) -> None:
    assert rules.fault(replace(BOX, **changes), 297, 210) == found  # type: ignore[arg-type]


def test_a_box_comes_back_from_its_facts() -> None:
    assert Box.of({**BOX.facts, "x": "10"}) == BOX


@pytest.mark.parametrize("sheet", [rules.A4, rules.A3, (210, 297), (105, 148), (1000, 1000)])
def test_first_boxes_fit_any_sheet(sheet: tuple[float, float]) -> None:
    boxes = rules.first_boxes(*sheet)
    assert rules.is_sheet(*sheet)
    assert [rules.fault(box, *sheet) for box in boxes] == [""] * 11
    assert rules.doubled(boxes) == ""
    assert rules.doubled([*boxes, boxes[0]]) == "issuer_position"


def test_measures_of_sheets_and_shifts() -> None:
    assert [rules.is_sheet(*s) for s in ((49.9, 210), (297, 1000.1))] == [False, False]
    assert [rules.is_shift(*s) for s in ((20, -20), (0, 20.1))] == [True, False]
