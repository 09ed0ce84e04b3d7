"""Periods, goals and adding up, tried by themselves."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.indicators import rules
from thidua.indicators.rules import Cell, Condition, Filled, Goal

D = Decimal
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
cells = st.builds(
    Cell, count=st.integers(0, 9), absent=st.integers(0, 9), met=st.integers(0, 9),
    numerator=st.decimals(-999, 999, places=2), denominator=st.decimals(0, 999, places=2),
)  # fmt: skip


@pytest.mark.parametrize(
    ("frequency", "number", "first", "last"),
    [
        ("month", 12, date(2025, 1, 31), date(2025, 12, 1)),
        ("quarter", 4, date(2025, 3, 31), date(2025, 10, 1)),
        ("half", 2, date(2025, 6, 30), date(2025, 7, 1)),
        ("year", 1, date(2025, 12, 31), date(2025, 1, 1)),
        ("week", 53, date(2025, 1, 5), date(2025, 12, 29)),
        ("movement", 1, date(2025, 12, 31), date(2025, 1, 1)),
    ],
)
def test_periods_cover_a_year(frequency: str, number: int, first: date, last: date) -> None:
    found = list(rules.slots(frequency, *YEAR))
    assert (len(found), found[0][1], found[-1][0]) == (number, first, last)


@given(
    st.sampled_from(["week", "month", "quarter", "half", "year"]),
    st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(0, 900),
)  # fmt: skip
def test_periods_leave_no_day_out_and_count_none_twice(
    frequency: str, start: date, length: int
) -> None:
    end = date.fromordinal(start.toordinal() + length)
    days = [
        day for first, last in rules.slots(frequency, start, end)
        for day in range(first.toordinal(), last.toordinal() + 1)
    ]  # fmt: skip
    assert days == list(range(start.toordinal(), end.toordinal() + 1))


@pytest.mark.parametrize(
    ("goal", "figure", "met", "gap"),
    [
        (Goal(relation="equal", low=D(100)), D(100), True, 0),
        (Goal(relation="equal", low=D(100)), D("99.9"), False, D("0.1")),
        (Goal(relation="zero"), D(0), True, 0),
        (Goal(relation="zero"), D(1), False, -1),
        (Goal(relation="at_least", low=D(95)), D(95), True, 0),
        (Goal(relation="at_least", low=D(95)), D(90), False, 5),
        (Goal(relation="at_most", low=D(20)), D(21), False, -1),
        (Goal(relation="at_most", low=D(20)), D(0), True, 0),
        (Goal(relation="between", low=D(100), high=D(200)), D(200), True, 0),
        (Goal(relation="between", low=D(100), high=D(200)), D(201), False, -1),
        (Goal(relation="between", low=D(100), high=D(200)), D(99), False, 1),
        (Goal(relation="least_between", low=D(3), high=D(5)), D(7), True, 0),
        (Goal(relation="least_between", low=D(3), high=D(5)), D(2), False, 1),
    ],
)
def test_a_goal_is_met_or_says_how_far_it_is(
    goal: Goal, figure: Decimal, met: bool, gap: Decimal
) -> None:
    assert (goal.is_met_by(figure), goal.gap(figure)) == (met, gap)


@pytest.mark.parametrize(
    "wrong",
    [
        {"relation": "between", "low": D(1)},
        {"relation": "between", "low": D(2), "high": D(1)},
        {"relation": "equal", "low": D(1), "high": D(2)},
        {"relation": "zero", "low": D(1)},
    ],
)
def test_a_goal_that_makes_no_sense_cannot_be_said(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"range|nought"):
        Goal(**wrong)  # type: ignore[arg-type] # that is what is tried


def test_more_than_asked() -> None:
    least = Goal(relation="at_least", low=D(95))
    assert Goal(relation="at_least", low=D(98)).binds_harder_than(least)
    assert Goal(relation="equal", low=D(100)).binds_harder_than(least)
    assert not Goal(relation="at_least", low=D(90)).binds_harder_than(least)
    assert not least.binds_harder_than(least)
    assert not Goal(relation="at_most", low=D(98)).binds_harder_than(least)
    assert Goal(relation="zero").binds_harder_than(Goal(relation="at_most", low=D(3)))


def test_ten_years_that_cannot_reach_the_sum() -> None:
    """Scenario of the sector: 100-200 a year make 1,000-2,000, not 2,000-3,000."""
    people = [Goal(relation="between", low=D(100), high=D(200))] * 10
    unions = [Goal(relation="between", low=D(1), high=D(2))] * 10
    assert rules.clash(people, Goal(relation="between", low=D(2000), high=D(3000))) is None
    found = rules.clash(people, Goal(relation="between", low=D(2001), high=D(3000)))
    assert found == rules.Clash(D(1000), D(2000))
    assert rules.clash(unions, Goal(relation="between", low=D(7), high=D(10))) is None
    assert rules.clash(unions, Goal(relation="at_most", low=D(9))) == rules.Clash(D(10), D(20))
    open_end = [Goal(relation="at_least", low=D(5))] * 2
    assert rules.clash(open_end, Goal(relation="at_least", low=D(99))) is None


def test_figures_that_do_not_assure_the_whole_are_told_apart() -> None:
    people = [Goal(relation="between", low=D(100), high=D(200))] * 10
    unions = [Goal(relation="between", low=D(1), high=D(2))] * 10
    assert rules.doubt(people, Goal(relation="between", low=D(2000), high=D(3000))) == rules.Clash(
        D(1000), D(2000)
    )
    assert rules.doubt(unions, Goal(relation="between", low=D(7), high=D(10))) == rules.Clash(
        D(10), D(20)
    )
    assert rules.doubt(unions, Goal(relation="between", low=D(10), high=D(20))) is None
    open_end = [Goal(relation="at_least", low=D(5))] * 2
    assert rules.doubt(open_end, Goal(relation="at_least", low=D(10))) is None
    assert rules.doubt(open_end, Goal(relation="at_most", low=D(99))) == rules.Clash(D(10), None)


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("≥ 95", Goal(relation="at_least", low=D(95))),
        (">=95 %", Goal(relation="at_least", low=D(95))),
        ("Từ 95% trở lên", Goal(relation="at_least", low=D(95))),
        ("= 100 %", Goal(relation="equal", low=D(100))),
        ("100%", Goal(relation="equal", low=D(100))),
        ("không quá 2,5", Goal(relation="at_most", low=D("2.5"))),
        ("100–200", Goal(relation="between", low=D(100), high=D(200))),
        ("từ 2.000 đến 3.000", Goal(relation="between", low=D(2000), high=D(3000))),
        ("0", Goal(relation="zero")),
        ("không có trường hợp nào", Goal(relation="zero")),
        ("= 0", Goal(relation="equal")),
        ("ít nhất 3–5", Goal(relation="least_between", low=D(3), high=D(5))),
        ("Ít nhất từ 3 đến 5.", Goal(relation="least_between", low=D(3), high=D(5))),
        ("1.5 trở lên", Goal(relation="at_least", low=D("1.5"))),
        ("at least 95 %", Goal(relation="at_least", low=D(95))),
        ("95 or more", Goal(relation="at_least", low=D(95))),
        ("No more than 2,5", Goal(relation="at_most", low=D("2.5"))),
        ("between 2.000 and 3.000", Goal(relation="between", low=D(2000), high=D(3000))),
        ("from 100 to 200", Goal(relation="between", low=D(100), high=D(200))),
        ("at least from 3 to 5", Goal(relation="least_between", low=D(3), high=D(5))),
        ("exactly 100%", Goal(relation="equal", low=D(100))),
        ("none", Goal(relation="zero")),
        ("5–3", None), ("nhiều", None), ("", None), ("≥", None), ("9" * 17, None),
    ],
)  # fmt: skip
def test_a_target_is_read_as_people_write_it(text: str, goal: Goal | None) -> None:
    assert rules.read_goal(text) == goal


figures = st.decimals(-999_999_999, 999_999_999, places=4)
goals = st.one_of(
    st.builds(Goal, relation=st.sampled_from(["equal", "at_least", "at_most"]), low=figures),
    st.just(Goal(relation="zero")),
    st.tuples(st.sampled_from(["between", "least_between"]), figures, figures).map(
        lambda given: Goal(relation=given[0], low=min(given[1:]), high=max(given[1:]))
    ),
)


@given(goals)
def test_a_target_written_is_read_back_the_same(goal: Goal) -> None:
    assert rules.read_goal(rules.write_goal(goal)) == goal


def test_what_a_unit_adds() -> None:
    well, best = Goal(relation="at_least", low=D(2)), Goal(relation="equal", low=D(3))
    assert rules.leaf(None) == Cell(absent=1)
    assert rules.leaf(D(0)) == Cell(count=1)
    assert rules.leaf(D(3), D(4)) == Cell(count=1, numerator=D(3), denominator=D(4))
    assert rules.leaf(D(2), passes=Condition(best), within=Condition(well)) == Cell(count=1)
    assert rules.leaf(D(3), passes=Condition(best), within=Condition(well)) == Cell(count=1, met=1)
    assert rules.leaf(D(1), passes=Condition(best), within=Condition(well)) == Cell()
    assert rules.leaf(D(1), passes=Condition(well)) == Cell(count=1)
    most = Condition(Goal(relation="at_least", low=D(95)))
    assert rules.leaf(D(32), D(33), passes=most) == Cell(count=1, met=1)
    assert rules.leaf(D(99), D(200), passes=most) == Cell(count=1)
    assert rules.leaf(D(1), passes=Condition(), within=Condition()) == Cell(count=1, met=1)


def test_figures_of_cells() -> None:
    cell = Cell(count=4, numerator=D(6), denominator=D(8), met=3)
    assert [rules.value(adds, cell) for adds in ("sum", "ratio", "mean", "share", "met")] == [
        6, 75, D("1.5"), 75, 3,
    ]  # fmt: skip
    assert rules.value("sum", Cell(absent=3)) is None
    assert rules.value("ratio", Cell(count=1)) is None


@given(st.lists(cells), st.randoms())
def test_the_order_of_reports_never_matters(found: list[Cell], chance: object) -> None:
    turned = list(found)
    chance.shuffle(turned)  # type: ignore[attr-defined] # a Random
    assert rules.total(turned) == rules.total(found)


@given(st.lists(cells), st.lists(cells))
def test_merging_and_splitting_conserve_totals(one: list[Cell], other: list[Cell]) -> None:
    whole = rules.total([*one, *other])
    assert whole == rules.total(one) + rules.total(other)
    assert (whole - rules.total(other)) == rules.total(one)
    assert (whole - whole).is_empty


def test_longer_periods() -> None:
    parts = [Cell(count=1, numerator=D(5)), Cell(count=1, numerator=D(7)), Cell(absent=1)]
    assert rules.over_time("sum", parts) == Cell(count=2, absent=1, numerator=D(12))
    assert rules.over_time("last", parts) == parts[1]
    assert rules.over_time("last", [Cell(absent=1)]) == Cell(absent=1)


def test_the_worst() -> None:
    parts = [Cell(count=1, numerator=D(5)), Cell(count=1, numerator=D(2)), Cell(absent=1)]
    assert rules.over_time("worst", parts) == Cell(count=2, absent=1, numerator=D(2))
    assert rules.together("worst", parts, direction="less").numerator == 5
    assert rules.together("worst", parts[2:]) == Cell(absent=1)
    assert rules.worst_of("more", [D(3), D(1)]) == 1
    assert rules.worst_of("less", [D(3), D(1)]) == 3
    assert rules.worst_of("less", []) is None


def test_completeness() -> None:
    one = Filled(assigned=10, reported=6, absent=1, on_time=5)
    assert (one.missing, one.complete) == (3, 70)
    assert Filled().complete is None
    assert (one + one).missing == 6


@pytest.mark.parametrize(
    ("now", "before", "asked"),
    [(20, 10, True), (19, 10, False), (5, 10, True), (6, 10, False), (0, 10, False), (9, 0, False)],
)
def test_a_figure_that_jumps_is_asked_about(now: int, before: int, asked: bool) -> None:
    assert rules.jumps(D(now), D(before)) is asked


def test_one_thing_counted_twice_with_different_results() -> None:
    said = [
        ("Đoàn phí", "Đoàn viên", D(40)), ("Học nghị quyết", "đoàn  viên", D(41)),
        ("Hội nghị", "đơn vị", D(3)), ("Thỏa ước", "đơn vị", D(3)),
    ]  # fmt: skip
    assert rules.uneven(said) == [("đoàn viên", ["Đoàn phí", "Học nghị quyết"])]


reports = st.one_of(
    st.none(), st.just(Cell(absent=1)),
    st.builds(
        Cell, count=st.just(1), met=st.integers(0, 1),
        numerator=st.decimals(0, 999, places=2), denominator=st.decimals(1, 999, places=2),
    ),
)  # fmt: skip
trees = st.recursive(reports, lambda below: st.lists(below, max_size=4), max_leaves=30)
WAYS = st.sampled_from(["sum", "ratio", "mean", "share", "met", "worst"])


def leaves(tree: Any) -> list[Cell]:
    """What was reported in a tree; whoever has not reported is in none."""
    if isinstance(tree, list):
        return [leaf for below in tree for leaf in leaves(below)]
    return [] if tree is None else [tree]


def rolled(tree: Any, adds: str) -> Cell:
    """The tree added up level by level."""
    if isinstance(tree, list):
        return rules.together(adds, [rolled(below, adds) for below in tree])
    return tree or Cell()


@given(trees, WAYS)
def test_any_tree_adds_up_to_its_leaves(tree: Any, adds: str) -> None:
    whole = rules.together(adds, leaves(tree))
    assert rolled(tree, adds) == whole
    assert rules.value(adds, rolled(tree, adds)) == rules.value(adds, whole)


@given(st.lists(trees, max_size=6), st.integers(0, 6), WAYS)
def test_units_that_merge_or_split_leave_the_figure_above_as_it_was(
    units: list[Any], where: int, adds: str
) -> None:
    merged = [*units[:where], units[where:]]
    assert rolled(merged, adds) == rolled(units, adds)


@given(trees, st.integers(0, 5), WAYS)
def test_who_has_not_reported_counts_for_nothing(tree: Any, silent: int, adds: str) -> None:
    assert rolled([tree, *[None] * silent], adds) == rolled(tree, adds)
    heard = rules.value(adds, rolled([tree, Cell(absent=1)], adds))
    assert heard == rules.value(adds, rolled(tree, adds))
