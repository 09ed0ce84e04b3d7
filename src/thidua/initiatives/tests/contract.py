"""Cases of the action contract."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.contract import Case, case

from thidua.initiatives.actions import attach_photo
from thidua.initiatives.queries import photos_of
from thidua.initiatives.states import EntryState
from thidua.initiatives.tests.factories import DifficultyFactory, InitiativeFactory, photo
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
