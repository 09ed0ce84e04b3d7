"""Sends by the clock what waits to be mailed."""

from thidua.core import period
from thidua.core.task import every
from thidua.notices import actions


@every("*/5 * * * *", "notices.send")
def send() -> None:
    """Every five minutes: the mail whose moment has come."""
    actions.send_due(now=period.now())
