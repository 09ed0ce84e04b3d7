"""Arithmetic of indicators: periods, targets as sentences of numbers, and how figures add up."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Self

ZERO = Decimal(0)
HUNDRED = Decimal(100)
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def slots(frequency: str, starts_on: date, ends_on: date) -> Iterator[tuple[date, date]]:
    """The periods of a frequency within a span, both days counted, cut at the span's borders.

    Weeks run from Monday to Sunday; the others by the calendar.
    """
    if frequency == "movement":
        yield starts_on, ends_on
        return
    start = starts_on
    while start <= ends_on:
        end = min(_end(frequency, start), ends_on)
        yield start, end
        start = end + timedelta(days=1)


def _end(frequency: str, day: date) -> date:
    if frequency == "week":
        return day + timedelta(days=6 - day.weekday())
    months = MONTHS[frequency]
    beyond = (day.month - 1) // months * months + months  # months of the year that are over then
    year, month = day.year + beyond // 12, beyond % 12 + 1
    return date(year, month, 1) - timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Goal:
    """What a target asks of a figure: a relation and one or two numbers.

    `low` is the number of `equal`, `at_least` and `at_most`; ranges have both. Of
    `least_between` («ít nhất 3 đến 5») the first binds and the second is what is aimed at.
    """

    relation: str
    low: Decimal = ZERO
    high: Decimal | None = None

    def __post_init__(self) -> None:
        ranged = self.relation in {"between", "least_between"}
        if ranged != (self.high is not None):
            raise ValueError("a range has two numbers, anything else has one")
        if self.high is not None and self.high < self.low:
            raise ValueError("a range goes from the lower number to the higher")
        if self.relation == "zero" and self.low != ZERO:
            raise ValueError("none at all is nought")

    def is_met_by(self, figure: Decimal) -> bool:
        if self.relation in {"equal", "zero"}:
            return figure == self.low
        if self.relation == "at_most":
            return figure <= self.low
        if self.relation == "between":
            return self.low <= figure <= (self.high or self.low)
        return figure >= self.low

    def gap(self, figure: Decimal) -> Decimal:
        """How far a figure is from what is asked; nought where it is met, positive for a lack."""
        if self.is_met_by(figure):
            return ZERO
        if self.relation == "between" and self.high is not None and figure > self.high:
            return self.high - figure
        return self.low - figure

    def binds_harder_than(self, other: Self) -> bool:
        """Whether whoever meets this one meets the other as well, and not the reverse."""
        return self != other and _within(self, other) and not _within(other, self)


def _bounds(goal: Goal) -> tuple[Decimal | None, Decimal | None]:
    if goal.relation in {"equal", "zero"}:
        return goal.low, goal.low
    if goal.relation == "at_most":
        return None, goal.low
    if goal.relation == "between":
        return goal.low, goal.high
    return goal.low, None


def _within(inner: Goal, outer: Goal) -> bool:
    (low, high), (least, most) = _bounds(inner), _bounds(outer)
    from_below = least is None or (low is not None and low >= least)
    from_above = most is None or (high is not None and high <= most)
    return from_below and from_above


_NUMBER = r"([-−]?(?:[1-9]\d{0,2}(?:\.\d{3}){1,4}|\d{1,15})(?:,\d{1,4}|\.\d{1,4})?)"
_TO = r"\s*(?:[-–—]|đến|to|and)\s*"
_LEAST = r"(?:ít nhất|tối thiểu|at least|no (?:less|fewer) than)(?:\s+(?:từ|from))?\s*"
_MOST = r"(?:không quá|tối đa|nhiều nhất|at most|no more than|up to)"
_FROM = r"(?:(?:trong khoảng\s+)?từ\s+|trong khoảng\s+|from\s+|between\s+)?"
_SENTENCES = (
    ("least_between", rf"{_LEAST}{_NUMBER}{_TO}{_NUMBER}"),
    ("between", rf"{_FROM}{_NUMBER}{_TO}{_NUMBER}"),
    ("at_least", rf"(?:≥|>=|{_LEAST})\s*{_NUMBER}"),
    ("at_least", rf"(?:từ\s+|from\s+)?{_NUMBER}\s*%?\s*(?:trở lên|or more|and above|up)"),
    ("at_most", rf"(?:≤|<=|{_MOST})\s*{_NUMBER}"),
    ("zero", r"0|không(?: có(?: trường hợp nào)?)?|none(?: at all)?|no cases?"),
    ("equal", rf"(?:=|bằng|đạt|exactly|equal to)?\s*{_NUMBER}"),
)
"""Vietnamese and English words; figures are written one way on every page, so they are here."""


def read_goal(text: str) -> Goal | None:
    """A target as people write it: «≥ 95», «= 100 %», «100–200», «0», «ít nhất 3–5».

    A lone number is what is to be met exactly; nought alone is «none at all». `None` where it
    says no goal, or a range falls.
    """
    bare = " ".join(text.lower().replace("%", " ").split()).rstrip(".;")
    for relation, sentence in _SENTENCES:
        if (found := re.fullmatch(sentence, bare)) is None:
            continue
        low, *rest = [_read_number(part) for part in found.groups()] or [ZERO]
        high = rest[0] if rest else None
        if high is not None and high < low:
            return None
        return Goal(relation=relation, low=low, high=high)
    return None


def write_goal(goal: Goal) -> str:
    """The shortest sentence that `read_goal` understands as this goal."""
    low, high = _write_number(goal.low), _write_number(goal.high or ZERO)
    return {
        "equal": f"= {low}", "at_least": f"≥ {low}", "at_most": f"≤ {low}", "zero": "0",
        "between": f"{low}–{high}", "least_between": f"ít nhất {low}–{high}",
    }[goal.relation]  # fmt: skip


def _read_number(text: str) -> Decimal:
    whole, _comma, fraction = text.replace("−", "-").partition(",")
    if fraction or re.fullmatch(r"-?[1-9]\d{0,2}(\.\d{3})+", whole):
        whole = whole.replace(".", "")
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def _write_number(number: Decimal) -> str:
    whole, _point, fraction = f"{abs(number):,f}".partition(".")
    fraction = fraction.rstrip("0")
    text = whole.replace(",", ".") + (f",{fraction}" if fraction else "")
    return f"−{text}" if number < 0 else text


@dataclass(frozen=True)
class Clash:
    """A target of the whole that the targets of its parts cannot reach together."""

    least: Decimal | None
    most: Decimal | None


def clash(parts: Sequence[Goal], whole: Goal) -> Clash | None:
    """What the parts add up to, where that can never meet the whole; `None` where it can.

    Yearly targets of a sum against the cumulative one: the author is told, nothing is blocked.
    """
    added, (low, high) = _added(parts), _bounds(whole)
    least, most = added.least or ZERO, added.most
    meets = (most is None or low is None or most >= low) and (high is None or least <= high)
    return None if meets else added


def doubt(parts: Sequence[Goal], whole: Goal) -> Clash | None:
    """What the parts add up to, where each may be met and the whole still be missed."""
    added, (low, high) = _added(parts), _bounds(whole)
    least, most = added.least or ZERO, added.most
    assured = (low is None or least >= low) and (
        high is None or (most is not None and most <= high)
    )
    return None if assured else added


def _added(parts: Sequence[Goal]) -> Clash:
    bounds = [_bounds(part) for part in parts]
    highs = [high for _low, high in bounds]
    least = sum((low or ZERO for low, _high in bounds), ZERO)
    return Clash(least, None if None in highs else sum((high or ZERO for high in highs), ZERO))


@dataclass(frozen=True)
class Condition:
    """What a unit's own figure must be to count in a derived indicator; empty: any."""

    goal: Goal | None = None

    def holds(self, figure: Decimal) -> bool:
        return self.goal is None or self.goal.is_met_by(figure)


