"""The launch: what the movement answers, its phases, its ceremony, and who registers in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from thidua.core import period
from thidua.demo import story
from thidua.demo.teller import Teller, Thread
from thidua.movements import actions as movements
from thidua.movements.states import RegistrationState

TOLD = story.chapter("launching")
# The group that sends its list late with a reason, and the one that stays silent.
LATE, SILENT = "T07", "T11"
LATE_DAY = 15


def threads(t: Teller) -> Iterator[Thread]:
    yield look_back(t)
    yield launch(t)
    for number, code in enumerate(t.here.groups):
        if code != SILENT:
            yield _register(t, code, LATE_DAY if code == LATE else 3 + number % 7)
    yield approve(t)


def look_back(t: Teller) -> Thread:
    """A small movement that ended before the launch."""
    facts = t.dated(TOLD["before"])
    scope = [t.unit(code) for code in facts.pop("scope")]
    yield date(2025, 5, 26)
    t.earlier = movements.create_movement(
        actor=t.officer, unit=t.here.top, facts=facts, scope=scope, sponsors=[t.here.union]
    )
    day = yield date(2025, 6, 2)
    t.earlier = movements.launch_movement(actor=t.director, movement=t.earlier, on=day)
    yield date(2025, 6, 9)
    for unit in scope:
        _send_list(t, t.earlier, unit.code)
    movements.approve_registrations(
        actor=t.officer, registrations=list(t.earlier.registrations.order_by("pk"))
    )
    day = yield date(2025, 9, 1)
    t.earlier = movements.close_movement(actor=t.director, movement=t.earlier, on=day)


def launch(t: Teller) -> Thread:
    """The union's peak movement with its phases, answering three above, sent to twelve groups."""
    planned = yield date(2025, 8, 25)
    parents = [
        movements.record_outside(actor=t.officer, unit=t.here.top, facts=t.dated(facts))
        for facts in TOLD["parents"]
    ]
    t.movement = movements.create_movement(
        actor=t.officer, unit=t.here.top,
        facts={
            **story.MOVEMENT, "kind": "peak", "level": "unit",
            "decision": f"Kế hoạch số 15/KH-CĐCS ngày {planned:%d/%m/%Y}",
            "starts_on": t.day(story.STARTS), "ends_on": t.day(story.ENDS),
            "register_by": t.day(date(2025, 9, 10)),
            "late_until": t.day(date(2025, 12, 1)),
        },
        scope=list(t.here.groups.values()), sponsors=[t.here.top, t.here.union],
    )  # fmt: skip
    movements.answer_movements(actor=t.officer, movement=t.movement, parents=parents)
    for order, facts in enumerate(TOLD["phases"], 1):
        turns = list(t.here.groups.values()) if facts.get("owed_by") == "in_turn" else []
        movements.add_phase(
            actor=t.officer, movement=t.movement, facts={**t.dated(facts), "order": order},
            units=turns,
        )  # fmt: skip
    day = yield story.STARTS
    t.movement = movements.launch_movement(actor=t.director, movement=t.movement, on=day)


def approve(t: Teller) -> Thread:
    """Every list that came; who has sent none is reminded."""
    day = yield date(2025, 9, 16)
    sent = t.movement.registrations.filter(state=RegistrationState.SUBMITTED)
    movements.approve_registrations(actor=t.officer, registrations=list(sent.order_by("pk")))
    movements.remind_unregistered(actor=t.officer, movement=t.movement, on=day)


def _register(t: Teller, code: str, of_month: int) -> Thread:
    yield date(2025, 9, of_month)
    _send_list(t, t.movement, code)


def _send_list(t: Teller, movement: Any, code: str) -> None:
    members, head, day = t.here.members[code], t.here.head(code), period.today()
    registration = movements.fill_registration(
        actor=head, registration=movement.registrations.get(unit=t.unit(code)), on=day,
        people={
            person: ["GK", "LDTT"] if index % 4 else ["CSTDCS", "GK", "LDTT"]
            for index, person in enumerate(members[: max(5, len(members) * 2 // 3)])
        },
        collective_awards=["TTLDTT"],
    )  # fmt: skip
    movements.submit_registration(
        actor=head, registration=registration, on=day,
        late_reason="Khoa tập trung chống dịch sốt xuất huyết đầu tháng 9."
        if code == LATE else "",
    )  # fmt: skip
