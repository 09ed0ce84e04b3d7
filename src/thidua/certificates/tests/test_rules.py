"""Where a box may lie, and the boxes that every sheet begins with."""

from dataclasses import astuple, replace

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


@pytest.mark.parametrize(
    ("sheet", "third", "sixth"),
    [
        (rules.A4, (33, 91, 231, 17, 27, 16), (36, 158, 95, 7, 13, 9)),
        (rules.A3, (46.7, 128.7, 326.7, 24.0, 38, 22.5), (50.9, 223.5, 134.3, 9.9, 18.5, 12.5)),
        # Too small for the least size, too long for its width.
        ((105, 148), (11.7, 64.1, 81.7, 12.0, 9.5, 6), (12.7, 111.4, 33.6, 4.9, 6, 6)),
        ((148.5, 420), (16.5, 182, 115.5, 34, 13.5, 8), (18, 316, 47.5, 14, 6.5, 6)),
    ],
)
def test_first_boxes_stretch_with_the_sheet(
    sheet: tuple[float, float], third: tuple[float, ...], sixth: tuple[float, ...]
) -> None:
    boxes = rules.first_boxes(*sheet)
    assert [astuple(boxes[n]) for n in (2, 5)] == [
        ("recipient", *third, "bold", "#000000", "center"),
        ("decision_line", *sixth, "bold-italic", "#000000", "left"),
    ]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"x": 0, "y": 0}, ""),
        ({"y": 190}, ""),
        ({"width": 1, "height": 1}, ""),
        ({"size": 120}, ""),
        ({"least": 6, "size": 6}, ""),
        ({"least": 16, "size": 16}, ""),
    ],
)
def test_a_box_may_touch_every_border(changes: dict[str, object], found: str) -> None:
    assert rules.fault(replace(BOX, **changes), 297, 210) == found  # type: ignore[arg-type]


def test_measures_of_sheets_and_shifts() -> None:
    assert [rules.is_sheet(*s) for s in ((49.9, 210), (297, 1000.1), (50, 1000))] == [
        False,
        False,
        True,
    ]
    assert [rules.is_shift(*s) for s in ((20, -20), (0, 20.1))] == [True, False]
