"""What a movement's phases ask of a person's units these days, and how much of it is there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from thidua.core.period import Period
from thidua.movements import queries
from thidua.movements.measures import MEASURES, Measure, delivered
from thidua.movements.models import Movement
from thidua.movements.queries import Due


@dataclass(frozen=True)
class Asked:
    """A due with what is there of it and where the rest is entered."""

    due: Due
    measure: Measure
    done: Decimal | None

    @property
    def is_met(self) -> bool:
        return self.done is not None and self.done >= self.due.amount

    @property
    def movement(self) -> Movement:
        return self.due.phase.movement

    @property
    def url(self) -> str:
        found = self.measure.enter_url(self.movement, self.due.unit)
        return found or reverse("movements:detail", args=[self.movement.pk])


def asked(dues: Sequence[Due]) -> list[Asked]:
    """Dues with what is there of each."""
    return [
        Asked(due, MEASURES[due.measure], done)
        for due, done in zip(dues, delivered(dues), strict=True)
    ]


def asked_of(
    actor: Any, movements: Iterable[Movement], *, on: date, units: Collection[int] | None = None
) -> list[Asked]:
    """What is asked on a day of the actor's own units and of those above them."""
    over = queries.units_over(actor, on=on) if units is None else units
    owed = queries.dues_of(movements, Period(on, on))
    return asked([due for due in owed if due.unit.pk in over])
