"""Rounds, dossiers with frozen assessments, decisions, and the registry of honours."""

from thidua.awards.models.common import ONE_SUBJECT
from thidua.awards.models.decisions import Decision, NilReport, OutsideDecision
from thidua.awards.models.dossiers import (
    Dossier,
    Merit,
    MeritOffer,
    Origin,
    Passage,
    Report,
    WorkUse,
)
from thidua.awards.models.honours import Honour, MergedHonour, Reconsideration, Recovery, Revocation
from thidua.awards.models.rounds import QuotaException, Rating, Round, SpotTerm

__all__ = [
    "ONE_SUBJECT",
    "Decision",
    "Dossier",
    "Honour",
    "MergedHonour",
    "Merit",
    "MeritOffer",
    "NilReport",
    "Origin",
    "OutsideDecision",
    "Passage",
    "QuotaException",
    "Rating",
    "Reconsideration",
    "Recovery",
    "Report",
    "Revocation",
    "Round",
    "SpotTerm",
    "WorkUse",
]
