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
from thidua.indicators.actions.computing import compute_figures
from thidua.indicators.actions.importing import (
    NOTHING,
    bring_workbook,
    check_workbook,
    discard_workbook,
    form_for,
    read_again,
    slot_of,
    start_take,
    take_workbook,
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
    "NOTHING",
    "Aim",
    "accept_reports",
    "adopt_own",
    "assign",
    "attach_evidence",
    "bring_workbook",
    "call_reports",
    "check_reports",
    "check_workbook",
    "close_set",
    "commit_to_more",
    "compute_figures",
    "correct_entry",
    "create_set",
    "define",
    "detach_evidence",
    "discard_workbook",
    "extend_report",
    "fill_set",
    "form_for",
    "lock_reports",
    "open_report",
    "open_set",
    "read_again",
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
    "slot_of",
    "start_take",
    "take_back",
    "take_workbook",
    "undo_batch",
]
