"""Movements with a weekly rhythm, and what their groups send in which week, for tests."""

from datetime import date, datetime, time, timedelta
from typing import Any

from thidua.core import period
from thidua.core.period import HANOI
from thidua.initiatives.models import Difficulty, Initiative
from thidua.initiatives.tests.factories import DifficultyFactory, InitiativeFactory
from thidua.movements import actions as movements
from thidua.movements.models import Movement
from thidua.movements.states import OwedBy, PhaseRule
from thidua.movements.tests.factories import LAUNCH, draft
from thidua.orgs.tests.factories import Hospital

# The movement runs from Monday 1 September to Wednesday 31 December 2025.
FIRST, SECOND, THIRD = date(2025, 9, 1), date(2025, 9, 8), date(2025, 9, 15)
MEASURE = "initiatives.submitted"


def launched(
    house: Hospital, *, owed_by: str = OwedBy.EACH, rule: str = PhaseRule.WEEKLY, amount: int = 1,
    ends_on: date = date(2025, 12, 31), **facts: Any,
) -> Movement:  # fmt: skip
    """One initiative a week by each of the two groups, unless told otherwise."""
    movement = draft(house, **facts)
    with period.standing_on(LAUNCH):
        movements.add_phase(
            actor=house.officer, movement=movement,
            facts={
                "title": "Mỗi tuần một sáng kiến", "rule": rule, "measure": MEASURE,
                "amount": amount, "owed_by": owed_by, "starts_on": FIRST, "ends_on": ends_on,
            },
        )  # fmt: skip
        return movements.launch_movement(actor=house.director, movement=movement, on=LAUNCH)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), HANOI)


def sent(movement: Movement, user: Any, unit: Any, moment: datetime | date) -> Initiative:
    """An initiative of `user`'s group, sent at a moment (at nine of a day)."""
    when = moment if isinstance(moment, datetime) else at(moment)
    return InitiativeFactory(
        unit=unit, movement=movement, entered_by=user, state="submitted", submitted_at=when
    )


def solved(movement: Movement, user: Any, unit: Any, day: date) -> Difficulty:
    return DifficultyFactory(
        unit=unit, movement=movement, entered_by=user, state="verified", submitted_at=at(day)
    )


def week(number: int) -> date:
    """The Monday of a week of the movement, from 0."""
    return FIRST + timedelta(weeks=number)
