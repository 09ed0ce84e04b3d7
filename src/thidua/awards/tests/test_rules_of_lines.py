"""Through whatever mergers, splits and returns: every entry of the register is met once."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.awards.rules import lineage

UNITS = st.integers(1, 8)
SUCCESSIONS = st.lists(st.tuples(UNITS, UNITS), max_size=20)


@given(SUCCESSIONS, UNITS, st.lists(UNITS, max_size=12))
def test_no_honour_is_counted_twice(
    successions: list[tuple[int, int]], unit: int, honours: list[int]
) -> None:
    """Each entry belongs to one unit; a unit met by two roads is still one unit."""
    before = lineage(successions, unit)
    assert unit not in before
    counted = [n for n, owner in enumerate(honours) if owner in {unit, *before}]
    assert len(counted) == len(set(counted)) <= len(honours)
    assert lineage(successions * 2, unit) == before


@given(SUCCESSIONS, UNITS)
def test_who_stood_before_a_predecessor_stood_before_the_unit(
    successions: list[tuple[int, int]], unit: int
) -> None:
    before = lineage(successions, unit)
    for old in before:
        assert lineage(successions, old) - {unit} <= before
    assert {old for old, new in successions if new == unit} - {unit} <= before
