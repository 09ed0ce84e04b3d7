"""Checks on what a person did, holds and is held back by."""

from dataclasses import dataclass
from datetime import date

from thidua.legal.criteria.base import Outcome, Question, check, failed, missing, passed, unknown
from thidua.legal.evidence import Honour, Work
from thidua.legal.messages import reason
from thidua.legal.terms import (
    AbsenceKind,
    AwardType,
    Kind,
    Level,
    MeritKind,
    Rating,
    Standing,
    StudyGrade,
    Verdict,
    WorkKind,
)


def _flag(fact: str, *, wanted: bool) -> None:
    @check(fact, fact)
    def run(q: Question) -> Outcome:
        if getattr(q.evidence, fact) is wanted:
            return passed(reason(f"{fact}.pass", year=q.evidence.year))
        return failed(reason(f"{fact}.fail", year=q.evidence.year), reason(f"{fact}.mend"))


for _fact in (
    "registered",
    "active_in_movement",
    "law_abiding",
    "movement_effective",
    "united",
    "outstanding",
):
    _flag(_fact, wanted=True)
for _fact in ("dissolved", "fined"):
    _flag(_fact, wanted=False)


@dataclass(frozen=True)
class AtLeast:
    """A rating that must be reached."""

    level: Rating


@check("rating_at_least", params=AtLeast)
def rating_at_least(q: Question) -> Outcome:
    """The year's rating reaches a level; a provisional one passes and says so."""
    fact = q.evidence.ratings.get(q.evidence.year)
    if fact is None:
        return missing("ratings")
    figures = {
        "year": q.evidence.year,
        "rating": f"@rating.{fact.level}",
        "wanted": f"@rating.{q.params.level}",
    }
    if fact.level.rank < q.params.level.rank:
        return failed(reason("rating.fail", **figures), reason("rating.mend"), fact.record)
    if fact.provisional:
        signer = fact.signer or "@fact.signer_missing"
        return passed(reason("rating.provisional", signer=signer, **figures), fact.record)
    return passed(reason("rating.pass", **figures), fact.record)


@dataclass(frozen=True)
class WorkedMonths:
    """Least months of work, and the absences that count as work."""

    months: int
    counted: tuple[AbsenceKind, ...]


@check("worked_months", "months_in_year", "absences", params=WorkedMonths)
def worked_months(q: Question) -> Outcome:
    """Months on the roll less the absences that do not count; maternity leave does count."""
    absences = q.evidence.absences or ()
    away = sum(item.months for item in absences if item.kind not in q.params.counted)
    kept = sum(item.months for item in absences if item.kind in q.params.counted)
    worked = (q.evidence.months_in_year or 0) - away
    figures = {"worked": worked, "kept": kept, "wanted": q.params.months, "year": q.evidence.year}
    records = [item.record for item in absences]
    if worked >= q.params.months:
        return passed(reason("worked.pass", **figures), *records)
    return failed(reason("worked.fail", **figures), reason("worked.mend"), *records)


@dataclass(frozen=True)
class Months:
    """A least number of months."""

    months: int


@check("contract_term", "contract_months", params=Months)
def contract_term(q: Question) -> Outcome:
    """The term of the labour contract."""
    figures = {"months": q.evidence.contract_months, "wanted": q.params.months}
    if (q.evidence.contract_months or 0) >= q.params.months:
        return passed(reason("contract.pass", **figures))
    return failed(reason("contract.fail", **figures), reason("contract.mend"))


@dataclass(frozen=True)
class Grade:
    """The least result of a long course."""

    grade: StudyGrade


@check("long_study", "absences", params=Grade)
def long_study(q: Question) -> Outcome:
    """A course of a year or more needs a result."""
    courses = [item for item in q.evidence.absences or () if item.kind is AbsenceKind.LONG_STUDY]
    if not courses:
        return passed(reason("study.none"))
    records = [item.record for item in courses]
    if any(item.grade is None for item in courses):
        return missing("study_grade", *records)
    wanted = f"@study.{q.params.grade}"
    lowest = min((item.grade for item in courses if item.grade), key=lambda grade: grade.rank)
    figures = {"grade": f"@study.{lowest}", "wanted": wanted}
    if lowest.rank >= q.params.grade.rank:
        return passed(reason("study.pass", **figures), *records)
    return failed(reason("study.fail", **figures), reason("study.mend"), *records)


