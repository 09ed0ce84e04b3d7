"""Every write of funds, prizes and artefacts."""

from thidua.funds.actions.following import follow_decision
from thidua.funds.actions.ledger import (
    approve_fund,
    close_fund,
    correct_entry,
    create_fund,
    enter,
    plan_fund,
    reopen_fund,
)
from thidua.funds.actions.prizes import (
    fill_prizes,
    pay_prizes,
    recover_prize,
    set_rate,
    take_back_prize,
    treat_apart,
)
from thidua.funds.actions.stock import (
    count_item,
    create_item,
    return_artefact,
    spoil,
    take_in,
    update_item,
)

__all__ = [
    "approve_fund", "close_fund", "correct_entry", "count_item", "create_fund", "create_item",
    "enter", "fill_prizes", "follow_decision", "pay_prizes", "plan_fund", "recover_prize",
    "reopen_fund", "return_artefact", "set_rate", "spoil", "take_back_prize", "take_in",
    "treat_apart", "update_item",
]  # fmt: skip
