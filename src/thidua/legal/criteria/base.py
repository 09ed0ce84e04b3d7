"""How a check is declared, asked and answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.legal.evidence import Evidence
from thidua.legal.messages import Reason, reason
from thidua.legal.regulations import Regulation
from thidua.legal.terms import Kind, Stage, Verdict


@dataclass(frozen=True)
class NoParams:
    """A check without parameters."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One check put to one subject: `award` and `kind` say what for, `on` the day.

    `regulations` are those named with the evidence and those laid over the pack, in that order.
    """

    evidence: Evidence
    award: str
    kind: Kind
    on: date
    stage: Stage
    params: Any
    regulations: tuple[Regulation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The answer; `verified` and `citation` override the pack's where the figure is dated data."""

    verdict: Verdict
    reason: Reason
    mend: Reason | None = None
    records: tuple[str, ...] = ()
    verified: bool | None = None
    citation: str = ""


@dataclass(frozen=True, kw_only=True)
class Check:
    """A named check: the facts it needs, the shape of its parameters, and the weighing."""

    name: str
    facts: tuple[str, ...]
    params: type
    run: Callable[[Question], Outcome]


CHECKS: dict[str, Check] = {}
Run = Callable[[Question], Outcome]


def check(name: str, *facts: str, params: type = NoParams) -> Callable[[Run], Run]:
    """Register a check; `facts` are fields of Evidence that must not be missing when it runs."""

    def register(run: Run) -> Run:
        CHECKS[name] = Check(name=name, facts=facts, params=params, run=run)
        return run

    return register


def passed(why: Reason, *records: str) -> Outcome:
    return Outcome(verdict=Verdict.PASS, reason=why, records=named(records))


def failed(why: Reason, mend: Reason, *records: str) -> Outcome:
    return Outcome(verdict=Verdict.FAIL, reason=why, mend=mend, records=named(records))


def missing(fact: str, *records: str) -> Outcome:
    """The fact is not known: never a failure, and the sentence names it."""
    return Outcome(
        verdict=Verdict.UNKNOWN,
        reason=reason("missing", fact=f"@fact.{fact}"),
        mend=reason("missing.mend", fact=f"@fact.{fact}"),
        records=named(records),
    )


def unknown(why: Reason, mend: Reason, *records: str) -> Outcome:
    return Outcome(verdict=Verdict.UNKNOWN, reason=why, mend=mend, records=named(records))


def named(records: tuple[str, ...]) -> tuple[str, ...]:
    """Records without blanks and doubles, in order."""
    return tuple(dict.fromkeys(record for record in records if record))
