"""Cases of the action contract."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.contract import Case, case

from thidua.orgs import actions
from thidua.orgs.models import (
    Deputation,
    Import,
    Membership,
    MovedDay,
    Person,
    RoleGrant,
    Unit,
    UnitLink,
)
from thidua.orgs.states import Line, MembershipKind, Role, SuccessionKind, UnitKind
from thidua.orgs.tests.factories import Hospital, hospital, join

DAY = date(2026, 3, 1)
Wrong = Callable[[], tuple[dict[str, Any], str]]


def not_admin_of(unit: Unit | str) -> str:
    return f"Việc này dành cho quản trị hệ thống của {unit}."


def _closed(unit: Unit) -> Unit:
    unit.valid_to = date(2026, 2, 28)
    unit.save()
    return unit


def _person(house: Hospital, name: str = "member") -> Person:
    return Person.objects.get(user=getattr(house, name))


def _left(person: Person) -> Person:
    Membership.objects.filter(person=person).update(valid_to=date(2026, 1, 31))
    return person


OVER = "Khoa Nội đã kết thúc hoạt động từ 28/02/2026."


@case("orgs.unit.create")
def create_unit() -> Case:
    house = hospital()
    facts = {
        "parent": house.department, "code": "KNOI1", "name": "Đơn nguyên 1",
        "kind": UnitKind.DEPARTMENT, "line": Line.GOVERNMENT, "valid_from": DAY,
    }  # fmt: skip
    return Case(
        house.admin, facts, house.head, not_admin_of("Khoa Nội"),
        wrong=lambda: ({**facts, "parent": _closed(house.department)}, OVER),
    )  # fmt: skip


@case("orgs.unit.update")
def update_unit() -> Case:
    house = hospital()
    facts = {"unit": house.department, "facts": {"short_name": "KN"}}
    return Case(
        house.admin, facts, house.head, not_admin_of("Khoa Nội"),
        frozenset({"short_name", "folded"}),
        lambda: ({**facts, "unit": _closed(house.department)}, OVER),
    )  # fmt: skip


@case("orgs.unit.move")
def move_unit() -> Case:
    house = hospital()
    facts = {"unit": house.group, "parent": house.other_group}
    return Case(
        house.admin, facts, house.head, not_admin_of(house.group), frozenset({"parent_id", "path"}),
        lambda: (
            {"unit": house.union, "parent": house.group}, "Không thể đặt một đơn vị dưới chính nó."
        ),
    )  # fmt: skip


@case("orgs.unit.close")
def close_unit() -> Case:
    house = hospital()
    facts = {"unit": house.department, "on": DAY, "basis": "QĐ 12"}
    _left(_person(house))
    reason = "Đơn vị còn người. Chuyển mọi người sang đơn vị khác trước."
    return Case(
        house.admin, facts, house.head, not_admin_of("Khoa Nội"), frozenset({"valid_to"}),
        lambda: ({**facts, "unit": house.other_group}, reason),
    )  # fmt: skip


@case("orgs.unit.link")
def link_units() -> Case:
    house = hospital()
    facts = {"unit": house.department, "counterpart": house.group, "valid_from": DAY}
    reason = "Chỉ gắn các đơn vị khác hệ với nhau, như khoa với tổ công đoàn."
    return Case(
        house.admin, facts, house.head, not_admin_of("Khoa Nội"),
        wrong=lambda: ({**facts, "counterpart": house.hospital}, reason),
    )  # fmt: skip


@case("orgs.link.end")
def end_link() -> Case:
    house = hospital()
    link = UnitLink.objects.create(
        unit=house.department, counterpart=house.group, valid_from=date(2025, 1, 1)
    )

    def wrong() -> tuple[dict[str, Any], str]:
        UnitLink.objects.update(valid_to=date(2025, 12, 31))
        return {"link": link, "on": DAY}, "Việc này đã kết thúc từ 31/12/2025."

    return Case(
        house.admin, {"link": link, "on": DAY}, house.head, not_admin_of("Khoa Nội"),
        frozenset({"valid_to"}), wrong,
    )  # fmt: skip


@case("orgs.unit.succeed")
def succeed() -> Case:
    house = hospital()
    facts = {
        "old": house.group, "new": house.other_group, "kind": SuccessionKind.MERGED, "on": DAY,
        "basis": "QĐ 12",
    }  # fmt: skip
    reason = "Đơn vị giải thể không có đơn vị kế thừa; các trường hợp khác phải có."
    # The one left in the old group goes over; the entry shows the old one's last day.
    return Case(
        house.admin, facts, house.head, not_admin_of(house.group), frozenset(),
        lambda: ({**facts, "new": None}, reason),
    )  # fmt: skip


def _new_person(house: Hospital) -> dict[str, Any]:
    return {
        "unit": house.department, "code": "BS77", "full_name": "Lê Thị Mới",
        "kind": MembershipKind.HOME, "valid_from": DAY, "phone": "0912 345 678",
    }  # fmt: skip


@case("orgs.person.add")
def add_person() -> Case:
    house = hospital()
    facts = _new_person(house)
    reason = "Số điện thoại «12» không đúng. Ví dụ: 0912 345 678."
    return Case(
        house.admin, facts, house.head, not_admin_of("Khoa Nội"),
        wrong=lambda: ({**facts, "phone": "12"}, reason),
    )  # fmt: skip


def _erased(person: Person) -> Person:
    Person.objects.filter(pk=person.pk).update(erased_at="2026-01-01T00:00:00Z")
    return person


ERASED = "Dữ liệu của người này đã được xóa theo quy định."


@case("orgs.person.update")
def update_person() -> Case:
    house = hospital()
    member = _person(house)
    facts = {"person": member, "code": member.code, "full_name": "Lê Thị Mới"}
    return Case(
        house.admin, facts, house.head, not_admin_of("Khoa Nội"),
        frozenset({"full_name", "sort_key", "folded"}),
        lambda: ({**facts, "person": _erased(member)}, ERASED),
    )  # fmt: skip


@case("orgs.person.join")
def set_membership() -> Case:
    house = hospital()
    facts = {
        "person": _person(house), "unit": house.other_group, "kind": MembershipKind.UNION,
        "valid_from": DAY,
    }  # fmt: skip
    reason = f"{house.member} đang thuộc {house.group}."
    return Case(
        house.admin, facts, house.head, not_admin_of("Khoa Nội"),
        wrong=lambda: ({**facts, "unit": house.group}, reason),
    )  # fmt: skip


@case("orgs.person.leave")
def leave() -> Case:
    house = hospital()
    member = _person(house)
    facts = {"person": member, "on": DAY, "reason": "Nghỉ hưu"}
    return Case(
        house.admin, facts, house.head, not_admin_of("Khoa Nội"),
        wrong=lambda: (
            {**facts, "person": _left(member)}, "Người này không còn thuộc đơn vị nào sau ngày đó."
        ),
    )  # fmt: skip


@case("orgs.person.erase")
def erase() -> Case:
    house = hospital()
    member = _left(_person(house))
    facts = {"person": member, "on": DAY, "basis": "Đơn ngày 01/03/2026"}
    reason = "Người này còn thuộc đơn vị. Cho thôi công tác trước khi xóa dữ liệu."
    return Case(
        house.admin, facts, house.head, not_admin_of("Khoa Nội"),
        frozenset({"code", "full_name", "sort_key", "folded", "erased_at"}),
        lambda: ({**facts, "person": _person(house, "other_member")}, reason),
    )  # fmt: skip


@case("orgs.position.set")
def set_position() -> Case:
    house = hospital()
    facts = {
        "person": _person(house), "unit": house.department, "title": "Điều dưỡng trưởng",
        "valid_from": DAY,
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        actions.set_position(actor=house.admin, **facts)
        return facts, f"{house.member} đang giữ chức vụ này."

    return Case(house.admin, facts, house.head, not_admin_of("Khoa Nội"), wrong=wrong)


@case("orgs.position.end")
def end_position() -> Case:
    house = hospital()
    position = actions.set_position(
        actor=house.admin, person=_person(house), unit=house.department, title="Trưởng khoa",
        valid_from=date(2025, 1, 1),
    )  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        position.valid_to = date(2025, 12, 31)
        position.save()
        return {"position": position, "on": DAY}, "Việc này đã kết thúc từ 31/12/2025."

    return Case(
        house.admin, {"position": position, "on": DAY}, house.head, not_admin_of("Khoa Nội"),
        frozenset({"valid_to"}), wrong,
    )  # fmt: skip


@case("orgs.unit.issue_slips")
def issue_slips() -> Case:
    house = hospital()
    facts = {"unit": house.department, "people": [_person(house)]}
    refusal = "Việc này dành cho người hỗ trợ đăng nhập, quản trị hệ thống của Khoa Nội."
    head = _person(house, "head")
    return Case(
        house.admin, facts, house.head, refusal,
        wrong=lambda: ({**facts, "people": [head]}, f"{head} không thuộc Khoa Nội."),
    )  # fmt: skip


@case("orgs.role.grant")
def grant_role() -> Case:
    house = hospital()
    facts = {
        "unit": house.department, "person": _person(house), "role": Role.HEAD, "valid_from": DAY
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        actions.grant_role(actor=house.admin, **facts)
        reason = "đang giữ vai trò trưởng khoa, phòng, tổ của Khoa Nội."
        return facts, f"{house.member} {reason}"

    return Case(house.admin, facts, house.head, not_admin_of("Khoa Nội"), wrong=wrong)


@case("orgs.role.end")
def end_role() -> Case:
    house = hospital()
    grant = RoleGrant.objects.get(role=Role.HEAD)
    only = RoleGrant.objects.get(role=Role.ADMIN)
    reason = "Đây là quản trị hệ thống duy nhất của đơn vị. Giao người khác trước."
    return Case(
        house.admin, {"grant": grant, "on": DAY}, house.head, not_admin_of(house.group),
        frozenset({"valid_to"}), lambda: ({"grant": only, "on": DAY}, reason),
    )  # fmt: skip


def _deputation(house: Hospital) -> dict[str, Any]:
    return {
        "grant": RoleGrant.objects.get(role=Role.HEAD), "deputy": _person(house),
        "valid_from": DAY, "valid_to": date(2026, 3, 31), "basis": "Giấy ủy quyền 05",
    }  # fmt: skip


@case("orgs.deputy.appoint")
def appoint() -> Case:
    house = hospital()
    facts = _deputation(house)
    return Case(
        house.head, facts, house.member, not_admin_of(house.group),
        wrong=lambda: (
            {**facts, "deputy": _person(house, "head")}, "Người thay mặt phải là người khác."
        ),
    )  # fmt: skip


@case("orgs.deputy.end")
def end_deputation() -> Case:
    house = hospital()
    deputation = actions.appoint_deputy(actor=house.head, **_deputation(house))
    facts = {"deputation": deputation, "on": date(2026, 3, 15)}

    def wrong() -> tuple[dict[str, Any], str]:
        Deputation.objects.update(valid_to=date(2026, 3, 10))
        return facts, "Việc này đã kết thúc từ 10/03/2026."

    return Case(
        house.head, facts, house.member, not_admin_of(house.group), frozenset({"valid_to"}), wrong
    )


SHEET = [
    ["DANH SÁCH NHÂN SỰ"],
    ["Mã nhân viên", "Họ và tên", "Mã đơn vị"],
    ["BS77", "Lê Thị Mới", "KNOI"],
]


def _import(house: Hospital, sheet: list[list[str]] = SHEET) -> Import:
    return actions.preview_import(
        actor=house.admin, unit=house.hospital, kind="people", sheet=sheet
    )


def _state(imported: Import, state: str) -> Import:
    imported.state = state
    imported.save()
    return imported


COMMITTED = "Đang ở trạng thái «Đã nhập» nên không thực hiện được việc này."


@case("orgs.import.preview")
def preview() -> Case:
    house = hospital()
    facts = {"unit": house.hospital, "kind": "people", "sheet": SHEET}
    reason = "Không tìm thấy dòng tiêu đề có các cột «Mã nhân viên», «Họ và tên», «Mã đơn vị»."
    return Case(
        house.admin, facts, house.head, not_admin_of(house.hospital),
        wrong=lambda: ({**facts, "sheet": [["Tên"], ["A"]]}, reason),
    )  # fmt: skip


@case("orgs.import.decide")
def decide() -> Case:
    house = hospital()
    imported = _import(house)
    facts = {"imported": imported, "choices": {"3": "new"}}
    return Case(
        house.admin, facts, house.head, not_admin_of(house.hospital),
        wrong=lambda: ({**facts, "imported": _state(imported, "committed")}, COMMITTED),
    )  # fmt: skip


@case("orgs.import.convert")
def convert() -> Case:
    house = hospital()
    imported = _import(house)
    facts = {"imported": imported, "encoding": "tcvn3"}
    return Case(
        house.admin, facts, house.head, not_admin_of(house.hospital),
        wrong=lambda: ({**facts, "imported": _state(imported, "committed")}, COMMITTED),
    )  # fmt: skip


@case("orgs.import.start")
def start() -> Case:
    house = hospital()
    imported = _import(house)
    join(_person(house, "head"), house.department, MembershipKind.HOME)
    broken = [*SHEET, ["BS78", "", "KNOI"]]
    return Case(
        house.admin, {"imported": imported}, house.head, not_admin_of(house.hospital),
        frozenset({"state", "report"}),
        lambda: (
            {"imported": _import(house, broken)}, "Còn 1 lỗi trong tệp. Sửa tệp rồi nhập lại."
        ),
    )  # fmt: skip


@case("orgs.import.commit")
def commit() -> Case:
    house = hospital()
    imported = _state(_import(house), "running")
    return Case(
        house.admin, {"imported": imported}, house.head, not_admin_of(house.hospital),
        frozenset({"state", "report"}),
        lambda: ({"imported": _state(imported, "committed")}, COMMITTED),
    )  # fmt: skip


@case("orgs.import.reopen")
def reopen() -> Case:
    house = hospital()
    imported = _state(_import(house), "running")
    facts = {"imported": imported, "reason": "Mất kết nối"}
    return Case(
        house.admin, facts, house.head, not_admin_of(house.hospital),
        frozenset({"state", "report"}),
        lambda: ({**facts, "imported": _state(imported, "committed")}, COMMITTED),
    )  # fmt: skip


@case("orgs.import.discard")
def discard() -> Case:
    house = hospital()
    imported = _import(house)
    return Case(
        house.admin, {"imported": imported}, house.head, not_admin_of(house.hospital),
        frozenset({"state"}), lambda: ({"imported": _state(imported, "committed")}, COMMITTED),
    )  # fmt: skip


@case("orgs.person.merge")
def merge() -> Case:
    house = hospital()
    facts = {
        "person": _person(house), "into": _person(house, "other_member"), "on": DAY,
        "reason": "Nhập hai lần",
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        return {**facts, "into": facts["person"]}, "Chọn hai hồ sơ khác nhau."

    return Case(
        house.admin, facts, house.head, not_admin_of("Khoa Nội"), frozenset({"merged_into_id"}),
        wrong,
    )  # fmt: skip


OFF = date(2026, 3, 5)


def not_officer_of(unit: Unit) -> str:
    return f"Việc này dành cho cán bộ thi đua, khen thưởng của {unit}."


@case("orgs.day.move")
def move_day() -> Case:
    house = hospital()
    facts = {"unit": house.hospital, "off": OFF, "reason": "Ngày của tỉnh", "basis": "QĐ 1"}
    return Case(
        house.officer, facts, house.head, not_officer_of(house.hospital),
        wrong=lambda: (
            {**facts, "off": date(2026, 3, 7)}, "Ngày 07/03/2026 vốn đã được nghỉ."
        ),
    )  # fmt: skip


def _moved(house: Hospital) -> MovedDay:
    return actions.move_day(
        actor=house.officer, unit=house.hospital, off=OFF, reason="Ngày của tỉnh", basis="QĐ 1"
    )


def _dropped(house: Hospital, moved: MovedDay) -> MovedDay:
    return actions.drop_day(actor=house.officer, moved=moved, on=DAY)


@case("orgs.day.drop")
def drop_day() -> Case:
    house = hospital()
    facts = {"moved": _moved(house), "on": DAY}
    return Case(
        house.officer, facts, house.head, not_officer_of(house.hospital), frozenset({"dropped_on"}),
        lambda: ({**facts, "moved": _dropped(house, facts["moved"])}, "Dòng này đã bỏ."),
    )  # fmt: skip


@case("orgs.day.restore")
def restore_day() -> Case:
    house = hospital()
    dropped = _dropped(house, _moved(house))

    def wrong() -> tuple[dict[str, Any], str]:
        _moved(house)
        return {"moved": dropped}, "Đã ghi «Ngày của tỉnh (05/03/2026)»: bỏ dòng đó trước."

    return Case(
        house.officer, {"moved": dropped}, house.head, not_officer_of(house.hospital),
        frozenset({"dropped_on"}), wrong,
    )  # fmt: skip


def not_keeper_of(unit: Unit) -> str:
    return f"Việc này dành cho cán bộ thi đua, khen thưởng, quản trị hệ thống của {unit}."


@case("orgs.people.recall")
def recall_people() -> Case:
    house = hospital()
    former = actions.Former("Lê Văn Cựu", house.department, 2014, 2016)
    facts = {"unit": house.hospital, "people": [former], "on": DAY}
    return Case(
        house.officer, facts, house.head, not_keeper_of(house.hospital),
        wrong=lambda: (
            {**facts, "unit": house.group},
            "Chỉ ghi người của Tổ công đoàn Nội và các đơn vị trực thuộc.",
        ),
    )  # fmt: skip


@case("orgs.people.forget")
def forget_people() -> Case:
    house = hospital()
    former = actions.Former("Lê Văn Cựu", house.department, 2014, 2016)
    made = actions.recall_people(actor=house.officer, unit=house.hospital, people=[former], on=DAY)
    facts = {"unit": house.hospital, "people": [made[0].pk]}
    return Case(house.officer, facts, house.head, not_keeper_of(house.hospital))
