"""How each check may be supposed to be met in a year that nothing is known of yet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.legal.evidence import (
    Achievement,
    Evidence,
    Honour,
    Member,
    RatingFact,
    Roster,
    Transfer,
    Work,
)
from thidua.legal.messages import Reason, reason
from thidua.legal.packs import packs
from thidua.legal.terms import AwardType, Rating, Standing, Subject


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
