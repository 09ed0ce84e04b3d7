"""Reminds by the clock the groups that are due and have not delivered."""

from datetime import datetime

from thidua.boards import actions, queries
from thidua.core import period
from thidua.core.action import SYSTEM
from thidua.core.task import every


@every("*/15 * * * *", "boards.remind")
def remind() -> None:
    """Every quarter of an hour: those whose moment of the week has come."""
    remind_at(period.now())


def remind_at(now: datetime) -> None:
    """Remind in every running movement whose hour has struck; a second time finds nobody."""
    for movement, units in queries.to_remind(now):
        actions.remind(actor=SYSTEM, movement=movement, on=now.date(), units=units)
