"""Every write on ballots: prepared, opened, cast, closed or voided, cleared away."""

from thidua.ballots.actions.casting import Cast, cast_ballot
from thidua.ballots.actions.closing import clear_ballot, clear_left, close_ballot, void_ballot
from thidua.ballots.actions.preparing import NewItem, create_ballot, open_ballot, remind_voters

__all__ = [
    "Cast",
    "NewItem",
    "cast_ballot",
    "clear_ballot",
    "clear_left",
    "close_ballot",
    "create_ballot",
    "open_ballot",
    "remind_voters",
    "void_ballot",
]
