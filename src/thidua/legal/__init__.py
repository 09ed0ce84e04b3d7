"""The law of emulation and commendation as dated data: judge, find powers, thresholds, prizes."""

from thidua.legal.assess import Assessment, Reading, UnknownAward, assess
from thidua.legal.evidence import Evidence
from thidua.legal.holidays import (
    Moved,
    Swap,
    WorkingDay,
    WorkingDays,
    is_working,
    working_days_after,
    working_days_between,
)
from thidua.legal.judge import Finding
from thidua.legal.messages import Reason, reason
from thidua.legal.packs import Pack, PackError, overlay, packs, parse, registered_for
from thidua.legal.powers import Power, Refusal, deciders_of, power_to_decide
from thidua.legal.prizes import Payable, Prize, PrizeItem, payable, prize
from thidua.legal.quotas import Cap, NoCap, excellent, quota_for
from thidua.legal.regulations import Quota, Regulation, Share
from thidua.legal.terms import ManagingBody, Stage, Subject, Verdict
from thidua.legal.thresholds import NoThreshold, Threshold, quorum_for, threshold_for


def awards() -> tuple[Pack, ...]:
    """Every award with a pack, by code."""
    return tuple(packs().values())


__all__ = [
    "Assessment",
    "Cap",
    "Evidence",
    "Finding",
    "ManagingBody",
    "Moved",
    "NoCap",
    "NoThreshold",
    "Pack",
    "PackError",
    "Payable",
    "Power",
    "Prize",
    "PrizeItem",
    "Quota",
    "Reading",
    "Reason",
    "Refusal",
    "Regulation",
    "Share",
    "Stage",
    "Subject",
    "Swap",
    "Threshold",
    "UnknownAward",
    "Verdict",
    "WorkingDay",
    "WorkingDays",
    "assess",
    "awards",
    "deciders_of",
    "excellent",
    "is_working",
    "overlay",
    "parse",
    "payable",
    "power_to_decide",
    "prize",
    "quorum_for",
    "quota_for",
    "reason",
    "registered_for",
    "threshold_for",
    "working_days_after",
    "working_days_between",
]
