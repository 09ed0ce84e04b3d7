"""What travels in parcels between installations: dossiers up, returns and decisions down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.legal.terms import Subject

DOSSIERS, RETURNS, DECISION = "awards.dossiers", "awards.returns", "awards.decision"


@dataclass(frozen=True, kw_only=True)
class SentSubject:
    """Who is proposed, by the least that tells them apart."""

    kind: Subject
    name: str
    code: str
    unit: str
    position: str = ""
    birth_year: int | None = None


@dataclass(frozen=True, kw_only=True)
class SentMerit:
    """The deed or result told once."""

    title: str
    text: str = ""
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SentFile:
    """A file of a dossier: its name in the parcel, and what people called it."""

    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class SentDossier:
    """One dossier; `reference` is the sender's own number and stays when it is sent again.

    `assessment` is what `legal.Assessment.to_dict` gave, with pack digest, findings, evidence.
    """

    reference: str
    award: str
    subject: SentSubject
    achievement: str = ""
    merit: SentMerit | None = None
    report: Mapping[str, str] = field(default_factory=dict)
    confirmed: Mapping[str, bool] = field(default_factory=dict)
    assessment: Mapping[str, Any] | None = None
    assessed_on: date | None = None
    override_reason: str = ""
    files: tuple[SentFile, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SentDossiers:
    """A list that rises: from which round, by which letter."""

    round: str
    unit: str
    year: int
    way: str
    dossiers: tuple[SentDossier, ...]
    letter: SentFile | None = None


@dataclass(frozen=True, kw_only=True)
class SentReturn:
    """One dossier that comes back: to be mended, or declined for good."""

    reference: str
    outcome: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SentReturns:
    """What of a parcel was returned."""

    returns: tuple[SentReturn, ...]


@dataclass(frozen=True, kw_only=True)
class SentDecision:
    """A decision as printed, and which of the dossiers sent up it praises."""

    number: str
    decided_on: date
    decided_by: str
    award: str
    line: str
    level: str
    way: str
    year: int
    references: tuple[str, ...]
    occasion: str = ""
    paper: SentFile | None = None
