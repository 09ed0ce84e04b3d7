"""Arithmetic of the fund: which prizes are paid, running balances, shares, and stock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Whether a prize can be paid now."""

    PAYABLE = "payable"
    PAID = "paid"
    UNKNOWN = "unknown"  # no amount is known: never paid as zero
    UNDECIDED = "undecided"  # beside a title of the same period whose amount is not known
    LOWER = "lower"  # a higher title of the same period is paid
    AFTER_PAID = "after_paid"  # a lower title of the same period has been paid
    REVOKED = "revoked"
    CLAIM = "claim"  # paid, and its honour has been taken back
    RECOVERED = "recovered"


@dataclass(frozen=True, kw_only=True)
class Due:
    """One prize as the rule sees it; `period` tells titles of one subject that are weighed
    against each other, empty for what is paid in any case (forms, or titles paid apart)."""

    key: int
    period: str
    amount: int | None
    state: str = "due"
    is_revoked: bool = False


@dataclass(frozen=True)
class Settled:
    """The verdict on a prize, and the prize that stands in its way."""

    verdict: Verdict
    other: int | None = None

    @property
    def is_paid_now(self) -> bool:
        return self.verdict is Verdict.PAYABLE


def settle(rows: Iterable[Due]) -> dict[int, Settled]:
    """Which prizes are paid (decree 152/2025, article 49): of the titles of one period only the
    highest, of equal ones the first; forms each; what is revoked never."""
    rows = sorted(rows, key=lambda row: row.key)
    rivals: dict[str, list[Due]] = {}
    for row in rows:
        if row.period and not row.is_revoked and row.state != "recovered":
            rivals.setdefault(row.period, []).append(row)
    return {row.key: _verdict(row, rivals.get(row.period, [row])) for row in rows}


def _verdict(row: Due, rivals: Sequence[Due]) -> Settled:
    if row.state == "recovered":
        return Settled(Verdict.RECOVERED)
    if row.is_revoked:
        return Settled(Verdict.CLAIM if row.state == "paid" else Verdict.REVOKED)
    if row.state == "paid":
        return Settled(Verdict.PAID)
    if row.amount is None:
        return Settled(Verdict.UNKNOWN)
    return _beside(row, row.amount, [each for each in rivals if each.key != row.key])


def _beside(row: Due, amount: int, others: Sequence[Due]) -> Settled:
    """A prize of a known amount beside the other titles of its period."""
    paid = next((each for each in others if each.state == "paid"), None)
    if paid is not None:
        lower = (paid.amount or 0) < amount
        return Settled(Verdict.AFTER_PAID if lower else Verdict.LOWER, paid.key)
    unknown = next((each for each in others if each.amount is None), None)
    if unknown is not None:
        return Settled(Verdict.UNDECIDED, unknown.key)
    best = min([row, *others], key=lambda each: (-(each.amount or 0), each.key))
    return Settled(Verdict.PAYABLE) if best.key == row.key else Settled(Verdict.LOWER, best.key)


def balances(amounts: Iterable[int], start: int = 0) -> list[int]:
    """What is left after each signed amount."""
    found = []
    for amount in amounts:
        start += amount
        found.append(start)
    return found


def share_of(part: int, whole: int) -> int | None:
    """A share in hundredths of a percent, rounded to the nearest; unknown of nothing."""
    return (part * 20_000 + whole) // (2 * whole) if whole > 0 else None


@dataclass(frozen=True, kw_only=True)
class Line:
    """A heading with what was planned and what came about."""

    heading: str
    planned: int
    actual: int

    @property
    def left(self) -> int:
        return self.planned - self.actual


def compared(
    headings: Sequence[str], planned: Mapping[str, int], actual: Mapping[str, int]
) -> list[Line]:
    """Plan against actual, by heading."""
    return [
        Line(heading=each, planned=planned.get(each, 0), actual=actual.get(each, 0))
        for each in headings
    ]


def given_out(wanted: Sequence[int], already: Iterable[int], stock: int) -> list[int]:
    """Who gets one now, in order: those without one yet, as far as the stock goes."""
    had = set(already)
    return [key for key in wanted if key not in had][: max(stock, 0)]


def missing(wanted: Sequence[int], already: Iterable[int], stock: int) -> int:
    """How many more are needed than there are."""
    lacking = len(set(wanted) - set(already))
    return max(lacking - max(stock, 0), 0)
