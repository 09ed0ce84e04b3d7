"""The council and what it was for: praise at halftime, and the year's round that has opened."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from thidua.awards import actions as awards
from thidua.awards import queries as award_queries
from thidua.awards.actions.decisions import Named
from thidua.awards.queries import works
from thidua.awards.states import RatingLevel
from thidua.core.task import perform
from thidua.councils import actions as councils
from thidua.councils import queries as council_queries
from thidua.councils.rules import Count, Line, Outliers
from thidua.councils.states import (
    Attendance,
    Choice,
    CouncilKind,
    OutlierKind,
    SeatPosition,
    TieKind,
    Way,
)
from thidua.demo import story
from thidua.demo.chapters.launching import SILENT
from thidua.demo.teller import SECRETARY, Teller, Thread
from thidua.legal.regulations import Share

REGULATION = "Quy chế số 88/QC-BVST"
SHOWN_AFTER = "Danh sách được công khai sau khi hội đồng họp, trước khi trình ký."
CONFIRMED = {"law_abiding": True, "attained": True, "no_hold": True, "no_discipline": True}


def threads(t: Teller) -> Iterator[Thread]:
    yield set_up_council(t)
    yield praise_halfway(t)
    yield propose_for_the_year(t)


def set_up_council(t: Teller) -> Thread:
    """A council with its own regulation, before the year's work."""
    people = t.here.people
    heads = [t.here.members[code][0] for code in ("T01", "T03", "T04", "T06", "T08", "T10")]
    day = yield date(2025, 1, 6)
    t.council = councils.create_council(
        actor=t.officer, unit=t.here.top,
        name="Hội đồng Thi đua - Khen thưởng Bệnh viện",
        kind=CouncilKind.COMMENDATION,
        decision=f"Quyết định số 11/QĐ-BVST ngày {day:%d/%m/%Y}", valid_from=day,
        seats=[
            (people["giamdoc"], SeatPosition.CHAIR),
            (people["chutich"], SeatPosition.DEPUTY),
            *((head, SeatPosition.MEMBER) for head in heads),
            (people["thuky"], SeatPosition.SECRETARY),
        ],
        regulation=REGULATION, regulation_on=day,
        quorum=Share(2, 3), thresholds={"GK": Share(1, 2, strict=True)},
    )  # fmt: skip
    councils.set_score_sheet(
        actor=t.officer, council=t.council, name="Phiếu chấm điểm xét khen thưởng",
        regulation=REGULATION, regulation_on=day, valid_from=day,
        criteria=[
            ("Kết quả thực hiện nhiệm vụ", Decimal(2), Decimal(10)),
            ("Sáng kiến, cải tiến trong đợt", Decimal(1), Decimal(10)),
            ("Nêu gương, lan tỏa", Decimal(1), Decimal(10)),
        ],
        outliers=Outliers(OutlierKind.GAP, Decimal(8)),
    )  # fmt: skip


def praise_halfway(t: Teller) -> Thread:
    """At the interim review: twenty-four people praised, from dossier to letters."""
    officer, people = t.officer, []
    for code in t.here.groups:
        if code != SILENT:
            people += t.here.members[code][1:3]
    praised = people[:24]
    day = yield date(2025, 11, 10)
    round_ = _round(t, "Khen thưởng sơ kết đợt thi đua cao điểm", day, ["GK"])
    rate(t, praised, day)
    dossiers = _propose(t, round_, "GK", praised, day)
    _rest_on_works(t, round_, "GK")
    awards.submit_dossiers(
        actor=officer, round=round_, dossiers=dossiers, on=day,
        reason="Đã đối chiếu quy chế của đơn vị; các điều kiện khác đã đủ.",
    )  # fmt: skip
    awards.send_to_council(
        actor=officer, round=round_, council=t.council, on=day, reason=SHOWN_AFTER
    )
    day = yield date(2025, 11, 14)
    _hold_session(t, day)
    day = yield date(2025, 11, 17)
    round_ = award_queries.rounds_visible_to(officer).get(pk=round_.pk)
    decision = awards.draft_decision(
        actor=officer, round=round_, award="GK", on=day, symbol="QĐ-BVST",
        regulation=Named(
            number="88/QC-BVST", on=t.day(date(2025, 1, 6)),
            issuer=story.HOSPITAL,
        ),
        merit="có thành tích trong đợt thi đua cao điểm 120 ngày",
    )  # fmt: skip
    awards.submit_decision(actor=officer, decision=decision)
    day = yield date(2025, 11, 18)
    awards.sign_decision(actor=t.director, decision=decision, on=day)
    awards.number_decision(actor=officer, decision=decision, number=412, dated_on=day)
    run = awards.start_issue(actor=officer, decision=decision)
    perform(run_id=run.pk)


def propose_for_the_year(t: Teller) -> Thread:
    """The year's round has just opened: dossiers in drafting, some handed in."""
    day = yield date(2025, 11, 20)
    round_ = _round(
        t, "Xét danh hiệu, khen thưởng cuối năm", day, ["LDTT", "CSTDCS", "TTLDTT", "GK"]
    )
    people = [p for code in ("T03", "T08") for p in t.here.members[code][:8]]
    rate(t, people, day)
    _propose(t, round_, "GK", people[:6], day)
    _propose(t, round_, "LDTT", people, day)
    # Some of their initiatives were praised at halftime: the ledger tells, and refuses those.
    _propose(t, round_, "CSTDCS", people[:3], day)
    _rest_on_works(t, round_, "CSTDCS")


