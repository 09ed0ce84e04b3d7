"""Weeks owed, sent and allowed late become states and streaks; figures become ranks, with ties."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from thidua.boards.states import WeekState

K = TypeVar("K")

COUNTED = (WeekState.KEPT, WeekState.LATE)
# Of several things owed in one week the worst is how the week stands.
_WORST_FIRST = (
    WeekState.MISSED, WeekState.UNKNOWN, WeekState.OWING, WeekState.LATE, WeekState.KEPT,
)  # fmt: skip


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True)
class Owed:
    """So much was asked of a unit by the end of a week's last day; `sent` in it may be unknown."""

    week: date
    until: date
    asked: int
    sent: int | None


def state_of(owed: Owed, *, on: date, made_up: bool = False) -> WeekState:
    """How one thing owed stands on a day; the last day still counts as within the week."""
    if owed.sent is None:
        return WeekState.UNKNOWN
    if owed.sent >= owed.asked:
        return WeekState.KEPT
    if on <= owed.until:
        return WeekState.OWING
    return WeekState.LATE if made_up else WeekState.MISSED


def worst(states: Iterable[WeekState]) -> WeekState:
    """How a week stands in which several things are owed; nothing owed is not due."""
    found = set(states)
    return next((state for state in _WORST_FIRST if state in found), WeekState.NOT_DUE)


def made_up(
    owed: Iterable[Owed], sent: Mapping[date, int], *, allowed: Collection[date]
) -> set[date]:
    """The missed weeks that are allowed and that later sendings make up, the oldest first.

    `owed` is of one measure, `sent` what came in each week, owed or not. What comes counts first
    for the week in which it comes; only the rest can make up an earlier week, and only once.
    """
    asked: dict[date, int] = {}
    gaps: dict[date, int] = {}
    for each in owed:
        asked[each.week] = max(asked.get(each.week, 0), each.asked)
        if each.week in allowed and each.sent is not None and each.sent < each.asked:
            gaps[each.week] = max(gaps.get(each.week, 0), each.asked - each.sent)
    spare = {week: max(0, number - asked.get(week, 0)) for week, number in sorted(sent.items())}
    found = set()
    for missed in sorted(gaps):
        later = [week for week in spare if week > missed]
        gap = gaps[missed]
        if sum(spare[week] for week in later) < gap:
            continue
        for week in later:
            taken = min(gap, spare[week])
            spare[week] -= taken
            gap -= taken
        found.add(missed)
    return found


def streak(weeks: Mapping[date, WeekState]) -> int | None:
    """How many owed weeks in a row were kept up to now; `None` before the first is over.

    Weeks without a turn neither count nor break; this week, still open, does not break either.
    """
    judged = [weeks[week] for week in sorted(weeks, reverse=True)]
    judged = [s for s in judged if s not in {WeekState.NOT_DUE, WeekState.OWING}]
    if not judged or all(state is WeekState.UNKNOWN for state in judged):
        return None
    number = 0
    for state in judged:
        if state not in COUNTED:
            break
        number += 1
    return number


def kept(weeks: Mapping[date, WeekState]) -> tuple[int, int]:
    """How many owed weeks counted, and of how many that are over or delivered."""
    judged = [s for s in weeks.values() if s not in {WeekState.NOT_DUE, WeekState.OWING}]
    return sum(state in COUNTED for state in judged), len(judged)


def ranks(figures: Mapping[K, Sequence[Decimal | None]]) -> dict[K, int]:
    """Places by figures compared in their order, more is better; equal ones share one: 1, 1, 3.

    What is missing stands behind nought, since nought was reported and this was not.
    """
    keys = {
        each: tuple((value is not None, value or Decimal(0)) for value in values)
        for each, values in figures.items()
    }
    ordered = sorted(keys.values(), reverse=True)
    first = {key: place for place, key in reversed(list(enumerate(ordered, start=1)))}
    return {each: first[key] for each, key in keys.items()}


def leading(places: Mapping[K, int]) -> set[K]:
    """The first third, ties at its edge included; nobody while all are equal."""
    if len(set(places.values())) < 2:
        return set()
    last = max(1, len(places) // 3)
    return {each for each, place in places.items() if place <= last}


def remind_day(start: date, end: date, weekday: int) -> date:
    """The day of a (cut) week on which to remind: the weekday, drawn inside the week's borders."""
    return min(end, max(start, monday_of(start) + timedelta(days=weekday)))


def page_at(second: int, *, count: int, size: int, seconds: int) -> tuple[int, int]:
    """Which page of tiles a screen shows now, from 0, and how many there are; they take turns."""
    pages = max(1, -(-count // size))
    return (second // seconds) % pages, pages
