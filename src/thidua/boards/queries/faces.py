"""What of a board each reader sees: ranks beyond the first third are one's own business."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.boards.states import WeekState
from thidua.movements import queries as movements
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role


@dataclass(frozen=True)
class Viewer:
    """A reader: the paths of the units that are theirs, and whether every rank is shown."""

    paths: tuple[str, ...] = ()
    sees_all: bool = False

    def owns(self, path: str) -> bool:
        """Whether a group is the reader's own: they belong to it, below it, or lead it."""
        return any(own.startswith(path) for own in self.paths)


NOBODY = Viewer()
"""A screen at which nobody signed in."""


def viewer_of(actor: Any, movement: Any, *, on: date) -> Viewer:
    """How a person reads a board: watchers of the movement's unit see all of it."""
    watches = orgs.standing_on(actor, movement.unit, movements.WATCHING, on=on) is not None
    own = {unit.path for unit in orgs.own_units(actor, on=on)}
    led = {unit.path for unit in orgs.role_units(actor, (Role.HEAD,), on=on)}
    return Viewer(tuple(sorted(own | led)), watches)


@dataclass(frozen=True)
class Row:
    """One group as one reader sees it; `rank` is `None` where it is not theirs to see."""

    unit: int
    name: str
    week: WeekState
    sent: int | None
    asked: int
    streak: int | None
    kept: int
    judged: int
    rank: int | None
    tied: bool
    leads: bool
    is_own: bool
    figures: Mapping[str, Mapping[str, Any]] | None
    late: list[Mapping[str, Any]]


def rows_for(body: Mapping[str, Any], viewer: Viewer) -> list[Row]:
    """Groups with a visible rank by it, then all others in list order, without rank or figures.

    Showing two thirds by rank would name the last third by who is absent: so beyond the first
    third no rank and none of the figures that make it are told, but to the group itself.
    """
    shown: list[Row] = []
    others: list[Row] = []
    for each in body["groups"]:
        is_own = viewer.owns(each["path"])
        may = not body["hides_ranks"] or viewer.sees_all or each["leads"] or is_own
        row = Row(
            unit=each["unit"], name=each["name"], week=WeekState(each["week"]), sent=each["sent"],
            asked=each["asked"], streak=each["streak"], kept=each["kept"], judged=each["judged"],
            rank=each["rank"] if may and body["is_ranked"] else None, tied=each["tied"],
            leads=each["leads"], is_own=is_own, figures=each["figures"] if may else None,
            late=[{**late, "week": date.fromisoformat(late["week"])} for late in each["late"]],
        )  # fmt: skip
        (shown if row.rank is not None else others).append(row)
    # Groups come in list order, which equal ranks keep.
    return sorted(shown, key=lambda row: row.rank or 0) + others
