"""The rhythm of the weeks: the board's settings, reminders, and a week that counts late."""

from collections.abc import Iterator
from datetime import date, time

from thidua.boards import actions as boards
from thidua.boards.queries import STREAK
from thidua.boards.states import Weekday
from thidua.demo.teller import Teller, Thread

LATE_GROUP, LATE_WEEK = "T06", date(2025, 10, 6)
WHY = "Khoa Nhi tập trung thu dung dịch cúm đầu tháng 10; sáng kiến đã gửi ngày thứ Năm tuần sau."


def threads(t: Teller) -> Iterator[Thread]:
    yield _set_board(t)
    yield _remind_on_thursdays(t)
    yield _allow_late(t)


def _set_board(t: Teller) -> Thread:
    yield date(2025, 9, 3)
    boards.set_board(
        actor=t.officer, movement=t.movement,
        facts={
            "criteria": [STREAK, "difficulties.solved", "pacts.targets_met"],
            "reminds": True, "remind_on": Weekday.THURSDAY, "remind_at": time(8, 0),
        },
    )  # fmt: skip
    boards.make_link(actor=t.officer, movement=t.movement, place="Sảnh nhà A, tầng 1")


def _remind_on_thursdays(t: Teller) -> Thread:
    for thursday in (date(2025, 10, 9), date(2025, 11, 13)):
        day = yield thursday
        boards.remind(actor=t.officer, movement=t.movement, on=day)


def _allow_late(t: Teller) -> Thread:
    day = yield date(2025, 10, 17)
    boards.allow_late(
        actor=t.director, movement=t.movement, unit=t.unit(LATE_GROUP),
        week=t.day(LATE_WEEK), reason=WHY, on=day,
    )  # fmt: skip
