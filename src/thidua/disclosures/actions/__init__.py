"""Every write on disclosures, comments, complaints and holds."""

from thidua.disclosures.actions.comments import (
    answer_comment,
    send_comment,
    take_over_comment,
    verify_comment,
)
from thidua.disclosures.actions.complaints import (
    accept_complaint,
    decline_complaint,
    end_hold,
    file_again,
    file_complaint,
    place_hold,
    settle_complaint,
)
from thidua.disclosures.actions.periods import (
    Line,
    close_disclosure,
    extend_disclosure,
    open_disclosure,
)

__all__ = [
    "Line",
    "accept_complaint",
    "answer_comment",
    "close_disclosure",
    "decline_complaint",
    "end_hold",
    "extend_disclosure",
    "file_again",
    "file_complaint",
    "open_disclosure",
    "place_hold",
    "send_comment",
    "settle_complaint",
    "take_over_comment",
    "verify_comment",
]
