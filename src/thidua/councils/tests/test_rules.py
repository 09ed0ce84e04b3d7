"""Votes are counted over all members in integers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.councils.rules import (
    Count,
    Electorate,
    Line,
    Tally,
    differences,
    electorate,
    grouped,
    highest_possible,
    is_reachable,
    moved,
    tally,
)
from thidua.legal.regulations import Share

EIGHTY, NINETY = Share(80, 100), Share(90, 100)
CHOICES = st.sampled_from(["agree", "disagree", "blank"])


@pytest.mark.parametrize(
    ("members", "for_80", "for_90"),
    [(11, 9, 10), (9, 8, 9), (7, 6, 7), (15, 12, 14), (13, 11, 12), (10, 8, 9)],
)
def test_least_votes_of_councils(members: int, for_80: int, for_90: int) -> None:
    assert (EIGHTY.needed(members), NINETY.needed(members)) == (for_80, for_90)
    assert not Tally(for_80 - 1, 0, 0, members).passes(EIGHTY)
    assert Tally(for_80, 0, 0, members).passes(EIGHTY)
    assert not Tally(for_90 - 1, 0, 0, members).passes(NINETY)
    assert Tally(for_90, 0, 0, members).passes(NINETY)


def test_written_opinions_of_the_absent_count() -> None:
    counted = tally(["agree"] * 9 + ["agree"] * 2, members=11)
    assert (counted.agree, counted.silent, counted.passes(NINETY)) == (11, 0, True)


def test_absent_without_opinion_do_not_agree() -> None:
    counted = tally(["agree"] * 9, members=11)
    assert (counted.silent, counted.passes(EIGHTY), counted.passes(NINETY)) == (2, True, False)


def test_a_strict_half_needs_more_than_half() -> None:
    half = Share(1, 2, strict=True)
    assert [Tally(n, 0, 0, 10).passes(half) for n in (5, 6)] == [False, True]


def test_one_abstention_in_nine_puts_ninety_percent_out_of_reach() -> None:
    assert highest_possible(members=9, abstaining=1) == 8
    assert not is_reachable(NINETY, members=9, abstaining=1)
    assert is_reachable(EIGHTY, members=9, abstaining=1)
    assert highest_possible(members=1, abstaining=3) == 0


def test_more_votes_than_members_are_refused() -> None:
    with pytest.raises(ValueError, match="3 votes of 2 members"):
        tally(["agree"] * 3, members=2)


def test_unknown_choices_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^a choice that no ballot has$"):
        tally(["maybe"], members=2)


@given(st.lists(CHOICES, max_size=40), st.integers(0, 40))
def test_every_member_is_counted_once(choices: list[str], silent: int) -> None:
    counted = tally(choices, members=len(choices) + silent)
    parts = counted.agree + counted.disagree + counted.blank + counted.silent
    assert parts == counted.members
    assert counted.silent == silent


@given(st.lists(CHOICES, min_size=1, max_size=40), st.integers(1, 100), st.booleans())
def test_passing_is_reaching_the_needed_votes(choices: list[str], part: int, strict: bool) -> None:
    share = Share(part, 100, strict=strict)
    counted = tally(choices, members=len(choices))
    assert counted.passes(share) == (counted.agree >= share.needed(counted.members))


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 100))
def test_an_abstention_never_helps(members: int, abstaining: int, part: int) -> None:
    share = Share(part, 100)
    if is_reachable(share, members=members, abstaining=abstaining):
        assert is_reachable(share, members=members, abstaining=max(0, abstaining - 1))


def test_two_tellers_differ_line_by_line_where_one_has_no_line_too() -> None:
    one = Count(11, 10, 10, 0, {2: Line(5, 3, 2), 1: Line(9, 1, 0)})
    other = Count(11, 9, 8, 1, {1: Line(9, 0, 1), 3: Line(4, 6, 7)})
    assert differences(one, other) == [
        ("collected", None, 10, 9),
        ("valid", None, 10, 8),
        ("invalid", None, 0, 1),
        ("disagree", 1, 1, 0),
        ("blank", 1, 0, 1),
        ("agree", 2, 5, 0),
        ("disagree", 2, 3, 0),
        ("blank", 2, 2, 0),
        ("agree", 3, 0, 4),
        ("disagree", 3, 0, 6),
        ("blank", 3, 0, 7),
    ]
    assert differences(one, one) == []


@pytest.mark.parametrize(
    ("votes", "counted", "voters", "members", "highest"),
    [
        (True, True, {1, 2, 3, 4}, 4, 3),
        (False, True, {1, 2, 3}, 4, 3),
        (True, False, {1, 2, 3, 4}, 4, 3),
        (False, False, {1, 2, 3}, 3, 3),
    ],
)
def test_who_is_in_conflict_votes_and_counts_as_the_regulation_says(
    votes: bool, counted: bool, voters: set[int], members: int, highest: int
) -> None:
    found = electorate([1, 2, 3, 4], recused=[4, 9], votes=votes, counted=counted)
    assert found == Electorate(frozenset(voters), members, frozenset({4}))
    assert found.highest == highest


def test_items_come_group_by_group_in_the_order_of_the_first() -> None:
    assert grouped(["b1", "a1", "b2", "c1", "a2"], by=lambda item: item[0]) == [
        "b1", "b2", "a1", "a2", "c1",
    ]  # fmt: skip
    assert grouped([], by=str) == []


@pytest.mark.parametrize(
    ("key", "step", "order"),
    [
        ("b", 1, "acbd"), ("b", -1, "bacd"), ("b", 9, "acdb"), ("c", -9, "cabd"),
        ("d", 1, "abcd"), ("a", -1, "abcd"), ("a", 2, "bcad"), ("a", 0, "abcd"),
    ],
)  # fmt: skip
def test_an_item_moves_and_stays_within_its_list(key: str, step: int, order: str) -> None:
    assert moved("abcd", key, step) == list(order)
