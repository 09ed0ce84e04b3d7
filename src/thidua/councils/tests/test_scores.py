"""Weighted sums, averages by regulation, outliers and ranks, exactly."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.councils.rules import (
    Average,
    Criterion,
    Outliers,
    average,
    outlying,
    points_shown,
    ranks,
    total,
)

CRITERIA = {
    1: Criterion(Decimal("1.5"), Decimal(10)),
    2: Criterion(Decimal(1), Decimal(20)),
}
TOTALS = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=15)


def test_total_multiplies_by_weights_exactly() -> None:
    assert total({1: Decimal("8.1"), 2: Decimal("0.1")}, CRITERIA) == Decimal("12.25")


def test_missing_is_no_nought() -> None:
    assert total({1: Decimal(8)}, CRITERIA) is None
    assert total({1: Decimal(0), 2: Decimal(0)}, CRITERIA) == 0


@pytest.mark.parametrize("points", [{1: Decimal("10.01")}, {1: Decimal(-1)}, {3: Decimal(1)}])
def test_points_outside_are_an_error(points: dict[int, Decimal]) -> None:
    with pytest.raises(ValueError, match="criterion"):
        total(points, CRITERIA)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Average("mean"), Fraction(36, 5)),
        (Average("median"), Fraction(8)),
        (Average("trimmed", 1), Fraction(25, 3)),
        (Average("trimmed", 3), None),
    ],
)
def test_average_by_regulation(by: Average, expected: Fraction | None) -> None:
    assert average([Decimal(each) for each in (1, 8, 8, 9, 10)], by) == expected


def test_median_of_an_even_number_lies_between() -> None:
    assert average([Decimal(7), Decimal(8)], Average("median")) == Fraction(15, 2)


def test_nobody_scored_is_no_score() -> None:
    assert average([], Average()) is None


@given(TOTALS)
def test_every_average_lies_among_its_scores(totals: list[Decimal]) -> None:
    for by in (Average("mean"), Average("median"), Average("trimmed", 1)):
        score = average(totals, by)
        assert score is None or min(totals) <= score <= max(totals)


def test_fixed_gap_marks_what_is_further_than_it() -> None:
    totals = {1: Decimal(80), 2: Decimal(85), 3: Decimal(90), 4: Decimal(60)}
    assert outlying(totals, Outliers("gap", Decimal(20))) == {4}
    assert outlying(totals, Outliers("gap", Decimal("22.5"))) == set()
    assert outlying(totals, Outliers()) == set()


def test_deviation_marks_what_is_more_than_so_many_of_them_away() -> None:
    # Median 85, deviations 5 0 5 25 1: their median is 5, three of them 15.
    totals = {1: Decimal(80), 2: Decimal(85), 3: Decimal(90), 4: Decimal(60), 5: Decimal(86)}
    assert outlying(totals, Outliers("deviation", Decimal(3))) == {4}
    assert outlying(totals, Outliers("deviation", Decimal(5))) == set()
    assert outlying({}, Outliers("deviation", Decimal(3))) == set()


def test_ranks_are_shared_by_equals_and_skip() -> None:
    scores = {1: Fraction(9), 2: Fraction(8), 3: Fraction(8), 4: Fraction(7), 5: None}
    assert ranks(scores) == {1: 1, 2: 2, 3: 2, 4: 4}


@pytest.mark.parametrize(
    ("score", "text"),
    [(Fraction(25, 3), "8,33"), (Fraction(17, 2), "8,5"), (Decimal(8), "8"), (None, ""),
     (Fraction(10005, 1000), "10,01"), (Fraction(100), "100"), (Fraction(0), "0")],
)  # fmt: skip
def test_points_for_people(score: Fraction | Decimal | None, text: str) -> None:
    assert points_shown(score) == text
