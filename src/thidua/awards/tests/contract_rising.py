"""Cases of the action contract: passing up, the reserve and exceptions from caps."""

from datetime import date
from typing import Any

from tests.contract import Case, case

from thidua.awards import actions
from thidua.awards.models import Dossier, Round
from thidua.awards.tests.contract import (
    NOT_DIRECTOR,
    Wrong,
    closed,
    dossier_case,
    round_case,
    stuck,
)
from thidua.awards.tests.factories import DAY, scene
from thidua.awards.tests.ladder import Ladder, ladder


def rising_case(up: Ladder, actor: Any, given: dict[str, Any], wrong: Wrong) -> Case:
    refusal = f"Việc này dành cho cán bộ thi đua, khen thưởng của {given['round'].unit}."
    return Case(actor, given, up.at.house.member, refusal, wrong=wrong)


@case("awards.round.rise")
def rise() -> Case:
    up = ladder()
    (row,) = up.recommended("member")
    given = {"round": up.below, "dossiers": [row.pk], "to_round": up.middle, "on": DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        Round.objects.filter(pk=up.below.pk).update(state="closed")
        return given, stuck("Đã kết thúc")

    return rising_case(up, up.department_officer, given, wrong)


@case("awards.round.receive")
def receive() -> Case:
    up = ladder()
    (row,) = up.risen("member")
    given = {"round": up.middle, "dossiers": [row.pk], "on": DAY, "reason": "Đã rõ"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.receive(actor=up.at.house.officer, **given)
        return given, "Không có hồ sơ cấp dưới trình nào chờ tiếp nhận."

    return rising_case(up, up.at.house.officer, given, wrong)


@case("awards.round.send_back")
def send_back() -> Case:
    up = ladder()
    (row,) = up.risen("member")
    given = {"round": up.middle, "dossiers": [row.pk], "on": DAY, "reason": "Thiếu biên bản"}
    return rising_case(
        up, up.at.house.officer, given, lambda: ({**given, "reason": " "}, "Ghi lý do trả lại.")
    )


@case("awards.round.answer")
def answer_rise() -> Case:
    at = scene()
    (row,) = at.recommended()
    more = {
        "dossiers": [row.pk], "answer": "declined", "on": DAY, "answered_on": DAY,
        "reason": "Chưa nổi bật",
    }  # fmt: skip
    actions.rise(
        actor=at.house.officer, round=at.round, dossiers=[row.pk], on=DAY, to_body="Bộ Y tế"
    )
    at.round.refresh_from_db()
    late = {**more, "round": at.round, "answered_on": date(2026, 1, 5)}
    return round_case(at, more, set(), lambda: (late, "Ngày trả lời phải đến hôm nay."))


@case("awards.round.reserve")
def hold_in_reserve() -> Case:
    at = scene()
    more = {"dossiers": [at.submitted().pk]}
    return round_case(
        at, more, set(), lambda: ({"round": closed(at), **more}, stuck("Đã kết thúc"))
    )


@case("awards.round.replace")
def take_from_reserve() -> Case:
    at = scene()
    keys = [at.submitted().pk]
    actions.hold_in_reserve(actor=at.house.officer, round=at.round, dossiers=keys)
    told = "Danh sách dự bị của Lao động tiên tiến không còn ai."
    return round_case(
        at, {"award": "GK"}, set(), lambda: ({"round": at.round, "award": "LDTT"}, told)
    )


@case("awards.dossier.leave_reserve")
def leave_reserve() -> Case:
    at = scene()
    dossier = at.submitted()
    actions.hold_in_reserve(actor=at.house.officer, round=at.round, dossiers=[dossier.pk])

    def wrong() -> tuple[dict[str, Any], str]:
        Dossier.objects.update(reserve=None)
        return {"dossier": dossier}, f"{dossier.subject} không ở danh sách dự bị."

    return dossier_case(at, dossier, {}, {"reserve"}, wrong)


@case("awards.round.except")
def except_quota() -> Case:
    at = scene()
    at.round.awards, at.round.year = ["GK", "CSTDCS"], 2023
    at.round.save()
    facts = {
        "round": at.round, "award": "CSTDCS", "reason": "Đơn vị dẫn đầu",
        "on": date(2023, 12, 20),
    }  # fmt: skip
    told = "Giấy khen không bị khống chế tỷ lệ trong đợt xét này."
    return Case(
        at.house.director, facts, at.house.head, NOT_DIRECTOR,
        wrong=lambda: ({**facts, "award": "GK"}, told),
    )  # fmt: skip
