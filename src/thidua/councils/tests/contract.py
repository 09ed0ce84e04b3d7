"""Cases of the action contract for councils."""

from typing import Any

from tests.contract import Case as Contract
from tests.contract import case

from thidua.councils import actions, states
from thidua.councils.models import Case, Meeting
from thidua.councils.states import Attendance, CouncilKind, SeatPosition
from thidua.councils.tests import contract_before, contract_deciding
from thidua.councils.tests import factories as f
from thidua.legal.regulations import Share
from thidua.orgs.tests.factories import SINCE, Hospital, hospital, person_in

OFFICERS = (
    "Việc này dành cho cán bộ thi đua, khen thưởng, thủ trưởng đơn vị của "
    "Bệnh viện Quân y Sông Thao."
)
SECRETARY = "Việc này dành cho Thư ký của Hội đồng Thi đua - Khen thưởng."


def state_says(machine: Any, subject: Any, move: str) -> str:
    reason = machine.refusal(subject, move)
    assert reason is not None
    return str(reason)


@case("councils.council.create")
def create() -> Contract:
    h = hospital()
    seats = [(h.director.person, SeatPosition.CHAIR), (h.officer.person, SeatPosition.SECRETARY)]
    given = {
        "unit": h.hospital, "name": "Hội đồng sáng kiến", "kind": CouncilKind.INITIATIVE,
        "decision": "Quyết định số 3/QĐ-BV", "valid_from": SINCE, "seats": seats,
    }  # fmt: skip
    return Contract(
        h.officer, given, h.member, OFFICERS,
        wrong=lambda: ({**given, "seats": seats[1:]}, "Hội đồng cần đúng một Chủ tịch."),
    )  # fmt: skip


@case("councils.council.regulate")
def regulate() -> Contract:
    h = hospital()
    council = f.council_of(h)
    given = {
        "council": council,
        "regulation": "9/QC-HĐ",
        "regulation_on": SINCE,
        "quorum": Share(3, 4),
    }

    def wrong() -> tuple[dict[str, Any], str]:
        f.opened(h, f.meeting_of(h, council))
        return given, "Hội đồng đang họp; thay đổi sau khi bế mạc."

    changed = frozenset({"regulation", "regulation_on", "quorum_of", "quorum_in"})
    return Contract(h.director, given, h.member, OFFICERS, changed, wrong)


