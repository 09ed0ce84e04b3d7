"""Cases of the action contract."""

from collections.abc import Callable
from typing import Any

from tests.contract import Case, case

from thidua.conferences import actions
from thidua.conferences.models import Conference, Nomination
from thidua.conferences.tests.factories import (
    DAY,
    FACTS,
    conference_of,
    honoured,
    nominated,
    person,
)
from thidua.orgs.tests.factories import Hospital, hospital

NOT_OFFICER = "Việc này dành cho cán bộ thi đua, khen thưởng của {unit}."
NOT_DIRECTOR = "Việc này dành cho thủ trưởng đơn vị của {unit}."
NOT_NOMINATOR = "Việc này dành cho cán bộ thi đua, khen thưởng, trưởng khoa, phòng, tổ của {unit}."
NOT_DECIDER = (
    "Việc này dành cho cán bộ thi đua, khen thưởng, thủ trưởng đơn vị, trưởng khoa, phòng, tổ "
    "của {unit}."
)
CLOSED = "Đang ở trạng thái «Đã chốt danh sách đại biểu» nên không thực hiện được việc này."
CONFIRMED = "Danh sách đại biểu đã chốt: mở lại trước khi sửa."
Wrong = Callable[[], tuple[dict[str, Any], str]]


def closed(given: dict[str, Any], why: str = CLOSED) -> Wrong:
    """The same once the list of delegates is closed."""

    def wrong() -> tuple[dict[str, Any], str]:
        Conference.objects.update(state="confirmed")
        return given, why

    return wrong


def by_officer(
    house: Hospital, given: dict[str, Any], wrong: Wrong, changed: frozenset[str] = frozenset()
) -> Case:
    refusal = NOT_OFFICER.format(unit=house.union)
    return Case(house.officer, given, house.head, refusal, changed, wrong)


@case("conferences.conference.create")
def create() -> Case:
    house = hospital()
    given = {"unit": house.union, "facts": FACTS}
    wrong = {"unit": house.union, "facts": {**FACTS, "last_year": 2020}}
    return by_officer(house, given, lambda: (wrong, "Năm cuối không thể trước năm đầu."))


@case("conferences.conference.update")
def update() -> Case:
    house = hospital()
    given = {"conference": conference_of(house), "facts": {"place": "Hội trường B"}}
    return by_officer(house, given, closed(given, CONFIRMED), frozenset({"place"}))


@case("conferences.quotas.set")
def quotas() -> Case:
    house = hospital()
    given = {"conference": conference_of(house), "places": {house.group.pk: 2}}
    return by_officer(house, given, closed(given, CONFIRMED))


@case("conferences.conference.open")
def open_nominations() -> Case:
    house = hospital()
    given = {"conference": conference_of(house, is_open=False), "on": DAY}
    return by_officer(house, given, closed(given), frozenset({"state"}))


@case("conferences.guests.set")
def guests() -> Case:
    house = hospital()
    given = {"conference": conference_of(house), "guests": [("Bà Hòa", "Chủ tịch")]}
    wrong = {**given, "guests": [("", "Chủ tịch")]}
    return by_officer(house, given, lambda: (wrong, "Ghi họ và tên của từng khách mời."))


@case("conferences.nomination.create")
def nominate() -> Case:
    house = hospital()
    honoured(person(house), 2023, 2024)
    given = {
        "conference": conference_of(house), "unit": house.group, "subject": person(house),
        "reason": "Tận tụy", "on": DAY,
    }  # fmt: skip
    refusal = NOT_NOMINATOR.format(unit=house.group)
    return Case(house.head, given, house.member, refusal, wrong=closed(given))


def _on_nomination(name: str, changed: set[str], stranger: str, refusal: str, **more: Any) -> None:
    def build() -> Case:
        house = hospital()
        made = nominated(house, conference_of(house))
        given = {"nomination": made, **more}
        unit = house.group if "rưởng" in refusal and name.endswith("withdraw") else house.union
        return Case(
            house.officer, given, getattr(house, stranger), refusal.format(unit=unit),
            frozenset(changed), closed(given),
        )  # fmt: skip

    case(name)(build)


_on_nomination("conferences.nomination.confirm", {"state"}, "head", NOT_DECIDER)
_on_nomination(
    "conferences.nomination.return", {"state", "return_reason"}, "head", NOT_DECIDER,
    reason="Nêu rõ kết quả",
)  # fmt: skip
_on_nomination("conferences.nomination.withdraw", {"state"}, "member", NOT_NOMINATOR)


@case("conferences.conference.confirm")
def confirm_delegates() -> Case:
    house = hospital()
    conference = conference_of(house)
    actions.confirm(actor=house.officer, nomination=nominated(house, conference))
    given = {"conference": conference}

    def wrong() -> tuple[dict[str, Any], str]:
        Conference.objects.update(state="nominating")
        Nomination.objects.update(state="nominated")
        return given, "Chưa có đại biểu nào được cấp trên đồng ý."

    refusal = NOT_DIRECTOR.format(unit=house.union)
    return Case(house.director, given, house.head, refusal, frozenset({"state"}), wrong)


@case("conferences.conference.reopen")
def reopen() -> Case:
    house = hospital()
    conference = conference_of(house)
    Conference.objects.update(state="confirmed")
    given = {"conference": conference, "reason": "Bổ sung một đại biểu"}

    def wrong() -> tuple[dict[str, Any], str]:
        Conference.objects.update(state="draft")
        return given, "Đang ở trạng thái «Đang chuẩn bị» nên không thực hiện được việc này."

    refusal = NOT_DIRECTOR.format(unit=house.union)
    return Case(house.director, given, house.head, refusal, frozenset({"state"}), wrong)
