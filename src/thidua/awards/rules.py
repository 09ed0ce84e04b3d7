"""Arithmetic of rounds: the words for ratings, and months on the roll."""

from collections.abc import Iterable, Mapping
from datetime import date

RATINGS: Mapping[str, str] = {
    "htxsnv": "excellent",
    "hoan thanh xuat sac nhiem vu": "excellent",
    "xuat sac": "excellent",
    "httnv": "good",
    "hoan thanh tot nhiem vu": "good",
    "tot": "good",
    "htnv": "completed",
    "hoan thanh nhiem vu": "completed",
    "khtnv": "not_completed",
    "khong hoan thanh nhiem vu": "not_completed",
    "khong hoan thanh": "not_completed",
}
"""Ratings by what clerks write, folded (lower case, no accents)."""


def months_in_year(spans: Iterable[tuple[date, date | None]], year: int) -> int:
    """Whole months of a year that spans of days cover; a month counts from its first day on.

    Spans are inclusive, an open end runs on; a month counts once, when one span covers it whole.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    covered: set[int] = set()
    for start, end in spans:
        begin, finish = max(start, first), min(end or last, last)
        covered.update(
            month
            for month in range(1, 13)
            if begin <= date(year, month, 1) and _last_day(year, month) <= finish
        )
    return len(covered)


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
