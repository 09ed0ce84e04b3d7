"""Setting up, renewing and ending clusters."""

from datetime import date
from typing import Any

import pytest

from thidua.clusters import actions, queries
from thidua.clusters.tests.factories import NEXT, SINCE, cluster, facts
from thidua.core.permit import Refused
from thidua.orgs.states import Line, UnitKind
from thidua.orgs.tests.factories import Hospital, UnitFactory


def third(house: Hospital) -> Any:
    return UnitFactory(
        name="Tổ công đoàn Dược", code="TDUOC", kind=UnitKind.UNION_GROUP, line=Line.UNION,
        parent=house.union,
    )  # fmt: skip


def names(held: Any, day: date) -> set[str]:
    return {unit.code for unit in queries.member_units(held, on=day)}


def test_a_new_term_leaves_the_old_one_as_it_was(house: Hospital) -> None:
    held, new = cluster(house, deputies=[house.other_group]), third(house)
    members = [house.group, new]
    given = facts(house, since=NEXT, members=members, head=house.union, deputies=[new])
    actions.change_members(actor=house.officer, cluster=held, **given)
    assert names(held, date(2025, 12, 31)) == {"TNOI", "TNGOAI"}
    assert names(held, NEXT) == {"TNOI", "TDUOC"}
    assert names(held, date(2024, 12, 31)) == set()
    offices = {row.unit.code: str(row.office()) for row in queries.members_of(
        queries.last_term(held))}  # fmt: skip
    assert offices == {"TNOI": "thành viên", "TDUOC": "phó"}
    first = queries.terms_of(held)[-1]
    assert {str(row.office()) for row in queries.members_of(first)} == {"trưởng", "phó"}


def test_a_unit_freed_by_the_end_may_join_another(house: Hospital) -> None:
    held = cluster(house)
    last = date(2025, 6, 30)
    actions.end_cluster(actor=house.officer, cluster=held, on=last, reason="Sắp xếp lại.")
    assert names(held, last)
    assert not names(held, date(2025, 7, 1))
    other = cluster(house, name="Cụm số 2", since=date(2025, 7, 1))
    assert names(other, NEXT) == {"TNOI", "TNGOAI"}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (lambda h: {"name": " "}, "Cần ghi tên cụm, khối."),
        (lambda h: {"decision": " "}, "Cần ghi số, ngày của quyết định."),
        (lambda h: {"members": [h.group, h.group]}, "Cụm, khối cần ít nhất hai đơn vị thành viên."),
        (
            lambda h: {"members": [h.group, h.department]},
            "Khoa Nội không thuộc Công đoàn cơ sở Bệnh viện Quân y Sông Thao.",
        ),
        (
            lambda h: {"since": date(1999, 1, 1)},
            "Tổ công đoàn Nội không hoạt động vào ngày 01/01/1999.",
        ),
        (lambda h: {"until": date(2024, 1, 1)}, "Ngày cuối nhiệm kỳ phải sau ngày bắt đầu."),
        (
            lambda h: {"head": h.department},
            "Đơn vị trưởng phải là thành viên hoặc là Công đoàn cơ sở Bệnh viện Quân y Sông Thao.",
        ),
        (
            lambda h: {"deputies": [h.group]},
            "Đơn vị phó Tổ công đoàn Nội phải là thành viên và không đồng thời là trưởng.",
        ),
    ],
)
def test_what_cannot_be_a_cluster(house: Hospital, wrong: Any, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        cluster(house, **wrong(house))
    assert str(refused.value) == reason


def test_a_member_below_another_would_count_twice(house: Hospital) -> None:
    below = UnitFactory(name="Tổ Hồi sức", code="THS", line=Line.UNION, parent=house.group)
    with pytest.raises(Refused, match="Tổ Hồi sức đã nằm trong Tổ công đoàn Nội"):
        cluster(house, members=[below, house.group])


def test_names_days_and_reasons_are_insisted_on(house: Hospital) -> None:
    held = cluster(house)
    with pytest.raises(Refused, match="đã có cụm, khối tên «Cụm số 1»"):
        cluster(house)
    with pytest.raises(Refused, match="phải bắt đầu sau ngày 01/01/2025"):
        actions.change_members(actor=house.officer, cluster=held, **facts(house))
    with pytest.raises(Refused, match="Cần nêu lý do"):
        actions.end_cluster(actor=house.officer, cluster=held, on=SINCE, reason=" ")
    with pytest.raises(Refused, match="không kết thúc trước ngày đó"):
        actions.end_cluster(
            actor=house.officer, cluster=held, on=date(2024, 12, 31), reason="Nhầm."
        )
