"""Verdicts and habits, tried by themselves."""

from decimal import Decimal

import pytest

from thidua.indicators import judging
from thidua.indicators.judging import Verdict
from thidua.indicators.looked import share_told
from thidua.indicators.rules import Filled, Goal

WHOLE = Goal(relation="equal", low=Decimal(100))


@pytest.mark.parametrize(
    ("figure", "filled", "is_over", "verdict"),
    [
        (100, Filled(assigned=3, reported=3), True, "met"),
        (100, Filled(assigned=3, reported=2, absent=1), True, "met"),
        (100, Filled(assigned=3, reported=2), True, "met_so_far"),
        (100, Filled(assigned=3, reported=3), False, "met_so_far"),
        (99, Filled(assigned=3, reported=3), True, "unmet"),
        (99, Filled(assigned=3, reported=2), True, "unmet_so_far"),
        (0, Filled(assigned=3, reported=3), True, "unmet"),
        (None, Filled(assigned=3), True, "missing"),
        (None, Filled(assigned=3, absent=2), True, "missing"),
        (None, Filled(assigned=3, absent=3), True, "absent"),
        (None, Filled(), True, "unasked"),
    ],
)
def test_silence_is_told_apart_and_never_meets_a_target(
    figure: int | None, filled: Filled, is_over: bool, verdict: Verdict
) -> None:
    given = None if figure is None else Decimal(figure)
    assert judging.verdict(WHOLE, given, filled, is_over=is_over) == verdict
    assert (judging.standing(given, filled) is None) is (figure is not None)


@pytest.mark.parametrize(
    ("each", "all_of_them"),
    [
        (["met", "met"], "met"), (["met", "unasked"], "met"), (["met", "missing"], "met_so_far"),
        (["met", "met_so_far"], "met_so_far"), (["met", "unmet"], "unmet"),
        (["unmet_so_far", "met"], "unmet_so_far"), (["missing", "absent"], "missing"),
        (["absent", "unasked"], "absent"), ([], "unasked"),
    ],
)  # fmt: skip
def test_the_gravest_of_periods_stands_for_all(each: list[Verdict], all_of_them: Verdict) -> None:
    assert judging.of_all(each) == all_of_them


def test_habits_show_from_three_on() -> None:
    whole, less = Decimal(100), Decimal("99.9")
    found = [
        judging.always_whole(each) for each in ([whole] * 3, [whole] * 2, [whole, less, whole])
    ]
    assert found == [True, False, False]
    found = [judging.always_last_day(each) for each in ([0, 0, 0], [0, 0], [0, 0, 1], [0, 0, -1])]
    assert found == [True, False, False, False]


def test_copies_are_long_and_word_by_word() -> None:
    long = "Đơn vị đã tổ chức đầy đủ theo kế hoạch"
    texts = {1: long, 2: f"  {long.upper()} ", 3: "Không tuyển ai.", 4: "Không tuyển ai.", 5: ""}
    assert judging.copied(texts) == [[1, 2]]
    assert judging.bare([1, 2, 3], [2]) == [1, 3]


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("100", "100"),
        ("99.95", "99,95"),
        ("99.9996", "99,9996"),
        ("0.02", "0,02"),
        ("66.666", "66,7"),
    ],
)
def test_a_share_is_never_rounded_to_the_whole_or_to_none(figure: str, told: str) -> None:
    assert share_told(Decimal(figure), 1) == told


@pytest.mark.parametrize(
    ("numerator", "denominator", "name"),
    [(5, 5, "100 %"), (19, 20, "95 – dưới 100 %"), (1, 2, "50 – dưới 80 %"), (1, 3, "dưới 50 %"),
     (0, 0, "dưới 50 %")],
)  # fmt: skip
def test_bands_take_their_lower_bound(numerator: int, denominator: int, name: str) -> None:
    assert judging.band(Decimal(numerator), Decimal(denominator)) == name
