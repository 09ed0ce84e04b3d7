"""The pulse of running movements: idle ones, silent units, and the same work asked for twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from thidua.core.period import Period
from thidua.movements import queries
from thidua.movements.measures import MEASURES, Logged, Measure, logged
from thidua.movements.models import Movement, Phase

# Two weekly rounds with nothing entered: one may be a holiday, two are a habit.
IDLE_DAYS = 14


@dataclass(frozen=True)
class Overlap:
    """Another running movement that asks the same units for the same thing in the same days."""

    other: Movement
    measure: Measure
    units: list[Any]
    span: Period


@dataclass
class Beat:
    """How alive one movement is on a day."""

    movement: Movement
    days_left: int
    last_on: date | None
    idle_days: int
    scope: list[Any]
    silent: list[Any]
    overlaps: list[Overlap] = field(default_factory=list)

    @property
    def is_idle(self) -> bool:
        return self.idle_days >= IDLE_DAYS

    @property
    def worries(self) -> int:
        return self.is_idle + bool(self.silent) + bool(self.overlaps)


def beats(movements: Sequence[Movement], *, on: date) -> list[Beat]:
    """The beat of each, those with the most to worry about first; constant queries."""
    if not movements:
        return []
    scopes = queries.scopes_of(movements)
    sent = queries.senders_of(movements)
    first = min(each.starts_on for each in movements if each.starts_on is not None)
    names = [name for name, measure in MEASURES if measure.log is not None]
    entered: dict[int, list[Logged]] = {each.pk: [] for each in movements}
    for rows in logged(names, movements, Period(first, on)).values():
        for towards, entry in rows:
            for pk in towards:
                entered[pk].append(entry)
    found = [
        _beat(each, scopes[each.pk], sent[each.pk], entered[each.pk], on) for each in movements
    ]
    _add_overlaps(found)
    return sorted(found, key=lambda beat: (-beat.worries, beat.days_left, beat.movement.pk))


def _beat(
    movement: Movement, scope: list[Any], sent: set[int], entered: list[Logged], on: date
) -> Beat:
    assert movement.starts_on is not None
    assert movement.ends_on is not None
    last = max((entry.day for entry in entered), default=None)
    return Beat(
        movement=movement,
        days_left=Period(movement.starts_on, movement.ends_on).days_left(on),
        last_on=last,
        idle_days=(on - (last or movement.starts_on)).days,
        scope=scope,
        silent=[
            unit for unit in scope
            if unit.pk not in sent
            and not any(entry.path.startswith(unit.path) for entry in entered)
        ],
    )  # fmt: skip


def _add_overlaps(found: list[Beat]) -> None:
    """Pairs in which one answers the other are none: what is entered there counts in both."""
    phases = dict(
        zip(
            (beat.movement.pk for beat in found),
            queries.phases_by_movement([beat.movement for beat in found]),
            strict=True,
        )
    )
    answers = queries.with_answers([beat.movement for beat in found])
    for one, other in combinations(found, 2):
        here, there = one.movement.pk, other.movement.pk
        if there in answers[here] or here in answers[there]:
            continue
        shared = [
            unit for unit in one.scope
            if any(
                unit.path.startswith(each.path) or each.path.startswith(unit.path)
                for each in other.scope
            )
        ]  # fmt: skip
        if not shared:
            continue
        for name, span in _shared_work(phases[here], phases[there]):
            one.overlaps.append(Overlap(other.movement, MEASURES[name], shared, span))
            other.overlaps.append(Overlap(one.movement, MEASURES[name], shared, span))


def _shared_work(some: list[Phase], others: list[Phase]) -> list[tuple[str, Period]]:
    """Measures for which both ask, with the first days that two of their phases share."""
    found: dict[str, Period] = {}
    for phase in some:
        for other in others:
            if phase.measure and phase.measure == other.measure:
                start = max(phase.starts_on, other.starts_on)
                end = min(phase.ends_on, other.ends_on)
                if start <= end:
                    found.setdefault(phase.measure, Period(start, end))
    return list(found.items())
