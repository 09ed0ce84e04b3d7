"""The ladder for the last slot, and the sums of paper ballots."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.councils.rules import Count, Entrant, Line, differences, faults, select


def rungs(selection: object) -> list[str]:
    return [step.rule for step in selection.steps]  # type: ignore[attr-defined]


def test_votes_alone_settle_it_when_nobody_is_equal_at_the_border() -> None:
    found = select([Entrant(1, 9), Entrant(2, 11), Entrant(3, 10)], 2)
    assert (found.chosen, found.is_settled, rungs(found)) == ((2, 3), True, ["agree"])


def test_all_get_in_when_there_are_slots_for_all() -> None:
    assert select([Entrant(1, 9), Entrant(2, 9)], 5).chosen == (1, 2)


def test_equals_above_the_border_need_no_further_step() -> None:
    assert select([Entrant(1, 11), Entrant(2, 11), Entrant(3, 9)], 2).chosen == (1, 2)


def test_score_comes_second() -> None:
    found = select([Entrant(1, 9, Fraction(80)), Entrant(2, 9, Fraction(81))], 1)
    assert (found.chosen, rungs(found)) == ((2,), ["agree", "score"])


def test_missing_score_is_left_out_and_told() -> None:
    found = select([Entrant(1, 9, Fraction(80)), Entrant(2, 9)], 1)
    assert [(step.rule, step.known) for step in found.steps] == [("agree", True), ("score", False)]
    assert (found.tied, found.wanted) == ((1, 2), "equality")


def test_equality_is_a_duty_before_the_reballot() -> None:
    equal = [Entrant(1, 9, favoured=False), Entrant(2, 9, favoured=True)]
    found = select(equal, 1, reballot={1: 11, 2: 0})
    assert (found.chosen, rungs(found)) == ((2,), ["agree", "score", "equality"])


def test_reballot_among_the_favoured_when_there_are_more_than_slots() -> None:
    equal = [Entrant(key, 9, favoured=key != 1) for key in (1, 2, 3)]
    waits = select(equal, 1)
    assert (waits.tied, waits.wanted) == ((2, 3), "reballot")
    found = select(equal, 1, reballot={2: 5, 3: 6})
    assert (found.chosen, found.is_settled) == ((3,), True)


def test_chair_is_the_last_rung() -> None:
    equal = [Entrant(key, 9, favoured=False) for key in (1, 2)]
    waits = select(equal, 1, reballot={1: 5, 2: 5})
    assert (waits.tied, waits.wanted) == ((1, 2), "chair")
    found = select(equal, 1, reballot={1: 5, 2: 5}, recommended={2})
    assert (found.chosen, rungs(found)[-1]) == ((2,), "chair")


def test_chair_who_names_all_settles_nothing() -> None:
    equal = [Entrant(key, 9, favoured=False) for key in (1, 2)]
    found = select(equal, 1, reballot={1: 5, 2: 5}, recommended={1, 2})
    assert (found.is_settled, found.wanted) == (False, "chair")


@given(st.lists(st.integers(0, 4), max_size=8), st.integers(0, 8))
def test_never_more_than_the_slots_and_nobody_twice(votes: list[int], slots: int) -> None:
    found = select([Entrant(key, agree) for key, agree in enumerate(votes)], slots)
    assert len(found.chosen) <= slots
    assert len({*found.chosen, *found.tied}) == len(found.chosen) + len(found.tied)
    if found.is_settled:
        assert len(found.chosen) == min(slots, len(votes))


COUNT = Count(9, 9, 8, 1, {1: Line(6, 1, 1), 2: Line(8, 0, 0)})


def test_sums_that_agree_have_no_fault() -> None:
    assert faults(COUNT, voters=9) == []


@pytest.mark.parametrize(
    ("count", "found"),
    [
        (Count(10, 9, 8, 1), [("issued", None)]),
        (Count(8, 9, 8, 1), [("collected", None)]),
        (Count(9, 9, 8, 0), [("valid", None)]),
        (Count(9, 9, 8, 1, {1: Line(6, 1, 0), 2: Line(8, 0, 0)}), [("line", 1)]),
    ],
)
def test_sums_that_do_not_agree(count: Count, found: list[tuple[str, int | None]]) -> None:
    assert faults(count, voters=9) == found


def test_two_tellers_differ_figure_by_figure() -> None:
    other = Count(9, 9, 8, 1, {1: Line(5, 2, 1), 2: Line(8, 0, 0)})
    assert differences(COUNT, COUNT) == []
    assert differences(COUNT, other) == [("agree", 1, 6, 5), ("disagree", 1, 1, 2)]
