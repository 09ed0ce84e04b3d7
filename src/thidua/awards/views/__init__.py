"""Pages of awards."""

from thidua.awards.views.decisions import (
    DecisionList,
    decision,
    decision_draft,
    decision_edit,
    decision_issue,
    decision_number,
    decision_receipts,
    decision_release,
    decision_return,
    decision_sign,
    decision_submit,
)
from thidua.awards.views.disclosing import round_disclose
from thidua.awards.views.dossiers import (
    dossier,
    dossier_edit,
    dossier_return,
    dossier_submit,
    dossier_withdraw,
)
from thidua.awards.views.people import Registry, YearlyList, mine
from thidua.awards.views.printing import dossier_report, round_paper
from thidua.awards.views.rounds import (
    RoundList,
    RoundPage,
    propose,
    ratings,
    round_close,
    round_create,
    round_reopen,
    round_send,
    round_submit,
    round_update,
)

__all__ = [
    "DecisionList",
    "Registry",
    "RoundList",
    "RoundPage",
    "YearlyList",
    "decision",
    "decision_draft",
    "decision_edit",
    "decision_issue",
    "decision_number",
    "decision_receipts",
    "decision_release",
    "decision_return",
    "decision_sign",
    "decision_submit",
    "dossier",
    "dossier_edit",
    "dossier_report",
    "dossier_return",
    "dossier_submit",
    "dossier_withdraw",
    "mine",
    "propose",
    "ratings",
    "round_close",
    "round_create",
    "round_disclose",
    "round_paper",
    "round_reopen",
    "round_send",
    "round_submit",
    "round_update",
]