YES = Condition(Goal(relation="equal", low=Decimal(1)))
"""Of a yes or no: that it was answered with yes."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """The additive parts of what stands behind a figure: it adds up, and takes away, exactly.

    `count` units gave a value, `absent` said that it does not apply; a missing report is in
    none of them. `met` counts those that meet a condition, `last` and `worst` carry their own.
    """

    count: int = 0
    absent: int = 0
    numerator: Decimal = ZERO
    denominator: Decimal = ZERO
    met: int = 0

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(
            count=self.count + other.count, absent=self.absent + other.absent,
            numerator=self.numerator + other.numerator,
            denominator=self.denominator + other.denominator, met=self.met + other.met,
        )  # fmt: skip

    def __neg__(self) -> "Cell":
        return Cell(
            count=-self.count, absent=-self.absent, numerator=-self.numerator,
            denominator=-self.denominator, met=-self.met,
        )  # fmt: skip

    def __sub__(self, other: "Cell") -> "Cell":
        return self + -other

    @property
    def is_empty(self) -> bool:
        return self == Cell()


def total(cells: Iterable[Cell]) -> Cell:
    """The sum of parts; of none, an empty one."""
    found = Cell()
    for cell in cells:
        found += cell
    return found


def leaf(
    numerator: Decimal | None, denominator: Decimal | None = None, *,
    passes: Condition | None = None, within: Condition | None = None,
) -> Cell:  # fmt: skip
    """What one unit's entry adds; no numerator at all is «not applicable».

    With `passes` it is counted whether the unit meets a condition, among those that meet
    `within`; a unit outside these adds nothing. A condition on a share is one on its per cent.
    """
    if numerator is None:
        return Cell(absent=1)
    if passes is not None:
        said = numerator * HUNDRED / denominator if denominator else numerator
        if within is not None and not within.holds(said):
            return Cell()
        return Cell(count=1, met=int(passes.holds(said)))
    return Cell(count=1, numerator=numerator, denominator=denominator or ZERO)


def value(adds: str, cell: Cell) -> Decimal | None:
    """The figure of a cell, shares in per cent; `None` where nobody gave anything to count.

    Missing never counts: a mean and a share are of those that gave a value.
    """
    if cell.count == 0:
        return None
    if adds == "ratio":
        return cell.numerator * HUNDRED / cell.denominator if cell.denominator else None
    if adds == "mean":
        return cell.numerator / cell.count
    if adds == "share":
        return cell.met * HUNDRED / cell.count
    if adds == "met":
        return Decimal(cell.met)
    return cell.numerator


def together(adds: str, cells: Iterable[Cell], *, direction: str = "more") -> Cell:
    """One cell for several side by side; the worst does not add up, it is found among them."""
    found = list(cells)
    whole = total(found)
    if adds == "worst":
        worst = worst_of(direction, (cell.numerator for cell in found if cell.count))
        return replace(whole, numerator=worst if worst is not None else ZERO)
    return whole


def over_time(adds: str, cells: Sequence[Cell], *, direction: str = "more") -> Cell:
    """One cell for a longer period, of cells in the order of time.

    What stands at the end of a period is the last that was given; all else is put together.
    """
    given = [cell for cell in cells if cell.count]
    if adds == "last" and given:
        return given[-1]
    return together(adds, cells, direction=direction)


def worst_of(direction: str, figures: Iterable[Decimal]) -> Decimal | None:
    """The worst of figures by what is better; `None` of none."""
    found = list(figures)
    if not found:
        return None
    return min(found) if direction == "more" else max(found)


@dataclass(frozen=True, kw_only=True)
class Filled:
    """How complete and how punctual the reports behind a figure are, in numbers of units."""

    assigned: int = 0
    reported: int = 0
    absent: int = 0
    on_time: int = 0

    @property
    def missing(self) -> int:
        return self.assigned - self.reported - self.absent

    @property
    def complete(self) -> Decimal | None:
        """Per cent of the assigned units that said something; `None` where none is."""
        if not self.assigned:
            return None
        return (self.reported + self.absent) * HUNDRED / self.assigned

    def __add__(self, other: "Filled") -> "Filled":
        return replace(
            self, assigned=self.assigned + other.assigned, reported=self.reported + other.reported,
            absent=self.absent + other.absent, on_time=self.on_time + other.on_time,
        )  # fmt: skip


def jumps(now: Decimal, before: Decimal, factor: Decimal = Decimal(2)) -> bool:
    """Whether a figure is so far from that of the period before that its reporter is asked why.

    From nought to something, or back, is no jump: that is how things begin and end.
    """
    if now <= ZERO or before <= ZERO:
        return False
    return now >= before * factor or now * factor <= before


def uneven(denominators: Iterable[tuple[str, str, Decimal]]) -> list[tuple[str, list[str]]]:
    """What is counted twice with different results: what it is, and which indicators say so.

    Each given is an indicator's name, what its denominator counts, and how many it says.
    """
    by_what: dict[str, list[tuple[str, Decimal]]] = {}
    for name, what, number in denominators:
        by_what.setdefault(" ".join(what.casefold().split()), []).append((name, number))
    return [
        (what, [name for name, _number in said])
        for what, said in by_what.items()
        if len({number for _name, number in said}) > 1
    ]


@dataclass(frozen=True, kw_only=True)
class Step:
    """From a day one unit stands in the place of another, for a share of it in per cent."""

    old: int
    new: int
    on: date
    share: Decimal = HUNDRED


_FINEST = Decimal("0.0001")  # what a figure can hold


def carried(own: Mapping[int, Cell], steps: Iterable[Step]) -> dict[int, dict[int, Cell]]:
    """By unit, what it holds by the unit that reported it: nothing is lost, nothing counts twice.

    What a unit leaves goes over on the day of its reorganisation, with what it took over before;
    parts are of the stated shares, the last one takes the rest. `count`, `absent` and `met` tell
    how many reports stand behind a part: each part of a split rests on all of them.
    """
    held = {unit: {unit: cell} for unit, cell in own.items()}
    parted: dict[tuple[date, int], list[Step]] = {}
    for step in sorted(steps, key=lambda each: (each.on, each.old, each.new)):
        parted.setdefault((step.on, step.old), []).append(step)
    for (_day, old), those in parted.items():
        for source, left in held.pop(old, {}).items():
            rest = left
            for step in those[:-1]:
                part = _part(left, step.share)
                rest = replace(
                    rest, numerator=rest.numerator - part.numerator,
                    denominator=rest.denominator - part.denominator,
                )  # fmt: skip
                _give(held, step.new, source, part)
            _give(held, those[-1].new, source, rest)
    return held


def _part(cell: Cell, share: Decimal) -> Cell:
    return replace(
        cell, numerator=(cell.numerator * share / HUNDRED).quantize(_FINEST),
        denominator=(cell.denominator * share / HUNDRED).quantize(_FINEST),
    )  # fmt: skip


def _give(held: dict[int, dict[int, Cell]], unit: int, source: int, cell: Cell) -> None:
    mine = held.setdefault(unit, {})
    mine[source] = mine.get(source, Cell()) + cell
