"""Tables of counts: rows and columns as conditions, filled from facts; sums that must agree.

Three answers to «does a fact meet a condition»: yes, no, and not known because a word is missing.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from thidua.core.period import Period

Condition = Mapping[str, frozenset[str]]
SUBJECTS = ("collective", "individual")
APART = "~"
"""Between the code of a row or column and the value for which it stands."""


class Fact(NamedTuple):
    """Something counted: its key, how many it stands for, and what is known of it."""

    key: str
    number: int
    known: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """A row or a column of a table; without a `code` it is a heading.

    `of` is the line whose part it is: parts under one heading add up to it, but for those that
    are `some` of it. `each` makes one line for every value of these words, those of `always`
    first; `pair` one for collectives and one for people. Nothing on record tells of `unrecorded`.
    """

    label: str = ""
    code: str = ""
    when: Condition = field(default_factory=dict)
    of: str = ""
    some: bool = False
    each: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    pair: bool = False
    unrecorded: bool = False
    over: tuple[str, ...] = ()
    # Worked out: the heading above, and of whom a line of a pair is.
    heading: int = 0
    subject: str = ""


@dataclass(frozen=True)
class Layout:
    """A table before it is filled: what it counts, of what, in which rows and columns."""

    name: str
    title: str
    source: str
    unit: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    when: Condition = field(default_factory=dict)
    form: str = ""
    act: str = ""
    due: str = ""
    receiver: str = ""
    intro: str = ""
    told: tuple[str, ...] = ()
    # Whether the form repeats in every row what is counted (its column C).
    has_unit_column: bool = False


@dataclass(frozen=True)
class Split:
    """A whole whose parts do not add up to it: facts in none of them, and facts in several."""

    axis: str
    whole: Line
    parts: tuple[Line, ...]
    nowhere: tuple[Fact, ...]
    twice: tuple[Fact, ...]

    @property
    def key(self) -> str:
        """What an address names it by."""
        return f"{self.axis}-{self.whole.code}-{self.parts[0].heading}"


@dataclass(frozen=True)
class Filled:
    """A table with its counts; `undecided` are facts of which nobody knows whether they belong."""

    layout: Layout
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    facts: tuple[Fact, ...]
    counts: Mapping[tuple[str, str], int]
    undecided: tuple[Fact, ...]
    splits: tuple[Split, ...]

    def count(self, row: str, column: str) -> int:
        return self.counts.get((row, column), 0)

    def behind(self, row: str, column: str) -> list[Fact]:
        """The facts that a cell counts; `KeyError` for a row or column that is not there."""
        across, down = _conditions(self.rows)[row], _conditions(self.columns)[column]
        return [fact for fact in self.facts if meets((*across, *down), dict(fact.known))]


def meets(conditions: Iterable[Condition], known: Mapping[str, str]) -> bool | None:
    """Whether all hold; `None` where a word that would decide is missing."""
    answer: bool | None = True
    for condition in conditions:
        for word, values in condition.items():
            if word not in known:
                answer = None
            elif known[word] not in values:
                return False
    return answer


def fill(
    layout: Layout, facts: Iterable[Fact], order: Mapping[str, Mapping[str, int]] | None = None
) -> Filled:
    """Count the facts; `order` tells, by word, the place of each value where it has one."""
    inside, undecided = [], []
    for fact in facts:
        found = meets((layout.when,), dict(fact.known))
        if found:
            inside.append(fact)
        elif found is None:
            undecided.append(fact)
    rows = _spread(layout.rows, inside, order or {})
    columns = _spread(layout.columns, inside, order or {})
    across, down = _conditions(rows), _conditions(columns)
    kinds: Counter[tuple[tuple[str, str], ...]] = Counter()
    for fact in inside:
        kinds[fact.known] += fact.number
    counts: Counter[tuple[str, str]] = Counter()
    for words, count in kinds.items():
        known = dict(words)
        met = [code for code, conditions in down.items() if meets(conditions, known)]
        for code, conditions in across.items():
            if meets(conditions, known):
                for column in met:
                    counts[code, column] += count
    splits = (
        *_splits("row", rows, across, inside), *_splits("column", columns, down, inside),
    )  # fmt: skip
    return Filled(layout, rows, columns, tuple(inside), counts, tuple(undecided), splits)


def _conditions(lines: Sequence[Line]) -> dict[str, tuple[Condition, ...]]:
    """By code, what a line asks: its own condition and that of every line it is part of."""
    by_code = {line.code: line for line in lines if line.code and not line.unrecorded}
    found: dict[str, tuple[Condition, ...]] = {}
    for code, line in by_code.items():
        asked, above = [line.when], line.of
        while above:
            asked.append(by_code[above].when)
            above = by_code[above].of
        found[code] = tuple(condition for condition in asked if condition)
    return found


def _spread(
    lines: Sequence[Line], facts: Sequence[Fact], order: Mapping[str, Mapping[str, int]]
) -> tuple[Line, ...]:
    """The lines, with one for each value where they ask so, and the pairs parted."""
    spread: list[Line] = []
    conditions = _conditions(lines)
    for line in lines:
        if not line.each:
            spread.extend(_paired(line))
            continue
        known_facts = [
            (known, fact.number) for fact in facts for known in [dict(fact.known)]
            if all(word in known for word in line.each) and meets(conditions[line.code], known)
        ]  # fmt: skip
        found = {tuple(known[word] for word in line.each) for known, _count in known_facts}
        found |= {(value,) for value in line.always}
        sizes: Counter[tuple[str, str]] = Counter()
        for known, count in known_facts:
            for word in line.each:
                sizes[word, known[word]] += count
        place = _place(line, order, sizes)
        for values in sorted(found, key=place):
            own = {w: frozenset({v}) for w, v in zip(line.each, values, strict=True)}
            spread.extend(_paired(replace(
                line, code=f"{line.code}{APART}{APART.join(values)}", label=line.label,
                when=dict(line.when) | own, each=line.each,
            )))  # fmt: skip
    return tuple(spread)


def _place(
    line: Line, order: Mapping[str, Mapping[str, int]], sizes: Mapping[tuple[str, str], int]
) -> Callable[[tuple[str, ...]], list[tuple[int, int, str]]]:
    """Where a line for some values stands: in the given order, else the largest first."""

    def place(values: tuple[str, ...]) -> list[tuple[int, int, str]]:
        return [
            (
                line.always.index(value) if value in line.always else len(line.always),
                order[word].get(value, -1) if word in order else -sizes.get((word, value), 0),
                value,
            ) for word, value in zip(line.each, values, strict=True)
        ]  # fmt: skip

    return place


def _paired(line: Line) -> list[Line]:
    if not line.pair:
        return [line]
    return [
        replace(
            line, code=f"{line.code}{APART}{subject}", pair=False, subject=subject,
            when=dict(line.when) | {"subject": frozenset({subject})},
        ) for subject in SUBJECTS
    ]  # fmt: skip


def values_of(line: Line) -> tuple[str, ...]:
    """The values for which a line that was made for each stands."""
    return tuple(next(iter(line.when[word])) for word in line.each)


def _splits(
    axis: str,
    lines: Sequence[Line],
    conditions: Mapping[str, tuple[Condition, ...]],
    facts: Sequence[Fact],
) -> list[Split]:
    """Every whole with parts that must add up to it and do not."""
    families: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for line in lines:
        if line.of and not line.unrecorded:
            families[line.of, line.heading].append(line)
    by_code = {line.code: line for line in lines}
    found = []
    for (whole, _heading), parts in families.items():
        nowhere, twice = [], []
        for fact in facts:
            known = dict(fact.known)
            if not meets(conditions[whole], known):
                continue
            times = sum(bool(meets(conditions[part.code], known)) for part in parts)
            if times == 0 and not any(part.some for part in parts):
                nowhere.append(fact)
            elif times > 1:
                twice.append(fact)
        if nowhere or twice:
            found.append(Split(axis, by_code[whole], tuple(parts), tuple(nowhere), tuple(twice)))
    return found


def total(facts: Iterable[Fact]) -> int:
    """How many the facts stand for."""
    return sum(fact.number for fact in facts)


def depth(line: Line, lines: Sequence[Line]) -> int:
    """Of how many wholes a line is part, one within the other."""
    by_code = {each.code: each for each in lines if each.code}
    found = 0
    while line.of:
        line, found = by_code[line.of], found + 1
    return found


def heads(paths: Sequence[tuple[str, ...]]) -> list[list[tuple[str, int, int]]]:
    """Heads over columns as rows of (text, columns, rows): equal neighbours stand under one."""
    deepest = max((len(path) for path in paths), default=0)
    found: list[list[tuple[str, int, int]]] = []
    for level in range(deepest):
        row: list[tuple[str, int, int]] = []
        last: tuple[str, ...] | None = None
        for path in paths:
            if len(path) <= level:
                last = None
                continue
            is_leaf = len(path) == level + 1
            if path[: level + 1] == last and not is_leaf:
                row[-1] = (row[-1][0], row[-1][1] + 1, 1)
                continue
            row.append((path[level], 1, deepest - level if is_leaf else 1))
            last = None if is_leaf else path[: level + 1]
        found.append(row)
    return found


def lacking(fact: Fact, words: Collection[str]) -> list[str]:
    """Which of the words nobody has told of a fact."""
    known = {word for word, _value in fact.known}
    return [word for word in words if word not in known]


def told_in_parts(filled: Filled) -> str:
    """«2 / 14 / 7 / 124 + 42»: the first rows made for each value, in the columns told apart."""
    rows = [row for row in filled.rows if row.each]
    first = [row for row in rows if row.heading == rows[0].heading]
    told = filled.layout.told
    return " / ".join(in_parts([filled.count(row.code, code) for code in told]) for row in first)


def in_parts(counts: Sequence[int]) -> str:
    """«124 + 42»: the counts that are not nought."""
    return " + ".join(str(count) for count in counts if count)


YEARS = (1, 3, 5)


def span_of(start: date, end: date) -> str:
    """The row of 0601.N in which a movement of these days stands, both counted."""
    ends = {years: _years_after(start, years) for years in YEARS}
    length = date.fromordinal(end.toordinal() + 1)
    if length < ends[1]:
        return "under_1"
    if length == ends[1]:
        return "one"
    if length < ends[3]:
        return "under_3"
    return "under_5" if length < ends[5] else "over_5"


def _years_after(start: date, years: int) -> date:
    """The same day of a later year; the day after for one that is not there."""
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)


PARTS = {
    "nam": (1, 12), "dau": (1, 6), "cuoi": (7, 12),
    "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12),
}  # fmt: skip
"""Parts of a year as addresses name them, by first and last month."""


def part_of(year: int, part: str) -> Period:
    """The days of a part of a year."""
    first, last = PARTS[part]
    after = date(year + last // 12, last % 12 + 1, 1)
    return Period(date(year, first, 1), after - timedelta(days=1))


def part_named(period: Period) -> str:
    """The part of its year that a period is; empty for any other days."""
    parts = (part for part in PARTS if part_of(period.start.year, part) == period)
    return next(parts, "")
