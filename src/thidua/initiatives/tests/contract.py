"""Cases of the action contract."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.contract import Case, case

from thidua.councils.models import Case as CouncilCase
from thidua.initiatives.actions import attach_photo, put_forward
from thidua.initiatives.models import Initiative
from thidua.initiatives.queries import photos_of
from thidua.initiatives.states import EntryState, Recognition
from thidua.initiatives.tests.factories import (
    DifficultyFactory,
    InitiativeFactory,
    council_of,
    judged,
    photo,
    verified,
)
from thidua.orgs.tests.factories import Hospital, hospital

DAY = date(2026, 3, 1)
WRITERS_ONLY = "Chỉ người nhập hoặc tác giả thực hiện được việc này."
HEADS_ONLY = "Việc này dành cho trưởng khoa, phòng, tổ của Tổ công đoàn Nội."
MEMBERS_ONLY = "Việc này dành cho người của Tổ công đoàn Nội."
Made = tuple[Hospital, Any]


def in_state(state: EntryState) -> str:
    return f"Đang ở trạng thái «{state.label}» nên không thực hiện được việc này."


def _initiative(state: EntryState) -> Made:
    house = hospital()
    return house, InitiativeFactory(unit=house.group, entered_by=house.member, state=state)


def _difficulty(state: EntryState) -> Made:
    house = hospital()
    return house, DifficultyFactory(unit=house.group, entered_by=house.member, state=state)


@case("initiatives.initiative.create")
def create_initiative() -> Case:
    house = hospital()
    given = {
        "unit": house.group, "on": DAY, "facts": {"title": "Gọi số tại khoa"},
        "authors": [(house.member.person, 60), (house.head.person, 40)],
    }  # fmt: skip
    half = {**given, "authors": [(house.member.person, 60)]}
    reason = "Tỷ lệ đóng góp của các tác giả cộng lại là 60 %, phải bằng đúng 100 %."
    return Case(house.member, given, house.other_member, MEMBERS_ONLY, wrong=lambda: (half, reason))


@case("initiatives.initiative.update")
def update_initiative() -> Case:
    house, initiative = _initiative(EntryState.RETURNED)
    given = {
        "initiative": initiative, "on": DAY, "facts": {"title": "Gọi số tại khoa"},
        "authors": [(house.member.person, 100)],
    }  # fmt: skip

    def sent() -> tuple[dict[str, Any], str]:
        initiative.state = EntryState.SUBMITTED
        initiative.save()
        return given, "Đang ở trạng thái «Chờ xác nhận» nên không sửa được."

    return Case(house.member, given, house.head, WRITERS_ONLY, frozenset({"title"}), sent)


def move(
    make: Callable[[EntryState], Made], key: str, *, start: EntryState, wrong: EntryState,
    changed: set[str], by: str = "member", stranger: str = "head", refusal: str = WRITERS_ONLY,
    **more: Any,
) -> Case:  # fmt: skip
    house, entry = make(start)
    given = {key: entry, **more}

    def elsewhere() -> tuple[dict[str, Any], str]:
        entry.state = wrong
        entry.save()
        return given, in_state(wrong)

    return Case(
        getattr(house, by), given, getattr(house, stranger), refusal, frozenset(changed), elsewhere
    )


def kinds(name: str) -> list[tuple[str, str, Callable[[EntryState], Made]]]:
    return [
        (f"initiatives.initiative.{name}", "initiative", _initiative),
        (f"initiatives.difficulty.{name}", "difficulty", _difficulty),
    ]


def register(name: str, **facts: Any) -> None:
    for action_name, key, make in kinds(name):
        case(action_name)(lambda key=key, make=make: move(make, key, **facts))


register(
    "submit", start=EntryState.DRAFT, wrong=EntryState.VERIFIED,
    changed={"state", "submitted_at"}, on=DAY,
)  # fmt: skip
register(
    "withdraw", start=EntryState.SUBMITTED, wrong=EntryState.VERIFIED,
    changed={"state", "submitted_at"},
)  # fmt: skip
register(
    "verify", start=EntryState.SUBMITTED, wrong=EntryState.RETURNED, by="head",
    stranger="officer", refusal=HEADS_ONLY, changed={"state", "verified_at", "verified_by_id"},
)  # fmt: skip
register(
    "return", start=EntryState.SUBMITTED, wrong=EntryState.VERIFIED, by="head",
    stranger="officer", refusal=HEADS_ONLY, changed={"state", "return_reason"},
    reason="Chưa có số liệu sau khi áp dụng.",
)  # fmt: skip


@case("initiatives.difficulty.create")
def create_difficulty() -> Case:
    house = hospital()
    given = {"unit": house.group, "on": DAY, "facts": {"title": "Thiếu xe lăn giờ cao điểm"}}
    return Case(
        house.member, given, house.other_member, MEMBERS_ONLY,
        wrong=lambda: ({**given, "facts": {"title": ""}}, "Cần ghi tên trước khi lưu."),
    )  # fmt: skip


@case("initiatives.difficulty.update")
def update_difficulty() -> Case:
    house, difficulty = _difficulty(EntryState.RETURNED)
    given = {"difficulty": difficulty, "on": DAY, "facts": {"title": "Thiếu xe lăn giờ cao điểm"}}

    def sent() -> tuple[dict[str, Any], str]:
        difficulty.state = EntryState.VERIFIED
        difficulty.save()
        return given, "Đang ở trạng thái «Đã xác nhận» nên không sửa được."

    return Case(house.member, given, house.head, WRITERS_ONLY, frozenset({"title"}), sent)


def _sent(initiative: Any, given: dict[str, Any]) -> tuple[dict[str, Any], str]:
    initiative.state = EntryState.SUBMITTED
    initiative.save()
    return given, "Đang ở trạng thái «Chờ xác nhận» nên không sửa được."


@case("initiatives.initiative.attach_photo")
def add_photo() -> Case:
    house, initiative = _initiative(EntryState.DRAFT)
    given = {"initiative": initiative, "photo": photo()}
    return Case(
        house.member, given, house.head, WRITERS_ONLY, wrong=lambda: _sent(initiative, given)
    )


@case("initiatives.initiative.remove_photo")
def remove_photo() -> Case:
    house, initiative = _initiative(EntryState.DRAFT)
    attach_photo(actor=house.member, initiative=initiative, photo=photo())
    stored = photos_of(initiative).get()
    given = {"initiative": initiative, "photo": stored.pk}
    return Case(
        house.member, given, house.head, WRITERS_ONLY, wrong=lambda: _sent(initiative, given)
    )


OTHERS = "Việc này dành cho thủ trưởng đơn vị của Bệnh viện Quân y Sông Thao."
SECRETARIES = "Việc này dành cho Thư ký của Hội đồng sáng kiến."
WAY = frozenset({"recognition", "recognition_since"})


def _before_the_council(initiative: Any, given: dict[str, Any]) -> tuple[dict[str, Any], str]:
    Initiative.objects.filter(pk=initiative.pk).update(recognition=Recognition.IN_COUNCIL)
    return given, (
        "Đang ở trạng thái «Hội đồng sáng kiến đang xét» nên không thực hiện được việc này."
    )


@case("initiatives.initiative.put_forward")
def put_one_forward() -> Case:
    house = hospital()
    initiative, council = verified(house), council_of(house)
    given = {"initiative": initiative, "council": council}
    sent = InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    reason = f"«{sent.title}» chưa được đơn vị xác nhận nên chưa đưa ra hội đồng."
    return Case(
        house.officer, given, house.member, SECRETARIES,
        WAY | {"examined_by_id"}, lambda: ({**given, "initiative": sent}, reason),
    )  # fmt: skip


@case("initiatives.initiatives.put_forward")
def put_many_forward() -> Case:
    house = hospital()
    given = {"council": council_of(house), "initiatives": [verified(house), verified(house)]}
    reason = "Chưa có sáng kiến nào đã xác nhận để đưa ra hội đồng."
    return Case(
        house.officer, given, house.member, SECRETARIES,
        wrong=lambda: ({**given, "initiatives": []}, reason),
    )  # fmt: skip


@case("initiatives.initiatives.conclude")
def conclude() -> Case:
    house = hospital()
    initiative = judged(house)
    Initiative.objects.filter(pk=initiative.pk).update(recognition=Recognition.IN_COUNCIL)
    council = CouncilCase.objects.get(subject_id=initiative.pk).council
    given = {"council": council, "passed": {initiative.pk: True}}

    def again() -> tuple[dict[str, Any], str]:
        Initiative.objects.filter(pk=initiative.pk).update(recognition=Recognition.RECOMMENDED)
        return given, (
            "Đang ở trạng thái «Hội đồng đề nghị công nhận» nên không thực hiện được việc này."
        )

    refusal = "Việc này dành cho Thư ký của Hội đồng sáng kiến."
    return Case(house.officer, given, house.member, refusal, wrong=again)


@case("initiatives.initiative.take_back")
def take_back() -> Case:
    house = hospital()
    initiative = verified(house)
    put_forward(actor=house.officer, initiative=initiative, council=council_of(house))
    CouncilCase.objects.update(state="withdrawn")
    given = {"initiative": initiative, "reason": "Đưa nhầm hội đồng."}

    def again() -> tuple[dict[str, Any], str]:
        Initiative.objects.filter(pk=initiative.pk).update(recognition=Recognition.NONE)
        return given, "Đang ở trạng thái «Chưa xét công nhận» nên không thực hiện được việc này."

    return Case(house.officer, given, house.member, SECRETARIES, WAY | {"examined_by_id"}, again)


@case("initiatives.initiative.recognise")
def recognise() -> Case:
    house = hospital()
    initiative = judged(house)
    day = date(2026, 3, 12)
    given = {"initiative": initiative, "on": day, "recognised_on": day, "number": "55/QĐ-BV"}
    return Case(
        house.director, given, house.officer, OTHERS,
        WAY | {"recognised_on", "recognition_number"},
        lambda: _before_the_council(initiative, given),
    )  # fmt: skip


@case("initiatives.initiatives.recognise")
def recognise_many() -> Case:
    house = hospital()
    day = date(2026, 3, 12)
    given = {
        "unit": house.hospital, "initiatives": [judged(house)], "on": day, "recognised_on": day,
    }  # fmt: skip
    reason = "Chưa có sáng kiến nào được hội đồng đề nghị công nhận."
    return Case(
        house.director, given, house.officer, OTHERS,
        wrong=lambda: ({**given, "initiatives": []}, reason),
    )  # fmt: skip


@case("initiatives.initiative.refuse")
def refuse() -> Case:
    house = hospital()
    initiative = judged(house)
    given = {"initiative": initiative, "reason": "Trùng giải pháp đã công nhận."}
    return Case(
        house.director, given, house.officer, OTHERS, WAY | {"refusal_reason"},
        lambda: _before_the_council(initiative, given),
    )  # fmt: skip


@case("initiatives.initiative.hand_back")
def hand_back() -> Case:
    house = hospital()
    initiative = judged(house)
    Initiative.objects.filter(pk=initiative.pk).update(verified_by=house.head)
    given = {"initiative": initiative, "reason": "Bổ sung số liệu."}
    return Case(
        house.director, given, house.officer, OTHERS,
        WAY | {"state", "return_reason", "verified_at", "verified_by_id", "examined_by_id"},
        lambda: _before_the_council(initiative, given),
    )  # fmt: skip
