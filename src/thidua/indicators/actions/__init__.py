"""Every write of indicators."""

from thidua.indicators.actions.assigning import (
    adopt_own,
    assign,
    commit_to_more,
    set_target,
    undo_batch,
)
from thidua.indicators.actions.checking import (
    accept_reports,
    check_reports,
    correct_entry,
    extend_report,
    lock_reports,
    return_report,
)
from thidua.indicators.actions.library import define, redefine, retire
from thidua.indicators.actions.reporting import open_report, save_entries, send_report, take_back
from thidua.indicators.actions.sets import close_set, create_set, fill_set, open_set, reopen_set

__all__ = [
    "accept_reports",
    "adopt_own",
    "assign",
    "check_reports",
    "close_set",
    "commit_to_more",
    "correct_entry",
    "create_set",
    "define",
    "extend_report",
    "fill_set",
    "lock_reports",
    "open_report",
    "open_set",
    "redefine",
    "reopen_set",
    "retire",
    "return_report",
    "save_entries",
    "send_report",
    "set_target",
    "take_back",
    "undo_batch",
]
