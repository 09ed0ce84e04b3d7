"""Terms of procedures as dated data: how many days, of which kind, by which article."""

import tomllib
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from thidua.legal.codec import decode
from thidua.legal.figures import latest
from thidua.legal.holidays import Swap, WorkingDay, working_days_after
from thidua.legal.sources import Basis
from thidua.legal.terms import Status


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A term from a day on, in days or months; `remote_days` where remote areas have longer."""

    id: str
    in_force: date
    basis: Basis
    status: Status
    days: int = 0
    months: int = 0
    working: bool = False
    remote_days: int = 0

    def length(self, *, is_remote: bool = False) -> int:
        return self.remote_days if is_remote and self.remote_days else self.days

    def last_day(
        self, start: date, *, is_remote: bool = False, moved: Sequence[Swap] = ()
    ) -> WorkingDay:
        """The last day of a term whose first day is the one after `start`."""
        if self.months:
            return WorkingDay(_months_after(start, self.months), is_provisional=False)
        length = self.length(is_remote=is_remote)
        if self.working:
            return working_days_after(start, length, moved=moved)
        return WorkingDay(start + timedelta(days=length), is_provisional=False)

    @property
    def is_verified(self) -> bool:
        return self.status is Status.VERIFIED


def _months_after(start: date, months: int) -> date:
    """The same day so many months on; where that month is shorter, its last day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


@dataclass(frozen=True)
class _Limits:
    limits: tuple[Limit, ...] = field(metadata={"key": "limit"})


@cache
def limits() -> tuple[Limit, ...]:
    """Every term shipped with the product."""
    text = (Path(__file__).parent / "limits.toml").read_text("utf-8")
    return decode(_Limits, tomllib.loads(text)).limits


def limit_on(name: str, on: date) -> Limit | None:
    """The term of a name in force on a day; none before the first that is known."""
    return latest((each for each in limits() if each.id == name), on)