@check("old_unit_opinion", "transfer", params=Months)
def old_unit_opinion(q: Question) -> Outcome:
    """After a transfer the former unit's opinion is needed from a number of months on."""
    transfer = q.evidence.transfer
    assert transfer is not None
    figures = {"months": transfer.months, "wanted": q.params.months}
    if transfer.months < q.params.months:
        return passed(reason("transfer.short", **figures), transfer.record)
    if transfer.opinion is None:
        return missing("transfer_opinion", transfer.record)
    if transfer.opinion:
        return passed(reason("transfer.pass", **figures), transfer.record)
    return failed(reason("transfer.fail", **figures), reason("transfer.mend"), transfer.record)


@check("no_hold", "holds")
def no_hold(q: Question) -> Outcome:
    """Suspended while something is verified under a paper; a mere letter is a note."""
    running = [item for item in q.evidence.holds or () if item.running(q.on)]
    papered = [item for item in running if item.paper.strip()]
    if papered:
        first = papered[0]
        return Outcome(
            verdict=Verdict.HOLD,
            reason=reason(
                "hold.open",
                kind=f"@hold.{first.kind}",
                paper=first.paper,
                opened=first.opened_on,
            ),
            mend=reason("hold.mend"),
            records=tuple(item.record for item in papered if item.record),
        )
    if running:
        return passed(reason("hold.note", count=len(running)), *(item.record for item in running))
    return passed(reason("hold.none"))


@check("discipline_over", "disciplines")
def discipline_over(q: Question) -> Outcome:
    """Achievements count from the end of the disciplinary term (152/2025 art. 4)."""
    start = date(q.evidence.year, 1, 1)
    recent = [
        item for item in q.evidence.disciplines or () if not item.ended_on or item.ended_on >= start
    ]
    if not recent:
        return passed(reason("discipline.none"))
    last = max(recent, key=lambda item: item.ended_on or date.max)
    level = f"@discipline.{last.level}"
    if last.ended_on is None:
        return missing("discipline_end", last.record)
    figures = {"level": level, "ended": last.ended_on}
    if last.ended_on >= q.on or last.ended_on.year > q.evidence.year:
        return failed(
            reason("discipline.running", **figures), reason("discipline.mend"), last.record
        )
    return unknown(reason("discipline.within", **figures), reason("discipline.mend"), last.record)


@dataclass(frozen=True)
class TitleHeld:
    """A title that must be held for the same year; any of the codes will do.

    With `outstanding` its holder must also stand out among those who hold it.
    """

    codes: tuple[str, ...]
    outstanding: bool = False


@check("title_held", "honours", params=TitleHeld)
def title_held(q: Question) -> Outcome:
    """A title of the same year, held or proposed in the same round."""
    held = [
        item
        for item in q.evidence.honours or ()
        if item.code in q.params.codes and item.year == q.evidence.year
    ]
    figures = {"codes": [f"@award.{code}" for code in q.params.codes], "year": q.evidence.year}
    if not held:
        return failed(reason("title.fail", **figures), reason("title.mend", **figures))
    best = min(held, key=lambda item: item.standing is Standing.PROPOSED)
    if q.params.outstanding and q.evidence.outstanding is None:
        return missing("outstanding", best.record)
    if q.params.outstanding and not q.evidence.outstanding:
        why = reason("outstanding.fail", year=q.evidence.year)
        return failed(why, reason("outstanding.mend"), best.record)
    if best.standing is Standing.PROPOSED:
        return passed(reason("title.proposed", **figures), best.record)
    return passed(reason("title.pass", decision=best.decision or "-", **figures), best.record)


@dataclass(frozen=True)
class Consecutive:
    """A title held in so many years running, the last being the year judged.

    With `decided` the last one too must be held by a decision, not proposed in the same round.
    """

    code: str
    years: int
    decided: bool = False


