"""The one clock, and the periods and weeks in which work is counted."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
_standing: ContextVar[date | None] = ContextVar("the day on which a story stands", default=None)


def now() -> datetime:
    """The present moment in Vietnam, on the day of `standing_on` or `THIDUA_TODAY` where set."""
    real = datetime.now(HANOI)
    given = os.environ.get("THIDUA_TODAY")
    chosen = _standing.get() or (date.fromisoformat(given) if given else None)
    return datetime.combine(chosen, real.timetz()) if chosen else real


def today() -> date:
    """The present day in Vietnam; reads `THIDUA_TODAY` so that tests and demo stand on theirs."""
    return now().date()


@contextmanager
def standing_on(day: date) -> Iterator[None]:
    """Let the clock stand on `day` inside the block, as the demo's story does."""
    token = _standing.set(day)
    try:
        yield
    finally:
        _standing.reset(token)


@dataclass(frozen=True, order=True)
class Period:
    """A span of days; both ends belong to it, an open end is `None`."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"{self.end} before {self.start}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def days(self) -> int:
        """How many days the period counts, first and last included."""
        if self.end is None:
            raise ValueError("an open period has no number of days")
        return (self.end - self.start).days + 1

    def days_left(self, on: date) -> int:
        """Days still to come, `on` included; 0 when the period is over."""
        if self.end is None:
            raise ValueError("an open period has no last day")
        return max(0, (self.end - max(on, self.start)).days + 1)

    def overlaps(self, other: "Period") -> bool:
        return (other.end is None or self.start <= other.end) and (
            self.end is None or other.start <= self.end
        )

    def weeks(self) -> Iterator["Period"]:
        """Weeks from Monday to Sunday, cut at the period's borders."""
        if self.end is None:
            raise ValueError("an open period has no last week")
        start = self.start
        while start <= self.end:
            sunday = start + timedelta(days=6 - start.weekday())
            yield Period(start, min(sunday, self.end))
            start = sunday + timedelta(days=1)

    def week_of(self, day: date) -> "Period":
        """The (cut) week that holds `day`; `ValueError` when the day lies outside."""
        if day not in self:
            raise ValueError(f"{day} outside {self}")
        monday = day - timedelta(days=day.weekday())
        sunday = monday + timedelta(days=6)
        return Period(
            max(monday, self.start), sunday if self.end is None else min(sunday, self.end)
        )


def year(number: int) -> Period:
    """The calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def start_of_day(day: date) -> datetime:
    """The first moment of `day` in Vietnam."""
    return datetime.combine(day, time.min, HANOI)
