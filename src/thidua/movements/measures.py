"""The registry of measures: named figures that phases, pacts, boards and reviews speak of."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.core.capability import Registry
from thidua.core.period import Period
from thidua.core.permit import Reason
from thidua.movements import queries
from thidua.movements.models import Movement
from thidua.movements.queries import Due, registered_towards, with_answers


class Standing(StrEnum):
    """0, missing and not applicable are three things."""

    VALUE = "value"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Figure:
    """A measured figure, and the address of the list behind it."""

    standing: Standing
    value: Decimal | None = None
    url: str = ""


Count = Callable[[Movement, Sequence[Any], Period], Mapping[int, Figure]]
"""`(movement, units, period) -> {unit.pk: Figure}`, in a constant number of queries."""


class Logged(NamedTuple):
    """So many things that count in a measure, entered in a movement by a unit on a day."""

    movement: int
    path: str
    day: date
    number: int


Log = Callable[[Collection[int], Period], Iterable[Logged]]
"""`(numbers of movements, period) -> what was entered in exactly these`, in one query."""

Door = str | Callable[[Movement, Any], str]
"""Where one enters what a measure counts: a name of an address, or `(movement, unit) -> url`."""


@dataclass(frozen=True)
class Measure:
    """A named figure of units: what it is called, what it is counted in, how it is found.

    `log` gives the same figure day by day for many movements at once, where the owner can.
    """

    name: str
    label: Reason
    unit: Reason
    count: Count
    log: Log | None = None
    door: Door = ""

    def enter_url(self, movement: Movement, unit: Any) -> str:
        """Where a member of the unit enters what is counted; empty where it is not entered."""
        if callable(self.door):
            return self.door(movement, unit)
        return reverse(self.door) if self.door else ""


MEASURES: Registry[Measure] = Registry("measure")


@dataclass(frozen=True)
class Table:
    """Rows behind a review: every row as long as `columns`, each with the list that it counts.

    Numbers are `int` or `Decimal`, a missing one is `None`. A matrix has six columns: who, what,
    by which target in words and as a number, the result, the verdict; it is set as who by what.
    """

    title: Reason
    columns: Sequence[Reason]
    rows: Sequence[Sequence[Any]]
    urls: Sequence[str] = field(default_factory=tuple)
    is_matrix: bool = False


Tabulate = Callable[[Movement, Period], Table]
TABLES: Registry[Tabulate] = Registry("table of a review")
"""By name, what a review of a movement may show of a capability, gathered for a period."""


def register(
    name: str, *, label: Reason, unit: Reason, enter_url: Door = "", log: Log | None = None
) -> Callable[[Count], Count]:
    """Declare a measure; its figures are asked for many units at once."""

    def keep(count: Count) -> Count:
        MEASURES.register(name)(Measure(name, label, unit, count, log, enter_url))
        return count

    return keep


def counted(number: int, url: str = "") -> Figure:
    """A figure that was counted; nought is a value."""
    return Figure(Standing.VALUE, Decimal(number), url)


def rolled_up(units: Sequence[Any], by_path: Iterable[tuple[str, int]]) -> dict[int, int]:
    """Sums for each unit of what was counted at the paths of it and of those below it."""
    found = list(by_path)
    return {
        unit.pk: sum(number for path, number in found if path.startswith(unit.path))
        for unit in units
    }


def measure(name: str, movement: Movement, unit: Any, period: Period) -> Figure:
    """The figure of one unit in a period of a movement; `Unanswered` for an unknown name."""
    return MEASURES[name].count(movement, [unit], period)[unit.pk]


def logged(
    names: Iterable[str], movements: Iterable[Movement], span: Period
) -> dict[str, list[tuple[frozenset[int], Logged]]]:
    """By measure that keeps a log, what was entered in the movements or in any that answers them.

    Each entry comes with the movements towards which it counts; one query for each measure.
    """
    counts: dict[int, set[int]] = {}
    for top, below in with_answers(movements).items():
        for each in below:
            counts.setdefault(each, set()).add(top)
    wanted = sorted(counts)
    return {
        name: [(frozenset(counts[entry.movement]), entry) for entry in log(wanted, span)]
        for name in names
        if (log := MEASURES[name].log) is not None
    }


def delivered(dues: Sequence[Due]) -> list[Decimal | None]:
    """How much of each due is there, `None` where it is not known or does not apply.

    The number of queries depends on the measures, not on how much is due.
    """
    if not dues:
        return []
    span = Period(min(d.span.start for d in dues), max(d.span.end or d.span.start for d in dues))
    movements = {due.phase.movement_id: due.phase.movement for due in dues}
    entries = logged({due.measure for due in dues}, movements.values(), span)
    counted_one_by_one: dict[tuple[str, int, Period], list[Due]] = {}
    for due in dues:
        if due.measure not in entries:
            key = (due.measure, due.phase.movement_id, due.span)
            counted_one_by_one.setdefault(key, []).append(due)
    figures = {
        (key, pk): figure.value
        for key, owed in counted_one_by_one.items()
        for pk, figure in MEASURES[key[0]]
        .count(movements[key[1]], [due.unit for due in owed], key[2])
        .items()
    }
    return [
        Decimal(
            sum(
                entry.number
                for towards, entry in entries[due.measure]
                if due.phase.movement_id in towards
                and entry.day in due.span
                and entry.path.startswith(due.unit.path)
            )
        )
        if due.measure in entries
        else figures[(due.measure, due.phase.movement_id, due.span), due.unit.pk]
        for due in dues
    ]


def choices() -> list[tuple[str, Reason]]:
    """Names and labels of all measures, for forms."""
    return [(name, found.label) for name, found in MEASURES]


@register("movements.registered_people", label=_("Người đăng ký thi đua"), unit=_("người"))
def registered_people(
    movement: Movement, units: Sequence[Any], period: Period
) -> dict[int, Figure]:
    """People on approved registrations of each unit and those below it, each once in a unit."""
    sums = rolled_up(units, ((path, 1) for path, _person in registered_towards(movement)))
    declined = queries.declined_units(movement)
    return {
        pk: counted(number) if number or pk not in declined else Figure(Standing.NOT_APPLICABLE)
        for pk, number in sums.items()
    }
