"""Cases of the action contract."""

from typing import Any

from tests.contract import Case, case

from thidua.orgs.tests.factories import hospital
from thidua.suggestions.states import State
from thidua.suggestions.tests.factories import TODAY, suggestion

ANSWERERS_ONLY = (
    "Việc này dành cho cán bộ thi đua, khen thưởng, trưởng khoa, phòng, tổ của "
    "Công đoàn cơ sở Bệnh viện Quân y Sông Thao."
)
AUTHOR_ONLY = "Chỉ người gửi thực hiện được việc này."


@case("suggestions.suggestion.send")
def send() -> Case:
    house = hospital()
    given = {"unit": house.union, "on": TODAY, "kind": "obstacle", "text": "Thiếu xe lăn."}
    reason = "Bạn gửi được đến đơn vị của mình, cấp trên của đơn vị và nơi tổ chức phong trào."
    return Case(
        house.member, given, house.inspector, reason,
        wrong=lambda: ({**given, "text": " "}, "Cần ghi nội dung."),
    )  # fmt: skip


def move(
    name: str, start: State, wrong: State, changed: set[str], *, by: str = "officer",
    stranger: str = "head", refusal: str = ANSWERERS_ONLY, **more: Any,
) -> None:  # fmt: skip
    def build() -> Case:
        house = hospital()
        made = suggestion(house, state=start)
        facts = {key: getattr(house, each) if key == "unit" else each for key, each in more.items()}
        given = {"suggestion": made, **facts}

        def elsewhere() -> tuple[dict[str, Any], str]:
            made.state, made.answered_on = wrong, TODAY
            made.save()
            reason = f"Đang ở trạng thái «{wrong.label}» nên không thực hiện được việc này."
            return given, reason

        return Case(
            getattr(house, by), given, getattr(house, stranger), refusal, frozenset(changed),
            elsewhere,
        )  # fmt: skip

    case(f"suggestions.suggestion.{name}")(build)


move(
    "pass_on", State.RECEIVED, State.CLOSED, {"state", "unit_id"}, unit="department",
    reason="Việc của khoa.", on=TODAY,
)  # fmt: skip
move(
    "answer", State.PASSED_ON, State.ANSWERED,
    {"state", "answer", "answered_on", "answered_by_id"}, answer="Mua thêm ba xe.", on=TODAY,
)  # fmt: skip
move(
    "close", State.ANSWERED, State.RECEIVED, {"state"}, by="member", stranger="officer",
    refusal=AUTHOR_ONLY,
)  # fmt: skip
move(
    "reopen", State.CLOSED, State.PASSED_ON, {"state", "reopen_reason", "due_on", "answered_on"},
    by="member", stranger="officer", refusal=AUTHOR_ONLY, reason="Chưa nói bao giờ.",
    on=TODAY.replace(day=18),
)  # fmt: skip
