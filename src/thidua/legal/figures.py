"""Numbers that are law, as dated data: salary, prizes, votes, quorums, powers, quotas, days."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from thidua.legal.codec import decode
from thidua.legal.regulations import Quota, Share
from thidua.legal.sources import Basis
from thidua.legal.terms import AwardType, ManagingBody, Status


@dataclass(frozen=True, kw_only=True)
class BaseSalary:
    """The base salary in đồng a month from a day on."""

    in_force: date
    amount: int
    basis: Basis
    status: Status


@dataclass(frozen=True, kw_only=True)
class PrizeTable:
    """Prizes in tenths of the base salary by award and subject; an empty table says `missing`."""

    in_force: date
    basis: Basis
    status: Status
    missing: str = ""
    same_as: date | None = None
    household_tenths: int = 0
    round_up_to: int = 0
    unverified: tuple[str, ...] = ()
    caps: tuple[str, ...] = ()
    tenths: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class VoteRule:
    """The share of all members that must agree, from a day on; `council` says of which council."""

    id: str
    in_force: date
    awards: tuple[str, ...]
    share: Share
    basis: Basis
    status: Status
    council: str = "own"


@dataclass(frozen=True, kw_only=True)
class QuorumRule:
    """The share of members that must sit, from a day on."""

    in_force: date
    share: Share
    basis: Basis
    status: Status


@dataclass(frozen=True, kw_only=True)
class PowerRule:
    """What the head of a unit under a managing body may decide, from a day on (art. 80)."""

    in_force: date
    managing_body: ManagingBody
    awards: tuple[str, ...]
    basis: Basis
    status: Status


@dataclass(frozen=True, kw_only=True)
class Decider:
    """Who decides awards above or beside the head of a unit, from a day on."""

    in_force: date
    level: str
    awards: tuple[str, ...]
    basis: Basis
    status: Status


@dataclass(frozen=True, kw_only=True)
class QuotaRule:
    """The most that may be given from a day on; no `quota` says that there is none.

    `award_type` limits it to one type of commendation, `raised` is the share where the unit itself
    is rated excellent, `small` the number below which one place is given in any case, `in_all` the
    most that its giver gives in a year over all who propose, `missing` why it is not known.
    """

    id: str
    in_force: date
    awards: tuple[str, ...]
    basis: Basis
    status: Status
    managing_body: ManagingBody | None = None
    award_type: AwardType | None = None
    quota: Quota | None = None
    raised: Share | None = None
    small: int = 0
    in_all: int | None = None
    missing: str = ""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A day of the year by which dossiers are due, `years_after` the year of achievement."""

    id: str
    in_force: date
    awards: tuple[str, ...]
    month: int
    day: int
    basis: Basis
    status: Status
    years_after: int = 0
    note: str = ""

    def of(self, year: int) -> date:
        """The last day for the achievements of a year."""
        return date(year + self.years_after, self.month, self.day)


@dataclass(frozen=True, kw_only=True)
class FundRule:
    """The share of the fund for emulation and commendation that a purpose has, from a day on."""

    id: str
    in_force: date
    share: Share
    basis: Basis
    status: Status


@dataclass(frozen=True, kw_only=True)
class ServiceRelief:
    """The part of the time in office that some need not have served, from a day on."""

    id: str
    in_force: date
    off: Share
    basis: Basis
    status: Status


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything in figures.toml."""

    titles: tuple[str, ...]
    never_own: tuple[str, ...]
    base_salaries: tuple[BaseSalary, ...] = field(metadata={"key": "base_salary"})
    prize_tables: tuple[PrizeTable, ...] = field(metadata={"key": "prize_table"})
    vote_rules: tuple[VoteRule, ...] = field(metadata={"key": "vote_rule"})
    quorum_rules: tuple[QuorumRule, ...] = field(metadata={"key": "quorum_rule"})
    power_rules: tuple[PowerRule, ...] = field(metadata={"key": "power"})
    deciders: tuple[Decider, ...] = field(metadata={"key": "decider"})
    quota_rules: tuple[QuotaRule, ...] = field(metadata={"key": "quota"})
    deadlines: tuple[Deadline, ...] = field(metadata={"key": "deadline"})
    fund_rules: tuple[FundRule, ...] = field(metadata={"key": "fund_rule"})
    service_reliefs: tuple[ServiceRelief, ...] = field(metadata={"key": "service_relief"})


@cache
def figures() -> Figures:
    """The dated numbers shipped with the product."""
    text = (Path(__file__).parent / "figures.toml").read_text("utf-8")
    read = decode(Figures, tomllib.loads(text))
    tables: dict[date, PrizeTable] = {}
    for table in read.prize_tables:
        tables[table.in_force] = _filled(table, tables)
    return replace(read, prize_tables=tuple(tables.values()))


def _filled(table: PrizeTable, earlier: Mapping[date, PrizeTable]) -> PrizeTable:
    if table.same_as is None:
        return table
    base = earlier[table.same_as]
    return replace(base, in_force=table.in_force, basis=table.basis, status=table.status)


class _Dated(Protocol):
    @property
    def in_force(self) -> date: ...


D = TypeVar("D", bound=_Dated)


def latest(rows: Iterable[D], on: date) -> D | None:
    """The row in force on the day: the one that started last, or None before the first."""
    started = [row for row in rows if row.in_force <= on]
    return max(started, key=lambda row: row.in_force) if started else None
