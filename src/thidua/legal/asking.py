"""One question put to the law from outside as plain data, and the answer as plain data.

Nothing is stored and nothing of the house is asked: the facts come with the question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.legal.assess import Assessment, assess
from thidua.legal.codec import DecodeError, decode
from thidua.legal.evidence import Evidence
from thidua.legal.foresee import Prospect, foresee
from thidua.legal.judge import Finding
from thidua.legal.messages import LANGUAGES, reason, term
from thidua.legal.packs import Pack, PackError, overlay, packs
from thidua.legal.schema import Schema, part_at, schema_of
from thidua.legal.terms import Stage

EXPECTED = ("boolean", "integer", "string", "array", "object")


@dataclass(frozen=True, kw_only=True)
class Question:
    """An award, the facts, and the day on which the dossier is received (today where left out).

    `overlays` are regulations laid over the packs, as TOML text.
    """

    award: str
    evidence: Evidence
    on: date | None = None
    stage: Stage = Stage.SUBMIT
    overlays: tuple[str, ...] = ()
    lang: str = "vi"


class Unclear(ValueError):
    """The question cannot be read: which field, what is wrong with it, and what to do."""

    def __init__(self, field: str, problem: str, mend: str) -> None:
        super().__init__(f"{field}: {problem}. {mend}")
        self.field, self.problem, self.mend = field, problem, mend

    def to_dict(self) -> dict[str, str]:
        return {"field": self.field, "problem": self.problem, "mend": self.mend}


def question_schema() -> Schema:
    """JSON Schema of a question; the closed lists of today's packs are in it."""
    schema = schema_of(Question)
    schema["properties"]["award"]["enum"] = list(packs())
    schema["properties"]["lang"]["enum"] = list(LANGUAGES)
    return schema


def answer(data: object, *, today: date) -> dict[str, Any]:
    """The verdict with findings, and the earliest year; raises Unclear naming the field."""
    try:
        asked = decode(Question, data)
        _insist("award", asked.award, list(packs()))
        _insist("lang", asked.lang, LANGUAGES)
    except DecodeError as error:
        raise Unclear(error.where or "-", error.problem, _mend(error.where)) from error
    overlays = [_overlay(text, number) for number, text in enumerate(asked.overlays, 1)]
    day = asked.on or today
    judged = assess(asked.award, asked.evidence, on=day, overlays=overlays, stage=asked.stage)
    prospect = foresee(asked.award, asked.evidence, on=day, overlays=overlays)
    return _told(judged, prospect, asked.lang)


def _insist(field: str, given: str, known: Sequence[str]) -> None:
    if given not in known:
        raise DecodeError(field, f"«{given}» không thuộc: {', '.join(known)}")


def _overlay(text: str, number: int) -> Pack:
    try:
        return overlay(text, f"overlays[{number}]")
    except PackError as error:
        mend = reason("asking.overlay").render()
        raise Unclear(f"overlays[{number}]", str(error), mend) from error


def _mend(where: str) -> str:
    """What the field takes, in words."""
    part = part_at(question_schema(), where)
    if "enum" in part:
        return reason("asking.enum", words=part["enum"]).render()
    if part.get("format") == "date":
        return reason("asking.date").render()
    if "minimum" in part:
        return reason("asking.within", least=part["minimum"], most=part["maximum"]).render()
    kind = part.get("type")
    return reason(f"asking.{kind if kind in EXPECTED else 'unknown'}").render()


def _told(judged: Assessment, prospect: Prospect, lang: str) -> dict[str, Any]:
    return {
        "award": judged.award,
        "name": term(f"award.{judged.award}", lang),
        "on": judged.on.isoformat(),
        "stage": str(judged.stage),
        "verdict": str(judged.verdict),
        "verdict_name": term(f"verdict.{judged.verdict}", lang),
        "rules_in_force": judged.in_force.isoformat() if judged.in_force else None,
        "rules_verified": judged.version_verified,
        "pack_digest": judged.pack_digest,
        "readings": [
            {
                "wording": reading.wording,
                "law": reading.law,
                "hypothetical": reading.hypothetical,
                "verdict": str(reading.verdict),
                "findings": [_finding(item, lang) for item in reading.findings],
            }
            for reading in judged.readings
        ],
        "cautions": [_finding(item, lang) for item in judged.cautions],
        "blocking": [item.criterion for item in judged.blocking],
        "missing": [item.criterion for item in judged.missing],
        "earliest": {
            "year": prospect.year,
            "conditions": [
                {
                    "criterion": item.criterion,
                    "text": item.render(lang),
                    "article": item.citation,
                    "routine": item.routine,
                }
                for item in prospect.conditions
            ],
            "obstacles": [_finding(item, lang) for item in prospect.obstacles],
        },
    }


def _finding(item: Finding, lang: str) -> dict[str, Any]:
    return {
        "criterion": item.criterion,
        "verdict": str(item.verdict),
        "reason": item.reason.render(lang),
        "article": item.citation,
        "records": list(item.records),
        "mend": item.mend.render(lang) if item.mend else None,
        "stage": str(item.stage),
        "verified": item.verified,
        "parts": [_finding(part, lang) for part in item.parts],
    }
