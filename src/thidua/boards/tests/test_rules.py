"""The arithmetic of weeks, streaks, late sendings and ranks."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.boards import rules
from thidua.boards.rules import Owed
from thidua.boards.states import WeekState as W

MONDAYS = [date(2025, 9, 1) + timedelta(weeks=n) for n in range(6)]
SUNDAY = timedelta(days=6)


def owed(number, asked=1, sent=0):
    return Owed(MONDAYS[number], MONDAYS[number] + SUNDAY, asked, sent)


@pytest.mark.parametrize(
    ("sent", "on", "made_up", "state"),
    [
        (1, MONDAYS[0], False, W.KEPT),
        (2, MONDAYS[3], False, W.KEPT),
        (0, MONDAYS[0], False, W.OWING),
        (0, MONDAYS[0] + SUNDAY, False, W.OWING),
        (0, MONDAYS[1], False, W.MISSED),
        (0, MONDAYS[1], True, W.LATE),
        (0, MONDAYS[0] + SUNDAY, True, W.OWING),
        (None, MONDAYS[1], False, W.UNKNOWN),
        (None, MONDAYS[1], True, W.UNKNOWN),
    ],
)
def test_how_one_thing_owed_stands(sent, on, made_up, state):
    assert rules.state_of(owed(0, sent=sent), on=on, made_up=made_up) is state
    if not made_up:
        assert rules.state_of(owed(0, sent=sent), on=on) is state


def test_a_week_stands_as_its_worst():
    assert rules.worst([]) is W.NOT_DUE
    assert rules.worst([W.KEPT, W.LATE]) is W.LATE
    assert rules.worst([W.KEPT, W.OWING, W.LATE]) is W.OWING
    assert rules.worst([W.OWING, W.UNKNOWN]) is W.UNKNOWN
    assert rules.worst([W.KEPT, W.UNKNOWN, W.MISSED]) is W.MISSED


def weeks(*states):
    return dict(zip(MONDAYS, states, strict=False))


@pytest.mark.parametrize(
    ("states", "streak", "kept"),
    [
        ([], None, (0, 0)),
        ([W.NOT_DUE, W.OWING], None, (0, 0)),
        ([W.UNKNOWN], None, (0, 1)),
        ([W.MISSED], 0, (0, 1)),
        ([W.KEPT, W.KEPT, W.OWING], 2, (2, 2)),
        ([W.KEPT, W.NOT_DUE, W.KEPT, W.NOT_DUE], 2, (2, 2)),
        ([W.KEPT, W.MISSED, W.KEPT, W.LATE], 2, (3, 4)),
        ([W.KEPT, W.KEPT, W.MISSED], 0, (2, 3)),
        ([W.KEPT, W.UNKNOWN, W.KEPT], 1, (2, 3)),
    ],
)
def test_streaks_and_weeks_kept(states, streak, kept):
    assert rules.streak(weeks(*states)) == streak
    assert rules.kept(weeks(*states)) == kept


def test_a_late_sending_makes_up_only_what_is_allowed():
    missed = [owed(0), owed(1)]
    sent = {MONDAYS[2]: 2}
    assert rules.made_up(missed, sent, allowed=[]) == set()
    assert rules.made_up(missed, sent, allowed=[MONDAYS[1]]) == {MONDAYS[1]}
    assert rules.made_up(missed, sent, allowed=MONDAYS[:2]) == set(MONDAYS[:2])


def test_a_sending_counts_once_and_first_for_its_own_week():
    assert rules.made_up([owed(0), owed(1, sent=1)], {MONDAYS[1]: 1}, allowed=MONDAYS) == set()
    assert rules.made_up([owed(0), owed(1, sent=2)], {MONDAYS[1]: 2}, allowed=MONDAYS) == {
        MONDAYS[0]
    }
    assert rules.made_up([owed(0, sent=1, asked=2)], {MONDAYS[0]: 3}, allowed=MONDAYS) == set()
    both = [owed(0), owed(1)]
    assert rules.made_up(both, {MONDAYS[2]: 1}, allowed=MONDAYS) == {MONDAYS[0]}


def test_what_came_before_a_week_makes_nothing_up():
    assert rules.made_up([owed(2)], {MONDAYS[1]: 5}, allowed=MONDAYS) == set()


def test_a_gap_is_made_up_whole_or_not_at_all():
    gap = [owed(0, asked=3, sent=1)]
    assert rules.made_up(gap, {MONDAYS[1]: 1}, allowed=MONDAYS) == set()
    assert rules.made_up(gap, {MONDAYS[1]: 1, MONDAYS[3]: 1}, allowed=MONDAYS) == {MONDAYS[0]}


def test_of_several_asked_in_a_week_the_most_counts():
    twice = [owed(0, asked=3, sent=1), owed(0, asked=2, sent=1)]
    assert rules.made_up(twice, {MONDAYS[1]: 1}, allowed=MONDAYS) == set()
    assert rules.made_up(twice, {MONDAYS[1]: 2}, allowed=MONDAYS) == {MONDAYS[0]}
    busy = [owed(0), owed(1, asked=3, sent=3), owed(1, asked=1, sent=3)]
    assert rules.made_up(busy, {MONDAYS[1]: 3}, allowed=MONDAYS) == set()


def test_a_gap_too_wide_leaves_what_came_to_the_next():
    missed = [owed(0, asked=9), owed(1)]
    assert rules.made_up(missed, {MONDAYS[2]: 1}, allowed=MONDAYS) == {MONDAYS[1]}


def test_what_is_taken_for_one_week_is_gone_for_the_next():
    missed = [owed(0, asked=3), owed(1, asked=1)]
    spare = {MONDAYS[2]: 2, MONDAYS[3]: 1}
    assert rules.made_up(missed, spare, allowed=MONDAYS) == {MONDAYS[0]}
    assert rules.made_up(missed, {**spare, MONDAYS[3]: 2}, allowed=MONDAYS) == set(MONDAYS[:2])


def test_nothing_is_owed_where_nothing_is_asked():
    extra = [owed(0), owed(1, asked=0, sent=1)]
    assert rules.made_up(extra, {MONDAYS[1]: 1, MONDAYS[2]: 0}, allowed=MONDAYS) == {MONDAYS[0]}
    unasked = [owed(0)]
    assert rules.made_up(unasked, {MONDAYS[1]: 1}, allowed=MONDAYS) == {MONDAYS[0]}


def test_an_unknown_week_cannot_be_made_up():
    assert rules.made_up([owed(0, sent=None)], {MONDAYS[1]: 9}, allowed=MONDAYS) == set()


# A busy machine draws its first examples slowly; that says nothing of the rule.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 3), min_size=6, max_size=6), st.sets(st.sampled_from(MONDAYS)))
def test_made_up_weeks_never_cost_more_than_was_spare(sent, allowed):
    found = dict(zip(MONDAYS, sent, strict=True))
    all_owed = [owed(number, asked=2, sent=sent[number]) for number in range(6)]
    made = rules.made_up(all_owed, found, allowed=allowed)
    assert made <= allowed
    gaps = sum(2 - found[week] for week in made)
    assert gaps <= sum(max(0, number - 2) for number in sent)
    assert all(found[week] < 2 for week in made)


def test_equal_figures_share_a_place_and_the_next_is_left_out():
    d = Decimal
    assert rules.ranks({"a": [d(2)], "b": [d(3)], "c": [d(2)], "d": [d(1)]}) == {
        "b": 1, "a": 2, "c": 2, "d": 4,
    }  # fmt: skip
    assert rules.ranks({"a": [d(2), d(0)], "b": [d(2), d(1)]}) == {"b": 1, "a": 2}
    assert rules.ranks({}) == {}


def test_what_is_missing_stands_behind_nought():
    assert rules.ranks({"nought": [Decimal(0)], "missing": [None], "one": [Decimal(1)]}) == {
        "one": 1, "nought": 2, "missing": 3,
    }  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.integers(), st.lists(st.integers(0, 2), min_size=2, max_size=2)))
def test_ranks_follow_figures(figures):
    places = rules.ranks({k: [Decimal(v) for v in values] for k, values in figures.items()})
    for one, other in ((a, b) for a in figures for b in figures):
        assert (places[one] < places[other]) == (figures[one] > figures[other])
    for one in figures:
        assert places[one] == 1 + sum(figures[o] > figures[one] for o in figures)


def test_the_first_third_and_nobody_while_all_are_equal():
    assert rules.leading({"a": 1, "b": 1, "c": 1}) == set()
    assert rules.leading({}) == set()
    assert rules.leading({"a": 1, "b": 2}) == {"a"}
    assert rules.leading({n: n for n in range(1, 13)}) == {1, 2, 3, 4}
    assert rules.leading({"a": 1, "b": 1, "c": 3, "d": 4}) == {"a", "b"}


@pytest.mark.parametrize(
    ("start", "end", "weekday", "day"),
    [
        (date(2025, 9, 1), date(2025, 9, 7), 4, date(2025, 9, 5)),
        (date(2025, 12, 29), date(2025, 12, 31), 4, date(2025, 12, 31)),
        (date(2025, 9, 6), date(2025, 9, 7), 4, date(2025, 9, 6)),
        (date(2025, 9, 1), date(2025, 9, 7), 0, date(2025, 9, 1)),
    ],
)
def test_the_day_of_the_reminder_lies_in_the_cut_week(start, end, weekday, day):
    assert rules.remind_day(start, end, weekday) == day


def test_pages_take_turns_on_a_screen():
    assert rules.page_at(0, count=0, size=12, seconds=15) == (0, 1)
    assert rules.page_at(100, count=12, size=12, seconds=15) == (0, 1)
    turns = [rules.page_at(second, count=30, size=12, seconds=15) for second in (0, 14, 15, 44, 45)]
    assert turns == [(0, 3), (0, 3), (1, 3), (2, 3), (0, 3)]
