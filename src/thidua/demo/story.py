"""The facts of the demo's story, read from `story.toml` and the chapters' own files."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any


def read(*path: str) -> dict[str, Any]:
    return tomllib.loads(files("thidua.demo").joinpath(*path).read_text(encoding="utf-8"))


def chapter(name: str) -> dict[str, Any]:
    """The facts of one chapter."""
    return read("chapters", f"{name}.toml")


_TOLD = read("story.toml")

HOSPITAL: str = _TOLD["hospital"]
UNION: str = _TOLD["union"]
STARTS: date = _TOLD["starts"]
ENDS: date = _TOLD["ends"]
STORY_DAY: date = _TOLD["story_day"]
MOVEMENT: dict[str, str] = _TOLD["movement"]
# Days that are known by their date, and how near the moved story must come for it to keep them.
BY_DATE = {(9, 1), (9, 2), (10, 20), (12, 31)}
NEAR = timedelta(days=4)


@dataclass(frozen=True)
class Calendar:
    """Moves the story's days by whole weeks, so that its Mondays stay Mondays."""

    shift: timedelta

    @classmethod
    def standing(cls, today: date) -> "Calendar":
        """The calendar on which the week of the story's day is the week of `today`."""
        return cls(today - timedelta(days=today.weekday()) - STORY_DAY)

    def day(self, told: date) -> date:
        """A day of the story; 1 September stays one where the move leaves it near."""
        moved = told + self.shift
        if (told.month, told.day) in BY_DATE:
            kept = told.replace(year=moved.year)
            return kept if abs(kept - moved) <= NEAR else moved
        return moved


@dataclass(frozen=True)
class Group:
    """A union group, and the departments (code, name) whose people it gathers."""

    code: str
    name: str
    size: int
    departments: list[list[str]]


@dataclass(frozen=True)
class Idea:
    """An initiative with its figure before and after, whose it is, when and where it came."""

    group: str
    on: date
    title: str
    before: str
    solution: str
    benefit: str
    figure: str
    unit: str
    was: Decimal
    became: Decimal
    state: str = "verified"
    summer: bool = False


GROUPS = [Group(**group) for group in _TOLD["groups"]]
