"""Working days: weekdays without the public holidays, as the law and each year's notice set them.

The one room that counts them. Where the data do not reach, the answer says that it is provisional.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from thidua.legal.codec import decode
from thidua.legal.sources import Basis
from thidua.legal.terms import Status

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, kw_only=True)
class Fixed:
    """A day of the solar calendar that is off every year."""

    name: str
    in_force: date
    month: int
    day: int
    basis: Basis
    status: Status


@dataclass(frozen=True, kw_only=True)
class Lunar:
    """Where the days of the lunar calendar fall in a year."""

    new_year: date
    hung_kings: date


@dataclass(frozen=True, kw_only=True)
class Break:
    """Days off in a row, both ends included, as decided for a year."""

    name: str
    start: date
    end: date
    basis: Basis
    status: Status


@dataclass(frozen=True, kw_only=True)
class Swap:
    """A day off, a day worked, or one for the other, as a unit or its province sets it."""

    off: date | None = None
    worked: date | None = None


@dataclass(frozen=True, kw_only=True)
class Moved(Swap):
    """A weekday off, for a day of a weekend worked instead."""

    off: date
    worked: date
    basis: Basis
    status: Status = Status.VERIFIED


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days from one to another, both included."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, kw_only=True)
class Holidays:
    """Everything in holidays.toml."""

    known: Span
    fixed: tuple[Fixed, ...]
    lunar: tuple[Lunar, ...]
    breaks: tuple[Break, ...] = field(metadata={"key": "break"})
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class WorkingDay:
    """The day reached; provisional while some day on the way to it may still change."""

    day: date
    is_provisional: bool


@dataclass(frozen=True)
class WorkingDays:
    """How many working days; provisional while some day among them may still change."""

    count: int
    is_provisional: bool


def working_days_after(day: date, number: int, *, moved: Sequence[Swap] = ()) -> WorkingDay:
    """The last of so many working days, the first of them after `day`.

    `moved` are days that a unit moves by a notice of its own.
    """
    is_provisional = False
    while number > 0:
        day += DAY
        number -= is_working(day, moved=moved)
        is_provisional = is_provisional or not _is_settled(day)
    return WorkingDay(day, is_provisional)


def working_days_between(start: date, end: date, *, moved: Sequence[Swap] = ()) -> WorkingDays:
    """Working days after `start`, up to and with `end`; none when `end` does not come later."""
    days = [start + DAY * number for number in range(1, (end - start).days + 1)]
    count = sum(is_working(day, moved=moved) for day in days)
    return WorkingDays(count, not all(_is_settled(day) for day in days))


def is_working(day: date, *, moved: Sequence[Swap] = ()) -> bool:
    """Whether a day is worked, by the data shipped and by what a unit moves itself."""
    for each in (*moved, *holidays().moved):
        if day in (each.off, each.worked):
            return day == each.worked
    return day.weekday() < SATURDAY and day not in _off(day.year)


def _is_settled(day: date) -> bool:
    return day in holidays().known and day not in _doubtful(day.year)


@cache
def holidays() -> Holidays:
    """The days shipped with the product."""
    text = (Path(__file__).parent / "holidays.toml").read_text("utf-8")
    return decode(Holidays, tomllib.loads(text))


@cache
def _off(year: int) -> frozenset[date]:
    """Every day off in a year but plain weekends; a single day on a weekend moves on."""
    decided = {day for each in holidays().breaks for day in _days(each.start, each.end)}
    single = {day for day, _status in _fixed(year)}
    for lunar in holidays().lunar:
        if lunar.new_year.year == year:
            single.add(lunar.hung_kings)
            if lunar.new_year not in decided:
                # Undecided yet: the last day of the old year and four of the new one.
                single.update(_days(lunar.new_year - DAY, lunar.new_year + 3 * DAY))
    national = date(year, 9, 2)
    if national not in decided:
        single.update({national, _beside(national)})
    off = decided | single
    for day in sorted(single):
        if day.weekday() >= SATURDAY:
            off.add(_next_worked(day, off))
    return frozenset(off)


def _next_worked(day: date, off: set[date]) -> date:
    while day in off or day.weekday() >= SATURDAY:
        day += DAY
    return day


@cache
def _doubtful(year: int) -> frozenset[date]:
    """Days that rest on a row which nobody has read in its source."""
    rows = holidays()
    found = {day for day, status in _fixed(year) if status is Status.UNVERIFIED}
    for each in rows.breaks:
        if each.status is Status.UNVERIFIED:
            found.update(_days(each.start, each.end))
    for move in rows.moved:
        if move.status is Status.UNVERIFIED:
            found.update({move.off, move.worked})
    return frozenset(found)


def _fixed(year: int) -> Iterator[tuple[date, Status]]:
    for each in holidays().fixed:
        day = date(year, each.month, each.day)
        if each.in_force <= day:
            yield day, each.status


def _beside(national: date) -> date:
    """The second day of 2/9 until it is decided: the one that joins a weekend, else the eve."""
    after = national + DAY
    joins = after.weekday() == SATURDAY - 1 or national.weekday() in (0, SATURDAY + 1)
    return after if joins else national - DAY


def _days(start: date, end: date) -> Iterator[date]:
    for number in range((end - start).days + 1):
        yield start + DAY * number
