"""Cases of the action contract."""

from collections.abc import Callable
from typing import Any

from tests.contract import Case, case

from thidua.disclosures.actions import Line
from thidua.disclosures.states import CommentState, ComplaintState, DisclosureState
from thidua.disclosures.tests.factories import AFTER, END, TODAY, comment, hold, letter, shown
from thidua.orgs.tests.factories import Hospital, hospital

OFFICERS = "Việc này dành cho cán bộ thi đua, khen thưởng của {unit}."
SETTLERS = "Việc này dành cho cán bộ thi đua, khen thưởng, thủ trưởng đơn vị của {unit}."
LATER = TODAY.replace(day=20)


def _refusal(text: str, unit: Any) -> str:
    return text.format(unit=unit)


def _elsewhere(made: Any, given: dict[str, Any], state: Any, **facts: Any) -> Callable[[], Any]:
    def wrong() -> tuple[dict[str, Any], str]:
        for name, value in {"state": state, **facts}.items():
            setattr(made, name, value)
        made.save()
        return given, f"Đang ở trạng thái «{state.label}» nên không thực hiện được việc này."

    return wrong


@case("disclosures.disclosure.open")
def open_list() -> Case:
    house = hospital()
    given = {
        "unit": house.union, "on": TODAY, "title": "Danh sách quý I", "reach": "unit",
        "starts_on": TODAY, "lines": [Line(name="Nguyễn Thị Hoa", proposed="Giấy khen")],
    }  # fmt: skip
    return Case(
        house.officer, given, house.head, _refusal(OFFICERS, house.union),
        wrong=lambda: ({**given, "lines": []}, "Danh sách chưa có người hoặc tập thể nào."),
    )  # fmt: skip


@case("disclosures.disclosure.extend")
def extend() -> Case:
    house = hospital()
    made = shown(house)
    given = {"disclosure": made, "days": 2, "reason": "Đang xác minh ý kiến.", "on": TODAY}
    return Case(
        house.officer, given, house.director, _refusal(OFFICERS, house.union),
        frozenset({"days", "ends_on"}), _closed(made, given),
    )  # fmt: skip


@case("disclosures.disclosure.close")
def close() -> Case:
    house = hospital()
    made = shown(house)
    given = {"disclosure": made, "on": AFTER}
    return Case(
        house.officer, given, house.inspector, _refusal(OFFICERS, house.union),
        frozenset({"state", "closed_on"}), _closed(made, given),
    )  # fmt: skip


def _closed(made: Any, given: dict[str, Any]) -> Callable[[], Any]:
    return _elsewhere(made, given, DisclosureState.CLOSED, closed_on=END)


@case("disclosures.comment.send")
def send() -> Case:
    house = hospital()
    given = {"disclosure": shown(house), "on": TODAY, "stance": "objection", "text": "Chưa đúng."}
    reason = f"Danh sách này lấy ý kiến của người thuộc {house.union}."
    return Case(
        house.member, given, house.inspector, reason,
        wrong=lambda: (
            {**given, "on": AFTER},
            f"Đã hết thời gian lấy ý kiến. Có thể gửi đơn khiếu nại, tố cáo đến {house.union}.",
        ),
    )  # fmt: skip


def _of_comment(name: str, changed: set[str], **more: Any) -> None:
    def build() -> Case:
        house = hospital()
        made = comment(house)
        given = {"comment": made, "on": TODAY, **more}
        wrong = _elsewhere(made, given, CommentState.ANSWERED, answered_on=TODAY)
        reason = _refusal(OFFICERS, house.union)
        return Case(house.officer, given, house.director, reason, frozenset(changed), wrong)

    case(f"disclosures.comment.{name}")(build)


_of_comment("verify", {"state"})
_of_comment("answer", {"state", "answer", "answered_on", "answered_by_id"}, answer="Đã xem lại.")
_of_comment("take_over", {"state"}, kind="complaint")


@case("disclosures.complaint.file")
def file() -> Case:
    house = hospital()
    given = {
        "unit": house.union, "on": TODAY, "kind": "complaint", "subject": "Kết quả xét",
        "filed_on": TODAY, "filer": "Lê Văn Đơn",
    }  # fmt: skip
    return Case(
        house.director, given, house.inspector, _refusal(SETTLERS, house.union),
        wrong=lambda: ({**given, "filer": ""}, "Đơn khiếu nại cần có tên người khiếu nại."),
    )  # fmt: skip


def _of_letter(
    name: str, start: ComplaintState, wrong: ComplaintState, changed: set[str], **more: Any
) -> None:
    def build() -> Case:
        house = hospital()
        made = letter(house, state=start)
        given = {"complaint": made, "on": LATER, **more}
        papers = {
            "accepted_on": TODAY, "acceptance": "05/TB", "settled_on": TODAY, "conclusion": "9/QĐ",
        }  # fmt: skip
        return Case(
            house.officer, given, house.inspector, _refusal(SETTLERS, house.union),
            frozenset(changed), _elsewhere(made, given, wrong, **papers),
        )  # fmt: skip

    case(f"disclosures.complaint.{name}")(build)


_of_letter(
    "accept", ComplaintState.FILED, ComplaintState.SETTLED,
    {"state", "acceptance", "accepted_on", "due_on"}, paper="05/TB-CĐ", accepted_on=LATER,
)  # fmt: skip
_of_letter(
    "decline", ComplaintState.FILED, ComplaintState.ACCEPTED,
    {"state", "decline_reason", "settled_on", "due_on"}, reason="Không thuộc thẩm quyền.",
)  # fmt: skip
_of_letter(
    "settle", ComplaintState.ACCEPTED, ComplaintState.FILED,
    {"state", "conclusion", "settled_on", "is_upheld", "due_on"}, paper="09/QĐ-CĐ",
    settled_on=LATER, is_upheld=True, conclusion="Đúng một phần.",
)  # fmt: skip


@case("disclosures.complaint.file_again")
def file_again() -> Case:
    house = hospital()
    made = letter(house, state="settled")
    given = {"complaint": made, "filed_on": LATER, "on": LATER}

    def wrong() -> tuple[dict[str, Any], str]:
        made.state = ComplaintState.ACCEPTED
        made.save()
        return given, "Khiếu nại lần hai chỉ có sau khi lần đầu đã giải quyết."

    return Case(house.officer, given, house.inspector, _refusal(SETTLERS, house.union), wrong=wrong)


@case("disclosures.hold.place")
def place() -> Case:
    house = hospital()
    given = {
        "unit": house.group, "on": TODAY, "ground": "inspection", "paper": "15/QĐ-TTr",
        "paper_on": TODAY,
    }  # fmt: skip
    reason = (
        "Chỉ tạm dừng xét khi có văn bản thụ lý đơn, quyết định thanh tra hoặc xem xét kỷ luật: "
        "ghi số và ngày."
    )
    return Case(
        house.officer, given, house.head, _refusal(SETTLERS, house.group),
        wrong=lambda: ({**given, "paper": " "}, reason),
    )  # fmt: skip


@case("disclosures.hold.end")
def end() -> Case:
    house: Hospital = hospital()
    made = hold(house)
    given = {
        "hold": made, "paper": "20/KL-TTr", "ended_on": LATER, "conclusion": "Không vi phạm.",
        "on": LATER,
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        made.ended_on, made.end_paper = TODAY, "19/KL"
        made.save()
        return given, "Việc tạm dừng này đã kết thúc."

    return Case(
        house.director, given, house.inspector, _refusal(SETTLERS, house.group),
        frozenset({"end_paper", "ended_on", "conclusion"}), wrong,
    )  # fmt: skip
