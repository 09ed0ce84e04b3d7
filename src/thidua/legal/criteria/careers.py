"""Checks on years of service, years running, and what a person or work has to show for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from thidua.legal.criteria.base import Outcome, Question, check, failed, missing, passed
from thidua.legal.criteria.people import spent_on
from thidua.legal.evidence import Work
from thidua.legal.figures import figures, latest
from thidua.legal.messages import Reason, reason
from thidua.legal.terms import Qualification, Rating, ServiceKind, Sex, Standing, WorkKind


@dataclass(frozen=True)
class ServiceOf:
    """Years of a kind of service; zero means the same as for all.

    `reorganised` is what a merger or split leaves to be asked.
    """

    kind: ServiceKind
    years: int
    women: int = 0
    managers: int = 0
    reorganised: int = 0


@check("service_at_least", "service", params=ServiceOf)
def service_at_least(q: Question) -> Outcome:
    """Years (or terms) of one kind of service, fewer for women or more for managers if so ruled."""
    rows = [item for item in q.evidence.service or () if item.kind is q.params.kind]
    have, records = sum(item.amount for item in rows), [item.record for item in rows]
    found = _wanted(q, have)
    if isinstance(found, str):
        return missing(found, *records)
    figures = {"kind": f"@service.{q.params.kind}", "have": have, "wanted": found}
    if have >= found:
        return passed(reason("service.pass", **figures), *records)
    return failed(reason("service.fail", **figures), reason("service.mend"), *records)


def _wanted(q: Question, have: int) -> int | str:
    """The years asked of this person; the name of a fact where it decides and is missing."""
    years: int = q.params.years
    women: int = q.params.women
    if women and q.evidence.sex is None and women <= have < years:
        return "sex"
    if women and q.evidence.sex is Sex.WOMAN:
        years = women
    reorganised: int = q.params.reorganised
    if reorganised and q.evidence.reorganised is None and reorganised <= have < years:
        return "reorganised"
    if reorganised and q.evidence.reorganised:
        years = reorganised
    managers: int = q.params.managers
    if managers and q.evidence.is_manager is None and years <= have < managers:
        return "is_manager"
    return managers if managers and q.evidence.is_manager else years


@dataclass(frozen=True)
class InOffice:
    """A least number of months in office."""

    months: int


@check("office_held", "service", params=InOffice)
def office_held(q: Question) -> Outcome:
    """Months in office for contribution; a woman needs a third less (152/2025 art. 4).

    Not where her age of retirement is the higher one.
    """
    rows = [item for item in q.evidence.service or () if item.kind is ServiceKind.OFFICE_MONTHS]
    have, records = sum(item.amount for item in rows), [item.record for item in rows]
    relief = latest(figures().service_reliefs, q.on)
    wanted: int = q.params.months
    if relief is not None:
        less = wanted - wanted * relief.off.part // relief.off.whole
        if less <= have < wanted and q.evidence.sex is None:
            return missing("sex", *records)
        if q.evidence.sex is Sex.WOMAN:
            if less <= have < wanted and q.evidence.retires_later is None:
                return missing("retires_later", *records)
            wanted = wanted if q.evidence.retires_later else less
    told = {"kind": f"@service.{ServiceKind.OFFICE_MONTHS}", "have": have, "wanted": wanted}
    if have >= wanted:
        return passed(reason("service.pass", **told), *records)
    return failed(reason("service.fail", **told), reason("service.mend"), *records)


@dataclass(frozen=True)
class RatingsRunning:
    """A rating reached in so many years running, `back` years before the one judged."""

    level: Rating
    years: int
    back: int = 0
    works: int = 0


@check("consecutive_ratings", params=RatingsRunning)
def consecutive_ratings(q: Question) -> Outcome:
    """A rating reached in years running, with so many recognised works from those years."""
    last = q.evidence.year - q.params.back
    wanted = range(last - q.params.years + 1, last + 1)
    known = {year: q.evidence.ratings.get(year) for year in wanted}
    figures = {"wanted": f"@rating.{q.params.level}", "years": list(wanted)}
    records = [item.record for item in known.values() if item]
    below = [year for year, item in known.items() if item and item.level.rank < q.params.level.rank]
    if below:
        return failed(reason("running.fail", gap=below, **figures), reason("rating.mend"), *records)
    gaps = [year for year, item in known.items() if item is None]
    if gaps:
        why = reason("running.unknown", gap=gaps, **figures)
        return Outcome(
            verdict=missing("ratings").verdict, reason=why, mend=missing("ratings").mend,
            records=tuple(record for record in records if record),
        )  # fmt: skip
    if not q.params.works:
        return passed(reason("running.pass", **figures), *records)
    return _with_works(q, wanted, figures, records)


def _with_works(
    q: Question, years: range, figures: Mapping[str, object], records: Sequence[str]
) -> Outcome:
    if q.evidence.works is None:
        return missing("works", *records)
    accepted = (WorkKind.INITIATIVE, WorkKind.TOPIC)
    from_then = [item for item in q.evidence.works if item.kind in accepted and item.year in years]
    free = [item for item in from_then if not spent_on(item, q)]
    sure = [item for item in free if item.recognised]
    figures = {**figures, "have": len(sure), "works": q.params.works}
    if len(sure) >= q.params.works:
        return passed(reason("running.works", **figures), *records, *(item.record for item in sure))
    possible = [item for item in free if item.recognised is not False]
    if len(possible) >= q.params.works:
        return missing("work_recognition", *(item.record for item in possible))
    return failed(reason("running.few_works", **figures), reason("running.works_mend"), *records)


@dataclass(frozen=True)
class EverHeld:
    """An award held by a decision; `back` fixes the year as so many before the one judged."""

    codes: tuple[str, ...]
    back: int = 0


@check("held_before", "honours", params=EverHeld)
def held_before(q: Question) -> Outcome:
    """An award held already; in the one year asked for, or in any year up to now."""
    held = [
        item
        for item in q.evidence.honours or ()
        if item.code in q.params.codes
        and item.standing is Standing.HELD
        and item.year <= q.evidence.year
        and (item.year == q.evidence.year - q.params.back or not q.params.back)
    ]
    figures = {"codes": [f"@award.{code}" for code in q.params.codes]}
    if held:
        first = held[0]
        why = reason("held.pass", year=first.year, decision=first.decision or "-", **figures)
        return passed(why, first.record)
    return failed(reason("held.fail", **figures), reason("held.mend", **figures))


@dataclass(frozen=True)
class Worth:
    """Least values in đồng by training and post; `three_years` sums three years running."""

    college: int
    three_years: int
    university: int
    leader: int


@check("work_worth", "works", "is_manager", "qualification", params=Worth)
def work_worth(q: Question) -> Outcome:
    """The value a recognised initiative brought, by the author's training and post."""
    possible = [item for item in q.evidence.works or () if item.recognised is not False]
    sure = [item for item in possible if item.recognised]
    wanted, records = _least_worth(q), [item.record for item in sure]
    reached = _reached(q, sure, wanted)
    if reached:
        return passed(reached, *records)
    unvalued = [item.record for item in sure if item.value is None]
    if unvalued:
        return missing("work_value", *unvalued)
    hoped = [replace(item, value=wanted) if item.value is None else item for item in possible]
    if _reached(q, hoped, wanted):
        return missing("work_recognition", *(item.record for item in possible))
    why = reason("worth.fail", best=_dong(_best(sure)), wanted=_dong(wanted))
    return failed(why, reason("worth.mend"), *records)


