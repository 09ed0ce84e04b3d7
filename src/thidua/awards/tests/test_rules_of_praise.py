"""Levels, categories, the clock of unscheduled praise, and texts that are alike."""

from datetime import date

import pytest

from thidua.awards import rules

DEED = date(2025, 3, 3)


@pytest.mark.parametrize(
    ("kind", "deciders", "level"),
    [
        ("hospital", ["department", "commune"], "grassroots"),
        ("grassroots_union", ["grassroots_union"], "grassroots"),
        ("health_department", ["department"], "sector"),
        ("upper_union", ["grassroots_union"], "sector"),
        ("upper_union", ["federation"], "province"),
        ("upper_union", ["confederation"], "central"),
        ("hospital", ["confederation"], "grassroots"),
        ("other", ["prime_minister"], "state"),
        ("other", ["minister_or_province"], ""),
        ("other", [], ""),
    ],
)
def test_the_level_of_who_decides(kind: str, deciders: list[str], level: str) -> None:
    assert rules.level_of(kind, deciders) == level


@pytest.mark.parametrize(
    ("offices", "category"),
    [
        ([], ""),
        ([("direct", "dieu duong")], "direct"),
        ([("direct", "bac si"), ("deputy_head", "pho khoa noi")], "other_leader"),
        ([("direct", "truong khoa noi")], "other_leader"),
        ([("direct", "pho giam doc so y te")], "department_head"),
        ([("department", "giam doc so"), ("province", "thu truong")], "minister"),
        ([("direct", "truong kip truc")], "direct"),
    ],
)
def test_the_category_of_who_held_these_offices(
    offices: list[tuple[str, str]], category: str
) -> None:
    assert rules.category_of(offices) == category


@pytest.mark.parametrize(
    ("decided", "today", "wanted", "clock"),
    [
        (None, date(2025, 3, 13), 15, rules.Clock(10, is_over=False)),
        (None, date(2025, 3, 23), 15, rules.Clock(20, is_over=False, late=5)),
        (date(2025, 3, 18), date(2025, 9, 9), 15, rules.Clock(15, is_over=True)),
        (date(2025, 3, 19), date(2025, 9, 9), 15, rules.Clock(16, is_over=True, late=1)),
        (date(2025, 3, 1), date(2025, 9, 9), 15, rules.Clock(0, is_over=True)),
        (date(2025, 9, 9), date(2025, 9, 9), None, rules.Clock(190, is_over=True)),
    ],
)
def test_the_clock_runs_from_the_deed_to_the_day_on_the_decision(
    decided: date | None, today: date, wanted: int | None, clock: rules.Clock
) -> None:
    assert rules.clock(DEED, decided, today, wanted) == clock


def test_the_median_of_what_was_taken() -> None:
    assert [rules.median(days) for days in ([], [4], [9, 2, 4], [2, 4, 5, 9])] == [
        None, 4.0, 4.0, 4.5,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("cham soc nguoi benh covid tan tinh", "cham soc nguoi benh covid chu dao tan tinh", True),
        ("cham soc nguoi benh", "cham soc nguoi gia neo don", True),
        ("truc cap cuu dem giao thua", "hien mau cuu nguoi benh", False),
        ("cuu nguoi benh", "cuu nguoi benh", False),
    ],
)
def test_texts_are_alike_when_most_words_of_the_shorter_stand_in_the_other(
    one: str, other: str, *, is_alike: bool
) -> None:
    assert rules.alike(one, other) is is_alike