@case("councils.seat.add")
def seat() -> Contract:
    h = hospital()
    council = f.council_of(h)
    given = {
        "council": council, "person": person_in(h.department), "valid_from": SINCE,
        "position": SeatPosition.MEMBER,
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        return {**given, "person": h.director.person}, f"{h.director} đã là thành viên hội đồng."

    return Contract(h.officer, given, h.member, OFFICERS, wrong=wrong)


@case("councils.seat.end")
def unseat() -> Contract:
    h = hospital()
    council = f.council_of(h)
    given = {"seat": council.seats.last(), "on": f.DAY, "reason": "chuyển công tác"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.unseat_member(actor=h.officer, **given)
        return given, "Thành viên này đã thôi từ trước."

    return Contract(h.officer, given, h.member, OFFICERS, frozenset({"valid_to"}), wrong)


@case("councils.meeting.plan")
def plan() -> Contract:
    h = hospital()
    council = f.council_of(h)
    given = {
        "council": council,
        "held_on": f.DAY,
        "place": "Phòng họp",
        "purpose": "xét khen thưởng",
    }

    def wrong() -> tuple[dict[str, Any], str]:
        early = SINCE.replace(year=SINCE.year - 1)
        return {
            **given,
            "held_on": early,
        }, "Ngày 01/01/2019 hội đồng không còn hoặc chưa hoạt động."

    return Contract(h.officer, given, h.member, SECRETARY, wrong=wrong)


@case("councils.meeting.open")
def open_meeting() -> Contract:
    h = hospital()
    meeting = f.meeting_of(h, f.council_of(h))
    given = {
        "meeting": meeting,
        "attendance": f.roll(meeting),
        "presider": f.chair_of(meeting.council),
    }

    def wrong() -> tuple[dict[str, Any], str]:
        f.opened(h, meeting)
        now = Meeting.objects.get(pk=meeting.pk)
        return given, state_says(states.MEETING, now, "open")

    changed = frozenset({"state", "presider_id", "secretary_id", "opened_at"})
    return Contract(h.officer, given, h.director, SECRETARY, changed, wrong)


@case("councils.meeting.record_presence")
def presence() -> Contract:
    h = hospital()
    meeting, _case = f.session(h)
    given = {
        "meeting": meeting, "seat": meeting.council.seats.last(), "attendance": Attendance.ABSENT,
        "reason": "về trực cấp cứu",
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        return {**given, "reason": " "}, f"Ghi lý do vắng của {given['seat'].person}."

    return Contract(h.officer, given, h.director, SECRETARY, wrong=wrong)


@case("councils.case.open")
def open_case() -> Contract:
    h = hospital()
    council = f.council_of(h)
    given = {
        "council": council, "kind": f.KIND, "subject_id": 7, "topic": "GK", "title": "Bà Lê Thị A",
        "concerned": [h.director.person],
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        actions.open_case(actor=h.officer, **given)
        return given, "«Bà Lê Thị A» đang chờ hội đồng xét."

    return Contract(h.officer, given, h.member, SECRETARY, wrong=wrong)


@case("councils.cases.open")
def open_cases() -> Contract:
    h = hospital()
    council = f.council_of(h)
    asked = [
        actions.Question(subject_id=key, topic="GK", title=f"Bà Lê Thị A {key}") for key in (7, 8)
    ]
    given = {"council": council, "kind": f.KIND, "questions": asked}

    def wrong() -> tuple[dict[str, Any], str]:
        f.case_in(h, council, subject=8)
        return given, "«Bà Lê Thị A 8» đang chờ hội đồng xét."

    return Contract(h.officer, given, h.member, SECRETARY, wrong=wrong)


@case("councils.case.withdraw")
def withdraw() -> Contract:
    h = hospital()
    _meeting, question = f.session(h)
    given = {"case": question, "reason": "nộp nhầm"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.open_vote(actor=h.officer, case=question)
        now = Case.objects.get(pk=question.pk)
        return given, state_says(states.CASE, now, "withdraw")

    changed = frozenset({"state", "meeting_id"})
    return Contract(h.officer, given, h.member, SECRETARY, changed, wrong)


@case("councils.meeting.schedule")
def schedule() -> Contract:
    h = hospital()
    council = f.council_of(h)
    given = {"meeting": f.meeting_of(h, council), "cases": [f.case_in(h, council)]}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.schedule_cases(actor=h.officer, **given)
        now = Case.objects.get(pk=given["cases"][0].pk)
        return given, state_says(states.CASE, now, "schedule")

    return Contract(h.officer, given, h.member, SECRETARY, wrong=wrong)


@case("councils.case.unschedule")
def unschedule() -> Contract:
    h = hospital()
    _meeting, question = f.session(h)

    def wrong() -> tuple[dict[str, Any], str]:
        actions.open_vote(actor=h.officer, case=question)
        now = Case.objects.get(pk=question.pk)
        return {"case": question}, state_says(states.CASE, now, "unschedule")

    changed = frozenset({"state", "meeting_id"})
    return Contract(h.officer, {"case": question}, h.member, SECRETARY, changed, wrong)


@case("councils.case.open_vote")
def open_vote() -> Contract:
    h = hospital()
    _meeting, question = f.session(h)

    def wrong() -> tuple[dict[str, Any], str]:
        actions.open_vote(actor=h.officer, case=question)
        now = Case.objects.get(pk=question.pk)
        return {"case": question}, state_says(states.CASE, now, "open_vote")

    changed = frozenset({"state", "threshold"})
    return Contract(h.officer, {"case": question}, h.director, SECRETARY, changed, wrong)


def voting(h: Hospital) -> tuple[Meeting, Case]:
    meeting, question = f.session(h)
    return meeting, actions.open_vote(actor=h.officer, case=question)


@case("councils.case.record_votes")
def record_votes() -> Contract:
    h = hospital()
    _meeting, question = voting(h)
    given = {"case": question, "notes": "Nhất trí cao"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.record_votes(actor=h.officer, case=question)
        actions.close_case(actor=h.officer, case=question)
        return given, state_says(states.CASE, Case.objects.get(pk=question.pk), "close")

    return Contract(h.officer, given, h.director, SECRETARY, frozenset({"notes"}), wrong)


@case("councils.case.close")
def close_case() -> Contract:
    h = hospital()
    _meeting, question = voting(h)
    actions.record_votes(actor=h.officer, case=question)

    def wrong() -> tuple[dict[str, Any], str]:
        actions.close_case(actor=h.officer, case=question)
        return {"case": question}, state_says(
            states.CASE, Case.objects.get(pk=question.pk), "close"
        )

    changed = frozenset({"state", "result"})
    return Contract(h.officer, {"case": question}, h.director, SECRETARY, changed, wrong)


@case("councils.meeting.vote_together")
def vote_together() -> Contract:
    h = hospital()
    meeting, question = f.session(h)
    given = {"meeting": meeting, "cases": [question]}

    def wrong() -> tuple[dict[str, Any], str]:
        return (
            {"meeting": meeting, "cases": []},
            "Chỉ biểu quyết chung các nội dung cùng một danh hiệu, hình thức.",
        )

    return Contract(h.officer, given, h.director, SECRETARY, wrong=wrong)


@case("councils.meeting.close")
def close_meeting() -> Contract:
    h = hospital()
    meeting, _case = f.session(h)
    given = {"meeting": meeting, "conclusion": "Thống nhất đề nghị."}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.close_meeting(actor=h.officer, **given)
        return given, state_says(states.MEETING, Meeting.objects.get(pk=meeting.pk), "close")

    changed = frozenset({"state", "conclusion", "closed_at"})
    return Contract(h.officer, given, h.director, SECRETARY, changed, wrong)


BEFORE_A_SESSION, WAYS_OF_DECIDING = contract_before, contract_deciding
