"""What the actions on units, people and roles do beyond their contract."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from thidua.core import audit
from thidua.core.action import SYSTEM
from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.orgs import actions, queries
from thidua.orgs.models import Deputation, Membership, Person, Position, RoleGrant, Unit
from thidua.orgs.states import Line, MembershipKind, Role, SuccessionKind, UnitKind
from thidua.orgs.tests.factories import Hospital, UnitFactory, grant, hospital, join, person_in

pytestmark = pytest.mark.django_db
DAY, EVE = date(2026, 3, 1), date(2026, 2, 28)


@pytest.fixture
def house() -> Hospital:
    return hospital()


def test_a_root_is_made_by_the_system_alone(house: Hospital) -> None:
    facts = {
        "parent": None, "code": "SYT", "name": "Sở Y tế", "kind": UnitKind.HEALTH_DEPARTMENT,
        "line": Line.GOVERNMENT, "valid_from": DAY,
    }  # fmt: skip
    with pytest.raises(Refused, match="Chỉ hệ thống thực hiện việc này"):
        actions.create_unit(actor=house.admin, **facts)

    unit = actions.create_unit(actor=SYSTEM, **facts)

    assert unit.path == f"/{unit.pk}/"


def test_moving_a_unit_takes_everything_below_along(house: Hospital) -> None:
    below = UnitFactory(parent=house.group, line=Line.UNION)
    lowest = UnitFactory(parent=below, line=Line.UNION)

    actions.move_unit(actor=house.admin, unit=house.group, parent=house.other_group)

    lowest.refresh_from_db()
    assert lowest.path == (f"{house.other_group.path}{house.group.pk}/{below.pk}/{lowest.pk}/")


def test_a_unit_goes_only_under_one_that_the_actor_keeps(house: Hospital) -> None:
    elsewhere = UnitFactory(name="Bệnh viện Khác")

    with pytest.raises(Refused, match="Việc này dành cho quản trị hệ thống của Bệnh viện Khác"):
        actions.move_unit(actor=house.admin, unit=house.group, parent=elsewhere)


def test_leaving_a_unit_ends_the_roles_and_offices_that_stood_on_it(house: Hospital) -> None:
    head = house.head.person
    role = RoleGrant.objects.get(person=head)
    Position.objects.create(
        person=head, unit=house.group, title="Tổ trưởng", valid_from=date(2025, 1, 1)
    )
    actions.appoint_deputy(
        actor=house.head, grant=role, deputy=house.member.person, valid_from=EVE,
        valid_to=date(2026, 12, 31), basis="Giấy ủy quyền",
    )  # fmt: skip

    actions.set_membership(
        actor=house.admin, person=head, unit=house.other_group, kind=MembershipKind.UNION,
        valid_from=DAY,
    )  # fmt: skip

    ends = [
        *Membership.objects.filter(person=head).order_by("pk").values_list("valid_to", flat=True),
        *RoleGrant.objects.filter(person=head).values_list("valid_to", flat=True),
        *Position.objects.filter(person=head).values_list("valid_to", flat=True),
        *Deputation.objects.values_list("valid_to", flat=True),
    ]
    assert ends == [EVE, None, EVE, EVE, EVE]
    assert queries.standings(house.head, on=DAY) == []
    assert queries.standings(house.member, on=DAY) == []


def test_a_role_above_both_units_stays(house: Hospital) -> None:
    person = person_in(house.department)
    role = grant(person, house.hospital, Role.OFFICER)
    other = UnitFactory(parent=house.hospital)

    actions.transfer_person(actor=house.admin, person=person, unit=other, on=DAY)

    role.refresh_from_db()
    assert role.valid_to is None


def test_a_secondment_leaves_the_home_unit_open(house: Hospital) -> None:
    member = house.member.person
    other = UnitFactory(parent=house.hospital)

    actions.set_membership(
        actor=house.admin, person=member, unit=other, kind=MembershipKind.SECONDMENT, valid_from=DAY
    )

    assert queries.home_unit_of(member, on=DAY) == house.department
    assert set(queries.own_units(house.member, on=DAY)) == {house.department, house.group, other}


def test_who_leaves_can_do_nothing_any_more(house: Hospital) -> None:
    head = house.head.person

    actions.leave(actor=house.admin, person=head, on=EVE, reason="Nghỉ hưu")

    house.head.refresh_from_db()
    assert (house.head.is_active, queries.standings(house.head, on=DAY)) == (False, [])
    assert queries.keeping_unit_of(head, on=DAY) == house.group


def test_merged_units_hand_over_their_people_and_keep_their_history(house: Hospital) -> None:
    below = UnitFactory(parent=house.group, line=Line.UNION)

    actions.record_succession(
        actor=house.admin, old=house.group, new=house.other_group, kind=SuccessionKind.MERGED,
        on=DAY, basis="QĐ 12",
    )  # fmt: skip

    house.group.refresh_from_db()
    below.refresh_from_db()
    assert (house.group.valid_to, below.parent) == (EVE, house.other_group)
    before = set(queries.members_of(house.group, on=EVE))
    assert before == {house.head.person, house.member.person}
    assert set(queries.members_of(house.group, on=DAY)) == set()
    assert set(queries.members_of(house.other_group, on=DAY)) == {
        *before, house.other_member.person,
    }  # fmt: skip
    assert queries.standings(house.head, on=DAY) == []


def test_a_renamed_unit_keeps_its_roles(house: Hospital) -> None:
    renamed = UnitFactory(parent=house.union, line=Line.UNION)

    actions.record_succession(
        actor=house.admin, old=house.group, new=renamed, kind=SuccessionKind.RENAMED, on=DAY,
        basis="QĐ 12",
    )  # fmt: skip

    assert [s.unit for s in queries.standings(house.head, on=DAY)] == [renamed]
    assert [s.unit for s in queries.standings(house.head, on=EVE)] == [house.group]


def test_a_dissolved_unit_must_be_empty(house: Hospital) -> None:
    with pytest.raises(Refused, match="Đơn vị còn người"):
        actions.record_succession(
            actor=house.admin, old=house.group, new=None, kind=SuccessionKind.DISSOLVED, on=DAY,
            basis="QĐ 12",
        )  # fmt: skip
    assert Unit.objects.get(pk=house.group.pk).valid_to is None


def test_acts_of_a_deputy_say_for_whom(house: Hospital) -> None:
    actions.appoint_deputy(
        actor=house.admin, grant=RoleGrant.objects.get(role=Role.ADMIN),
        deputy=house.member.person, valid_from=date(2020, 1, 1), valid_to=date(2030, 1, 1),
        basis="Giấy ủy quyền",
    )  # fmt: skip

    actions.update_unit(actor=house.member, unit=house.department, facts={"short_name": "KN"})

    (line,) = queries.trail_of(house.department)
    assert (line.actor, line.acting_for, line.what) == (
        house.member.full_name, house.admin.full_name, "Sửa đơn vị",
    )  # fmt: skip


def test_deputies_act_between_their_days_only(house: Hospital) -> None:
    actions.appoint_deputy(
        actor=house.head, grant=RoleGrant.objects.get(role=Role.HEAD), deputy=house.member.person,
        valid_from=DAY, valid_to=date(2026, 3, 31), basis="Giấy ủy quyền",
    )  # fmt: skip

    days = (EVE, DAY, date(2026, 3, 31), date(2026, 4, 1))
    assert [len(queries.standings(house.member, on=day)) for day in days] == [0, 1, 1, 0]


def test_erasing_leaves_no_name_and_a_trail_that_holds(house: Hospital) -> None:
    member = house.member.person
    name, code = member.full_name, member.code
    actions.update_person(
        actor=house.admin, person=member, code=code, full_name="Canary Thị Tên", phone="0912345678",
    )  # fmt: skip
    actions.leave(actor=house.admin, person=member, on=EVE, reason="Nghỉ hưu")
    salt = Person.objects.get(pk=member.pk).audit_salt

    actions.erase_person(actor=house.admin, person=member, on=DAY, basis="Đơn 01")

    erased = Person.objects.select_related("user").get(pk=member.pk)
    trail = list(AuditEntry.objects.values("changes", "facts", "table"))
    row = Person.objects.filter(pk=member.pk).values_list().first()
    kept = json.dumps([trail, row], default=str, ensure_ascii=False)
    assert [word in kept for word in (name, code, "Canary", "912345678", salt)] == [False] * 5
    assert (erased.full_name, erased.user.full_name, erased.user.is_active) == (  # type: ignore[union-attr]
        "Người đã xóa dữ liệu", "Người đã xóa dữ liệu", False,
    )  # fmt: skip
    assert audit.verify().holds


def test_the_first_administrator_comes_from_the_command_line(client: Client) -> None:
    out = StringIO()
    call_command(
        "user_create", "--code=QT01", "--name=Quản Trị Viên", "--unit=BVX",
        "--unit-name=Bệnh viện X", "--json", stdout=out,
    )  # fmt: skip

    made = json.loads(out.getvalue())
    person = Person.objects.get(code="QT01")
    assert (made["code"], made["unit"]) == ("QT01", "BVX")
    assert [(s.role, s.unit.code) for s in queries.standings(person.user)] == [("admin", "BVX")]
    assert client.get(made["url"].partition(":8000")[2]).status_code == 200


def test_the_command_refuses_with_a_sentence(house: Hospital) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("user_create", "--code=QT01", "--name=A", "--unit=KHONG")
    assert str(refused.value) == ("Chưa có đơn vị mã KHONG; thêm --unit-name để lập đơn vị đó.")


def test_joining_twice_is_refused_and_lines_are_kept_apart(house: Hospital) -> None:
    member = house.member.person
    join(house.other_member.person, house.department, MembershipKind.HOME)
    with pytest.raises(Refused) as refused:
        actions.set_membership(
            actor=house.admin, person=member, unit=house.department, kind=MembershipKind.UNION,
            valid_from=DAY,
        )  # fmt: skip
    assert str(refused.value) == ("«đoàn viên công đoàn» không đi với đơn vị thuộc hệ chính quyền.")
