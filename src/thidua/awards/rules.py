"""Arithmetic of awards: words for ratings, months on the roll, who was praised, what is earned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Praised:
    """How many a decision praised; an empty figure is one that nobody stated."""

    collectives: int | None = None
    individuals: int | None = None
    unsplit: int | None = None

    @property
    def total(self) -> int | None:
        given = [n for n in (self.collectives, self.individuals, self.unsplit) if n is not None]
        return sum(given) if given else None


def praised(stated: Praised, *, listed: Praised, gone: Praised) -> Praised:
    """What counts: a list of names replaces what was stated of its kind, and is never added to it.

    `listed` are the names that stand, `gone` those since revoked. Any list replaces what was
    stated without a split.
    """
    collectives, individuals = (
        here if here or away else said or 0
        for said, here, away in (
            (stated.collectives, listed.collectives or 0, gone.collectives or 0),
            (stated.individuals, listed.individuals or 0, gone.individuals or 0),
        )
    )
    is_named = bool(listed.total or gone.total)
    return Praised(collectives, individuals, 0 if is_named else stated.unsplit or 0)


def lineage(successions: Iterable[tuple[int, int]], unit: int) -> frozenset[int]:
    """The units in whose place `unit` stands, however far back; it is not among them."""
    before: dict[int, set[int]] = {}
    for old, new in successions:
        before.setdefault(new, set()).add(old)
    found: set[int] = set()
    waiting = [unit]
    while waiting:
        further = before.get(waiting.pop(), set()) - found
        found |= further
        waiting += further
    return frozenset(found - {unit})
