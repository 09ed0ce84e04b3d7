"""The board as it is worked out: turns, weeks, late leave, ranks, midnight in Hanoi, its cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.boards import actions, queries
from thidua.boards.tests.factories import (
    FIRST,
    SECOND,
    THIRD,
    at,
    launched,
    sent,
    solved,
    week,
)
from thidua.core.permit import Refused
from thidua.movements.models import Dispatch
from thidua.movements.states import OwedBy, PhaseRule
from thidua.orgs.states import Line, UnitKind
from thidua.orgs.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2025, 9, 17)


def groups(movement, on=WEDNESDAY):
    return {each["name"]: each for each in queries.compute(movement, on=on)["groups"]}


def test_each_group_by_week_and_rank(house):
    movement = launched(house)
    for day in (FIRST, SECOND, THIRD):
        sent(movement, house.member, house.group, day)
    sent(movement, house.other_member, house.other_group, FIRST)
    body = queries.compute(movement, on=WEDNESDAY)
    inner, outer = groups(movement)["Tổ công đoàn Nội"], groups(movement)["Tổ công đoàn Ngoại"]
    assert (body["days"], body["days_left"], body["week"]) == (122, 106, "2025-09-15")
    assert (inner["week"], inner["streak"], inner["kept"], inner["rank"]) == ("kept", 3, 3, 1)
    assert (outer["week"], outer["streak"], outer["kept"], outer["judged"]) == ("owing", 0, 1, 2)
    assert (outer["rank"], outer["leads"], inner["leads"]) == (2, False, True)


def test_a_group_out_of_turn_is_not_due_and_keeps_its_streak(house):
    movement = launched(house, owed_by=OwedBy.IN_TURN)
    first, second = house.other_group, house.group
    sent(movement, house.other_member, first, FIRST)
    found = groups(movement)
    by_unit = {each["unit"]: each for each in found.values()}
    assert {by_unit[first.pk]["week"], by_unit[second.pk]["week"]} == {"owing", "not_due"}
    assert by_unit[first.pk]["streak"] == 1
    assert by_unit[second.pk]["streak"] == 0


def test_before_its_first_turn_a_group_has_no_streak_at_all(house):
    movement = launched(house)
    assert {each["streak"] for each in groups(movement, on=FIRST).values()} == {None}
    assert {each["week"] for each in groups(movement, on=FIRST).values()} == {"owing"}
    body = queries.compute(movement, on=FIRST - timedelta(days=3))
    assert (body["begins_in"], body["week"], body["days_left"]) == (3, None, 122)
    assert {each["week"] for each in body["groups"]} == {"not_due"}


def test_the_week_ends_at_midnight_in_hanoi(house):
    movement = launched(house)
    sunday, monday = date(2025, 9, 7), date(2025, 9, 8)
    sent(movement, house.member, house.group, at(sunday, 23, 59))
    sent(movement, house.other_member, house.other_group, at(monday, 0, 0))
    inner, outer = groups(movement)["Tổ công đoàn Nội"], groups(movement)["Tổ công đoàn Ngoại"]
    assert (inner["kept"], inner["judged"]) == (1, 2)
    assert (outer["kept"], outer["judged"]) == (1, 2)
    weeks = queries.Rhythm(movement, [house.group, house.other_group], on=WEDNESDAY)
    assert weeks.weeks_of(house.group.pk)[FIRST] == "kept"
    assert weeks.weeks_of(house.other_group.pk)[FIRST] == "missed"
    assert weeks.weeks_of(house.other_group.pk)[SECOND] == "kept"


def test_the_last_cut_week_ends_with_the_movement(house):
    movement = launched(house)
    last = date(2025, 12, 31)
    assert groups(movement, on=last)["Tổ công đoàn Nội"]["week"] == "owing"
    after = queries.compute(movement, on=date(2026, 1, 1))
    assert (after["days_left"], after["week"]) == (0, None)
    weeks = queries.Rhythm(movement, [house.group], on=date(2026, 1, 1)).weeks_of(house.group.pk)
    assert (len(weeks), weeks[date(2025, 12, 29)]) == (18, "missed")


def test_what_is_asked_once_is_owed_in_the_phases_last_week(house):
    movement = launched(house, rule=PhaseRule.ONCE, amount=2, ends_on=date(2025, 9, 19))
    sent(movement, house.member, house.group, FIRST)
    sent(movement, house.member, house.group, SECOND)
    assert groups(movement, on=SECOND)["Tổ công đoàn Nội"]["week"] == "not_due"
    found = groups(movement, on=THIRD)
    assert found["Tổ công đoàn Nội"]["week"] == "kept"
    assert (found["Tổ công đoàn Ngoại"]["week"], found["Tổ công đoàn Ngoại"]["asked"]) == (
        "owing",
        2,
    )


def test_what_the_whole_house_owes_stands_apart(house):
    movement = launched(house, owed_by=OwedBy.WHOLE)
    sent(movement, house.member, house.group, THIRD)
    body = queries.compute(movement, on=WEDNESDAY)
    assert [(each["unit"], each["sent"], each["asked"]) for each in body["common"]] == [
        (house.union.pk, 1, 1)
    ]
    assert {each["week"] for each in body["groups"]} == {"not_due"}


def test_figures_stand_beside_and_equal_groups_tie(house):
    movement = launched(house)
    solved(movement, house.member, house.group, FIRST)
    found = groups(movement, on=WEDNESDAY)
    assert found["Tổ công đoàn Nội"]["figures"]["difficulties.solved"]["value"] == "1"
    assert found["Tổ công đoàn Ngoại"]["figures"]["difficulties.solved"]["value"] == "0"
    actions.set_board(actor=house.officer, movement=movement, facts={"criteria": [queries.STREAK]})
    body = queries.compute(movement, on=WEDNESDAY)
    assert [(each["rank"], each["tied"], each["leads"]) for each in body["groups"]] == [
        (1, True, False)
    ] * 2
    assert body["is_ranked"] is False


# Late leave.


def late(house):
    movement = launched(house)
    sent(movement, house.member, house.group, SECOND)
    sent(movement, house.member, house.group, SECOND)
    return movement


def allow(house, movement, week=FIRST, on=WEDNESDAY, unit=None):
    return actions.allow_late(
        actor=house.officer, movement=movement, unit=unit or house.group, week=week, on=on,
        reason="Mất mạng cả tuần.",
    )  # fmt: skip


def test_a_late_sending_does_not_count_until_it_is_allowed(house):
    movement = late(house)
    assert groups(movement)["Tổ công đoàn Nội"]["kept"] == 1
    allowance = allow(house, movement, week=FIRST + timedelta(days=3))
    found = groups(movement)["Tổ công đoàn Nội"]
    assert (found["kept"], found["streak"]) == (2, 2)
    assert found["late"] == [
        {
            "week": "2025-09-01", "reason": "Mất mạng cả tuần.",
            "by": house.officer.full_name, "revoked": None,
        }
    ]  # fmt: skip
    actions.revoke_late(actor=house.director, allowance=allowance, reason="Ghi nhầm tổ.")
    found = groups(movement)["Tổ công đoàn Nội"]
    assert (found["kept"], found["streak"], found["late"][0]["revoked"]) == (1, 1, "Ghi nhầm tổ.")
    allow(house, movement)
    assert [each["revoked"] for each in groups(movement)["Tổ công đoàn Nội"]["late"]] == [
        None,
        "Ghi nhầm tổ.",
    ]


def test_leave_falls_when_the_late_sending_is_returned(house):
    movement = late(house)
    allow(house, movement)
    entry = sent(movement, house.member, house.group, THIRD)
    assert groups(movement)["Tổ công đoàn Nội"]["streak"] == 3
    second = movement.initiative_entries.order_by("pk")[1]
    second.state = "returned"
    second.save()
    found = groups(movement)["Tổ công đoàn Nội"]
    assert (found["streak"], entry.state) == (2, "submitted")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"week": SECOND}, "Tuần từ 08/09/2025 của Tổ công đoàn Nội đã được tính."),
        (
            {"week": THIRD},
            "Tuần từ 15/09/2025 chưa hết, Tổ công đoàn Nội còn nộp kịp.",
        ),
        ({"week": week(9)}, "Tuần từ 03/11/2025 không đến lượt Tổ công đoàn Nội."),
    ],
)
def test_only_a_missed_week_is_let_count(house, change, reason):
    movement = late(house)
    with pytest.raises(Refused) as refused:
        allow(house, movement, **change)
    assert str(refused.value) == reason


def test_without_a_later_sending_there_is_nothing_to_let_count(house):
    movement = launched(house)
    sent(movement, house.member, house.group, SECOND)
    with pytest.raises(Refused) as refused:
        allow(house, movement)
    assert str(refused.value) == (
        "Tổ công đoàn Nội chưa gửi thêm gì sau tuần từ 01/09/2025, ngoài phần của các tuần sau, "
        "nên chưa có gì để tính muộn."
    )
    assert queries.allowances_of(movement) == {}


# Its cost.


def test_queries_do_not_grow_with_groups_or_weeks(house):
    movement = launched(house)
    sent(movement, house.member, house.group, FIRST)

    def cost(on):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            queries.compute(movement, on=on)
        return len(seen)

    few = cost(WEDNESDAY)
    for number in range(10):
        unit = UnitFactory(
            name=f"Tổ {number}", kind=UnitKind.UNION_GROUP, line=Line.UNION, parent=house.union
        )
        Dispatch.objects.create(movement=movement, unit=unit)
    assert cost(WEDNESDAY) == few
    assert cost(date(2025, 12, 31)) == few
    assert few <= 12
