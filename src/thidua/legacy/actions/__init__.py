"""Every write on batches of old registers."""

from thidua.legacy.actions.answering import answer_rows
from thidua.legacy.actions.forgetting import forget_told
from thidua.legacy.actions.mapping import (
    check_batch,
    discard_batch,
    map_batch,
    settle_encoding,
    start_check,
    upload_batch,
)
from thidua.legacy.actions.taking import start_take, start_undo, take_batch, undo_batch

__all__ = [
    "answer_rows",
    "check_batch",
    "discard_batch",
    "forget_told",
    "map_batch",
    "settle_encoding",
    "start_check",
    "start_take",
    "start_undo",
    "take_batch",
    "undo_batch",
    "upload_batch",
]
