"""Clears away by the clock what a stopped process has left of a ballot that is over."""

from thidua.ballots import actions
from thidua.core.task import every


@every("*/5 * * * *", "ballots.clear")
def clear() -> None:
    """Every five minutes: keys and envelopes of ballots that are over."""
    actions.clear_left()
