"""The invented hospital: its units, its people, who holds which office."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from thidua.accounts.actions import open_demo_accounts
from thidua.core import period
from thidua.core.action import SYSTEM
from thidua.core.task import perform
from thidua.demo import story
from thidua.demo.people import Invented, invented_people
from thidua.orgs import actions, queries
from thidua.orgs.states import Line, ManagingBody, MembershipKind, Role, Sex, UnitKind

PASSWORD = "thi-dua-2025"  # noqa: S105 - invented people, told to everybody who tries the demo
SINCE = date(2019, 3, 1)

# Who is asked for by name in the story: code, name, sex, position, group, role and its unit.
LEADING = (
    ("admin", "Trịnh Quang Ước", "nam", "Trợ lý công nghệ thông tin", "T12", Role.ADMIN),
    ("giamdoc", "Đặng Xuân Lâm", "nam", "Giám đốc", "T12", Role.DIRECTOR),
    ("canbo", "Lương Thị Thu Oanh", "nữ", "Trợ lý thi đua, khen thưởng", "T12", Role.OFFICER),
    ("chutich", "Phạm Đức Thắng", "nam", "Chủ tịch Công đoàn cơ sở", "T12", None),
    ("thuky", "Ngô Thị Ngọc Yến", "nữ", "Ủy viên Ban Chấp hành Công đoàn", "T12", None),
    ("thanhtra", "Hoàng Hữu Khánh", "nam", "Ủy viên Ủy ban Kiểm tra", "T12", Role.INSPECTOR),
)


@dataclass
class Hospital:
    """The units and the people by the story's names."""

    top: Any = None
    union: Any = None
    groups: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    members: dict[str, list[Any]] = field(default_factory=dict)

    def user(self, name: str) -> Any:
        """The account of somebody of the story, or of a group's head by the group's code."""
        return self.people[name].user

    def head(self, group: str) -> Any:
        return self.members[group][0].user


def build(shift: Any) -> Hospital:
    """Set up the hospital through the same actions as a real one, its roots some years back."""
    with period.standing_on(SINCE + shift):
        here = Hospital()
        here.top = actions.create_unit(
            actor=SYSTEM, parent=None, code="BVST", name=story.HOSPITAL, kind=UnitKind.HOSPITAL,
            line=Line.GOVERNMENT, valid_from=period.today(), short_name="BVST",
            managing_body=ManagingBody.ARMY, is_legal_entity=True, place="Việt Trì",
        )  # fmt: skip
        here.union = actions.create_unit(
            actor=SYSTEM, parent=here.top, code="CDST", name=story.UNION,
            kind=UnitKind.GRASSROOTS_UNION, line=Line.UNION, valid_from=period.today(),
            short_name="CĐCS",
        )  # fmt: skip
        _enter_admin(here)
        _import(here, "units", list(_unit_rows()))
        heading, *people = _people_rows()
        _import(here, "people", [heading, *people])
        open_demo_accounts(actor=SYSTEM, codes=[row[0] for row in people], password=PASSWORD)
        _know(here)
        _appoint(here)
    return here


def _enter_admin(here: Hospital) -> None:
    code, name, sex, _position, _group, role = LEADING[0]
    person = actions.add_person(
        actor=SYSTEM, unit=here.top, code=code, full_name=name, kind=MembershipKind.HOME,
        valid_from=period.today(), sex=Sex.FEMALE if sex == "nữ" else Sex.MALE,
    )  # fmt: skip
    actions.grant_role(
        actor=SYSTEM, unit=here.top, person=person, role=role or Role.ADMIN,
        valid_from=period.today(), basis="Quyết định phân công nhiệm vụ",
    )  # fmt: skip
    here.people[code] = person


def _unit_rows() -> Iterator[list[str]]:
    yield ["Mã đơn vị", "Tên đơn vị", "Loại", "Hệ", "Mã đơn vị cấp trên"]
    for group in story.GROUPS:
        for code, name in group.departments:
            yield [code, name, "khoa, phòng", "chính quyền", "BVST"]
        yield [group.code, group.name, "tổ công đoàn", "công đoàn", "CDST"]


def _people_rows() -> Iterator[list[str]]:
    yield [
        "Mã nhân viên", "Họ và tên", "Giới tính", "Mã đơn vị", "Loại hợp đồng", "Chức vụ",
        "Mã tổ công đoàn",
    ]  # fmt: skip
    inventing = invented_people()
    for group in story.GROUPS:
        leading = [who for who in LEADING if who[4] == group.code]
        department = group.departments[0][0]
        for code, name, sex, position, _group, _role in leading:
            yield [code, name, sex, department, "sĩ quan", position, group.code]
        rest = group.size - len(leading)
        for number, person in enumerate(islice(inventing, rest)):
            unit = group.departments[number % len(group.departments)][0]
            yield _person_row(person, unit, group.code, is_head=number == 0)


def _person_row(person: Invented, unit: str, group: str, *, is_head: bool) -> list[str]:
    contract = "sĩ quan" if is_head else "công nhân và viên chức quốc phòng"
    sex = "nữ" if person.is_woman else "nam"
    office = "Tổ trưởng tổ công đoàn" if is_head else ""
    return [person.code, person.name, sex, unit, contract, office, group]


def _import(here: Hospital, kind: str, sheet: list[list[str]]) -> None:
    admin = here.user("admin")
    imported = actions.preview_import(actor=admin, unit=here.top, kind=kind, sheet=sheet)
    run = actions.start_import(actor=admin, imported=imported)
    if run is not None:
        perform(run_id=run.pk)


def _know(here: Hospital) -> None:
    """Find the units and people that the imports made, heads first in their groups."""
    leading = {who[0] for who in LEADING}
    for group in story.GROUPS:
        unit = queries.unit_by_code(group.code)
        assert unit is not None
        here.groups[group.code] = unit
        members = list(queries.members_of(unit, on=period.today(), below=False))
        here.people |= {p.code: p for p in members if p.code in leading}
        offices = queries.positions_on(members, on=period.today())
        heads = [p for p in members if offices.get(p.pk) == "Tổ trưởng tổ công đoàn"]
        others = [p for p in members if p.pk != heads[0].pk]
        here.members[group.code] = [heads[0], *others]


def _appoint(here: Hospital) -> None:
    for code, _name, _sex, _position, _group, role in LEADING[1:]:
        if role is not None:
            actions.grant_role(
                actor=SYSTEM, unit=here.top, person=here.people[code], role=role,
                valid_from=period.today(), basis="Quyết định phân công nhiệm vụ",
            )  # fmt: skip
    for group, unit in here.groups.items():
        for role in (Role.HEAD, Role.HELPER):
            actions.grant_role(
                actor=SYSTEM, unit=unit, person=here.members[group][0], role=role,
                valid_from=period.today(), basis="Quyết định chuẩn y Ban Chấp hành",
            )  # fmt: skip
    actions.set_position(
        actor=SYSTEM, person=here.people["giamdoc"], unit=here.top, title="Giám đốc",
        valid_from=period.today(), leader_level="deputy_head",
    )  # fmt: skip
