"""Answers to higher movements: what counts where, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from thidua.core.period import Period
from thidua.movements import actions, queries, rules
from thidua.movements.measures import measure
from thidua.movements.models import Movement, Response
from thidua.movements.progress import progress
from thidua.movements.states import MovementState
from thidua.movements.tests.factories import (
    IN_TIME,
    LAUNCH,
    OUTSIDE,
    approved,
    draft,
    entered,
    launched,
    outside,
    with_phases,
)
from thidua.movements.tests.outcomes import refused

pytestmark = pytest.mark.django_db


def answer(house, movement, *parents):
    return actions.answer_movements(actor=house.officer, movement=movement, parents=parents)


def numbers(movement, unit):
    return measure("initiatives.submitted", movement, unit, movement.period).value


# What counts where.


def test_one_entry_counts_in_each_of_three_parents(house):
    parents = [outside(house, title=f"Phong trào {n}") for n in range(3)]
    local = launched(house)
    answer(house, local, *parents)
    entered(house, local, on=IN_TIME)
    assert queries.parents_of(local) == parents
    assert [numbers(each, house.union) for each in (*parents, local)] == [1, 1, 1, 1]
    answer(house, local, parents[0])
    assert [numbers(each, house.union) for each in parents] == [1, 0, 0]


def test_who_registered_in_two_that_answer_is_one_person_above(house):
    top = outside(house)
    for name in ("Một", "Hai"):
        local = launched(house, title=name)
        answer(house, local, top)
        approved(house, local)
    found = measure("movements.registered_people", top, house.union, top.period)
    assert found.value == 1


def test_counting_goes_through_the_movements_between(house):
    chain = [launched(house, title=f"Cấp {n}") for n in range(rules.MOST_LEVELS + 1)]
    for low, high in zip(chain[1:], chain, strict=False):
        answer(house, low, high)
    top, bottom = chain[0], chain[-1]
    assert set(queries.counting_towards(top)) == set(chain)
    assert list(queries.counting_towards(bottom)) == [bottom]
    entered(house, bottom, on=IN_TIME)
    assert numbers(top, house.union) == 1
    extra = launched(house, title="Thấp nữa")
    assert refused(lambda: answer(house, extra, bottom)) == (
        "Chỉ hưởng ứng nối nhau nhiều nhất 5 cấp."
    )


def test_what_reaches_a_parent_by_two_ways_counts_once(house):
    top = outside(house)
    left, right, low = (launched(house, title=name) for name in ("Trái", "Phải", "Dưới"))
    answer(house, left, top)
    answer(house, right, top)
    answer(house, low, left, right)
    entered(house, low, on=IN_TIME)
    entered(house, left, on=IN_TIME)
    assert numbers(top, house.union) == 2
    found = progress(top, queries.responders_of(top))
    assert [measure.name for measure in found.measures] == ["initiatives.submitted"]
    assert found.rows == [(left, [Decimal(2)]), (right, [Decimal(1)])]
    assert found.together == [Decimal(2)]


def test_progress_shows_what_a_phase_asks_for_even_at_nought(house):
    top = outside(house)
    local = with_phases(house)
    answer(house, local, top)
    found = progress(top, queries.responders_of(top))
    assert [(m.name, n) for m, n in zip(found.measures, found.together, strict=True)] == [
        ("initiatives.submitted", 0)
    ]


def test_drafts_are_not_among_those_who_answer(house):
    top = outside(house)
    answer(house, draft(house), top)
    assert queries.responders_of(top) == []


def test_progress_costs_the_same_for_one_and_for_three(house):
    top = outside(house)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            progress(top, queries.responders_of(top))
        return len(asked)

    answer(house, launched(house), top)
    once = cost()
    for n in range(2):
        answer(house, launched(house, title=f"Thêm {n}"), top)
    assert cost() == once


# What is refused.


def test_circles_are_refused(house):
    one, other, third = (launched(house, title=name) for name in ("Một", "Hai", "Ba"))
    answer(house, one, other)
    answer(house, other, third)
    said = "«{}» đã hưởng ứng phong trào này nên không thể là phong trào cấp trên."
    assert refused(lambda: answer(house, third, one)) == said.format("Một")
    assert refused(lambda: answer(house, one, one)) == said.format("Một")
    assert Response.objects.count() == 2
    assert set(queries.answerable_by(third.unit, but=third)) == set()


def test_the_database_refuses_an_answer_to_oneself(house):
    movement = launched(house)
    with pytest.raises(IntegrityError, match="response_to_another"), transaction.atomic():
        Response.objects.create(movement=movement, parent=movement)


def test_only_running_movements_of_units_above_are_answered(house):
    unlaunched = draft(house, title="Dự thảo")
    local = launched(house)
    assert refused(lambda: answer(house, local, unlaunched)) == (
        "«Dự thảo» không đang diễn ra: chỉ hưởng ứng được phong trào đang diễn ra."
    )
    above = actions.create_movement(
        actor=house.officer, unit=house.hospital, facts={"title": "Của viện"}, scope=[]
    )
    Movement.objects.filter(pk=local.pk).update(title="Của công đoàn")
    local.refresh_from_db()
    assert refused(lambda: answer(house, above, local)) == (
        "«Của công đoàn» không phải của cấp trên của Bệnh viện Quân y Sông Thao."
    )
    assert list(queries.answerable_by(house.hospital)) == []
    assert list(queries.answerable_by(house.union)) == [local]


def test_a_parent_that_has_ended_may_stay_but_not_come(house):
    ended = outside(house, ends_on=date(2025, 8, 31))
    local = launched(house)
    answer(house, local, ended)
    actions.close_movement(actor=house.officer, movement=ended, on=IN_TIME)
    ended.refresh_from_db()
    answer(house, local, ended)
    assert queries.parents_of(local) == [ended]
    answer(house, local)
    assert refused(lambda: answer(house, local, ended)) == (
        f"«{ended}» không đang diễn ra: chỉ hưởng ứng được phong trào đang diễn ra."
    )


def test_what_is_closed_or_of_another_body_answers_nothing(house):
    top = outside(house)
    assert refused(lambda: answer(house, top)) == (
        "Phong trào của cơ quan khác không ghi hưởng ứng ở đây."
    )


# Movements of bodies outside.


def test_a_movement_of_another_body_is_launched_and_sent_to_nobody(house):
    made = outside(house)
    assert (made.state, made.host) == (MovementState.LAUNCHED, "Công đoàn Quốc phòng")
    assert list(made.dispatches.all()) == []
    assert list(queries.open_movements([house.group], on=IN_TIME)) == []
    assert made in queries.visible_to(house.member)
    assert made not in queries.visible_to(house.stranger)
    assert made.period == Period(OUTSIDE["starts_on"], OUTSIDE["ends_on"])


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"body": " "}, "Hãy ghi cơ quan phát động."),
        ({"starts_on": None}, "Hãy ghi ngày bắt đầu và ngày kết thúc."),
        ({"ends_on": date(2024, 1, 1)}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
    ],
)
def test_it_needs_a_body_and_days(house, facts, reason):
    assert refused(lambda: outside(house, **facts)) == reason


def test_one_of_our_own_is_not_corrected_as_another_bodys(house):
    change = {"actor": house.officer, "movement": launched(house), "facts": OUTSIDE}
    assert refused(lambda: actions.update_outside(**change)) == (
        "Phong trào này do đơn vị phát động, sửa ở trang dự thảo."
    )


def test_it_is_not_launched_again(house):
    made = outside(house)
    assert (
        refused(lambda: actions.launch_movement(actor=house.officer, movement=made, on=LAUNCH))
        == "Đang ở trạng thái «Đã phát động» nên không thực hiện được việc này."
    )
