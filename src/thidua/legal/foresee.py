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
    Achievement,
    Evidence,
    Honour,
    Member,
    RatingFact,
    Roster,
    Service,
    Transfer,
    Work,
)
from thidua.legal.judge import Finding
from thidua.legal.messages import Reason, reason, term
from thidua.legal.packs import AnyOf, Criterion, Pack, packs
from thidua.legal.terms import AwardType, Rating, ServiceKind, Standing, Subject, Verdict

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


@dataclass(frozen=True, kw_only=True)
class Wish:
    """One criterion that is not met yet: may it be supposed, and how would the facts then be?"""

    facts: Evidence
    params: Any
    may_come: Callable[[str, int], bool]
    first_year: int

    @property
    def year(self) -> int:
        return self.facts.year

    @property
    def is_ahead(self) -> bool:
        """The year is to come, so that nothing of it is settled."""
        return self.year > self.first_year


@dataclass(frozen=True, kw_only=True)
class Hope:
    """The facts as they would be, and the sentence that says so."""

    facts: Evidence
    told: Reason
    routine: bool = False
    title: str = ""


Dream = Callable[[Wish], Hope | None]
HOPES: dict[str, Dream] = {}


def _hope(*checks: str) -> Callable[[Dream], Dream]:
    def keep(dream: Dream) -> Dream:
        HOPES.update(dict.fromkeys(checks, dream))
        return dream

    return keep


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


def _flag(fact: str) -> None:
    @_hope(fact)
    def supposed(wish: Wish) -> Hope | None:
        if getattr(wish.facts, fact) is False:
            return None
        told = reason(f"foresee.{fact}", year=wish.year)
        known: dict[str, Any] = {fact: True}
        return Hope(facts=replace(wish.facts, **known), told=told, routine=True)


for _fact in ("active_in_movement", "law_abiding", "movement_effective", "united"):
    _flag(_fact)


@_hope("registered")
def registered(wish: Wish) -> Hope:
    """A list without the name is not the end: late registration is for the unit to allow."""
    late = wish.facts.registered is False
    told = reason("foresee.registered_late" if late else "foresee.registered", year=wish.year)
    return Hope(facts=replace(wish.facts, registered=True), told=told, routine=not late)


@_hope("dissolved")
def dissolved(wish: Wish) -> Hope | None:
    if wish.facts.dissolved:
        return None
    return Hope(
        facts=replace(wish.facts, dissolved=False), told=reason("foresee.dissolved"), routine=True
    )


@_hope("rating_at_least")
def rating(wish: Wish) -> Hope | None:
    if wish.year in wish.facts.ratings:
        return None
    return Hope(
        facts=_rated(wish.facts, wish.params.level),
        told=reason("foresee.rating", rating=f"@rating.{wish.params.level}", year=wish.year),
    )


def _rated(facts: Evidence, level: Rating) -> Evidence:
    known = facts.ratings.get(facts.year)
    return replace(facts, ratings={**facts.ratings, facts.year: known or RatingFact(level=level)})


@_hope("worked_months")
def worked(wish: Wish) -> Hope | None:
    facts = wish.facts
    if facts.months_in_year is not None and facts.absences is not None:
        return None
    months = 12 if facts.months_in_year is None else facts.months_in_year
    return Hope(
        facts=replace(facts, months_in_year=months, absences=facts.absences or ()),
        told=reason("foresee.worked", months=wish.params.months, year=wish.year),
        routine=True,
    )


@_hope("long_study")
def study(wish: Wish) -> Hope | None:
    if wish.facts.absences is not None:
        return None
    return Hope(
        facts=replace(wish.facts, absences=()),
        told=reason("foresee.study", grade=f"@study.{wish.params.grade}", year=wish.year),
        routine=True,
    )


@_hope("contract_term")
def contract(wish: Wish) -> Hope | None:
    if wish.facts.contract_months is not None and not wish.is_ahead:
        return None
    return Hope(
        facts=replace(wish.facts, contract_months=wish.params.months),
        told=reason("foresee.contract", months=wish.params.months),
        routine=wish.facts.contract_months is None,
    )


@_hope("old_unit_opinion")
def moved(wish: Wish) -> Hope | None:
    transfer = wish.facts.transfer or Transfer(months=0)
    if transfer.opinion is False:
        return None
    return Hope(
        facts=replace(wish.facts, transfer=replace(transfer, opinion=True)),
        told=reason("foresee.transfer"),
        routine=wish.facts.transfer is None,
    )


@_hope("no_hold")
def settled(wish: Wish) -> Hope:
    return Hope(
        facts=replace(wish.facts, holds=()),
        told=reason("foresee.settled" if wish.facts.holds else "foresee.no_hold"),
        routine=not wish.facts.holds,
    )


@_hope("discipline_over")
def disciplined(wish: Wish) -> Hope | None:
    known = wish.facts.disciplines
    if known is None:
        told = reason("foresee.no_discipline", year=wish.year)
        return Hope(facts=replace(wish.facts, disciplines=()), told=told, routine=True)
    rest = tuple(item for item in known if item.ended_on is not None)
    if not wish.is_ahead or rest == known:
        return None
    return Hope(
        facts=replace(wish.facts, disciplines=rest),
        told=reason("foresee.discipline_over", year=wish.year),
    )


