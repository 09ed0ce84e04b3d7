"""From which year on an award can be proposed, and what has to come about by then.

Facts that are on record stay as they are; of what is not known yet, and of the years to come, the
best is supposed, and every supposition is told as a condition. Honours that nobody recorded are
not supposed for years gone by.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from thidua.legal.assess import applying, assess
from thidua.legal.codec import decode
from thidua.legal.criteria import CHECKS
from thidua.legal.evidence import (
    YEARS,
    Evidence,
    Service,
)
from thidua.legal.hopes import HOPES, Wish
from thidua.legal.judge import Finding
from thidua.legal.messages import Reason, term
from thidua.legal.packs import AnyOf, Criterion, Pack, packs
from thidua.legal.terms import ServiceKind, Standing, Verdict

WITHIN = 10
A_YEAR = {ServiceKind.UNION_TERMS: 0, ServiceKind.UNION_MONTHS: 12}


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What has to come about: one of `options`; a `routine` one is asked of everybody every year.

    `title` is the code of an award that has to come first.
    """

    criterion: str
    options: tuple[Reason, ...]
    citation: str
    routine: bool = False
    title: str = ""

    def render(self, lang: str = "vi") -> str:
        first, *others = (option.render(lang).removesuffix(".") for option in self.options)
        rest = (text[:1].lower() + text[1:] for text in others)
        return f"; {term('join.or', lang)} ".join((first, *rest)) + "."


@dataclass(frozen=True, kw_only=True)
class Prospect:
    """The earliest year, or None within the years looked at, with what stood against the last.

    `cautions` are findings that nobody's conduct mends, such as a regulation not in hand.
    """

    award: str
    year: int | None
    conditions: tuple[Condition, ...] = ()
    obstacles: tuple[Finding, ...] = ()
    cautions: tuple[Finding, ...] = ()


def foresee(
    award: str, evidence: Evidence, *, on: date, overlays: Sequence[Pack] = (), years: int = WITHIN
) -> Prospect:
    """The first year in which nothing stands against: the evidence's, then those from today's on.

    Of years gone by in between nothing is known, so nothing is supposed of them either. Judged by
    the wording that a decision would cite; years to come by the law as it stands, on their last
    day.
    """
    found = Prospect(award=award, year=None)
    last = max(evidence.year, min(on.year, YEARS[1])) + years
    for year in (evidence.year, *range(max(evidence.year + 1, on.year), last + 1)):
        found = _in_year(award, evidence, year, on, overlays)
        if found.year is not None:
            break
    return found


def _in_year(
    award: str, evidence: Evidence, year: int, on: date, overlays: Sequence[Pack]
) -> Prospect:
    day = on if year == evidence.year else date(year, 12, 31)
    facts = replace(evidence, honours=evidence.honours or ())
    if year != evidence.year:
        facts = _carried(evidence, year)

    def may_come(code: str, when: int) -> bool:
        if when < evidence.year or evidence.year < when < on.year:
            return False
        return code not in packs() or (
            _in_year(code, evidence, when, on, overlays).year is not None
        )

    rules = _rules(award, facts, day, overlays)
    conditions: list[Condition] = []
    cautions: list[Finding] = []
    for finding in _findings(award, facts, day, overlays):
        rule = rules.get(finding.criterion)
        if rule is None:
            cautions += [finding] if finding.verdict is Verdict.UNKNOWN else []
            continue
        found = _supposed(rule, finding, partial(_wish, facts, may_come, evidence.year))
        if found is not None:
            facts, condition = found
            conditions.append(condition)
    told = {condition.criterion for condition in conditions}
    against = tuple(
        finding
        for finding in _findings(award, facts, day, overlays)
        if (finding.criterion not in told or finding.verdict is not Verdict.UNKNOWN)
        and (finding.criterion in rules or finding.verdict is Verdict.FAIL)
    )
    return Prospect(
        award=award,
        year=None if against else year,
        conditions=tuple(conditions),
        obstacles=against,
        cautions=tuple(cautions),
    )


def _findings(
    award: str, facts: Evidence, day: date, overlays: Sequence[Pack]
) -> Iterable[Finding]:
    judged = assess(award, facts, on=day, overlays=overlays)
    return [item for item in judged.findings if item.verdict is not Verdict.PASS]


def _rules(
    award: str, facts: Evidence, day: date, overlays: Sequence[Pack]
) -> Mapping[str, Criterion | AnyOf]:
    base = packs()[award]
    used = (base, *applying(base, facts, day, overlays))
    versions = (pack.version_at(day) for pack in used)
    return {rule.id: rule for version in versions if version for rule in version.rules}


def _carried(evidence: Evidence, year: int) -> Evidence:
    """What is known today of a year to come: what is held, made and still open."""
    return Evidence(
        subject=evidence.subject,
        subject_id=evidence.subject_id,
        year=year,
        managing_body=evidence.managing_body,
        regulation=evidence.regulation,
        ratings=evidence.ratings,
        contract_months=evidence.contract_months,
        holds=evidence.holds,
        disciplines=evidence.disciplines,
        honours=tuple(h for h in evidence.honours or () if h.standing is Standing.HELD),
        works=evidence.works or (),
        traits=evidence.traits,
        sex=evidence.sex,
        is_manager=evidence.is_manager,
        qualification=evidence.qualification,
        service=_served(evidence, year - evidence.year),
        dissolved=evidence.dissolved,
        not_applicable=evidence.not_applicable | {"transfer"},
    )


def _served(evidence: Evidence, years: int) -> tuple[Service, ...] | None:
    """Service goes on, once for each kind; terms depend on an election."""
    if evidence.service is None:
        return None
    last = {item.kind: n for n, item in enumerate(evidence.service)}
    return tuple(
        replace(item, amount=item.amount + years * A_YEAR.get(item.kind, 1))
        if last[item.kind] == n
        else item
        for n, item in enumerate(evidence.service)
    )


def _wish(
    facts: Evidence, may_come: Callable[[str, int], bool], first_year: int, criterion: Criterion
) -> Wish:
    params: Any = decode(CHECKS[criterion.check].params, criterion.params)
    return Wish(facts=facts, params=params, may_come=may_come, first_year=first_year)


def _supposed(
    rule: Criterion | AnyOf, finding: Finding, wish: Callable[[Criterion], Wish]
) -> tuple[Evidence, Condition] | None:
    """The facts with one criterion met, as far as that can be supposed."""
    choices = rule.criteria if isinstance(rule, AnyOf) else (rule,)
    judged = {part.criterion for part in finding.parts} or {rule.id}
    dreams = (
        HOPES[choice.check](wish(choice))
        for choice in choices
        if choice.id in judged and choice.check in HOPES
    )
    hopes = [hope for hope in dreams if hope is not None]
    options = tuple(hope.told for hope in hopes)
    if not hopes:
        if finding.verdict is not Verdict.UNKNOWN:
            return None
        # No way is known to suppose it: what is missing is told, not counted against the year.
        facts = wish(choices[0]).facts
        options = (finding.mend or finding.reason,)
    else:
        facts = hopes[0].facts
    return facts, Condition(
        criterion=rule.id,
        options=options,
        citation=finding.citation,
        routine=bool(hopes) and all(hope.routine for hope in hopes),
        title=hopes[0].title if hopes else "",
    )
