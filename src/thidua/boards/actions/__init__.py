"""Every write on boards."""

from thidua.boards.actions.picture import refresh
from thidua.boards.actions.rhythm import Reminded, allow_late, remind, reminder_key, revoke_late
from thidua.boards.actions.setting import make_link, revoke_link, set_board

__all__ = [
    "Reminded",
    "allow_late",
    "make_link",
    "refresh",
    "remind",
    "reminder_key",
    "revoke_late",
    "revoke_link",
    "set_board",
]
