"""Councils for tests: of any size, with sessions, and a kind of case that listens."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core import period
from thidua.councils import actions
from thidua.councils.models import (
    Case,
    Council,
    Criterion,
    Meeting,
    Score,
    ScoreCard,
    ScoreSheet,
    Scoring,
    Seat,
    Substitution,
)
from thidua.councils.outcomes import OUTCOMES, WITHDRAWN
from thidua.councils.states import Attendance, CouncilKind, SeatPosition
from thidua.legal.regulations import Share
from thidua.orgs.tests.factories import SINCE, Hospital, person_in

DAY = date(2025, 3, 10)
KIND = "test.question"
HEARD: list[tuple[int, bool, date]] = []

if KIND not in OUTCOMES:

    @OUTCOMES.register(KIND)
    def hear(*, actor: Any, cases: Sequence[Case], on: date) -> None:
        HEARD.extend((case.subject_id, (case.result or {})["passed"], on) for case in cases)

    WITHDRAWN.register(KIND)(lambda **_given: None)


def council_of(h: Hospital, *, size: int = 5, **more: Any) -> Council:
    """A council with the director in the chair, the officer as voting secretary, and members."""
    people = [(h.director.person, SeatPosition.CHAIR), (h.officer.person, SeatPosition.SECRETARY)]
    people += [
        (person_in(h.department, name=f"Ủy viên Thứ {n}"), SeatPosition.MEMBER)
        for n in range(size - 2)
    ]
    return actions.create_council(
        actor=h.director, unit=h.hospital, name="Hội đồng Thi đua - Khen thưởng",
        kind=CouncilKind.COMMENDATION, decision="Quyết định số 12/QĐ-BV ngày 05/01/2025",
        valid_from=SINCE, seats=people, **more,
    )  # fmt: skip


REGULATION: dict[str, Any] = {
    "regulation": "45/QC-HĐ", "regulation_on": date(2024, 2, 1), "quorum": Share(2, 3),
    "thresholds": {"GK": Share(1, 2, strict=True), "LDTT": Share(1, 2, strict=True),
                   "CSTDCS": Share(80, 100), "TTLDTT": Share(1, 2, strict=True)},
}  # fmt: skip


def meeting_of(h: Hospital, council: Council, *, held_on: date = DAY) -> Meeting:
    return actions.plan_meeting(
        actor=h.officer, council=council, held_on=held_on, place="Hội trường A",
        purpose="xét khen thưởng đợt thi đua",
    )  # fmt: skip


def roll(meeting: Meeting, *, absent: int = 0) -> dict[int, tuple[Attendance, str]]:
    """Everybody present but for the last so many."""
    seats = list(meeting.council.seats.all())
    away = {seat.pk for seat in seats[len(seats) - absent :]}
    return {
        seat.pk: (Attendance.ABSENT, "đi công tác") if seat.pk in away else (Attendance.PRESENT, "")
        for seat in seats
    }


def opened(h: Hospital, meeting: Meeting, *, absent: int = 0) -> Meeting:
    return actions.open_meeting(
        actor=h.officer, meeting=meeting, attendance=roll(meeting, absent=absent),
        presider=chair_of(meeting.council),
    )  # fmt: skip


def chair_of(council: Council) -> Seat:
    return council.seats.get(position=SeatPosition.CHAIR)


def case_in(h: Hospital, council: Council, *, subject: int = 1, topic: str = "CSTDCS") -> Case:
    return actions.open_case(
        actor=h.officer, council=council, kind=KIND, subject_id=subject, topic=topic,
        title=f"Đề nghị số {subject}",
    )  # fmt: skip


def session(h: Hospital, *, size: int = 5, absent: int = 0, **more: Any) -> tuple[Meeting, Case]:
    """An open session with one scheduled case."""
    council = council_of(h, size=size, **more)
    meeting = meeting_of(h, council)
    case = case_in(h, council)
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case])
    return opened(h, meeting, absent=absent), Case.objects.get(pk=case.pk)


def planned(h: Hospital, *, council: Council | None = None, **more: Any) -> Meeting:
    """A session not open yet, with one case on its agenda."""
    council = council or council_of(h, **more)
    meeting = meeting_of(h, council)
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case_in(h, council)])
    return Meeting.objects.get(pk=meeting.pk)


def substitute_in(h: Hospital, council: Council, person: Any, **more: Any) -> Substitution:
    """Somebody who sits for the last member, from the day of the session unless told otherwise."""
    return actions.name_substitute(
        actor=h.officer, seat=council.seats.last(), person=person,
        **{"basis": "Giấy ủy quyền ngày 01/03/2025", "valid_from": DAY, **more},
    )  # fmt: skip


def sitting_facts(h: Hospital, *, size: int = 5) -> dict[str, Any]:
    """What calls two councils of the same people on one afternoon."""
    first = council_of(h, size=size)
    second = actions.create_council(
        actor=h.director, unit=h.hospital, name="Hội đồng sáng kiến",
        kind=CouncilKind.INITIATIVE, decision="Quyết định số 13/QĐ-BV", valid_from=SINCE,
        seats=[(seat.person, SeatPosition(seat.position)) for seat in first.seats.all()],
    )  # fmt: skip
    return {
        "unit": h.hospital, "held_on": DAY, "place": "Hội trường A",
        "purpose": "xét cuối năm", "councils": [(first, ""), (second, "xét sáng kiến")],
    }  # fmt: skip


SHEET: dict[str, Any] = {
    "name": "Phiếu chấm điểm xét khen thưởng", "valid_from": date(2024, 3, 1),
    "regulation": "45/QC-HĐ", "regulation_on": date(2024, 2, 1),
    "criteria": [("Kết quả công tác", Decimal(2), Decimal(10)),
                 ("Sáng kiến", Decimal(1), Decimal(20))],
}  # fmt: skip


def scoring_of(h: Hospital, meeting: Meeting, case: Case, **more: Any) -> Scoring:
    """One case open to be scored, by a sheet of two criteria worth forty in all."""
    actions.set_score_sheet(actor=h.officer, council=meeting.council, **{**SHEET, **more})
    actions.open_scoring(actor=h.officer, meeting=meeting, cases=[case])
    return Scoring.objects.get(case=case)


def scored(meeting: Meeting, case: Case, *, exclude: Any = None) -> Scoring:
    """Closed scores of a case as rows: everybody but one has given eight and fifteen."""
    sheet = meeting.council.score_sheets.first() or ScoreSheet.objects.create(
        council=meeting.council, **{key: SHEET[key] for key in SHEET if key != "criteria"}
    )
    criteria = list(sheet.criteria.all()) or [
        Criterion.objects.create(sheet=sheet, order=n, text=text, weight=weight, maximum=most)
        for n, (text, weight, most) in enumerate(SHEET["criteria"], 1)
    ]
    scoring = Scoring.objects.create(case=case, sheet=sheet, state="closed")
    for seat in meeting.council.seats.all():
        if seat.person != exclude:
            card = ScoreCard.objects.create(
                scoring=scoring, seat=seat, person=seat.person, handed_in_at=period.now()
            )
            for criterion, points in zip(criteria, (8, 15), strict=True):
                Score.objects.create(card=card, criterion=criterion, points=points)
    return scoring
