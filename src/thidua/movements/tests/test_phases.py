"""Phases: what they may say, who owes what in which week, and what is there of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from thidua.core.period import Period
from thidua.initiatives.tests.factories import DifficultyFactory
from thidua.movements import actions, queries
from thidua.movements.asked import asked, asked_of
from thidua.movements.measures import MEASURES, Measure, delivered
from thidua.movements.models import Phase, Turn
from thidua.movements.receivers import asks
from thidua.movements.states import OwedBy, PhaseRule
from thidua.movements.tests.factories import (
    ENDS,
    LAUNCH,
    PHASE,
    STARTS,
    approved,
    draft,
    entered,
    launched,
    phase,
    with_phases,
)
from thidua.movements.tests.outcomes import refused
from thidua.orgs.tests.factories import UnitFactory, person_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST = Period(date(2025, 9, 1), date(2025, 9, 7))
SECOND = Period(date(2025, 9, 8), date(2025, 9, 14))
OUT = "Đợt phải trong thời gian của phong trào, từ 01/09/2025 đến hết 31/12/2025."


def due_rows(movement, span):
    return [
        (due.phase.title, due.unit.code, due.span, due.amount, due.measure)
        for due in queries.dues(movement, span)
    ]


# What a phase may say.


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"ends_on": STARTS - DAY}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ({"starts_on": STARTS - DAY}, OUT),
        ({"ends_on": ENDS + DAY}, OUT),
        ({"measure": "initiatives.bogus"},
         "Không có số đo «initiatives.bogus»: hãy chọn trong danh sách."),
        ({"measure": ""}, "Không có số đo «»: hãy chọn trong danh sách."),
        ({"amount": 0}, "Số lượng phải từ 1 trở lên."),
        ({"owed_by": ""}, "Hãy chọn giao cho ai."),
        ({"rule": PhaseRule.ONCE},
         "Luân phiên chỉ dùng khi giao mỗi tuần: hãy chọn «Mỗi tuần»."),
        ({"owed_by": OwedBy.SOME}, "Hãy chọn ít nhất một đơn vị thực hiện."),
    ],
)  # fmt: skip
def test_a_phase_that_cannot_be_kept_is_refused(house, facts, reason):
    movement = draft(house)
    assert refused(lambda: phase(house, movement, **facts)) == reason
    assert not Phase.objects.exists()


def test_only_units_in_scope_are_chosen(house):
    movement = draft(house, scope=[house.group])
    assert (
        refused(lambda: phase(house, movement, units=[house.other_group]))
        == "Tổ công đoàn Ngoại không trong phạm vi của phong trào."
    )


def test_a_movement_without_days_takes_no_phase(house):
    movement = draft(house, starts_on=None, ends_on=None, register_by=None, late_until=None)
    assert (
        refused(lambda: phase(house, movement))
        == "Hãy ghi ngày bắt đầu và ngày kết thúc của phong trào trước khi thêm đợt."
    )


def test_a_slogan_needs_no_measure_and_keeps_none(house):
    made = phase(house, draft(house), rule=PhaseRule.PLAIN, amount=7)
    assert (made.measure, made.owed_by, made.amount) == ("", "", 1)


def test_the_database_keeps_half_a_rule_out(house):
    movement = draft(house)
    with pytest.raises(IntegrityError, match="phase_says_what_and_who"), transaction.atomic():
        Phase.objects.create(movement=movement, **{**PHASE, "measure": ""})


def titles(movement):
    return [each.title for each in queries.phases_of(movement)]


def test_phases_that_start_together_keep_the_chosen_order(house):
    movement = draft(house)
    late = phase(house, movement, title="Về đích", starts_on=STARTS + 7 * DAY, order=1)
    made = [phase(house, movement, title=f"Đợt {n}", order=1) for n in (1, 2, 3)]
    assert titles(movement) == ["Đợt 1", "Đợt 2", "Đợt 3", "Về đích"]

    def move(which, *, up):
        return actions.move_phase(actor=house.officer, movement=movement, phase=which, up=up)

    move(made[2], up=True)
    assert titles(movement) == ["Đợt 1", "Đợt 3", "Đợt 2", "Về đích"]
    move(made[0], up=False)
    assert titles(movement) == ["Đợt 3", "Đợt 1", "Đợt 2", "Về đích"]
    move(made[0], up=True)
    move(made[2], up=False)
    assert titles(movement) == ["Đợt 1", "Đợt 2", "Đợt 3", "Về đích"]
    alone = "Đợt xếp theo ngày bắt đầu; chỉ đổi chỗ được với đợt bắt đầu cùng ngày."
    assert refused(lambda: move(made[0], up=True)) == alone
    assert refused(lambda: move(made[2], up=False)) == alone
    assert refused(lambda: move(late, up=True)) == alone
    actions.drop_phase(actor=house.officer, movement=movement, phase=late)
    assert refused(lambda: move(late, up=True)) == "Đợt này không còn ở phong trào."


def test_units_chosen_take_turns_in_their_order_and_leave_with_the_scope(house):
    movement = draft(house)
    made = phase(house, movement, units=[house.other_group, house.group])
    assert [turn.unit for turn in queries.phases_of(movement)[0].turns.all()] == [
        house.other_group,
        house.group,
    ]
    actions.update_movement(actor=house.officer, movement=movement, facts={}, scope=[house.group])
    assert list(Turn.objects.filter(phase=made).values_list("unit", flat=True)) == [house.group.pk]


def test_phases_of_a_launched_movement_stay_as_people_were_told(house):
    movement = with_phases(house)
    (made,) = queries.phases_of(movement)
    wrong = "Đang ở trạng thái «Đã phát động» nên không thực hiện được việc này."
    assert refused(lambda: phase(house, movement)) == wrong
    change = {"actor": house.officer, "movement": movement, "phase": made}
    assert refused(lambda: actions.update_phase(**change, facts=PHASE)) == wrong
    assert refused(lambda: actions.drop_phase(**change)) == wrong


def test_a_phase_of_another_movement_is_not_touched(house):
    made = phase(house, draft(house))
    other = draft(house, title="Phong trào khác")
    change = {"actor": house.officer, "movement": other, "phase": made}
    assert refused(lambda: actions.drop_phase(**change)) == "Đợt này không còn ở phong trào."


def test_a_phase_that_fell_outside_stops_the_launch(house):
    movement = draft(house)
    phase(house, movement)
    actions.update_movement(actor=house.officer, movement=movement, facts={"ends_on": ENDS - DAY})
    said = refused(
        lambda: actions.launch_movement(actor=house.officer, movement=movement, on=LAUNCH)
    )
    assert said == (
        "Có đợt nằm ngoài thời gian của phong trào. "
        "(Điều 17 Luật Thi đua, khen thưởng số 06/2022/QH15)"
    )


# Who owes what.


def test_groups_in_turn_owe_one_initiative_a_week(house):
    movement = with_phases(house)
    weeks = Period(FIRST.start, date(2025, 9, 21))
    title = PHASE["title"]
    assert due_rows(movement, weeks) == [
        (title, "TNGOAI", FIRST, 1, "initiatives.submitted"),
        (title, "TNOI", SECOND, 1, "initiatives.submitted"),
        (title, "TNGOAI", Period(date(2025, 9, 15), date(2025, 9, 21)), 1, "initiatives.submitted"),
    ]


def test_phases_overlap_and_each_asks_its_own(house):
    movement = with_phases(
        house,
        {"title": "Cả viện", "owed_by": OwedBy.WHOLE, "amount": 2},
        {"title": "Khó khăn", "rule": PhaseRule.ONCE, "owed_by": OwedBy.EACH,
         "measure": "difficulties.solved"},
        {"title": "Cụm", "owed_by": OwedBy.SOME, "units": [house.group]},
        {"title": "Khẩu hiệu", "rule": PhaseRule.PLAIN},
    )  # fmt: skip
    whole = Period(STARTS, ENDS)
    assert due_rows(movement, Period(SECOND.start, SECOND.start)) == [
        ("Cả viện", "CDCS", SECOND, 2, "initiatives.submitted"),
        ("Khó khăn", "TNGOAI", whole, 1, "difficulties.solved"),
        ("Khó khăn", "TNOI", whole, 1, "difficulties.solved"),
        ("Cụm", "TNOI", SECOND, 1, "initiatives.submitted"),
    ]
    assert due_rows(movement, Period(ENDS + DAY, None)) == []


def test_dues_cost_the_same_for_one_phase_and_for_many(house, django_assert_num_queries):
    one = with_phases(house)
    many = with_phases(house, *[{"title": f"Đợt {n}"} for n in range(4)])
    for movement in (one, many):
        with django_assert_num_queries(3):
            queries.dues(movement, Period(STARTS, ENDS))


# What is there of it.


def test_what_was_entered_counts_for_its_unit_in_its_week(house):
    movement = with_phases(house)
    entered(house, movement, on=date(2025, 9, 7), unit=house.other_group)
    entered(house, movement, on=date(2025, 9, 8))
    entered(house, movement, on=date(2025, 9, 14))
    dues = queries.dues(movement, Period(FIRST.start, SECOND.end))
    assert delivered(dues) == [Decimal(1), Decimal(2)]
    assert delivered([]) == []
    assert [each.is_met for each in asked(dues)] == [True, True]


def test_a_difficulty_closed_once_is_counted_over_the_phase(house):
    movement = with_phases(
        house,
        {"rule": PhaseRule.ONCE, "owed_by": OwedBy.EACH, "measure": "difficulties.solved"},
    )
    DifficultyFactory(
        unit=house.group, movement=movement, entered_by=house.member, state="verified"
    )
    found = asked(queries.dues(movement, FIRST))
    assert [(each.due.unit.code, each.done, each.is_met) for each in found] == [
        ("TNGOAI", 0, False), ("TNOI", 1, True),
    ]  # fmt: skip


def test_a_measure_without_a_log_is_asked_by_week(house):
    movement = with_phases(
        house, {"measure": "movements.registered_people", "owed_by": OwedBy.EACH}
    )
    approved(house, movement)
    found = asked(queries.dues(movement, FIRST))
    assert [(each.due.unit.code, each.done) for each in found] == [("TNGOAI", 0), ("TNOI", 1)]
    assert {each.url for each in found} == {f"/phong-trao/{movement.pk}/"}


def test_the_door_of_a_measure_may_depend_on_movement_and_unit(house):
    movement = launched(house)
    count = MEASURES["initiatives.submitted"].count
    made = Measure("x", "X", "x", count, door=lambda m, u: f"/{m.pk}/{u.pk}/")
    assert made.enter_url(movement, house.group) == f"/{movement.pk}/{house.group.pk}/"
    assert Measure("x", "X", "x", count).enter_url(movement, house.group) == ""


def test_what_is_there_costs_the_same_for_many_weeks(house):
    movement = with_phases(house, *[{"title": f"Đợt {n}"} for n in range(3)])

    def cost(dues):
        with CaptureQueriesContext(connection) as asked_of_the_database:
            delivered(dues)
        return len(asked_of_the_database)

    dues = queries.dues(movement, Period(STARTS, ENDS))
    assert len(dues) > 50
    assert cost(dues) == cost(dues[:1])


# What is asked of whom.


def own_asks(user, on):
    return [(str(ask.what), ask.url, ask.due_on, str(ask.detail)) for ask in asks(user, on=on)]


def test_members_see_what_their_group_owes_this_week(house):
    movement = with_phases(house)
    week = SECOND.start
    assert own_asks(house.member, week) == [
        (
            "Tuần này, Tổ công đoàn Nội: 1 sáng kiến", "/sang-kien/moi/", SECOND.end,
            "Mỗi tuần một sáng kiến · đã có 0/1",
        )
    ]  # fmt: skip
    assert own_asks(house.other_member, week) == [
        (
            f"Tham gia: {movement.title}", f"/phong-trao/{movement.pk}/", ENDS,
            movement.slogan,
        )
    ]  # fmt: skip
    entered(house, movement, on=week)
    assert own_asks(house.member, week) == [
        (f"Tham gia: {movement.title}", f"/phong-trao/{movement.pk}/", ENDS, movement.slogan)
    ]


def test_what_the_whole_hospital_owes_is_asked_of_everybody_below(house):
    movement = with_phases(
        house,
        {"owed_by": OwedBy.WHOLE, "amount": 2},
        {"rule": PhaseRule.ONCE, "owed_by": OwedBy.EACH, "measure": "difficulties.solved",
         "title": "Một giải pháp"},
    )  # fmt: skip
    below = person_in(UnitFactory(parent=house.group, line="union", name="Tiểu tổ")).user
    found = asked_of(below, [movement], on=LAUNCH)
    assert [(each.due.unit.code, each.due.amount) for each in found] == [("CDCS", 2), ("TNOI", 1)]
    assert own_asks(below, LAUNCH)[1] == (
        "Tổ công đoàn Nội: 1 khó khăn trước khi hết đợt", "/sang-kien/kho-khan/moi/", ENDS,
        "Một giải pháp · đã có 0/1",
    )  # fmt: skip
    assert asked_of(house.stranger, [movement], on=LAUNCH) == []
