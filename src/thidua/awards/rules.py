"""Arithmetic of awards: words for ratings, months on the roll, who was praised, what is earned."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.text import fold

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


def bare_reference(text: str) -> str:
    """A decision's number as two clerks would both write it: `Số 0215 / QĐ–BV` is `215/qd-bv`."""
    plain = "".join(fold(text).replace("\u2013", "-").replace("\u2014", "-").split())
    return plain.removeprefix("so").removeprefix(":").lstrip("0")


LEVELS_BY_KIND: Mapping[str, str] = {
    "hospital": "grassroots",
    "department": "grassroots",
    "grassroots_union": "grassroots",
    "union_group": "grassroots",
    "youth_union": "grassroots",
    "youth_branch": "grassroots",
    "health_department": "sector",
    "upper_union": "sector",
}
LEVELS_BY_DECIDER: Mapping[str, str] = {
    "president": "state",
    "prime_minister": "state",
    "health_minister": "central",
    "confederation": "central",
    "federation": "province",
}


def level_of(kind: str, deciders: Iterable[str] = ()) -> str:
    """How high an issuer of that kind stands; a union above others, by whose award it decides.

    Empty where nobody knows: a unit of no named kind, which decides what several levels do.
    """
    if kind in ("upper_union", "other"):
        above = {LEVELS_BY_DECIDER[name] for name in deciders if name in LEVELS_BY_DECIDER}
        if len(above) == 1:
            return above.pop()
    return LEVELS_BY_KIND.get(kind, "")


_CATEGORIES = {
    "province": "minister", "department": "department_head", "deputy_head": "other_leader",
}  # fmt: skip
_OFFICES = ("giam doc", "truong khoa", "truong phong", "truong trung tam", "truong ban", "chu tich")
_LEADERS = (*_OFFICES, *(f"pho {office}" for office in _OFFICES), "pho khoa", "pho phong")
_HEADS_OF_DEPARTMENT = ("giam doc so", "pho giam doc so", "vu truong", "pho vu truong")
_RANKS = ("minister", "department_head", "other_leader", "direct")


def category_of(offices: Iterable[tuple[str, str]]) -> str:
    """The row of the statutory tables for who held those offices (level, folded title).

    The highest counts. A level that was never set leaves it to the title. Empty without offices.
    """
    found = {_category(level, title) for level, title in offices}
    return next((each for each in _RANKS if each in found), "")


def _category(level: str, title: str) -> str:
    if level in _CATEGORIES:
        return _CATEGORIES[level]
    if title.startswith(_HEADS_OF_DEPARTMENT):
        return "department_head"
    return "other_leader" if title.startswith(_LEADERS) else "direct"


@dataclass(frozen=True)
class Clock:
    """From a deed to its decision: days gone, whether it stands still, and how late it is."""

    days: int
    is_over: bool
    late: int = 0


def clock(done_on: date, decided_on: date | None, today: date, wanted: int | None) -> Clock:
    """Runs until the day on the decision; late by the days beyond those wanted, if any are."""
    days = max(((decided_on or today) - done_on).days, 0)
    return Clock(days, decided_on is not None, max(days - wanted, 0) if wanted is not None else 0)


def median(days: Sequence[int]) -> float | None:
    """The middle of what was taken; between two middles, halfway; nothing of nothing."""
    return float(statistics.median(days)) if days else None


FEW_WORDS = 4
"""Shorter texts say too little to be told apart."""


def alike(one: str, other: str) -> bool:
    """Whether two folded texts tell much the same: most words of the shorter stand in the other."""
    first, second = set(one.split()), set(other.split())
    few = min(len(first), len(second))
    return few >= FEW_WORDS and len(first & second) * 4 >= few * 3
