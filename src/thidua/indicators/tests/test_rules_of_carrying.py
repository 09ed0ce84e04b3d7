"""What units leave goes over whole: merging and splitting conserve totals."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from thidua.indicators.rules import Cell, Step, carried, total

DAY = date(2025, 7, 1)
FIGURES = st.decimals(min_value=0, max_value=10**9, places=4)
SHARES = st.decimals(min_value=0, max_value=50, places=2)


@st.composite
def histories(draw: st.DrawFn) -> tuple[dict[int, Cell], list[Step]]:
    """Units one after another merged into, or split among, units of higher numbers."""
    own = {
        unit: Cell(count=1, numerator=draw(FIGURES), denominator=draw(FIGURES))
        for unit in range(1, 7)
    }
    steps = []
    for old in draw(st.lists(st.integers(1, 5), unique=True).map(sorted)):
        heirs = draw(st.lists(st.integers(old + 1, 9), unique=True, min_size=1, max_size=3))
        on = DAY + timedelta(days=old)
        steps += [Step(old=old, new=new, on=on, share=draw(SHARES)) for new in heirs]
    return own, steps


def sums(cells: list[Cell]) -> tuple[Decimal, Decimal]:
    whole = total(cells)
    return whole.numerator, whole.denominator


@given(histories())
def test_merging_and_splitting_conserve_totals(history: tuple[dict[int, Cell], list[Step]]) -> None:
    own, steps = history
    held = carried(own, steps)

    assert sums([c for by in held.values() for c in by.values()]) == sums(list(own.values()))
    for source, cell in own.items():
        parts = [by[source] for by in held.values() if source in by]
        assert sums(parts) == sums([cell])
    assert not {step.old for step in steps} & held.keys()


@given(histories(), st.randoms())
def test_the_order_in_which_they_are_told_never_matters(history: tuple, random: object) -> None:
    own, steps = history
    mixed = list(steps)
    random.shuffle(mixed)  # type: ignore[attr-defined] # what `st.randoms` gives

    assert carried(own, mixed) == carried(own, steps)


def test_a_split_is_parted_by_its_shares_and_the_last_takes_the_rest() -> None:
    own = {1: Cell(count=1, numerator=Decimal(100))}
    steps = [
        Step(old=1, new=2, on=DAY, share=Decimal("33.33")),
        Step(old=1, new=3, on=DAY, share=Decimal("66.67")),
    ]

    held = carried(own, steps)

    assert held[2][1].numerator == Decimal("33.33")
    assert held[3][1].numerator == Decimal("66.67")


def test_a_merger_of_a_merged_unit_brings_both() -> None:
    own = {n: Cell(count=1, numerator=Decimal(n)) for n in (1, 2, 3)}
    steps = [Step(old=1, new=2, on=DAY), Step(old=2, new=3, on=DAY + timedelta(days=1))]

    assert {key: cell.numerator for key, cell in carried(own, steps)[3].items()} == {
        1: Decimal(1), 2: Decimal(2), 3: Decimal(3),
    }  # fmt: skip
