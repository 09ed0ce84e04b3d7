"""Every write on pacts."""

from thidua.pacts.actions.drafting import (
    amend_pact,
    bind_clause,
    create_pact,
    open_pact,
    recall_pact,
    update_pact,
)
from thidua.pacts.actions.sheets import confirm_sheet, record_sheet
from thidua.pacts.actions.signing import remind_signers, seal_pact, sign_pact
from thidua.pacts.drafts import ClauseFacts, PartyFacts

__all__ = [
    "ClauseFacts",
    "PartyFacts",
    "amend_pact",
    "bind_clause",
    "confirm_sheet",
    "create_pact",
    "open_pact",
    "recall_pact",
    "record_sheet",
    "remind_signers",
    "seal_pact",
    "sign_pact",
    "update_pact",
]
