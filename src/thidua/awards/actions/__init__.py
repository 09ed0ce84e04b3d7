"""Every write of rounds, ratings, dossiers, decisions and honours."""

from thidua.awards.actions.decisions import (
    NotWithinPower,
    draft_decision,
    number_decision,
    return_decision,
    revise_decision,
    sign_decision,
    submit_decision,
)
from thidua.awards.actions.disclosing import disclose_round
from thidua.awards.actions.dossiers import (
    CreationReport,
    NeedsReason,
    NotEligible,
    conclude_dossier,
    confirm_facts,
    create_dossiers,
    return_dossier,
    submit_dossier,
    submit_dossiers,
    update_dossier,
    withdraw_dossier,
)
from thidua.awards.actions.issuing import (
    issue_decision,
    keep_letters,
    keep_print,
    start_issue,
)
from thidua.awards.actions.rounds import (
    close_round,
    create_round,
    record_ratings,
    reopen_round,
    send_to_council,
    update_round,
)

__all__ = [
    "CreationReport",
    "NeedsReason",
    "NotEligible",
    "NotWithinPower",
    "close_round",
    "conclude_dossier",
    "confirm_facts",
    "create_dossiers",
    "create_round",
    "disclose_round",
    "draft_decision",
    "issue_decision",
    "keep_letters",
    "keep_print",
    "number_decision",
    "record_ratings",
    "reopen_round",
    "return_decision",
    "return_dossier",
    "revise_decision",
    "send_to_council",
    "sign_decision",
    "start_issue",
    "submit_decision",
    "submit_dossier",
    "submit_dossiers",
    "update_dossier",
    "update_round",
    "withdraw_dossier",
]
