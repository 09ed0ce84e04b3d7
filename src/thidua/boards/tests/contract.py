"""Cases of the action contract."""

from datetime import date
from typing import Any

from tests.contract import Case, case

from thidua.boards import actions, queries
from thidua.boards.tests.factories import FIRST, SECOND, launched, sent
from thidua.movements.models import Movement
from thidua.movements.states import MovementState
from thidua.orgs.tests.factories import Hospital, hospital

WEDNESDAY = date(2025, 9, 17)
KEEPERS = (
    "Việc này dành cho cán bộ thi đua, khen thưởng, thủ trưởng đơn vị của "
    "Công đoàn cơ sở Bệnh viện Quân y Sông Thao."
)
OVER = "Phong trào chưa phát động hoặc đã kết thúc nên không làm được việc này."


def _closed(movement: Movement, given: dict[str, Any]) -> tuple[dict[str, Any], str]:
    Movement.objects.filter(pk=movement.pk).update(state=MovementState.CLOSED)
    return given, OVER


@case("boards.movement.set")
def set_board() -> Case:
    house = hospital()
    given = {"movement": launched(house), "facts": {"criteria": [queries.STREAK, queries.KEPT]}}
    twice = {**given, "facts": {"criteria": [queries.STREAK, queries.STREAK]}}
    reason = "Mỗi số liệu chỉ xếp hạng một lần: hãy bỏ bớt mục trùng."
    return Case(house.officer, given, house.head, KEEPERS, wrong=lambda: (twice, reason))


@case("boards.wall_link.make")
def make_link() -> Case:
    house = hospital()
    given = {"movement": launched(house), "place": "Sảnh nhà A"}
    return Case(
        house.director, given, house.inspector, KEEPERS,
        wrong=lambda: (
            {**given, "place": " "}, "Cần ghi nơi đặt màn hình, ví dụ: sảnh nhà A.",
        ),
    )  # fmt: skip


@case("boards.wall_link.revoke")
def revoke_link() -> Case:
    house = hospital()
    link, _code = actions.make_link(
        actor=house.officer, movement=launched(house), place="Sảnh nhà A"
    )

    def revoked() -> tuple[dict[str, Any], str]:
        actions.revoke_link(actor=house.officer, link=link)
        return {"link": link}, "Đường dẫn này đã được thu hồi."

    return Case(
        house.officer, {"link": link}, house.head, KEEPERS, frozenset({"revoked_at"}), revoked
    )


def _late() -> tuple[Hospital, dict[str, Any]]:
    """A group that missed the first week and sent two in the second."""
    house = hospital()
    movement = launched(house)
    for _entry in range(2):
        sent(movement, house.member, house.group, SECOND)
    return house, {
        "movement": movement, "unit": house.group, "week": FIRST, "on": WEDNESDAY,
        "reason": "Mất mạng cả tuần.",
    }  # fmt: skip


@case("boards.late.allow")
def allow_late() -> Case:
    house, given = _late()
    return Case(
        house.officer, given, house.head, KEEPERS,
        wrong=lambda: _closed(given["movement"], given),
    )  # fmt: skip


@case("boards.late.revoke")
def revoke_late() -> Case:
    house, given = _late()
    allowance = actions.allow_late(actor=house.officer, **given)
    reason = {"allowance": allowance, "reason": "Ghi nhầm tổ."}

    def revoked() -> tuple[dict[str, Any], str]:
        actions.revoke_late(actor=house.officer, **reason)
        return reason, "Việc cho tính muộn này đã được rút."

    return Case(
        house.director, reason, house.head, KEEPERS,
        frozenset({"revoked_at", "revoked_by_id", "revoke_reason"}), revoked,
    )  # fmt: skip


@case("boards.movement.remind")
def remind() -> Case:
    house = hospital()
    given = {"movement": launched(house), "on": WEDNESDAY}
    return Case(
        house.officer, given, house.head, KEEPERS, wrong=lambda: _closed(given["movement"], given)
    )
