"""Months on the roll, and the words for ratings."""

from datetime import date

import pytest

from thidua.awards.rules import RATINGS, months_in_year
from thidua.awards.states import RatingLevel

Span = tuple[date, date | None]


@pytest.mark.parametrize(
    ("spans", "months"),
    [
        ([], 0),
        ([(date(2025, 1, 1), date(2025, 12, 31))], 12),
        ([(date(2020, 5, 5), None)], 12),
        ([(date(2025, 1, 2), None)], 11),
        ([(date(2025, 1, 1), date(2025, 12, 30))], 11),
        ([(date(2025, 12, 1), None)], 1),
        ([(date(2025, 2, 1), date(2025, 2, 28))], 1),
        ([(date(2025, 2, 1), date(2025, 2, 27))], 0),
        ([(date(2024, 1, 1), date(2024, 12, 31))], 0),
        ([(date(2026, 1, 1), None)], 0),
        # Twice in the same month counts once; half and half counts not at all.
        ([(date(2025, 3, 1), date(2025, 4, 30)), (date(2025, 4, 1), date(2025, 5, 31))], 3),
        ([(date(2025, 6, 1), date(2025, 6, 15)), (date(2025, 6, 16), date(2025, 6, 30))], 0),
    ],
)
def test_whole_months_of_a_year(spans: list[Span], months: int) -> None:
    assert months_in_year(spans, 2025) == months


def test_every_level_has_words() -> None:
    assert set(RATINGS.values()) == set(RatingLevel)
