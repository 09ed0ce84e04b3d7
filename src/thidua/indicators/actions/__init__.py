"""Every write of indicators."""

from thidua.indicators.actions.assigning import (
    Aim,
    adopt_own,
    assign,
    commit_to_more,
    set_target,
    set_targets,
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
from thidua.indicators.actions.minding import (
    attach_evidence,
    call_reports,
    detach_evidence,
    remind_reports,
)
from thidua.indicators.actions.rebuilding import rebuild
from thidua.indicators.actions.reporting import open_report, save_entries, send_report, take_back
from thidua.indicators.actions.sets import close_set, create_set, fill_set, open_set, reopen_set

__all__ = [
    "Aim",
    "accept_reports",
    "adopt_own",
    "assign",
    "attach_evidence",
    "call_reports",
    "check_reports",
    "close_set",
    "commit_to_more",
    "correct_entry",
    "create_set",
    "define",
    "detach_evidence",
    "extend_report",
    "fill_set",
    "lock_reports",
    "open_report",
    "open_set",
    "rebuild",
    "redefine",
    "remind_reports",
    "reopen_set",
    "retire",
    "return_report",
    "save_entries",
    "send_report",
    "set_target",
    "set_targets",
    "take_back",
    "undo_batch",
]