@check("consecutive_titles", "honours", params=Consecutive)
def consecutive_titles(q: Question) -> Outcome:
    """No gap between the years; ad hoc and thematic awards do not count (152/2025 art. 4)."""
    wanted = range(q.evidence.year - q.params.years + 1, q.evidence.year + 1)
    given = [
        item
        for item in q.evidence.honours or ()
        if item.code == q.params.code and item.award_type is AwardType.MERIT
    ]
    known: dict[int, Honour] = {
        item.year: item for item in sorted(given, key=lambda one: one.standing is Standing.HELD)
    }
    gap = [year for year in wanted if year not in known]
    figures = {"code": f"@award.{q.params.code}", "years": list(wanted)}
    records = [known[year].record for year in wanted if year in known]
    if gap:
        why = reason("consecutive.fail", gap=gap, **figures)
        return failed(why, reason("consecutive.mend", gap=gap), *records)
    undecided = [
        year
        for year in wanted
        if known[year].standing is Standing.PROPOSED
        and (q.params.decided or year < q.evidence.year)
    ]
    if undecided:
        why = reason("consecutive.undecided", open=undecided, **figures)
        return unknown(why, reason("consecutive.mend", gap=undecided), *records)
    return passed(reason("consecutive.pass", **figures), *records)


@dataclass(frozen=True)
class WorkOf:
    """Kinds of work accepted and the narrowest scope that will do."""

    kinds: tuple[WorkKind, ...]
    level: Level


def spent_on(work: Work, q: Question) -> str:
    """What used the work up: all but a title of another level (letter 5007/BNV-TĐKT)."""
    for use in work.used_for:
        if use.award == q.award or not use.kind is q.kind is Kind.TITLE:
            return use.decision or f"@award.{use.award}"
    return ""


@check("work_recognised", "works", params=WorkOf)
def work_recognised(q: Question) -> Outcome:
    """A recognised initiative or topic of wide enough scope that no award has used up."""
    works = [item for item in q.evidence.works or () if item.kind in q.params.kinds]
    figures = {"level": f"@level.{q.params.level}", "count": len(works)}
    wide = [item for item in works if item.level.rank >= q.params.level.rank]
    free = [item for item in wide if not spent_on(item, q)]
    good = [item for item in free if item.recognised]
    if good:
        return passed(reason("work.pass", year=good[0].year, **figures), good[0].record)
    open_ones = [item for item in free if item.recognised is None]
    if open_ones:
        return missing("work_recognition", *(item.record for item in open_ones))
    spent = [item for item in wide if spent_on(item, q)]
    if spent:
        why = reason("work.spent", decision=spent_on(spent[0], q), **figures)
        return failed(why, reason("work.mend", **figures), *(item.record for item in spent))
    records = [item.record for item in works]
    return failed(reason("work.fail", **figures), reason("work.mend", **figures), *records)


@dataclass(frozen=True)
class Merit:
    """The kind of merit, and the rating that must go with it, if any."""

    kind: MeritKind
    rating: Rating | None = None


@check("merit", "achievements", params=Merit)
def merit(q: Question) -> Outcome:
    """An achievement of that kind that was attained, with the rating it asks for."""
    items = [item for item in q.evidence.achievements or () if item.kind is q.params.kind]
    figures = {"kind": f"@merit.{q.params.kind}"}
    reached = [item for item in items if item.attained]
    if not reached:
        if any(item.attained is None for item in items):
            return missing("achievement_result", *(item.record for item in items))
        return failed(reason("merit.fail", **figures), reason("merit.mend", **figures))
    first = reached[0]
    if q.params.rating is None:
        return passed(reason("merit.pass", title=first.title, **figures), first.record)
    rated = q.evidence.ratings.get(q.evidence.year)
    if rated is None:
        return missing("ratings", first.record)
    both = {
        "title": first.title,
        "rating": f"@rating.{rated.level}",
        "wanted": f"@rating.{q.params.rating}",
        "year": q.evidence.year,
        **figures,
    }
    if rated.level.rank < q.params.rating.rank:
        return failed(
            reason("merit.rating", **both), reason("rating.mend"), first.record, rated.record
        )
    return passed(reason("merit.rated", **both), first.record, rated.record)


@check("not_awarded_before", "achievements")
def not_awarded_before(q: Question) -> Outcome:
    """One achievement brings one award of a form in a line; names the earlier decision."""
    attained = [item for item in q.evidence.achievements or () if item.attained]
    for item in attained:
        for earlier in item.awarded:
            if earlier.award == q.award and earlier.line == item.line:
                why = reason("earlier.fail", title=item.title, decision=earlier.decision)
                return failed(why, reason("earlier.mend"), item.record)
    return passed(reason("earlier.pass"), *(item.record for item in attained))
