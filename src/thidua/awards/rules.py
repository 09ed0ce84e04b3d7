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


COUNTED_IN_ROSTERS = frozenset({"LDTT", "CSTDCS", "CSTT"})
"""Titles of members that a collective's title counts."""


def honour_record(name: str, year: int) -> str:
    """How evidence names an honour that it rests on."""
    return f"{name} năm {year}"


def roster_record(unit: str, on: date | None) -> str:
    """How evidence names a roster; without a day, what all rosters of the unit begin with."""
    return f"Danh sách {unit} ngày {on:%d/%m/%Y}" if on else f"Danh sách {unit} ngày "


def months_in_year(spans: Iterable[tuple[date, date | None]], year: int) -> int:
    """Whole months of a year that spans of days cover; a month counts from its first day on.

    Spans are inclusive, an open end runs on; a month counts once, when one span covers it whole.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    covered: set[int] = set()
    for start, end in spans:
        if start <= first and (end is None or end >= last):
            return 12
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
