"""Pages of funds, prizes, artefacts and golden books."""

from thidua.funds.views.golden import golden_book, golden_books, golden_file
from thidua.funds.views.ledger import (
    FundList,
    approve,
    close,
    correct,
    create,
    enter,
    fund,
    fund_file,
    plan,
    reopen,
)
from thidua.funds.views.prizes import (
    DecisionList,
    RateList,
    apart,
    fill,
    hand_out,
    prizes,
    rate,
    receipts,
    recover,
    take_back,
)
from thidua.funds.views.stock import (
    ItemList,
    create_item,
    edit_item,
    item,
    move_item,
    return_artefact,
)

__all__ = [
    "DecisionList", "FundList", "ItemList", "RateList", "apart", "approve", "close", "correct",
    "create", "create_item", "edit_item", "enter", "fill", "fund", "fund_file", "golden_book",
    "golden_books", "golden_file", "hand_out", "item", "move_item", "plan", "prizes", "rate",
    "receipts", "recover", "reopen", "return_artefact", "take_back",
]  # fmt: skip
