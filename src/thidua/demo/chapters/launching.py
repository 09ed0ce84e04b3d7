"""The launch: what the movement answers, its phases, its ceremony, and who registers in it."""

from datetime import date
from typing import Any

from thidua.demo import story
from thidua.demo.teller import Teller
from thidua.movements import actions as movements

TOLD = story.chapter("launching")
# The group that sends its list late with a reason, and the one that stays silent.
LATE, SILENT = "T07", "T11"


def look_back(t: Teller) -> None:
    """The higher movements that are known here, and a small one that ended before the launch."""
    facts = t.dated(TOLD["before"])
    scope = [t.unit(code) for code in facts.pop("scope")]
    with t.on(date(2025, 5, 26)):
        earlier = movements.create_movement(
            actor=t.officer, unit=t.here.top, facts=facts, scope=scope, sponsors=[t.here.union]
        )
    with t.on(date(2025, 6, 2)) as day:
        earlier = movements.launch_movement(actor=t.director, movement=earlier, on=day)
    with t.on(date(2025, 9, 1)) as day:
        t.earlier = movements.close_movement(actor=t.director, movement=earlier, on=day)


def launch(t: Teller) -> None:
    """The union's peak movement with its phases, answering three above, sent to twelve groups."""
    with t.on(date(2025, 8, 25)) as planned:
        parents = [
            movements.record_outside(actor=t.officer, unit=t.here.top, facts=t.dated(facts))
            for facts in TOLD["parents"]
        ]
        movement = movements.create_movement(
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
        movements.answer_movements(actor=t.officer, movement=movement, parents=parents)
        for order, facts in enumerate(TOLD["phases"], 1):
            turns = list(t.here.groups.values()) if facts.get("owed_by") == "in_turn" else []
            movements.add_phase(
                actor=t.officer, movement=movement, facts={**t.dated(facts), "order": order},
                units=turns,
            )  # fmt: skip
    with t.on(story.STARTS) as day:
        t.movement = movements.launch_movement(actor=t.director, movement=movement, on=day)


def register(t: Teller) -> None:
    """Ten groups in time, one late, one silent; one list still waits for approval."""
    sent = []
    for number, code in enumerate(t.here.groups):
        if code == SILENT:
            continue
        told = date(2025, 9, 15) if code == LATE else date(2025, 9, 3 + number % 7)
        sent.append(_send_list(t, code, told))
    with t.on(date(2025, 9, 16)):
        movements.approve_registrations(actor=t.officer, registrations=sent[:-1])
        movements.remind_unregistered(
            actor=t.officer, movement=t.movement, on=t.day(date(2025, 9, 16))
        )


def _send_list(t: Teller, code: str, told: date) -> Any:
    members, head = t.here.members[code], t.here.head(code)
    with t.on(told) as day:
        registration = movements.fill_registration(
            actor=head, registration=t.movement.registrations.get(unit=t.unit(code)), on=day,
            people={
                person: ["GK", "LDTT"] if index % 4 else ["CSTDCS", "GK", "LDTT"]
                for index, person in enumerate(members[: max(5, len(members) * 2 // 3)])
            },
            collective_awards=["TTLDTT"],
        )  # fmt: skip
        return movements.submit_registration(
            actor=head, registration=registration, on=day,
            late_reason="Khoa tập trung chống dịch sốt xuất huyết đầu tháng 9."
            if code == LATE else "",
        )  # fmt: skip
