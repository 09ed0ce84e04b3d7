"""Weeks and turns, who answers whom, days moved to a new year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.period import Period
from thidua.movements import rules

GROUPS = ["Khám bệnh", "Nội", "Ngoại", "Dược"]
PEAK = Period(date(2025, 9, 1), date(2025, 12, 31))
DAYS = st.integers(0, 1400).map(lambda number: date(2024, 1, 1) + timedelta(days=number))
SPANS = st.builds(
    lambda start, more: Period(start, start + timedelta(days=more)), DAYS, st.integers(0, 200)
)


def owed(rule, owed_by, phase, span, *, scope=GROUPS, chosen=()):
    return list(
        rules.owed(rule, owed_by, phase, span, whole="BV", scope=scope, chosen=list(chosen))
    )


def test_groups_deliver_in_turn_by_the_week():
    first_weeks = Period(date(2025, 9, 1), date(2025, 10, 5))
    assert owed("weekly", "in_turn", PEAK, first_weeks) == [
        ("Khám bệnh", Period(date(2025, 9, 1), date(2025, 9, 7))),
        ("Nội", Period(date(2025, 9, 8), date(2025, 9, 14))),
        ("Ngoại", Period(date(2025, 9, 15), date(2025, 9, 21))),
        ("Dược", Period(date(2025, 9, 22), date(2025, 9, 28))),
        ("Khám bệnh", Period(date(2025, 9, 29), date(2025, 10, 5))),
    ]


def test_the_turns_keep_their_own_order():
    day = Period(date(2025, 9, 10), date(2025, 9, 10))
    assert owed("weekly", "in_turn", PEAK, day, chosen=["Dược", "Nội"]) == [
        ("Nội", Period(date(2025, 9, 8), date(2025, 9, 14)))
    ]


def test_weeks_are_cut_at_the_borders_of_the_phase():
    phase = Period(date(2025, 9, 3), date(2025, 9, 9))
    assert owed("weekly", "whole", phase, PEAK) == [
        ("BV", Period(date(2025, 9, 3), date(2025, 9, 7))),
        ("BV", Period(date(2025, 9, 8), date(2025, 9, 9))),
    ]


def test_each_chosen_and_once():
    week = Period(date(2025, 12, 29), date(2025, 12, 31))
    assert owed("weekly", "each", PEAK, week) == [(group, week) for group in GROUPS]
    assert owed("weekly", "some", PEAK, week, chosen=["Nội"]) == [("Nội", week)]
    assert owed("once", "each", PEAK, week) == [(group, PEAK) for group in GROUPS]


@pytest.mark.parametrize("rule", ["weekly", "once", "plain"])
def test_outside_the_phase_nothing_is_owed(rule):
    assert owed(rule, "each", PEAK, Period(date(2026, 1, 1), date(2026, 1, 7))) == []


def test_a_slogan_and_an_empty_scope_owe_nothing():
    assert owed("plain", "", PEAK, PEAK) == []
    for owed_by in ("each", "in_turn", "some"):
        assert owed("weekly", owed_by, PEAK, PEAK, scope=[]) == []


@given(SPANS, SPANS, st.lists(st.integers(1, 30), min_size=1, max_size=12, unique=True))
def test_exactly_one_has_the_turn_in_every_week_that_is_touched(phase, span, units):
    found = owed("weekly", "in_turn", phase, span, scope=units)
    weeks = [week for week in phase.weeks() if week.overlaps(span)]
    assert [week for _unit, week in found] == (weeks if phase.overlaps(span) else [])


@given(SPANS, st.lists(st.integers(1, 30), min_size=1, max_size=12, unique=True))
def test_turns_are_fair(phase, units):
    """Over the whole phase nobody has two turns more than another."""
    turns = [unit for unit, _week in owed("weekly", "in_turn", phase, phase, scope=units)]
    counts = [turns.count(unit) for unit in units]
    assert max(counts) - min(counts) <= 1


@given(SPANS, DAYS)
def test_what_is_owed_on_a_day_does_not_depend_on_how_it_is_asked(phase, day):
    """Asking for one day gives what asking for the whole phase gives for that day's week."""
    whole = owed("weekly", "in_turn", phase, phase)
    assert owed("weekly", "in_turn", phase, Period(day, day)) == [
        (unit, week) for unit, week in whole if day in week
    ]


@given(SPANS, SPANS)
def test_weeks_never_leave_the_phase(phase, span):
    for _unit, week in owed("weekly", "each", phase, span):
        assert phase.start <= week.start <= week.end <= phase.end
        assert week.start == phase.start or week.start.weekday() == 0
        assert week.end == phase.end or week.end.weekday() == 6


def test_answers_are_followed_up_and_down():
    edges = [(1, 2), (2, 3), (1, 3), (4, 2)]
    assert rules.upwards(edges, 1) == {2: 1, 3: 2}
    assert rules.downwards(edges, 3) == {2: 1, 1: 2, 4: 2}
    assert rules.upwards(edges, 3) == {}
    assert rules.downwards([], 3) == {}


EDGES = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=20)


@given(EDGES, st.integers(1, 8))
def test_following_ends_even_in_a_circle(edges, start):
    up = rules.upwards(edges, start)
    assert start not in up
    assert all(1 <= steps <= 8 for steps in up.values())


@given(EDGES, st.integers(1, 8), st.integers(1, 8))
def test_up_and_down_are_mirror_images(edges, one, other):
    assert (other in rules.upwards(edges, one)) is (one in rules.downwards(edges, other))


@pytest.mark.parametrize(
    ("ends_on", "on", "years"),
    [
        (date(2025, 12, 31), date(2025, 12, 20), 1),
        (date(2025, 12, 31), date(2026, 12, 31), 1),
        (date(2025, 12, 31), date(2027, 1, 1), 2),
        (None, date(2027, 1, 1), 1),
    ],
)
def test_a_new_year_lies_after_the_old_one_and_not_in_the_past(ends_on, on, years):
    assert rules.years_to_move(ends_on, on) == years


def test_days_move_by_years():
    assert rules.moved(date(2025, 9, 1), 1) == date(2026, 9, 1)
    assert rules.moved(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert rules.moved(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert rules.moved(None, 1) is None


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("Thi đua năm 2025", "Thi đua năm 2026"),
        ("Phong trào NĂM 2025 và năm  2026", "Phong trào NĂM 2026 và năm  2027"),
        ("Luật số 06/2022/QH15, 120 ngày", "Luật số 06/2022/QH15, 120 ngày"),
    ],
)
def test_years_in_titles_move_and_numbers_of_acts_stay(text, then):
    assert rules.years_moved(text, 1) == then


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Phát động ngày 1/9/2025.", True),
        ("Hoàn thành chỉ tiêu năm 2025", True),
        ("Nghị định số 152/2025/NĐ-CP", False),
        ("năm 2026, ngày 1/9/2026", False),
        ("", False),
    ],
)
def test_texts_that_still_speak_of_the_old_year_are_found(text, speaks):
    assert rules.speaks_of(text, 2025) is speaks
