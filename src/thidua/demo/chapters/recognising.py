"""The initiative council's first session: six put forward, two scored, and what came of them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.councils import actions as councils
from thidua.councils import queries as council_queries
from thidua.councils.outcomes import RUBRICS
from thidua.councils.states import Attendance, Choice
from thidua.demo.teller import SECRETARY, Teller, Thread
from thidua.initiatives import actions as initiatives
from thidua.initiatives import queries as initiative_queries
from thidua.legal.thresholds import INITIATIVE

PUT_FORWARD = 6
SCORED = 2
AGAINST = 3
WHY_NOT = "Giải pháp đã có trong quy trình kỹ thuật đang áp dụng nên chưa có tính mới."


def threads(t: Teller) -> Iterator[Thread]:
    yield recognise_first(t)


def recognise_first(t: Teller) -> Thread:
    """Put forward, scored by the council's own sheet, voted on; four recognised, one refused."""
    day = yield date(2025, 11, 6)
    waiting = list(initiative_queries.to_send(t.officer, on=day)[:PUT_FORWARD])
    initiatives.put_forward_many(actor=t.officer, council=t.initiative_council, initiatives=waiting)
    rubric = RUBRICS[INITIATIVE]()
    councils.set_score_sheet(
        actor=t.officer, council=t.initiative_council, name=rubric.name, topic=INITIATIVE,
        regulation="Quy chế số 21/QC-BVST", regulation_on=t.day(date(2025, 1, 8)),
        valid_from=t.day(date(2025, 1, 8)), criteria=rubric.criteria,
    )  # fmt: skip
    day = yield date(2025, 11, 13)
    _hold_session(t, day)
    day = yield date(2025, 11, 18)
    _decide(t, day)


def _hold_session(t: Teller, day: date) -> None:
    """Everybody there: two are scored first; the fifth convinces only half of the members."""
    secretary = t.here.user(SECRETARY)
    meeting = councils.plan_meeting(
        actor=secretary, council=t.initiative_council, held_on=day, place="Phòng họp số 2",
        purpose="Xét công nhận sáng kiến cấp cơ sở",
    )  # fmt: skip
    cases = list(council_queries.waiting_cases(t.initiative_council))
    councils.schedule_cases(actor=secretary, meeting=meeting, cases=cases)
    seats = list(council_queries.seats_on(t.initiative_council, day))
    meeting = councils.open_meeting(
        actor=secretary, meeting=meeting, presider=seats[0],
        attendance={seat.pk: (Attendance.PRESENT, "") for seat in seats},
    )  # fmt: skip
    _score(secretary, meeting, cases[:SCORED], seats)
    for place, case in enumerate(cases):
        against = [seat.pk for seat in seats[-AGAINST:]] if place == PUT_FORWARD - 2 else []
        councils.record_votes(
            actor=secretary, case=case, exceptions=dict.fromkeys(against, Choice.DISAGREE)
        )
        councils.close_case(actor=secretary, case=case)
    councils.close_meeting(
        actor=secretary, meeting=meeting,
        conclusion="Hội đồng đề nghị Giám đốc công nhận các sáng kiến đạt từ hai phần ba số phiếu.",
    )  # fmt: skip


def _score(secretary: Any, meeting: Any, cases: list[Any], seats: list[Any]) -> None:
    councils.open_scoring(actor=secretary, meeting=meeting, cases=cases)
    for place, seat in enumerate(seats[:4]):
        scorings = council_queries.own_scores(seat.sitter.user, meeting)
        councils.record_scores(
            actor=seat.sitter.user, meeting=meeting, hand_in=True,
            points={
                scoring.pk: {
                    line.pk: line.maximum - Decimal(1 + place % 2 + number)
                    for line in scoring.sheet.criteria.all()
                } for number, scoring in enumerate(scorings)
            },
        )  # fmt: skip
    councils.close_scoring(actor=secretary, meeting=meeting, cases=cases)


def _decide(t: Teller, day: date) -> None:
    """By one decision four are recognised; one is refused; the last still waits for the head."""
    waiting = list(initiative_queries.to_decide(t.director, on=day))
    passed = [each for each in waiting if each.recognition == "recommended"]
    initiatives.recognise_many(
        actor=t.director, unit=t.here.top, initiatives=passed[:-1], on=day, recognised_on=day,
        number="398/QĐ-BVST",
    )  # fmt: skip
    for initiative in waiting:
        if initiative.recognition == "not_recommended":
            initiatives.refuse_initiative(actor=t.director, initiative=initiative, reason=WHY_NOT)
