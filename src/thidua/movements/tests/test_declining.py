"""A unit that takes no part in a movement: nothing is asked of it, nothing counts as missing."""

from datetime import timedelta

import pytest

from thidua.boards.queries.board import compute, owing_now
from thidua.core import period
from thidua.core.period import Period
from thidua.movements import actions, queries
from thidua.movements.actions import TooLate
from thidua.movements.measures import MEASURES, Standing
from thidua.movements.models import Registration
from thidua.movements.states import OwedBy
from thidua.movements.tests.factories import (
    IN_TIME,
    LATE_UNTIL,
    LAUNCH,
    draft,
    launched,
    list_of,
    phase,
)
from thidua.movements.tests.outcomes import refused, told
from thidua.movements.tests.pages import at, press, see
from thidua.reviews.measures import NOT_APPLICABLE, by_unit

pytestmark = pytest.mark.django_db
REASON = "Tổ đang sáp nhập."


def declined(house, movement) -> Registration:
    return actions.decline_registration(
        actor=house.head, registration=list_of(movement, house.group), reason=REASON
    )


def test_nothing_is_asked_of_a_unit_that_declined(house):
    found = draft(house)
    phase(house, found, owed_by=OwedBy.EACH)
    with period.standing_on(LAUNCH):
        movement = actions.launch_movement(actor=house.officer, movement=found, on=LAUNCH)
    span = Period(IN_TIME, IN_TIME)
    assert {due.unit for due in queries.dues(movement, span)} == {house.group, house.other_group}
    given = declined(house, movement)

    assert [due.unit for due in queries.dues(movement, span)] == [house.other_group]
    assert [each.unit for each in owing_now(movement, on=IN_TIME)] == [house.other_group]
    shown = compute(movement, on=IN_TIME)["groups"]
    assert [each["unit"] for each in shown] == [house.other_group.pk]
    assert queries.silent_units(movement) == [house.other_group]
    assert list(queries.waiting_for_head(house.head, on=IN_TIME)) == []
    actions.remind_unregistered(actor=house.officer, movement=movement, on=IN_TIME)
    assert told(house.head, "movements.reminder") == []
    people = MEASURES["movements.registered_people"].count(
        movement, [house.group, house.other_group], span
    )
    assert people[house.group.pk].standing == Standing.NOT_APPLICABLE
    assert people[house.other_group.pk].value == 0
    rows = {row[0]: set(row[1:]) for row in by_unit(movement, span).rows}
    assert rows[str(house.group)] == {str(NOT_APPLICABLE)}

    actions.take_up_registration(actor=house.head, registration=given, on=IN_TIME)
    assert {due.unit for due in queries.dues(movement, span)} == {house.group, house.other_group}


def test_it_is_taken_up_until_the_last_day(house):
    movement = launched(house)
    given = declined(house, movement)
    after = LATE_UNTIL + timedelta(days=1)
    assert refused(
        lambda: actions.take_up_registration(actor=house.head, registration=given, on=after),
        TooLate,
    ) == (f"Đã hết hạn đăng ký, hạn cuối là hết ngày {LATE_UNTIL:%d/%m/%Y}.")
    given.refresh_from_db()
    assert (given.state, given.decline_reason) == ("declined", REASON)


def test_a_head_declines_on_the_page_and_the_officer_sees_it(client, house):
    movement = launched(house)
    page = at("registration", list_of(movement, house.group).pk)
    act = at("take_part", list_of(movement, house.group).pk)
    assert "Đơn vị không tham gia phong trào này…" in see(client, house.head, page)
    assert "Hãy ghi lý do không tham gia." in press(client, house.head, act, reason=" ")
    kept = press(client, house.head, act, reason=REASON)
    assert "Đã ghi đơn vị không tham gia phong trào." in kept
    assert REASON in see(client, house.officer, page)
    follow_up = see(client, house.officer, at("follow_up", movement.pk))
    assert "0/2 đơn vị đã duyệt; 0 chờ duyệt; 1 chưa gửi. 1 đơn vị không tham gia." in follow_up
    assert "Đơn vị tham gia lại" in press(client, house.head, act, take_up="1")
    assert "Gửi đăng ký</button>" in see(client, house.head, page)
