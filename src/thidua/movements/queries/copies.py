"""Named questions about a movement that is opened anew for another year."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.movements import rules
from thidua.movements.models import Movement
from thidua.movements.queries.movements import attachments_of, units_in_scope
from thidua.movements.queries.responses import parents_of
from thidua.movements.states import MovementState
from thidua.orgs import queries as orgs

SPEAKING = (
    "theme", "slogan", "bases", "objectives", "subjects", "content", "criteria", "plan", "measures",
)  # fmt: skip


@dataclass(frozen=True)
class Carried:
    """What a draft has from the movement that it was opened from, and what it has not."""

    source: Movement
    units: int
    phases: int
    lost_units: list[Any]
    lost_parents: list[Movement]
    files: int
    old_year: int
    dated_texts: list[str]


def still_there(movement: Movement, *, on: date) -> list[Any]:
    """The units of its scope that still exist on a day and belong where they did."""
    within = orgs.units_below(movement.unit, on=on).values_list("pk", flat=True)
    kept = set(within)
    return [unit for unit in units_in_scope(movement) if unit.pk in kept]


def carried(draft: Movement) -> Carried | None:
    """What was copied into a draft; none for one that was not opened from another."""
    source = draft.copied_from
    if source is None or source.ends_on is None:
        return None
    units = {unit.pk for unit in units_in_scope(draft)}
    parents = {parent.pk for parent in parents_of(draft)}
    return Carried(
        source=source,
        units=len(units),
        phases=draft.phases.count(),
        lost_units=[unit for unit in units_in_scope(source) if unit.pk not in units],
        lost_parents=[parent for parent in parents_of(source) if parent.pk not in parents],
        files=attachments_of(source).count(),
        old_year=source.ends_on.year,
        dated_texts=[
            name for name in SPEAKING if rules.speaks_of(getattr(draft, name), source.ends_on.year)
        ],
    )


def draft_copy_of(movement: Movement) -> Movement | None:
    """The draft that was already opened from it."""
    return movement.copies.filter(state=MovementState.DRAFT).order_by("pk").first()
