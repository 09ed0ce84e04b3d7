"""What a launch needs, how days count, who owes what in a week, which movements answer which."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, overload

from thidua.core.period import Period

U = TypeVar("U")

# From a group's movement up to a national one: group, hospital, department, ministry, state.
MOST_LEVELS = 5

# Contents of a movement by law 06/2022, article 17.
CONTENTS = ("objectives", "subjects", "content", "criteria", "plan", "measures")
ADVISED = ("bases", "decision", "register_by")
_SPOKEN_DAYS = re.compile(r"\b(\d{2,3})\s+ngày", re.IGNORECASE)
_YEAR = re.compile(r"(\bnăm\s+)(20\d\d)\b", re.IGNORECASE)
_DAY = re.compile(r"\b\d{1,2}/\d{1,2}/(20\d\d)\b")


@dataclass(frozen=True)
class Check:
    """One thing looked for before launch, in a field of the form; law asks for it, or habit.

    What is amiss with the phases stops the launch too: nobody could keep to them.
    """

    field: str
    is_met: bool
    by_law: bool
    is_needed: bool = False

    @property
    def stops(self) -> bool:
        return not self.is_met and (self.by_law or self.is_needed)


@dataclass(frozen=True)
class PhaseFacts:
    """What the check before launch looks at in a phase."""

    span: Period
    owed_by: str
    chosen: int


def readiness(
    facts: Mapping[str, object], *, units: int, sponsors: int, parents: int,
    phases: Sequence[PhaseFacts],
) -> list[Check]:  # fmt: skip
    """Everything that a launch asks for, met or not: first what the law asks."""
    start, end = facts["starts_on"], facts["ends_on"]
    inside = all(
        isinstance(start, date) and isinstance(end, date)
        and start <= each.span.start and each.span.end is not None and each.span.end <= end
        for each in phases
    )  # fmt: skip
    someone = all(each.owed_by != "some" or each.chosen for each in phases)
    peak = facts["kind"] == "peak"
    return [
        *(Check(name, bool(facts[name]), by_law=True) for name in CONTENTS),
        Check("starts_on", bool(facts["starts_on"] and facts["ends_on"]), by_law=True),
        Check("scope", units > 0, by_law=True),
        *([Check("phases_inside", inside, by_law=False, is_needed=True)] if phases else []),
        *([Check("phases_owed", someone, by_law=False, is_needed=True)] if phases else []),
        *([Check("phases", bool(phases), by_law=False)] if peak else []),
        *([Check("parents", parents > 0, by_law=False)] if peak else []),
        Check("sponsors", sponsors > 0, by_law=False),
        *(Check(name, bool(facts[name]), by_law=False) for name in ADVISED),
    ]


def spoken_days(*texts: str) -> int | None:
    """The number of days of which a title or theme speaks («120 ngày»), where one does."""
    for text in texts:
        if found := _SPOKEN_DAYS.search(text):
            return int(found[1])
    return None


def lateness(on: date, register_by: date | None, late_until: date | None) -> str:
    """`in_time`, `late` (a reason is owed) or `closed`; both last days still count."""
    if register_by is None or on <= register_by:
        return "in_time"
    return "late" if late_until is not None and on <= late_until else "closed"


def abbreviation(code: str, name: str) -> str:
    """A code with the letters of its Vietnamese name: `LDTT` reads `LĐTT`."""
    initials = iter(word[0].upper() for word in name.split())
    found = [
        next((each for each in initials if each.replace("Đ", "D") == letter), "") for letter in code
    ]
    return "".join(found) if all(found) else code


def owed(
    rule: str, owed_by: str, phase: Period, span: Period, *,
    whole: U, scope: Sequence[U], chosen: Sequence[U],
) -> Iterator[tuple[U, Period]]:  # fmt: skip
    """Who owes what a phase asks in which days, of the weeks that a span touches.

    A weekly rule answers the phase's cut weeks, one `once` the whole phase, a plain one nothing.
    Nobody chosen to take turns means everybody in scope.
    """
    if rule == "plain" or not phase.overlaps(span):
        return
    for number, week in enumerate(phase.weeks() if rule == "weekly" else [phase]):
        if week.overlaps(span):
            for unit in _owing(owed_by, number, whole=whole, scope=scope, chosen=chosen):
                yield unit, week


def _owing(
    owed_by: str, number: int, *, whole: U, scope: Sequence[U], chosen: Sequence[U]
) -> Sequence[U]:
    if owed_by == "whole":
        return [whole]
    if owed_by == "each":
        return scope
    if owed_by == "some":
        return chosen
    turns = chosen or scope
    return [turns[number % len(turns)]] if turns else []


def upwards(edges: Iterable[tuple[int, int]], start: int) -> dict[int, int]:
    """Everything that `start` answers, directly or through others, and how many steps up."""
    return _reached(_by_first(edges), start)


def downwards(edges: Iterable[tuple[int, int]], start: int) -> dict[int, int]:
    """Everything that answers `start`, directly or through others, and how many steps down."""
    return _reached(_by_first((parent, child) for child, parent in edges), start)


def _by_first(edges: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for here, there in edges:
        found.setdefault(here, set()).add(there)
    return found


def _reached(steps: Mapping[int, Collection[int]], start: int) -> dict[int, int]:
    """The longest number of steps to each; a circle ends where it closes."""
    found: dict[int, int] = {}
    front = {start}
    for number in range(1, len(steps) + 1):
        front = {there for here in front for there in steps.get(here, ())} - {start}
        if not front:
            break
        found |= dict.fromkeys(front, number)
    return found


def years_to_move(ends_on: date | None, on: date) -> int:
    """By how many whole years a movement is moved so that it lies after the old one and ahead."""
    years = 1
    while ends_on is not None and (there := moved(ends_on, years)) is not None and there < on:
        years += 1
    return years


@overload
def moved(day: date, years: int) -> date: ...
@overload
def moved(day: None, years: int) -> None: ...
def moved(day: date | None, years: int) -> date | None:
    """The same day of a later year; 29 February becomes the 28th where there is none."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def years_moved(text: str, years: int) -> str:
    """A title with its «năm 2025» moved; a bare number, as in «06/2022/QH15», stays."""
    return _YEAR.sub(lambda found: f"{found[1]}{int(found[2]) + years}", text)


def speaks_of(text: str, year: int) -> bool:
    """Whether a text names that year in words or in a day («năm 2025», «1/9/2025»)."""
    return any(int(found[2]) == year for found in _YEAR.finditer(text)) or any(
        int(found[1]) == year for found in _DAY.finditer(text)
    )
