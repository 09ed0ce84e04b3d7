"""Corner cases in at most five short questions: answers become facts, the law gives the verdict."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from thidua.legal.assess import Assessment, assess
from thidua.legal.codec import decode
from thidua.legal.evidence import (
    Absence,
    Achievement,
    Discipline,
    EarlierAward,
    Evidence,
    Hold,
    Honour,
    Member,
    RatingFact,
    Roster,
    Transfer,
    Use,
    Work,
)
from thidua.legal.judge import Finding
from thidua.legal.terms import (
    AbsenceKind,
    AwardType,
    DisciplineLevel,
    HoldKind,
    Kind,
    Level,
    ManagingBody,
    MeritKind,
    Rating,
    Standing,
    StudyGrade,
    Subject,
    Verdict,
)

MOST = 5
Answers = Mapping[str, Any]
Build = Callable[[Evidence, Answers, date], Evidence]
BUILDS: dict[str, Build] = {}


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to choose."""

    code: str
    text: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question: a choice where it has options, else a whole number or a day."""

    name: str
    text: Mapping[str, str]
    options: tuple[Option, ...] = field(default=(), metadata={"key": "option"})
    most: int = 0
    initial: Any = None
    is_day: bool = False
    may_be_blank: bool = False


@dataclass(frozen=True, kw_only=True)
class Corner:
    """One corner case; `about` are the criteria that it turns on, told first.

    Everything that is not asked is supposed to be met, so that the verdict is of this alone.
    """

    name: str
    award: str
    title: Mapping[str, str]
    about: tuple[str, ...]
    subject: Subject = Subject.INDIVIDUAL
    asks: tuple[Ask, ...] = field(metadata={"key": "ask"})


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The verdict with the findings that decide it, those the case turns on first."""

    award: str
    on: date
    verdict: Verdict
    findings: tuple[Finding, ...]
    assessment: Assessment


@dataclass(frozen=True)
class _Corners:
    corners: tuple[Corner, ...] = field(metadata={"key": "corner"})


@cache
def corners() -> dict[str, Corner]:
    """Every corner case by its name, in the order they are offered."""
    text = (Path(__file__).parent / "corners.toml").read_text("utf-8")
    return {each.name: each for each in decode(_Corners, tomllib.loads(text)).corners}


def answered(corner: Corner, answers: Answers, *, today: date) -> Answer:
    """Judge the facts that the answers make; of an award named in them, on a day named in them."""
    on = answers.get("on") or today
    award = answers.get("award") or corner.award
    ground = _ground(corner.subject, on.year)
    facts = BUILDS[corner.name](ground, answers, on)
    found = assess(award, facts, on=on)
    rows = {item.criterion: item for reading in found.readings[:1] for item in reading.findings}
    first = [rows.pop(name) for name in corner.about if name in rows]
    rest = [item for item in (*found.cautions, *rows.values()) if item.verdict is not Verdict.PASS]
    return Answer(
        award=award, on=on, verdict=found.verdict, findings=(*first, *rest), assessment=found
    )


def _ground(subject: Subject, year: int) -> Evidence:
    """Somebody under a ministry with whom nothing else is amiss."""
    return Evidence(
        subject=subject,
        year=year,
        managing_body=ManagingBody.MINISTRY,
        registered=True,
        ratings={year: RatingFact(level=Rating.GOOD)},
        active_in_movement=True,
        law_abiding=True,
        movement_effective=True,
        united=True,
        outstanding=True,
        months_in_year=12,
        contract_months=36,
        absences=(),
        transfer=Transfer(months=0),
        holds=(),
        disciplines=(),
        honours=(Honour(code="LDTT", year=year, standing=Standing.PROPOSED),),
        works=(),
        achievements=(),
        dissolved=False,
    )


def _build(*names: str) -> Callable[[Build], Build]:
    def keep(build: Build) -> Build:
        BUILDS.update(dict.fromkeys(names, build))
        return build

    return keep


def _rated(facts: Evidence, answers: Answers) -> Evidence:
    if "rating" not in answers:
        return facts
    given = answers["rating"]
    rows = {} if given == "none" else {facts.year: RatingFact(level=Rating(given))}
    return replace(facts, ratings=rows)


@_build("thai-san", "bi-thuong-khi-dung-cam")
def _away(facts: Evidence, answers: Answers, on: date) -> Evidence:
    kind = AbsenceKind(answers["kind"])
    return replace(_rated(facts, answers), absences=(Absence(kind=kind, months=answers["months"]),))


@_build("di-hoc")
def _studying(facts: Evidence, answers: Answers, on: date) -> Evidence:
    is_long = answers["length"] == "long"
    kind = AbsenceKind.LONG_STUDY if is_long else AbsenceKind.SHORT_STUDY
    grade = answers.get("grade") if is_long else None
    known = StudyGrade(grade) if grade and grade != "none" else None
    away = Absence(kind=kind, months=answers["months"], grade=known)
    return replace(_rated(facts, answers), absences=(away,))


@_build("moi-tuyen-dung")
def _recruited(facts: Evidence, answers: Answers, on: date) -> Evidence:
    return replace(
        _rated(facts, answers),
        months_in_year=answers["worked"], contract_months=answers["contract"],
    )  # fmt: skip


OPINIONS = {"yes": True, "no": False, "none": None}


