"""The dated numbers: a table that stays as it was has its own day, article and standing."""

from dataclasses import replace
from datetime import date

from thidua.legal.figures import PrizeTable, _filled, figures
from thidua.legal.sources import Basis
from thidua.legal.terms import Status

FIRST = PrizeTable(
    in_force=date(2024, 1, 1),
    basis=Basis("dec-98-2023", "54"),
    status=Status.VERIFIED,
    round_up_to=10_000,
    tenths={"GK": {"individual": 3}},
)


def test_a_table_takes_over_the_numbers_of_an_earlier_one() -> None:
    own = {
        "in_force": date(2025, 7, 1),
        "basis": Basis("dec-152-2025", "50"),
        "status": Status.UNVERIFIED,
    }
    again = PrizeTable(same_as=FIRST.in_force, **own)  # type: ignore[arg-type]
    assert _filled(again, {FIRST.in_force: FIRST}) == replace(FIRST, **own)  # type: ignore[arg-type]
    assert _filled(FIRST, {}) == FIRST


def test_the_tables_shipped_are_filled() -> None:
    figures.cache_clear()
    first, second, third = figures().prize_tables
    assert second == replace(
        first, in_force=date(2025, 7, 1), basis=Basis("dec-152-2025", "50 đến 54")
    )
    assert (third.tenths, third.missing) == ({}, "expected_end")
