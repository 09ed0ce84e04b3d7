"""Dossiers, returns and decisions that travel between installations as signed parcels."""

from thidua.awards.actions.parcels.answering import (
    answer_parcel,
    hear_receipt,
    take_decision,
    take_returns,
)
from thidua.awards.actions.parcels.sending import send_dossiers, start_send
from thidua.awards.actions.parcels.taking import take_dossiers

__all__ = [
    "answer_parcel", "hear_receipt", "send_dossiers", "start_send", "take_decision",
    "take_dossiers", "take_returns",
]  # fmt: skip
