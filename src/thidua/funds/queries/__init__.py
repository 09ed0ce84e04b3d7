"""Named questions about funds, prizes and artefacts."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.awards.queries.paying import golden_book, golden_books, honoured_as
from thidua.core.permit import Reason
from thidua.funds.queries.ledger import (
    READERS,
    Booked,
    Standing,
    balance_of,
    entry_of,
    fund_of,
    funds_visible_to,
    funds_with_sums,
    is_corrected,
    is_of_prizes,
    ledger_of,
    next_number,
    open_funds,
    plan_of,
    standing_of,
)
from thidua.funds.queries.prizes import (
    Row,
    claims,
    decisions_with_prizes,
    funds_to_pay_from,
    of_mine,
    pay_list,
    prize_of,
    prizes_of,
    rates_for,
    rates_visible_to,
    reason_of,
    record_of,
    recovery_of,
    settled,
    unpaid_honours,
    waiting_decisions,
)
from thidua.funds.queries.stock import (
    Need,
    given_with,
    has_come_back,
    item_of,
    items_for,
    items_visible_to,
    movement_of,
    movements_of,
    needs_of,
    standing_honours,
    to_return,
)


def is_behind(decision: Any) -> bool:
    """Whether honours of a decision lack a prize, or an artefact that is in stock."""
    return bool(unpaid_honours(decision)) or any(
        need.given < need.wanted and need.item.balance > 0 for need in needs_of(decision)
    )


def not_a_reader() -> Reason:
    """Why lists of funds are closed to somebody."""
    return _(
        "Trang này dành cho cán bộ thi đua, khen thưởng, thủ trưởng đơn vị, thanh tra, kiểm tra."
    )


def not_a_keeper() -> Reason:
    """Why nothing can be entered by somebody."""
    return _("Việc này dành cho cán bộ thi đua, khen thưởng.")


__all__ = [
    "READERS",
    "Booked",
    "Need",
    "Row",
    "Standing",
    "balance_of",
    "claims",
    "decisions_with_prizes",
    "entry_of",
    "fund_of",
    "funds_to_pay_from",
    "funds_visible_to",
    "funds_with_sums",
    "given_with",
    "golden_book",
    "golden_books",
    "has_come_back",
    "honoured_as",
    "is_behind",
    "is_corrected",
    "is_of_prizes",
    "item_of",
    "items_for",
    "items_visible_to",
    "ledger_of",
    "movement_of",
    "movements_of",
    "needs_of",
    "next_number",
    "not_a_keeper",
    "not_a_reader",
    "of_mine",
    "open_funds",
    "pay_list",
    "plan_of",
    "prize_of",
    "prizes_of",
    "rates_for",
    "rates_visible_to",
    "reason_of",
    "record_of",
    "recovery_of",
    "settled",
    "standing_honours",
    "standing_of",
    "to_return",
    "unpaid_honours",
    "waiting_decisions",
]