def _reached(q: Question, works: Sequence[Work], wanted: int) -> Reason | None:
    best = _best(works)
    if best >= wanted:
        return reason("worth.pass", best=_dong(best), wanted=_dong(wanted))
    summed = _three_years(q.evidence.year, works)
    is_simple = not q.evidence.is_manager and q.evidence.qualification is Qualification.COLLEGE
    if is_simple and summed >= q.params.three_years:
        return reason("worth.summed", best=_dong(summed), wanted=_dong(q.params.three_years))
    return None


def _best(works: Sequence[Work]) -> int:
    return max((item.value for item in works if item.value is not None), default=0)


def _least_worth(q: Question) -> int:
    params: Worth = q.params
    if q.evidence.is_manager:
        return params.leader
    is_college = q.evidence.qualification is Qualification.COLLEGE
    return params.college if is_college else params.university


def _three_years(year: int, works: Sequence[Work]) -> int:
    return sum(item.value or 0 for item in works if year - 3 < item.year <= year)


def _dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


@dataclass(frozen=True)
class Days:
    """A number of working days that must not be reached."""

    days: int


@check("absent_less_than", "absent_days", params=Days)
def absent_less_than(q: Question) -> Outcome:
    """Working days away in the year, maternity leave left out."""
    figures = {"days": q.evidence.absent_days, "wanted": q.params.days}
    if (q.evidence.absent_days or 0) < q.params.days:
        return passed(reason("absent.pass", **figures))
    return failed(reason("absent.fail", **figures), reason("absent.mend"))
