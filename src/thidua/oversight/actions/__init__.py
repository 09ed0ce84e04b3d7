"""Every write of inspection."""

from thidua.oversight.actions.draws import choose_unit, perform_draw, prepare_draw, publish_seed
from thidua.oversight.actions.findings import (
    close_finding,
    raise_finding,
    remedy_finding,
    remind_findings,
    return_finding,
    settle_figure,
    withdraw_finding,
)
from thidua.oversight.actions.packing import start_pack, store_pack
from thidua.oversight.actions.plans import (
    approve_plan,
    ask_questions,
    close_plan,
    draft_plan,
    return_plan,
    revise_plan,
    send_plan,
    start_plan,
)
from thidua.oversight.actions.visits import attach_evidence, conclude_visit, record_visit

__all__ = [
    "approve_plan",
    "ask_questions",
    "attach_evidence",
    "choose_unit",
    "close_finding",
    "close_plan",
    "conclude_visit",
    "draft_plan",
    "perform_draw",
    "prepare_draw",
    "publish_seed",
    "raise_finding",
    "record_visit",
    "remedy_finding",
    "remind_findings",
    "return_finding",
    "return_plan",
    "revise_plan",
    "send_plan",
    "settle_figure",
    "start_pack",
    "start_plan",
    "store_pack",
    "withdraw_finding",
]
