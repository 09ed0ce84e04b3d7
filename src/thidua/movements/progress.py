"""How far the movements are that answer a higher one: each of them, and all together."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.period import Period
from thidua.movements import queries
from thidua.movements.measures import MEASURES, Measure, logged
from thidua.movements.models import Movement


@dataclass(frozen=True)
class Progress:
    """Measures, what each responder has of them, and what all have with nothing counted twice."""

    measures: list[Measure]
    rows: list[tuple[Movement, list[Decimal]]]
    together: list[Decimal]


def progress(movement: Movement, responders: Sequence[Movement]) -> Progress:
    """Of every measure that keeps a log and that a phase asks for or somebody has entered."""
    everybody = [movement, *responders]
    span = _span(everybody)
    names = [name for name, measure in MEASURES if measure.log is not None]
    entries = logged(names, everybody, span)
    asked = {phase.measure for each in queries.phases_by_movement(everybody) for phase in each}
    shown = [name for name in names if name in asked or entries[name]]

    def total(name: str, of: Movement) -> Decimal:
        return Decimal(sum(e.number for towards, e in entries[name] if of.pk in towards))

    return Progress(
        [MEASURES[name] for name in shown],
        [(each, [total(name, each) for name in shown]) for each in responders],
        [total(name, movement) for name in shown],
    )


def _span(movements: Sequence[Movement]) -> Period:
    """From the first day of any of them to the last."""
    days = [day for each in movements for day in (each.starts_on, each.ends_on) if day is not None]
    return Period(min(days), max(days))