def _round(t: Teller, name: str, day: date, codes: list[str]) -> Any:
    return awards.create_round(
        actor=t.officer, unit=t.here.top, name=name, year=day.year,
        awards=codes, submit_by=day + timedelta(days=20), movement=t.movement,
    )  # fmt: skip


def rate(t: Teller, people: list[Any], day: date) -> None:
    awards.record_ratings(
        actor=t.officer, unit=t.here.top, year=day.year,
        levels={
            person: RatingLevel.EXCELLENT if index % 5 == 0 else RatingLevel.GOOD
            for index, person in enumerate(people)
        },
        basis="Thông báo kết quả xếp loại tạm thời", is_provisional=True,
    )  # fmt: skip


def _propose(t: Teller, round_: Any, award: str, people: list[Any], day: date) -> list[int]:
    report = awards.create_dossiers(
        actor=t.officer, round=round_, award=award, subjects=people,
        achievement="Có thành tích trong đợt thi đua cao điểm 120 ngày, "
        "hoàn thành tốt nhiệm vụ, tích cực tham gia sáng kiến của tổ.",
        confirmed=CONFIRMED, on=day,
    )  # fmt: skip
    return [dossier.pk for dossier in report.created]


def _rest_on_works(t: Teller, round_: Any, award: str) -> None:
    """Each dossier on the initiatives of its own that have carried nothing yet."""
    for dossier in award_queries.visible_to(t.officer).filter(round=round_, award=award):
        offered = works.works_for(dossier)
        if free := [each.initiative.pk for each in offered if each.spent is None]:
            awards.rest_on_works(actor=t.officer, dossier=dossier, initiatives=free)


def _hold_session(t: Teller, day: date) -> None:
    """Seven of nine present: three scored first, all voted on paper with one written opinion."""
    secretary = t.here.user(SECRETARY)
    meeting = councils.plan_meeting(
        actor=secretary, council=t.council, held_on=day, place="Phòng họp số 1",
        purpose="Xét khen thưởng sơ kết đợt thi đua cao điểm",
    )  # fmt: skip
    cases = list(council_queries.waiting_cases(t.council))
    councils.schedule_cases(actor=secretary, meeting=meeting, cases=cases)
    seats = list(council_queries.seats_on(t.council, day))
    close = next(case for case in cases if t.here.members["T01"][1] in case.concerned.all())
    councils.declare_conflict(
        actor=secretary, case=close, person=seats[2].person, kind=TieKind.SUPERIOR,
        reason="phân công công việc hằng ngày của người được đề nghị",
    )  # fmt: skip
    away = {seats[3].pk: "đi công tác", seats[5].pk: "trực cấp cứu"}
    meeting = councils.open_meeting(
        actor=secretary, meeting=meeting, presider=seats[0],
        attendance={
            seat.pk: (Attendance.ABSENT, away[seat.pk])
            if seat.pk in away
            else (Attendance.PRESENT, "")
            for seat in seats
        },
    )  # fmt: skip
    _score_first(meeting, secretary, cases[:3])
    _count_on_paper(meeting, secretary, cases, opinion_of=seats[3].pk)
    councils.close_meeting(
        actor=secretary, meeting=meeting,
        conclusion="Hội đồng thống nhất đề nghị Giám đốc khen thưởng các cá nhân có tên trên.",
    )  # fmt: skip


def _score_first(meeting: Any, secretary: Any, cases: list[Any]) -> None:
    """Four of seven score three candidates before the secretary closes; one lies far apart."""
    councils.open_scoring(actor=secretary, meeting=meeting, cases=cases)
    here = [row for row in council_queries.presences_of(meeting) if row.attendance == "present"]
    for place, row in enumerate(here[:4]):
        scorings = council_queries.own_scores(row.sitter.user, meeting)
        councils.record_scores(
            actor=row.sitter.user, meeting=meeting, hand_in=True,
            points={
                scoring.pk: {
                    criterion.pk: Decimal(5 if place == 3 else 10 - number)
                    for criterion in scoring.sheet.criteria.all()
                } for number, scoring in enumerate(scorings)
            },
        )  # fmt: skip
    councils.close_scoring(actor=secretary, meeting=meeting, cases=cases)


def _count_on_paper(meeting: Any, secretary: Any, cases: list[Any], *, opinion_of: int) -> None:
    """One paper for the whole list; two tellers enter the same counts, each alone."""
    here = [row for row in council_queries.presences_of(meeting) if row.attendance == "present"]
    poll = councils.open_poll(
        actor=secretary, meeting=meeting, cases=cases, way=Way.PAPER,
        tellers=[here[2].sitter, here[3].sitter],
    )  # fmt: skip
    councils.record_opinions(
        actor=secretary, poll=poll,
        opinions={opinion_of: (Choice.AGREE, "Đồng ý với danh sách đề nghị.")},
    )  # fmt: skip
    lines = {case.pk: Line(poll.voters - 1, 0, 1) for case in cases}
    count = Count(poll.voters, poll.voters, poll.voters, 0, lines)
    for row in here[2:4]:
        councils.enter_count(actor=row.sitter.user, poll=poll, count=count)
    councils.close_poll(actor=secretary, poll=poll)
