"""Every write on reviews."""

from thidua.reviews.actions.drafting import draft_review
from thidua.reviews.actions.issuing import (
    issue_review,
    number_review,
    return_review,
    sign_review,
    submit_review,
)
from thidua.reviews.actions.writing import (
    add_block,
    move_block,
    refresh_review,
    remove_block,
    write_review,
)

__all__ = [
    "add_block",
    "draft_review",
    "issue_review",
    "move_block",
    "number_review",
    "refresh_review",
    "remove_block",
    "return_review",
    "sign_review",
    "submit_review",
    "write_review",
]
