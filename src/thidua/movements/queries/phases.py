"""Named questions about phases: what they are, and who owes what in which week."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from thidua.core.period import Period
from thidua.movements import rules
from thidua.movements.models import Movement, Phase, Turn
from thidua.movements.queries.movements import sent_to

IN_ORDER = ("starts_on", "order", "pk")


@dataclass(frozen=True)
class Due:
    """So much of a measure that a unit owes in a week of a phase, or by the phase's end."""

    phase: Phase
    unit: Any
    span: Period
    amount: int
    measure: str


def phases_of(movement: Movement) -> list[Phase]:
    """The phases in their order, with the units chosen in each."""
    chosen = Prefetch("turns", Turn.objects.select_related("unit").order_by("order", "pk"))
    return list(movement.phases.prefetch_related(chosen).order_by(*IN_ORDER))


def beside(phase: Phase) -> list[Phase]:
    """The phases that start on the same day, itself included, in their order."""
    among = Phase.objects.filter(movement=phase.movement_id, starts_on=phase.starts_on)
    return list(among.order_by(*IN_ORDER))


def phase_of(pk: int) -> Phase | None:
    return Phase.objects.select_related("movement__unit").filter(pk=pk).first()


def dues(movement: Movement, span: Period) -> list[Due]:
    """Who owes what in the weeks that a span touches, by phase, week and list order."""
    return dues_of([movement], span)


def dues_of(movements: Iterable[Movement], span: Period) -> list[Due]:
    """The same of several movements, in the same number of queries."""
    keys = [movement.pk for movement in movements]
    chosen = Prefetch("turns", Turn.objects.select_related("unit").order_by("order", "pk"))
    phases = (
        Phase.objects.filter(movement__in=keys)
        .exclude(measure="")
        .select_related("movement__unit")
        .prefetch_related(chosen)
        .order_by("movement", *IN_ORDER)
    )
    if span.end is not None:
        phases = phases.filter(starts_on__lte=span.end)
    found = list(phases.filter(ends_on__gte=span.start))
    scopes = sent_to(phase.movement for phase in found)
    return [due for phase in found for due in _dues(phase, scopes[phase.movement_id], span)]


def _dues(phase: Phase, sent: list[tuple[Any, bool]], span: Period) -> list[Due]:
    # Whoever declines owes nothing; the turns of the others stay as they are.
    scope = [unit for unit, _takes_part in sent]
    absent = {unit.pk for unit, takes_part in sent if not takes_part}
    within = {unit.pk for unit in scope}
    chosen = [turn.unit for turn in phase.turns.all() if turn.unit_id in within]
    owing = rules.owed(
        phase.rule, phase.owed_by, phase.period, span,
        whole=phase.movement.unit, scope=scope, chosen=chosen,
    )  # fmt: skip
    return [
        Due(phase, unit, week, phase.amount, phase.measure)
        for unit, week in owing
        if unit.pk not in absent
    ]


def phases_by_movement(movements: Iterable[Movement]) -> list[list[Phase]]:
    """The phases of each movement, in the movements' order; one query."""
    keys = [movement.pk for movement in movements]
    found: dict[int, list[Phase]] = {pk: [] for pk in keys}
    for phase in Phase.objects.filter(movement__in=keys).order_by(*IN_ORDER):
        found[phase.movement_id].append(phase)
    return [found[pk] for pk in keys]
