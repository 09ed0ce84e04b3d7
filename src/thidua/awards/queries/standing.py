"""Where people and dossiers stand: assessments as of a day, told as sentences."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from thidua import legal
from thidua.awards.models import Dossier, Honour
from thidua.awards.queries.checklists import missing_of, said_missing
from thidua.awards.queries.evidence import Book, evidence_of, managing_body_of
from thidua.awards.queries.merits import repeats_of
from thidua.awards.states import DossierState
from thidua.core.permit import Reason
from thidua.disclosures import queries as disclosures
from thidua.legal import Assessment, Evidence, ManagingBody, Subject, Verdict
from thidua.legal.evidence import Honour as HonourFact
from thidua.legal.judge import Finding
from thidua.legal.packs import AnyOf, packs
from thidua.legal.terms import Issuer
from thidua.legal.terms import Standing as Proposed
from thidua.orgs.queries import keeping_unit_of, person_of, trail_of
from thidua.overlays.queries import packs_for
from thidua.ui.components import Finding as ShownFinding
from thidua.ui.components import Record

YEARLY_TITLE = "LDTT"


@dataclass(frozen=True)
class Standing:
    """One dossier or proposal with its assessment; `state` sorts it for going on.

    `ready`, `doubtful` (a written reason is needed) or `blocked`.
    """

    subject: Any
    award: str
    assessment: Assessment
    dossier: Dossier | None = None
    # Beside the conditions: a hold on record; a merit praised before, parts that are missing.
    stops: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()

    @property
    def state(self) -> str:
        if self.assessment.blocking or self.stops:
            return "blocked"
        return "doubtful" if self.open_points or self.warnings else "ready"

    @property
    def open_points(self) -> tuple[Finding, ...]:
        """What is not known or rests on unverified rules: each sentence once."""
        points = (*self.assessment.missing, *self.assessment.needs_reason)
        return tuple({point.reason.render(): point for point in points}.values())

    @property
    def why(self) -> list[str]:
        """The sentences that stand in the way, gravest first."""
        if stopping := [*self.assessment.blocking, *self.stops]:
            return _said(stopping)
        return _said([*self.open_points, *self.warnings])


def _said(points: Sequence[Finding | Reason]) -> list[str]:
    return [point.reason.render() if isinstance(point, Finding) else str(point) for point in points]


def assessments_of(
    dossiers: Sequence[Dossier], *, on: date, overlays: Sequence[legal.Pack] | None = None
) -> list[Standing]:
    """Dossiers of one round as they would be judged if received on the day.

    By the local rules of the round's unit, unless others are given.
    """
    if overlays is None:
        overlays = packs_for(dossiers[0].round.unit, on=on) if dossiers else ()
    evidence = evidence_of(dossiers, on=on)
    repeats, missing = repeats_of(dossiers), missing_of(dossiers, on=on)
    found = []
    for dossier in dossiers:
        known = evidence[dossier.pk]
        assessment = legal.assess(dossier.award, known, on=on, overlays=overlays)
        lacking = missing.get(dossier.pk)
        found.append(
            Standing(
                dossier.subject, dossier.award, assessment, dossier,
                stops=held_back(known, assessment.blocking),
                warnings=(
                    *(each.told for each in repeats.get(dossier.pk, ()) if each.grade == "again"),
                    *((said_missing(lacking),) if lacking else ()),
                ),
            )
        )  # fmt: skip
    return found


def held_back(evidence: Evidence, told: Sequence[Finding]) -> tuple[Reason, ...]:
    """What a hold on record says where no condition of the award has told it already.

    A hold stops handing in and signing until its conclusion whatever the award's own rules hold
    (decree 152/2025, article 4).
    """
    if not evidence.holds or any(item.verdict is Verdict.HOLD for item in told):
        return ()
    return (
        _("Đang tạm dừng xét theo văn bản do cán bộ thi đua giữ, cho đến khi có kết luận."),
    )  # fmt: skip


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
    return {person.pk: before_each(book, person, codes, on) for person in people}


def before_each(book: Book, subject: Any, codes: Sequence[str], on: date) -> list[Standing]:
    """The yearly title first: while it may still come, others do not lack it."""
    found: dict[str, Assessment] = {}
    basis = [YEARLY_TITLE] if hasattr(subject, "full_name") else []
    for code in dict.fromkeys((*basis, *codes)):
        evidence = book.evidence(subject, code, confirmed={})
        basic = found.get(YEARLY_TITLE)
        honours = evidence.honours or ()
        is_lacked = not _held(honours, book.year) & {YEARLY_TITLE, code}
        if basic and not basic.blocking and is_lacked and _asks_for(code, YEARLY_TITLE, on):
            coming = HonourFact(code=YEARLY_TITLE, year=book.year, standing=Proposed.PROPOSED)
            is_sure = basic.verdict is Verdict.PASS
            evidence = replace(evidence, honours=(*honours, coming) if is_sure else None)
        found[code] = legal.assess(code, evidence, on=on, overlays=book.laid)
    return [Standing(subject, code, found[code]) for code in codes]


def open_to(subject: Subject, *, on: date, unit: Any = None) -> list[str]:
    """Awards that such a subject may be given; in a unit, those of the army only in the army.

    What has no criteria at hand on the day is left out: nothing could be said of it.
    """
    in_army = unit is None or managing_body_of(unit) is ManagingBody.ARMY
    return [
        code
        for code, pack in packs().items()
        if subject in pack.for_whom
        and (in_army or pack.issuer is not Issuer.ARMY)
        and not pack.is_awaited(on)
    ]


@cache
def _asks_for(code: str, title: str, on: date) -> bool:
    """Whether an award rests on a title, by any of its criteria on a day."""
    version = packs()[code].version_at(on)
    rules = version.rules if version else ()
    criteria = (
        each for rule in rules for each in (rule.criteria if isinstance(rule, AnyOf) else (rule,))
    )
    return any(
        title in (*each.params.get("codes", ()), each.params.get("code")) for each in criteria
    )


def _held(honours: Sequence[HonourFact], year: int) -> set[str]:
    return {honour.code for honour in honours if honour.year == year}


def findings_shown(assessment: Assessment, *, only_open: bool = False) -> list[ShownFinding]:
    """Findings as sentences with article, records and how to mend; the gravest first."""
    rows = [*assessment.cautions, *assessment.findings]
    return [
        _shown(item)
        for item in sorted(rows, key=_gravity)
        if not only_open or item.verdict is not Verdict.PASS
    ]


def _gravity(item: Finding) -> int:
    return (Verdict.HOLD, Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS).index(item.verdict)


def _shown(item: Finding) -> ShownFinding:
    return ShownFinding(
        verdict=item.verdict.value,
        reason=item.reason.render(),
        article=item.citation,
        records=[Record(name) for name in item.records],
        mend=item.mend.render() if item.mend else "",
        verified=item.verified,
    )


def standing_of(dossier: Dossier, *, on: date) -> Standing:
    """A dossier as frozen on submission; before it, as it would be judged on the day."""
    if dossier.assessment and dossier.state not in (DossierState.DRAFT, DossierState.RETURNED):
        frozen = Assessment.from_dict(dossier.assessment)
        return Standing(dossier.subject, dossier.award, frozen, dossier)
    return assessments_of([dossier], on=on)[0]


def holds_read_by(actor: Any, subject: Any, *, on: date) -> list[Any]:
    """The holds behind a verdict for who may open them: findings do not name their papers."""
    running = disclosures.holds_of(subject, on=on)
    if not running:
        return []
    may_open = set(disclosures.holds_visible_to(actor).values_list("pk", flat=True))
    return [hold for hold in running if hold.pk in may_open]


def readings_shown(assessment: Assessment) -> list[tuple[str, str, list[ShownFinding]]]:
    """Each wording of the law with its verdict and findings; two where two stand side by side."""
    cautions = [_shown(item) for item in assessment.cautions]
    return [
        (
            reading.wording,
            reading.verdict.value,
            (cautions if number == 0 else [])
            + [_shown(item) for item in sorted(reading.findings, key=_gravity)],
        )
        for number, reading in enumerate(assessment.readings)
    ]


def mine(actor: Any, *, on: date) -> dict[str, Any]:
    """What a person could be proposed for, their dossiers with the trail, their honours."""
    person = person_of(actor)
    unit = keeping_unit_of(person, on=on)
    awards = [
        code
        for code, pack in packs().items()
        if pack.issuer is Issuer.STATE
        and Subject.INDIVIDUAL in pack.for_whom
        and not pack.is_awaited(on)
    ]
    if person is None or unit is None:
        return {"standings": [], "dossiers": [], "honours": []}
    standings = could_be_proposed([person], awards, unit=unit, year=on.year, on=on)[person.pk]
    dossiers = Dossier.objects.filter(person=person).select_related(
        "round__unit", "person", "home_unit", "decision__paper"
    )
    honours = Honour.objects.filter(person=person).select_related("letter")
    return {
        "standings": standings,
        "dossiers": [(each, trail_of(each)) for each in dossiers.order_by("-pk")],
        "honours": list(honours.order_by("-decided_on", "-pk")),
    }
