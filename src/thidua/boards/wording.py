"""Boards in words: figures by name, the rule of ranking, how a week stands."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.boards.queries import KEPT, STREAK, is_known
from thidua.boards.states import WeekState
from thidua.core.permit import Reason
from thidua.movements.measures import MEASURES, choices

OWN: dict[str, Reason] = {
    STREAK: gettext_lazy("Số tuần liền không lỡ"),
    KEPT: gettext_lazy("Số tuần hoàn thành"),
}

TONES: dict[WeekState, str] = {
    WeekState.NOT_DUE: "draft",
    WeekState.KEPT: "pass",
    WeekState.LATE: "hold",
    WeekState.OWING: "work",
    WeekState.MISSED: "fail",
    WeekState.UNKNOWN: "unknown",
}


def label_of(name: str) -> Reason:
    return OWN[name] if name in OWN else MEASURES[name].label


def criteria_choices() -> list[tuple[str, Reason]]:
    """Everything by which a board can rank, the board's own figures first."""
    return [*OWN.items(), *choices()]


def ranking_rule(criteria: Sequence[str]) -> str:
    """The rule of ranking as a sentence or two."""
    names = [str(label_of(name)) for name in criteria if is_known(name)]
    if not names:
        return _("Bảng này không xếp hạng.")
    ordered = "; ".join(f"{number}) {name}" for number, name in enumerate(names, start=1))
    return _(
        "Xếp hạng lần lượt theo: %(ordered)s; nhiều hơn thì đứng trước. Bằng nhau ở mọi mục thì "
        "đồng hạng. Chưa có số liệu đứng sau số 0."
    ) % {"ordered": ordered}


def late_rule() -> str:
    return _(
        "Tuần tính từ thứ Hai đến hết Chủ nhật. Gửi sau Chủ nhật thì không tính cho tuần đã lỡ, "
        "trừ khi người phụ trách phong trào đồng ý bằng lý do ghi trên bảng."
    )


def amount(sent: int | None, asked: int) -> str:
    """How much of what was asked has come: «1/2»; what is not known is not nought."""
    return f"{'–' if sent is None else sent}/{asked}" if asked else ""


def owes(owing: Any) -> str:
    """What a unit still owes this week."""
    return _("mới có %(sent)s trên %(asked)s, hạn hết ngày %(day)s") % {
        "sent": owing.sent,
        "asked": owing.asked,
        "day": f"{owing.until:%d/%m/%Y}",
    }
