"""Movements for tests: one that may be launched, one that was, and a list sent in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from thidua.core import period
from thidua.initiatives.models import Initiative
from thidua.initiatives.tests.factories import InitiativeFactory
from thidua.movements import actions
from thidua.movements.models import Movement, Phase, Registration
from thidua.movements.states import MovementKind, MovementLevel, OwedBy, PhaseRule
from thidua.orgs.models import Person
from thidua.orgs.tests.factories import Hospital

STARTS, ENDS = date(2025, 9, 1), date(2025, 12, 31)
REGISTER_BY, LATE_UNTIL = date(2025, 9, 10), date(2025, 9, 20)
LAUNCH, IN_TIME = date(2025, 9, 1), date(2025, 9, 5)

FACTS: dict[str, Any] = {
    "title": "Đợt thi đua cao điểm 120 ngày",
    "theme": "Tăng tốc, về đích",
    "slogan": "Mỗi tổ một giải pháp",
    "kind": MovementKind.PEAK,
    "level": MovementLevel.UNIT,
    "bases": "Luật Thi đua, khen thưởng số 06/2022/QH15.",
    "objectives": "Hoàn thành vượt mức chỉ tiêu.",
    "subjects": "Toàn thể đoàn viên.",
    "content": "Nâng cao chất lượng khám bệnh.",
    "criteria": "Mỗi tổ có ít nhất một sáng kiến.",
    "plan": "Phát động tháng 9, tổng kết tháng 12.",
    "measures": "Giao ban hằng tuần.",
    "decision": "Kế hoạch số 15/KH-CĐCS",
    "starts_on": STARTS,
    "ends_on": ENDS,
    "register_by": REGISTER_BY,
    "late_until": LATE_UNTIL,
}


def draft(house: Hospital, *, scope: Sequence[Any] | None = None, **facts: Any) -> Movement:
    """A draft of the union's; by default ready to be sent to both groups."""
    with period.standing_on(LAUNCH):
        return actions.create_movement(
            actor=house.officer, unit=house.union, facts={**FACTS, **facts},
            scope=[house.group, house.other_group] if scope is None else scope,
        )  # fmt: skip


def joint(house: Hospital, **facts: Any) -> Movement:
    """A draft on which the union and the hospital stand as equals."""
    with period.standing_on(LAUNCH):
        return actions.create_movement(
            actor=house.officer, unit=house.union, facts={**FACTS, "is_joint": True, **facts},
            scope=[house.group], sponsors=[house.union, house.hospital],
        )  # fmt: skip


PHASE: dict[str, Any] = {
    "title": "Mỗi tuần một sáng kiến",
    "slogan": "Tuần nào cũng có việc mới",
    "starts_on": STARTS,
    "ends_on": ENDS,
    "rule": PhaseRule.WEEKLY,
    "measure": "initiatives.submitted",
    "amount": 1,
    "owed_by": OwedBy.IN_TURN,
}
OUTSIDE: dict[str, Any] = {
    "title": "Lao động giỏi, lao động sáng tạo toàn quân",
    "body": "Công đoàn Quốc phòng",
    "kind": MovementKind.THEMATIC,
    "level": MovementLevel.PROVINCE,
    "decision": "Kế hoạch số 01/KH",
    "starts_on": date(2025, 1, 1),
    "ends_on": date(2026, 12, 31),
}


def phase(house: Hospital, movement: Movement, *, units: Sequence[Any] = (), **facts: Any) -> Phase:
    """A phase of a draft; by default the groups take turns with one initiative a week."""
    with period.standing_on(LAUNCH):
        return actions.add_phase(
            actor=house.officer, movement=movement, facts={**PHASE, **facts}, units=units
        )


def outside(house: Hospital, **facts: Any) -> Movement:
    """A movement of a body outside, recorded by the union."""
    with period.standing_on(LAUNCH):
        return actions.record_outside(
            actor=house.officer, unit=house.union, facts={**OUTSIDE, **facts}
        )


def with_phases(house: Hospital, *phases: dict[str, Any], **facts: Any) -> Movement:
    """A launched movement with phases; by default the one of `PHASE`."""
    movement = draft(house, **facts)
    for each in phases or ({},):
        phase(house, movement, **each)
    with period.standing_on(LAUNCH):
        return actions.launch_movement(actor=house.officer, movement=movement, on=LAUNCH)


def entered(house: Hospital, movement: Movement, *, on: date, unit: Any = None) -> Initiative:
    """An initiative of the first group, sent on a day."""
    with period.standing_on(on):
        found: Initiative = InitiativeFactory(
            unit=unit or house.group, movement=movement, entered_by=house.member, state="submitted"
        )
        return found


def launched(house: Hospital, **facts: Any) -> Movement:
    """A movement on its first day, sent to both groups unless told otherwise."""
    movement = draft(house, **facts)
    with period.standing_on(LAUNCH):
        return actions.launch_movement(actor=house.officer, movement=movement, on=LAUNCH)


def list_of(movement: Movement, unit: Any) -> Registration:
    return Registration.objects.get(movement=movement, unit=unit)


def person(user: Any) -> Person:
    return Person.objects.get(user=user)


def filled(house: Hospital, movement: Movement, *awards: str) -> Registration:
    """The first group's list with its member on it, not sent in."""
    with period.standing_on(IN_TIME):
        return actions.fill_registration(
            actor=house.head, registration=list_of(movement, house.group), on=IN_TIME,
            people={person(house.member): list(awards or ["LDTT"])},
        )  # fmt: skip


def submitted(house: Hospital, movement: Movement, *, on: date = IN_TIME) -> Registration:
    """The first group's list, sent in by its head."""
    registration = filled(house, movement)
    with period.standing_on(on):
        return actions.submit_registration(
            actor=house.head, registration=registration, on=on,
            late_reason="Tổ trưởng đi công tác." if on > REGISTER_BY else "",
        )  # fmt: skip


def approved(house: Hospital, movement: Movement) -> Registration:
    """The first group's list, approved."""
    registration = submitted(house, movement)
    with period.standing_on(IN_TIME):
        actions.approve_registrations(actor=house.officer, registrations=[registration])
    registration.refresh_from_db()
    return registration
