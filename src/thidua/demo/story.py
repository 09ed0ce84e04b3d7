"""The facts of the demo's story, read from `story.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files

_TOLD = tomllib.loads(files("thidua.demo").joinpath("story.toml").read_text(encoding="utf-8"))

HOSPITAL: str = _TOLD["hospital"]
UNION: str = _TOLD["union"]
STARTS: date = _TOLD["starts"]
ENDS: date = _TOLD["ends"]
STORY_DAY: date = _TOLD["story_day"]
MOVEMENT: dict[str, str] = _TOLD["movement"]


@dataclass(frozen=True)
class Group:
    """A union group, and the departments (code, name) whose people it gathers."""

    code: str
    name: str
    size: int
    departments: list[list[str]]


@dataclass(frozen=True)
class Idea:
    """An initiative, with its figure before and after."""

    title: str
    before: str
    solution: str
    benefit: str
    figure: str
    unit: str
    was: Decimal
    became: Decimal


GROUPS = [Group(**group) for group in _TOLD["groups"]]
IDEAS = [
    Idea(**{**idea, "was": Decimal(idea["was"]), "became": Decimal(idea["became"])})
    for idea in _TOLD["ideas"]
]
DIFFICULTIES: list[dict[str, str]] = _TOLD["difficulties"]
