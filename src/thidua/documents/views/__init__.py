"""The register of papers, one paper with its files, and the private door of stored files."""

from thidua.documents.views.files import stored_file
from thidua.documents.views.papers import (
    attach_scan,
    correct,
    keep,
    paper,
    rendered,
    revoke,
    sign,
)
from thidua.documents.views.register import Register, archive, books, register_paper
from thidua.documents.views.word_templates import (
    word_template_drop,
    word_template_preview,
    word_templates,
)

__all__ = [
    "Register",
    "archive",
    "attach_scan",
    "books",
    "correct",
    "keep",
    "paper",
    "register_paper",
    "rendered",
    "revoke",
    "sign",
    "stored_file",
    "word_template_drop",
    "word_template_preview",
    "word_templates",
]