@_hope("title_held")
def titled(wish: Wish) -> Hope | None:
    codes = [code for code in wish.params.codes if code in packs()] or list(wish.params.codes)
    code = next((code for code in codes if wish.may_come(code, wish.year)), None)
    if code is None:
        return None
    facts = _honoured(wish.facts, code, [wish.year])
    if wish.params.outstanding:
        if facts.outstanding is False:
            return None
        facts = replace(facts, outstanding=True)
    return Hope(
        facts=facts,
        told=reason("foresee.title", code=f"@award.{code}", years=[wish.year]),
        title=code,
    )


@_hope("consecutive_titles")
def consecutive(wish: Wish) -> Hope | None:
    code = wish.params.code
    held = {
        honour.year
        for honour in wish.facts.honours or ()
        if honour.code == code
        and honour.award_type is AwardType.MERIT
        and (honour.standing is Standing.HELD or honour.year == wish.year)
    }
    wanted = range(wish.year - wish.params.years + 1, wish.year + 1)
    lacking = [year for year in wanted if year not in held]
    if not all(wish.may_come(code, year) for year in lacking):
        return None
    return Hope(
        facts=_honoured(wish.facts, code, lacking),
        told=reason("foresee.title", code=f"@award.{code}", years=lacking),
        title=code,
    )


def _honoured(facts: Evidence, code: str, years: Iterable[int]) -> Evidence:
    coming = (
        Honour(
            code=code,
            year=year,
            standing=Standing.PROPOSED if year == facts.year else Standing.HELD,
        )
        for year in years
    )
    return replace(facts, honours=(*(facts.honours or ()), *coming))


@_hope("work_recognised")
def work(wish: Wish) -> Hope:
    kind = wish.params.kinds[0]
    made = Work(kind=kind, level=wish.params.level, recognised=True, year=wish.year)
    kinds = [f"@work.{each}" for each in wish.params.kinds]
    return Hope(
        facts=replace(wish.facts, works=(*(wish.facts.works or ()), made)),
        told=reason("foresee.work", kinds=kinds, level=f"@level.{wish.params.level}"),
    )


@_hope("merit")
def merit(wish: Wish) -> Hope | None:
    wanted = wish.params.rating
    known = wish.facts.ratings.get(wish.year)
    if wanted and known and known.level.rank < wanted.rank:
        return None
    made = Achievement(kind=wish.params.kind, title="-", attained=True)
    facts = replace(wish.facts, achievements=(*(wish.facts.achievements or ()), made))
    figures: dict[str, object] = {"kind": f"@merit.{wish.params.kind}", "year": wish.year}
    if wanted is None or known:
        return Hope(facts=facts, told=reason("foresee.merit", **figures))
    told = reason("foresee.merit_rated", rating=f"@rating.{wanted}", **figures)
    return Hope(facts=_rated(facts, wanted), told=told)


@_hope("not_awarded_before")
def another(wish: Wish) -> Hope:
    return Hope(
        facts=replace(wish.facts, achievements=()), told=reason("foresee.another"), routine=True
    )


@_hope("members_advanced")
def advanced(wish: Wish) -> Hope:
    told = reason("foresee.members_advanced", percent=wish.params.percent, year=wish.year)
    return Hope(facts=_at_best(wish.facts), told=told)


@_hope("members_fighters")
def fighters(wish: Wish) -> Hope:
    told = reason("foresee.members_fighters", count=wish.params.least, year=wish.year)
    return Hope(facts=_at_best(wish.facts, least=wish.params.least), told=told)


@_hope("no_member_disciplined")
def all_sound(wish: Wish) -> Hope:
    told = reason("foresee.members_discipline", year=wish.year)
    return Hope(facts=_at_best(wish.facts), told=told, routine=True)


@_hope("members_completed")
def all_completed(wish: Wish) -> Hope:
    told = reason("foresee.members_completed", year=wish.year)
    return Hope(facts=_at_best(wish.facts), told=told, routine=True)


def _at_best(facts: Evidence, *, least: int = 1) -> Evidence:
    """The roster with every title won; who was disciplined or failed stays so."""
    assert facts.subject is Subject.COLLECTIVE
    known = facts.roster.members if facts.roster else ()
    members = [
        replace(
            member,
            counted=member.counted is not False,
            advanced=True,
            fighter=True,
            disciplined=bool(member.disciplined),
            completed=member.completed is not False,
        )
        for member in known
    ]
    good: dict[str, Any] = {
        "advanced": True,
        "fighter": True,
        "disciplined": False,
        "completed": True,
    }
    counted = sum(bool(member.counted) for member in members)
    members += [Member(ref=f"+{n}", counted=True, **good) for n in range(max(0, least - counted))]
    day = facts.roster.as_of if facts.roster else date(facts.year, 12, 31)
    return replace(facts, roster=Roster(as_of=day, members=tuple(members)))
