"""A small number cannot be worked out from what is shown."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.care.rules import LEAST, hidden, is_small

COUNTS = st.lists(st.integers(0, 9), max_size=7)


def worlds(counts: list[int], behind: frozenset[int]) -> list[dict[int, int]]:
    """Every set of small numbers that agrees with the visible cells, the marks and the sum."""
    small = [index for index in behind if is_small(counts[index])]
    covers = len(behind) - len(small)
    total = sum(counts[index] for index in behind)
    visible = [
        count for index, count in enumerate(counts) if index not in behind and count >= LEAST
    ]
    ceiling = min(visible, default=total)
    rest = {0}
    for _cover in range(covers):
        rest = {held + more for held in rest for more in range(LEAST, max(ceiling, LEAST) + 1)}
    return [
        dict(zip(small, numbers, strict=True))
        for numbers in product(range(1, LEAST), repeat=len(small))
        if total - sum(numbers) in rest
    ]


@given(COUNTS)
def test_every_small_cell_could_be_any_small_number(counts: list[int]) -> None:
    behind = hidden(counts)
    if behind is None:
        return
    small = {index for index, count in enumerate(counts) if is_small(count)}
    assert small <= behind
    could_be = worlds(counts, behind)
    for index in small:
        assert {world[index] for world in could_be} == set(range(1, LEAST))


@given(COUNTS)
def test_nothing_is_hidden_without_need(counts: list[int]) -> None:
    behind = hidden(counts)
    if not any(is_small(count) for count in counts):
        assert behind == frozenset()
    if behind:
        assert all(counts[index] for index in behind)


@given(COUNTS, st.integers(LEAST + 1, 9))
def test_one_larger_cell_is_enough_to_tell_something(counts: list[int], large: int) -> None:
    assert hidden([*counts, large]) is not None


@pytest.mark.parametrize(
    ("counts", "behind"),
    [
        ([], set()),
        ([0, 5, 9], set()),
        ([1], None),
        ([2, 0, 0], None),
        ([1, 2], {0, 1}),
        ([1, 1], None),
        ([2, 5, 9], {0, 1}),
        # Seven hidden together, and cover is no more than 5: the small cell could only be 2.
        ([2, 5, 5], {0, 1, 2}),
        ([1, 3], None),
    ],
)
def test_examples(counts: list[int], behind: set[int] | None) -> None:
    assert hidden(counts) == behind
