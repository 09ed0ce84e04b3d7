"""Cases of the action contract."""

from typing import Any

from tests.contract import Case, case

from thidua.initiatives.tests.factories import photo
from thidua.movements import actions
from thidua.movements.models import Dispatch
from thidua.movements.queries import attachments_of
from thidua.movements.tests.factories import (
    ENDS,
    FACTS,
    IN_TIME,
    LAUNCH,
    OUTSIDE,
    PHASE,
    approved,
    draft,
    filled,
    joint,
    launched,
    list_of,
    outside,
    person,
    phase,
    submitted,
)
from thidua.orgs.tests.factories import hospital

LAUNCHED = "Đang ở trạng thái «Đã phát động» nên không thực hiện được việc này."
UNION = "Công đoàn cơ sở Bệnh viện Quân y Sông Thao"
OFFICER = "cán bộ thi đua, khen thưởng"
OVER = "Phong trào không còn nhận đăng ký."


def in_state(label: str) -> str:
    return f"Đang ở trạng thái «{label}» nên không thực hiện được việc này."


@case("movements.movement.create")
def create_movement() -> Case:
    house = hospital()
    facts = {"unit": house.union, "facts": FACTS, "scope": [house.group]}
    return Case(
        house.officer, facts, house.head, f"Việc này dành cho {OFFICER} của {UNION}.",
        wrong=lambda: (
            {**facts, "facts": {**FACTS, "ends_on": LAUNCH.replace(month=8)}},
            "Ngày kết thúc phải từ ngày bắt đầu trở đi.",
        ),
    )  # fmt: skip


@case("movements.movement.update")
def update_movement() -> Case:
    house = hospital()
    facts = {"movement": draft(house), "facts": {"title": "Thi đua 90 ngày"}}
    return Case(
        house.officer, facts, house.head, f"Việc này dành cho {OFFICER} của {UNION}.",
        frozenset({"title", "folded"}),
        lambda: ({**facts, "movement": launched(house)}, LAUNCHED),
    )  # fmt: skip


@case("movements.movement.launch")
def launch_movement() -> Case:
    house = hospital()
    return Case(
        house.director, {"movement": draft(house), "on": LAUNCH}, house.head,
        f"Việc này dành cho {OFFICER}, thủ trưởng đơn vị của {UNION}.",
        frozenset({"state", "launched_at"}),
        lambda: ({"movement": launched(house), "on": LAUNCH}, LAUNCHED),
    )  # fmt: skip


@case("movements.joint.sign")
def sign_joint_plan() -> Case:
    house = hospital()
    facts = {"party": joint(house).parties.get(unit=house.hospital), "on": LAUNCH}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.sign_joint_plan(actor=house.director, **facts)
        return facts, f"{house.hospital} đã ký văn bản này."

    return Case(
        house.director, facts, house.head,
        f"Việc này dành cho thủ trưởng đơn vị của {house.hospital}.",
        frozenset({"signer_id", "signer_name", "signer_position", "signed_at", "digest"}),
        wrong,
    )  # fmt: skip


@case("movements.joint.number")
def number_joint_plan() -> Case:
    house = hospital()
    party = joint(house).parties.get(unit=house.hospital)
    party = actions.sign_joint_plan(actor=house.director, party=party, on=LAUNCH)
    facts = {"party": party, "number": 7, "symbol": "KHLT-CĐ", "dated_on": LAUNCH}
    return Case(
        house.officer, facts, house.head,
        f"Việc này dành cho {OFFICER}, thủ trưởng đơn vị của {house.hospital}.",
        frozenset({"number", "symbol", "dated_on"}),
        lambda: (
            {**facts, "party": joint(house, title="Khác").parties.get(unit=house.hospital)},
            f"{house.hospital} chưa ký văn bản như đang có: ký trước, ghi số sau.",
        ),
    )  # fmt: skip


@case("movements.dispatch.receive")
def receive_dispatch() -> Case:
    house = hospital()

    def dispatch_of(movement: Any) -> dict[str, Any]:
        return {"dispatch": Dispatch.objects.get(movement=movement, unit=house.group)}

    return Case(
        house.head, dispatch_of(launched(house)), house.member,
        "Việc này dành cho trưởng khoa, phòng, tổ của Tổ công đoàn Nội.",
        frozenset({"received_at"}),
        lambda: (dispatch_of(draft(house)), "Phong trào chưa được phát động."),
    )  # fmt: skip


@case("movements.movement.close")
def close_movement() -> Case:
    house = hospital()
    after = ENDS.replace(year=ENDS.year + 1)
    return Case(
        house.officer, {"movement": launched(house), "on": after}, house.head,
        f"Việc này dành cho {OFFICER}, thủ trưởng đơn vị của {UNION}.",
        frozenset({"state"}),
        lambda: ({"movement": draft(house), "on": after}, in_state("Dự thảo")),
    )  # fmt: skip


