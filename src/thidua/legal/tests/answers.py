"""One check asked alone, and what it answers."""

from datetime import date
from typing import Any

from thidua.legal import Verdict
from thidua.legal.codec import decode
from thidua.legal.criteria import CHECKS, Outcome, Question
from thidua.legal.evidence import Evidence
from thidua.legal.terms import Kind, Stage

PASS, FAIL, HOLD, UNKNOWN = Verdict.PASS, Verdict.FAIL, Verdict.HOLD, Verdict.UNKNOWN


def ask(
    name: str,
    evidence: Evidence,
    params: dict[str, Any] | None = None,
    *,
    award: str = "CSTDCS",
    kind: Kind = Kind.TITLE,
    on: date = date(2025, 12, 20),
) -> Outcome:
    check = CHECKS[name]
    return check.run(
        Question(
            evidence=evidence,
            award=award,
            kind=kind,
            on=on,
            stage=Stage.SUBMIT,
            params=decode(check.params, params or {}, "with"),
        )
    )


def said(outcome: Outcome) -> tuple[Verdict, str]:
    return outcome.verdict, str(outcome.reason)
