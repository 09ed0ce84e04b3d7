"""Shares and changes of figures."""

from decimal import Decimal

import pytest

from thidua.initiatives import rules


@pytest.mark.parametrize(("shares", "whole"), [([], 0), ([100], 100), ([60, 30], 90)])
def test_shares_add_up(shares: list[int], whole: int) -> None:
    assert rules.total(shares) == whole


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (Decimal(45), Decimal(30), Decimal(-1) / 3),
        (Decimal(40), Decimal(50), Decimal("0.25")),
        (Decimal(-4), Decimal(-2), Decimal("0.5")),
        (Decimal(10), Decimal(0), Decimal(-1)),
        (Decimal(0), Decimal(5), None),
        (None, Decimal(5), None),
        (Decimal(5), None, None),
    ],
)
def test_change_is_a_part_of_what_was(
    before: Decimal | None, after: Decimal | None, change: Decimal | None
) -> None:
    assert rules.change(before, after) == change


@pytest.mark.parametrize(
    ("name", "unit", "before", "gaps"),
    [
        ("", "", None, ()),
        ("thời gian chờ", "phút", Decimal(0), ()),
        ("", "phút", Decimal(0), ("figure_name",)),
        ("", "", Decimal(5), ("figure_name", "figure_unit")),
    ],
)
def test_a_value_needs_its_name_and_unit(
    name: str, unit: str, before: Decimal | None, gaps: tuple[str, ...]
) -> None:
    assert rules.figure_gaps(name=name, unit=unit, before=before, after=None) == gaps