@case("movements.movement.remind")
def remind_unregistered() -> Case:
    house = hospital()
    return Case(
        house.officer, {"movement": launched(house), "on": IN_TIME}, house.head,
        f"Việc này dành cho {OFFICER} của {UNION}.",
        wrong=lambda: ({"movement": draft(house), "on": IN_TIME}, in_state("Dự thảo")),
    )  # fmt: skip


HEAD = "Việc này dành cho trưởng khoa, phòng, tổ của Tổ công đoàn Nội."


@case("movements.registration.fill")
def fill_registration() -> Case:
    house = hospital()
    movement = launched(house)
    facts = {
        "registration": list_of(movement, house.group), "people": {person(house.member): ["LDTT"]},
        "collective_awards": ["TTLDTT"], "on": IN_TIME,
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        submitted(house, movement)
        return facts, in_state("Chờ duyệt")

    return Case(house.head, facts, house.member, HEAD, frozenset({"collective_awards"}), wrong)


@case("movements.registration.submit")
def submit_registration() -> Case:
    house = hospital()
    movement = launched(house)
    facts = {"registration": filled(house, movement), "on": IN_TIME}

    def wrong() -> tuple[dict[str, Any], str]:
        approved(house, movement)
        return facts, in_state("Đã duyệt")

    return Case(
        house.head, facts, house.member, HEAD,
        frozenset({"state", "submitted_at", "submitted_by_id"}), wrong,
    )  # fmt: skip


APPROVER = f"Việc này dành cho {OFFICER}, thủ trưởng đơn vị của {UNION}."


@case("movements.registration.approve")
def approve_registrations() -> Case:
    house = hospital()
    movement = launched(house)
    facts = {"registrations": [submitted(house, movement)]}
    other = [list_of(movement, house.other_group)]
    return Case(
        house.officer, facts, house.head, APPROVER,
        wrong=lambda: ({"registrations": other}, in_state("Đang lập")),
    )  # fmt: skip


@case("movements.registration.return")
def return_registration() -> Case:
    house = hospital()
    movement = launched(house)
    facts = {"registration": submitted(house, movement), "reason": "Bổ sung người đăng ký."}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.approve_registrations(actor=house.officer, registrations=[facts["registration"]])
        return facts, in_state("Đã duyệt")

    return Case(
        house.officer, facts, house.head, APPROVER, frozenset({"state", "return_reason"}), wrong
    )


@case("movements.registration.reopen")
def reopen_registration() -> Case:
    house = hospital()
    movement = launched(house)
    facts = {"registration": approved(house, movement), "reason": "Có người mới về tổ."}

    def wrong() -> tuple[dict[str, Any], str]:
        again = {"registration": list_of(movement, house.other_group), "reason": "Nhầm."}
        return again, in_state("Đang lập")

    return Case(
        house.officer, facts, house.head, APPROVER,
        frozenset({"state", "return_reason"}), wrong,
    )  # fmt: skip


@case("movements.registration.restore")
def restore_registration() -> Case:
    house = hospital()
    movement = launched(house)
    opened = actions.reopen_registration(
        actor=house.director, registration=approved(house, movement), reason="Nhầm."
    )

    def wrong() -> tuple[dict[str, Any], str]:
        facts = {"registration": list_of(movement, house.other_group)}
        return facts, "Chỉ hoàn tác được khi chưa ai sửa danh sách từ lúc mở lại."

    return Case(
        house.officer, {"registration": opened}, house.head, APPROVER,
        frozenset({"state", "return_reason"}), wrong,
    )  # fmt: skip


@case("movements.registration.decline")
def decline_registration() -> Case:
    house = hospital()
    movement = launched(house)
    facts = {"registration": list_of(movement, house.group), "reason": "Đơn vị đang giải thể."}

    def wrong() -> tuple[dict[str, Any], str]:
        return {**facts, "registration": approved(house, movement)}, in_state("Đã duyệt")

    return Case(
        house.head, facts, house.member, HEAD, frozenset({"state", "decline_reason"}), wrong
    )


@case("movements.registration.take_up")
def take_up_registration() -> Case:
    house = hospital()
    movement = launched(house)
    declined = actions.decline_registration(
        actor=house.head, registration=list_of(movement, house.group), reason="Thiếu người."
    )
    facts = {"registration": declined, "on": IN_TIME}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.take_up_registration(actor=house.head, **facts)
        return facts, in_state("Đang lập")

    return Case(
        house.head, facts, house.member, HEAD, frozenset({"state", "decline_reason"}), wrong
    )


KEEPER = f"Việc này dành cho {OFFICER} của {UNION}."
CLOSED = ENDS.replace(year=ENDS.year + 1)


@case("movements.phase.add")
def add_phase() -> Case:
    house = hospital()
    facts = {"movement": draft(house), "facts": PHASE, "units": [house.group]}
    return Case(
        house.officer, facts, house.head, KEEPER,
        wrong=lambda: ({**facts, "movement": launched(house)}, LAUNCHED),
    )  # fmt: skip


@case("movements.phase.update")
def update_phase() -> Case:
    house = hospital()
    movement = draft(house)
    facts = {"movement": movement, "phase": phase(house, movement), "facts": {"title": "Về đích"}}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.launch_movement(actor=house.officer, movement=movement, on=LAUNCH)
        return facts, LAUNCHED

    return Case(house.officer, facts, house.head, KEEPER, wrong=wrong)


@case("movements.phase.move")
def move_phase() -> Case:
    house = hospital()
    movement = draft(house)
    first, second = phase(house, movement), phase(house, movement, title="Về đích")
    facts = {"movement": movement, "phase": second, "up": True}

    def wrong() -> tuple[dict[str, Any], str]:
        alone = "Đợt xếp theo ngày bắt đầu; chỉ đổi chỗ được với đợt bắt đầu cùng ngày."
        return {**facts, "phase": first}, alone

    return Case(house.officer, facts, house.head, KEEPER, wrong=wrong)


@case("movements.phase.drop")
def drop_phase() -> Case:
    house = hospital()
    movement = draft(house)
    facts = {"movement": movement, "phase": phase(house, movement)}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.launch_movement(actor=house.officer, movement=movement, on=LAUNCH)
        return facts, LAUNCHED

    return Case(house.officer, facts, house.head, KEEPER, wrong=wrong)


@case("movements.movement.answer")
def answer_movements() -> Case:
    house = hospital()
    movement = launched(house)
    facts = {"movement": movement, "parents": [outside(house)]}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.close_movement(actor=house.officer, movement=movement, on=CLOSED)
        return facts, "Phong trào đã kết thúc nên không ghi hưởng ứng được nữa."

    return Case(house.officer, facts, house.head, KEEPER, wrong=wrong)


@case("movements.outside.record")
def record_outside() -> Case:
    house = hospital()
    facts = {"unit": house.union, "facts": OUTSIDE}
    return Case(
        house.officer, facts, house.head, KEEPER,
        wrong=lambda: (
            {**facts, "facts": {**OUTSIDE, "body": ""}}, "Hãy ghi cơ quan phát động."
        ),
    )  # fmt: skip


@case("movements.outside.update")
def update_outside() -> Case:
    house = hospital()
    movement = outside(house)
    facts = {"movement": movement, "facts": {"title": "Phong trào toàn quân"}}

    def wrong() -> tuple[dict[str, Any], str]:
        after = OUTSIDE["ends_on"].replace(year=2027)
        actions.close_movement(actor=house.officer, movement=movement, on=after)
        return facts, "Phong trào đã kết thúc nên không sửa được nữa."

    return Case(house.officer, facts, house.head, KEEPER, frozenset({"title", "folded"}), wrong)


@case("movements.movement.attach")
def attach_file() -> Case:
    house = hospital()
    movement = launched(house)

    def wrong() -> tuple[dict[str, Any], str]:
        actions.close_movement(actor=house.officer, movement=movement, on=CLOSED)
        return (
            {"movement": movement, "file": photo()},
            "Phong trào đã kết thúc nên không thêm văn bản được nữa.",
        )

    return Case(
        house.officer, {"movement": movement, "file": photo()}, house.head, KEEPER, wrong=wrong
    )


@case("movements.movement.detach")
def detach_file() -> Case:
    house = hospital()
    movement = draft(house)
    actions.attach_file(actor=house.officer, movement=movement, file=photo())
    facts = {"movement": movement, "file": attachments_of(movement).get().pk}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.launch_movement(actor=house.officer, movement=movement, on=LAUNCH)
        return facts, LAUNCHED

    return Case(house.officer, facts, house.head, KEEPER, wrong=wrong)


@case("movements.movement.open_year")
def open_year() -> Case:
    house = hospital()
    return Case(
        house.officer, {"movement": launched(house), "on": ENDS}, house.head, KEEPER,
        wrong=lambda: (
            {"movement": draft(house), "on": ENDS},
            "Đây còn là dự thảo: chỉ mở năm mới từ phong trào đã phát động.",
        ),
    )  # fmt: skip