@_build("chuyen-cong-tac", "mot-phan-nam-o-don-vi-khac")
def _transferred(facts: Evidence, answers: Answers, on: date) -> Evidence:
    there = answers["there"]
    return replace(
        _rated(facts, answers),
        months_in_year=min(there + answers["here"], 12),
        transfer=Transfer(months=there, opinion=OPINIONS[answers["opinion"]]),
    )


@_build("ky-luat")
def _disciplined(facts: Evidence, answers: Answers, on: date) -> Evidence:
    one = Discipline(
        level=DisciplineLevel(answers["level"]), decided_on=date(on.year - 1, 1, 1),
        ended_on=answers.get("ended"),
    )  # fmt: skip
    return replace(_rated(facts, answers), disciplines=(one,))


@_build("dang-co-don-thu")
def _held(facts: Evidence, answers: Answers, on: date) -> Evidence:
    is_papered = answers["paper"] == "yes"
    hold = Hold(
        kind=HoldKind(answers["kind"]), opened_on=date(on.year, 1, 1),
        paper="văn bản thụ lý" if is_papered else "", ended_on=answers.get("ended"),
    )  # fmt: skip
    return replace(facts, holds=(hold,))


@_build("don-vi-giai-the")
def _dissolved(facts: Evidence, answers: Answers, on: date) -> Evidence:
    whole, titled = answers["members"], answers["advanced"]
    members = tuple(
        Member(ref=str(n), counted=True, advanced=n <= titled, disciplined=False, completed=True)
        for n in range(1, whole + 1)
    )
    return replace(
        _rated(facts, answers),
        dissolved=answers["fate"] == "dissolved", roster=Roster(as_of=on, members=members),
    )  # fmt: skip


def _fighter(year: int, standing: Standing = Standing.HELD, **more: Any) -> Honour:
    return Honour(code="CSTDCS", year=year, standing=standing, **more)


def _wide_work(year: int) -> Work:
    return Work(level=Level.MINISTRY_PROVINCE, recognised=True, year=year)


def _with_fighter(facts: Evidence, given: list[Honour]) -> Evidence:
    works = (_wide_work(facts.year),)
    return replace(facts, honours=(*(facts.honours or ()), *given), works=works)


@_build("ngat-quang-cac-nam", "hai-danh-hieu-mot-nam")
def _years(facts: Evidence, answers: Answers, on: date) -> Evidence:
    """How many decisions each of three years holds: two for one year are still one year."""
    given = [
        _fighter(facts.year - back, decision=f"{n + 1}")
        for back, name in enumerate(("this", "last", "before"))
        for n in range(int(answers[name]))
    ]
    return _with_fighter(facts, given)


@_build("quyet-dinh-bi-huy")
def _revoked(facts: Evidence, answers: Answers, on: date) -> Evidence:
    """A revoked decision is no title; one that replaces it, for the same year, is."""
    lost = answers["revoked"]
    backs = {"this": 0, "last": 1, "before": 2}
    held = [
        _fighter(facts.year - back)
        for name, back in backs.items()
        if name != lost or answers["replaced"] == "yes"
    ]
    return _with_fighter(facts, held)


@_build("thanh-tich-cua-nguoi-khac")
def _not_own(facts: Evidence, answers: Answers, on: date) -> Evidence:
    """What is another's is no fact of this person; without a certificate it is not known."""
    whose = answers["whose"]
    known = {"own": True, "co_author": True, "unclear": None}
    works = (Work(year=facts.year, recognised=known[whose]),) if whose in known else ()
    return replace(_rated(facts, answers), works=works)


@_build("ngay-ngoai-hieu-luc")
def _on_a_day(facts: Evidence, answers: Answers, on: date) -> Evidence:
    works = (_wide_work(facts.year),)
    fighters = tuple(_fighter(facts.year - back) for back in range(3))
    return replace(facts, works=works, honours=(*(facts.honours or ()), *fighters))


@_build("sang-kien-dung-mot-lan")
def _spent(facts: Evidence, answers: Answers, on: date) -> Evidence:
    uses = {
        "GK": Kind.COMMENDATION, "BK_BT": Kind.COMMENDATION, "CSTDCS": Kind.TITLE,
        "CSTDBT": Kind.TITLE,
    }  # fmt: skip
    code = answers["used"]
    used = (Use(award=code, kind=uses[code], year=facts.year - 1),) if code in uses else ()
    work = Work(
        year=facts.year - bool(used), recognised=OPINIONS[answers["recognised"]], used_for=used
    )
    return replace(_rated(facts, answers), works=(work,))


@_build("danh-hieu-va-hinh-thuc")
def _praised(facts: Evidence, answers: Answers, on: date) -> Evidence:
    code = answers["earlier"]
    line = answers["line"]
    given = (EarlierAward(award=code, line=line, decision="đã ban hành"),) if code != "none" else ()
    merit = Achievement(
        kind=MeritKind.MOVEMENT, title="thành tích được đề nghị", attained=True, awarded=given
    )
    return replace(_rated(facts, answers), achievements=(merit,))


@_build("khen-dot-xuat")
def _unscheduled(facts: Evidence, answers: Answers, on: date) -> Evidence:
    """Titles and forms given for a movement or a deed do not add up to merit (152/2025 art. 4)."""
    given = [
        _fighter(facts.year - back, award_type=AwardType(answers[name]))
        for back, name in enumerate(("this", "last", "before"))
    ]
    return _with_fighter(facts, given)
