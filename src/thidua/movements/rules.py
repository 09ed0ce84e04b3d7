"""What a launch needs, how days count, who owes what in a week, which movements answer which."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from thidua.core.period import Period

U = TypeVar("U")

# From a group's movement up to a national one: group, hospital, department, ministry, state.
MOST_LEVELS = 5

# Contents of a movement by law 06/2022, article 17.
CONTENTS = ("objectives", "subjects", "content", "criteria", "plan", "measures")
ADVISED = ("bases", "decision", "register_by")
_SPOKEN_DAYS = re.compile(r"\b(\d{2,3})\s+ngày", re.IGNORECASE)


@dataclass(frozen=True)
class Check:
    """One thing looked for before launch, in a field of the form; law asks for it, or habit."""

    field: str
    is_met: bool
    by_law: bool


def readiness(facts: Mapping[str, object], *, units: int, sponsors: int) -> list[Check]:
    """Everything that a launch asks for, met or not: first what the law asks."""
    return [
        *(Check(name, bool(facts[name]), by_law=True) for name in CONTENTS),
        Check("starts_on", bool(facts["starts_on"] and facts["ends_on"]), by_law=True),
        Check("scope", units > 0, by_law=True),
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
