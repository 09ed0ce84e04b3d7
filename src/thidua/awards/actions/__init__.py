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
from thidua.awards.actions.eligibility import start_eligibility, store_eligibility
from thidua.awards.actions.issuing import (
    issue_decision,
    keep_letters,
    keep_print,
    start_issue,
)
from thidua.awards.actions.reporting import write_report
from thidua.awards.actions.revoking import (
    close_reconsideration,
    draft_revocation,
    issue_revocation,
    record_recovery,
    return_revocation,
    revise_revocation,
    sign_revocation,
    submit_revocation,
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
    "close_reconsideration",
    "close_round",
    "conclude_dossier",
    "confirm_facts",
    "create_dossiers",
    "create_round",
    "disclose_round",
    "draft_decision",
    "draft_revocation",
    "issue_decision",
    "issue_revocation",
    "keep_letters",
    "keep_print",
    "number_decision",
    "record_ratings",
    "record_recovery",
    "reopen_round",
    "return_decision",
    "return_dossier",
    "return_revocation",
    "revise_decision",
    "revise_revocation",
    "send_to_council",
    "sign_decision",
    "sign_revocation",
    "start_eligibility",
    "start_issue",
    "store_eligibility",
    "submit_decision",
    "submit_dossier",
    "submit_dossiers",
    "submit_revocation",
    "update_dossier",
    "update_round",
    "withdraw_dossier",
    "write_report",
]
