"""The papers of awards: of dossiers and rounds, of decisions, and the letters."""

from thidua.awards.papers.carried import carried
from thidua.awards.papers.decisions import (
    GOLDEN_BOOK,
    decision_title,
    details_of,
    first_blocks,
    head_of,
    letter_facts,
    letters_of,
    listed,
    receipt_list,
    revised_blocks,
    texts_of,
)
from thidua.awards.papers.dossiers import proposal, summary
from thidua.awards.papers.reporting import report
from thidua.awards.papers.revoking import revocation_blocks, revocation_title
from thidua.awards.papers.rising import ministry_lists, rise_blocks, rise_symbol, rise_title

__all__ = [
    "GOLDEN_BOOK",
    "carried",
    "decision_title",
    "details_of",
    "first_blocks",
    "head_of",
    "letter_facts",
    "letters_of",
    "listed",
    "ministry_lists",
    "proposal",
    "receipt_list",
    "report",
    "revised_blocks",
    "revocation_blocks",
    "revocation_title",
    "rise_blocks",
    "rise_symbol",
    "rise_title",
    "summary",
    "texts_of",
]
