"""The registry of measures: named figures that phases, pacts, boards and reviews speak of."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from thidua.core.capability import Registry
from thidua.core.period import Period
from thidua.movements.models import Movement
from thidua.movements.queries import registrants_of


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


Measure = Callable[[Movement, Any, Period], Figure]
MEASURES: Registry[Measure] = Registry("measure")


def counted(number: int, url: str = "") -> Figure:
    """A figure that was counted; nought is a value."""
    return Figure(Standing.VALUE, Decimal(number), url)


def measure(name: str, movement: Movement, unit: Any, period: Period) -> Figure:
    """The figure of a unit in a period of a movement; raises `Unanswered` for an unknown name."""
    return MEASURES[name](movement, unit, period)


@MEASURES.register("movements.registered_people")
def registered_people(movement: Movement, unit: Any, period: Period) -> Figure:
    """People on approved registrations of the unit and those below it."""
    found = registrants_of(movement).filter(registration__unit__path__startswith=unit.path)
    return counted(found.count())
