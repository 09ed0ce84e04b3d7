"""Cases of the action contract for what comes before a session: seats, sittings, conflicts."""

from datetime import timedelta
from typing import Any

from tests.contract import Case as Contract
from tests.contract import case

from thidua.core import period
from thidua.councils import actions, states
from thidua.councils.models import Meeting
from thidua.councils.states import Attendance, SeatPosition, TieKind
from thidua.councils.tests import factories as f
from thidua.orgs.tests.factories import Hospital, hospital

OFFICERS = (
    "Việc này dành cho cán bộ thi đua, khen thưởng, thủ trưởng đơn vị của "
    "Bệnh viện Quân y Sông Thao."
)
SECRETARY = "Việc này dành cho Thư ký của Hội đồng Thi đua - Khen thưởng."


@case("councils.council.recompose")
def recompose() -> Contract:
    h = hospital()
    council = f.council_of(h)
    given = {
        "council": council, "decision": "Quyết định số 45/QĐ-BV ngày 01/03/2025",
        "valid_from": f.DAY, "valid_to": f.DAY.replace(year=2027),
        "seats": [(h.director.person, SeatPosition.CHAIR), (h.officer.person, SeatPosition.CLERK)],
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        actions.recompose_council(actor=h.officer, **given)
        return given, (
            "Thành phần hiện tại có từ ngày 10/03/2025; quyết định mới phải có hiệu lực sau đó."
        )

    return Contract(h.officer, given, h.member, OFFICERS, frozenset({"valid_to"}), wrong)


@case("councils.seat.substitute")
def substitute() -> Contract:
    h = hospital()
    council = f.council_of(h)
    given = {
        "seat": council.seats.last(), "person": h.member.person, "valid_from": f.DAY,
        "basis": "Giấy ủy quyền ngày 01/03/2025",
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        seat = council.seats.last()
        actions.name_substitute(actor=h.officer, **given)
        return given, f"Đã có {h.member} (dự thay {seat.person}) trong thời gian này."

    return Contract(h.officer, given, h.head, SECRETARY, wrong=wrong)


@case("councils.substitution.end")
def end_substitution() -> Contract:
    h = hospital()
    named = f.substitute_in(h, f.council_of(h), h.member.person)
    given = {"substitution": named, "on": f.DAY + timedelta(9), "reason": "đã về"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.end_substitution(actor=h.officer, **given)
        return given, "Việc dự thay đã kết thúc từ trước."

    return Contract(h.officer, given, h.head, SECRETARY, frozenset({"valid_to"}), wrong)


@case("councils.sitting.plan")
def plan_sitting() -> Contract:
    h = hospital()
    given = f.sitting_facts(h)

    def wrong() -> tuple[dict[str, Any], str]:
        return {**given, "councils": given["councils"][:1]}, (
            "Chọn ít nhất hai hội đồng; một hội đồng thì lên lịch họp riêng."
        )

    return Contract(h.officer, given, h.member, SECRETARY, wrong=wrong)


@case("councils.sitting.record_roll")
def record_roll() -> Contract:
    h = hospital()
    sitting = actions.plan_sitting(actor=h.officer, **f.sitting_facts(h))
    key = h.director.person.pk
    given = {"sitting": sitting, "attendance": {key: (Attendance.PRESENT, "")}}

    def wrong() -> tuple[dict[str, Any], str]:
        away = {key: (Attendance.ABSENT, " ")}
        return {**given, "attendance": away}, f"Ghi lý do vắng của {h.director}."

    return Contract(h.officer, given, h.director, SECRETARY, wrong=wrong)


@case("councils.meeting.arrange")
def arrange() -> Contract:
    h = hospital()
    meeting, question = f.session(h)

    def wrong() -> tuple[dict[str, Any], str]:
        return {"meeting": meeting, "order": []}, (
            "Chương trình vừa thay đổi; mở lại trang rồi sắp xếp."
        )

    given = {"meeting": meeting, "order": [question.pk]}
    return Contract(h.officer, given, h.member, SECRETARY, wrong=wrong)


@case("councils.meeting.summon")
def summon() -> Contract:
    h = hospital()
    meeting = f.planned(h)

    def wrong() -> tuple[dict[str, Any], str]:
        f.opened(h, meeting)
        now = Meeting.objects.get(pk=meeting.pk)
        reason = states.MEETING.refusal(now, "open")
        return {"meeting": meeting}, str(reason)

    changed = frozenset({"summonses", "summoned_at"})
    return Contract(h.officer, {"meeting": meeting}, h.member, SECRETARY, changed, wrong)


@case("councils.case.note_privately")
def note_privately() -> Contract:
    h = hospital()
    question = f.planned(h).cases.get()
    given = {"case": question, "text": "hỏi thêm số liệu"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.withdraw_case(actor=h.officer, case=question, reason="nộp nhầm")
        return given, "Nội dung này không còn chờ xét."

    members = "Việc này dành cho thành viên của Hội đồng Thi đua - Khen thưởng."
    return Contract(h.director, given, h.inspector, members, wrong=wrong)


def recusable(h: Hospital) -> dict[str, Any]:
    return {
        "case": f.planned(h).cases.get(), "person": h.director.person, "kind": TieKind.KIN,
        "reason": "em ruột của người được đề nghị",
    }  # fmt: skip


@case("councils.case.recuse")
def recuse() -> Contract:
    h = hospital()
    given = recusable(h)

    def wrong() -> tuple[dict[str, Any], str]:
        actions.declare_conflict(actor=h.director, **given)
        return given, f"Đã ghi xung đột lợi ích của {h.director}."

    return Contract(h.director, given, h.inspector, SECRETARY, wrong=wrong)


@case("councils.recusal.lift")
def lift() -> Contract:
    h = hospital()
    recusal = actions.declare_conflict(actor=h.director, **recusable(h))
    given = {"recusal": recusal, "reason": "khai nhầm nội dung"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.lift_recusal(actor=h.officer, **given)
        return given, "Ghi nhận này đã bỏ từ trước."

    changed = frozenset({"lifted_at", "lift_reason"})
    return Contract(h.officer, given, h.director, SECRETARY, changed, wrong)


@case("councils.kinship.declare")
def declare_kinship() -> Contract:
    h = hospital()
    f.council_of(h)
    given = {"relative": h.member.person, "relation": "em", "on": period.today()}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.declare_kinship(actor=h.director, **given)
        return given, f"Đã khai quan hệ với {h.member}."

    return Contract(h.director, given, h.member, "Bạn không thuộc hội đồng nào.", wrong=wrong)


@case("councils.kinship.end")
def end_kinship() -> Contract:
    h = hospital()
    f.council_of(h)
    kinship = actions.declare_kinship(
        actor=h.director, relative=h.member.person, relation="em", on=f.DAY
    )
    given = {"kinship": kinship, "on": period.today()}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.end_kinship(actor=h.director, **given)
        return given, "Khai báo này đã kết thúc từ trước."

    return Contract(
        h.director, given, h.officer, "Chỉ người đã khai mới bỏ được.",
        frozenset({"valid_to"}), wrong,
    )  # fmt: skip
