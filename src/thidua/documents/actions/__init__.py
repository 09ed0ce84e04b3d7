"""Every write on papers and files."""

from thidua.documents.actions.amending import correct_paper, revoke_paper, revoke_with
from thidua.documents.actions.archiving import start_archive, store_archive
from thidua.documents.actions.files import remove_file, store_file, upload_file
from thidua.documents.actions.numbers import NumberTaken, choose_book, keep_paper
from thidua.documents.actions.outside import attach_scan, register_paper
from thidua.documents.actions.papers import (
    draft_paper,
    drop_draft,
    issue_many,
    issue_paper,
    number_paper,
    return_paper,
    revise_paper,
    sign_for_issuer,
    sign_paper,
    submit_paper,
)
from thidua.documents.actions.sealed import issue_sealed
from thidua.documents.actions.signing import SIGNABLE, sign_electronically
from thidua.documents.actions.word_templates import drop_word_template, keep_word_template

__all__ = [
    "SIGNABLE",
    "NumberTaken",
    "attach_scan",
    "choose_book",
    "correct_paper",
    "draft_paper",
    "drop_draft",
    "drop_word_template",
    "issue_many",
    "issue_paper",
    "issue_sealed",
    "keep_paper",
    "keep_word_template",
    "number_paper",
    "register_paper",
    "remove_file",
    "return_paper",
    "revise_paper",
    "revoke_paper",
    "revoke_with",
    "sign_electronically",
    "sign_for_issuer",
    "sign_paper",
    "start_archive",
    "store_archive",
    "store_file",
    "submit_paper",
    "upload_file",
]
