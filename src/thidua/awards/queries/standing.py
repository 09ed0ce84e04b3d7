"""Where people and dossiers stand: assessments as of a day, told as sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua import legal
from thidua.awards.models import Dossier
from thidua.awards.queries.evidence import Book, evidence_of
from thidua.legal import Assessment, Subject, Verdict
from thidua.legal.judge import Finding
from thidua.legal.packs import packs
from thidua.ui.components import Finding as ShownFinding
from thidua.ui.components import Record


@dataclass(frozen=True)
class Standing:
    """One dossier or proposal with its assessment; `state` sorts it for going on.

    `ready`, `doubtful` (a written reason is needed) or `blocked`.
    """

    subject: Any
    award: str
    assessment: Assessment
    dossier: Dossier | None = None

    @property
    def state(self) -> str:
        if self.assessment.blocking:
            return "blocked"
        return "doubtful" if self.open_points else "ready"

    @property
    def open_points(self) -> tuple[Finding, ...]:
        """What is not known or rests on unverified rules: each sentence once."""
        points = (*self.assessment.missing, *self.assessment.needs_reason)
        return tuple({point.reason.render(): point for point in points}.values())

    @property
    def why(self) -> list[str]:
        """The sentences that stand in the way, gravest first."""
        return [point.reason.render() for point in self.assessment.blocking or self.open_points]


def assessments_of(
    dossiers: Sequence[Dossier], *, on: date, overlays: Sequence[legal.Pack] = ()
) -> list[Standing]:
    """Dossiers of one round as they would be judged if received on the day."""
    evidence = evidence_of(dossiers, on=on)
    return [
        Standing(
            dossier.subject, dossier.award,
            legal.assess(dossier.award, evidence[dossier.pk], on=on, overlays=overlays), dossier,
        ) for dossier in dossiers
    ]  # fmt: skip


def submission_preview(dossiers: Sequence[Dossier], *, on: date) -> dict[str, list[Standing]]:
    """Dossiers by what submitting them would meet: `ready`, `doubtful`, `blocked`."""
    found: dict[str, list[Standing]] = {"ready": [], "doubtful": [], "blocked": []}
    for standing in assessments_of(dossiers, on=on):
        found[standing.state].append(standing)
    return found


def could_be_proposed(
    people: Sequence[Any], awards: Iterable[str], *, unit: Any, year: int, on: date
) -> Mapping[int, list[Standing]]:
    """Each person before each award, judged on what is recorded today."""
    book = Book(unit=unit, year=year, on=on, people=people)
    codes = [code for code in awards if Subject.INDIVIDUAL in packs()[code].for_whom]
    return {
        person.pk: [
            Standing(
                person, code, legal.assess(code, book.evidence(person, code, confirmed={}), on=on)
            ) for code in codes
        ] for person in people
    }  # fmt: skip


def findings_shown(assessment: Assessment) -> list[ShownFinding]:
    """Findings as sentences with article, records and how to mend; the gravest first."""
    order = (Verdict.HOLD, Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS)
    rows = [*assessment.cautions, *assessment.findings]
    return [_shown(item) for item in sorted(rows, key=lambda item: order.index(item.verdict))]


def _shown(item: Finding) -> ShownFinding:
    return ShownFinding(
        verdict=item.verdict.value,
        reason=item.reason.render(),
        article=item.citation,
        records=[Record(name) for name in item.records],
        mend=item.mend.render() if item.mend else "",
        verified=item.verified,
    )
