"""Opens by the clock the reports of periods that have begun."""

from thidua.core import period
from thidua.core.action import SYSTEM
from thidua.core.task import every
from thidua.indicators import actions, queries


@every("10 5 * * *", "indicators.call")
def call() -> None:
    """Every morning, for every set in force; who has a report keeps it."""
    for of_set in queries.sets_in_force():
        actions.call_reports(actor=SYSTEM, of_set=of_set, on=period.today())
