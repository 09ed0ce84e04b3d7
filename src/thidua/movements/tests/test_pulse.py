"""The pulse: idle movements, silent units, the same work asked for twice."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.core import capability
from thidua.core.period import Period
from thidua.movements import actions, queries
from thidua.movements.pulse import IDLE_DAYS, beats
from thidua.movements.tests.factories import (
    ENDS,
    LAUNCH,
    STARTS,
    entered,
    launched,
    outside,
    submitted,
    with_phases,
)

pytestmark = pytest.mark.django_db
LATER = STARTS + timedelta(days=20)


def beat_of(movement, on=LATER):
    return beats([movement], on=on)[0]


def test_a_movement_idles_after_two_weeks_without_an_entry(house):
    movement = launched(house)
    assert beat_of(movement, STARTS + timedelta(days=IDLE_DAYS - 1)).is_idle is False
    idle = beat_of(movement, STARTS + timedelta(days=IDLE_DAYS))
    assert (idle.is_idle, idle.last_on, idle.idle_days) == (True, None, IDLE_DAYS)
    entered(house, movement, on=LATER)
    alive = beat_of(movement)
    assert (alive.is_idle, alive.last_on, alive.idle_days) == (False, LATER, 0)
    assert alive.days_left == (ENDS - LATER).days + 1


def test_who_neither_registered_nor_entered_is_silent(house):
    movement = launched(house)
    assert beat_of(movement).silent == [house.other_group, house.group]
    submitted(house, movement)
    assert beat_of(movement).silent == [house.other_group]
    entered(house, movement, on=LATER, unit=house.other_group)
    assert beat_of(movement).silent == []


def test_what_is_entered_in_an_answering_movement_is_a_sign_of_life(house):
    top, low = launched(house, title="Trên"), launched(house, title="Dưới")
    actions.answer_movements(actor=house.officer, movement=low, parents=[top])
    entered(house, low, on=LATER)
    assert beat_of(top).last_on == LATER
    assert beat_of(top).silent == [house.other_group]


def test_two_that_ask_the_same_units_for_the_same_overlap(house):
    one = with_phases(house, title="Một")
    other = with_phases(
        house, {"starts_on": LATER, "measure": "initiatives.submitted"}, title="Hai",
        scope=[house.group],
    )  # fmt: skip
    found = {beat.movement: beat.overlaps for beat in beats([one, other], on=LATER)}
    (overlap,) = found[one]
    assert (overlap.other, overlap.units, overlap.span) == (
        other,
        [house.group],
        Period(LATER, ENDS),
    )
    assert overlap.measure.name == "initiatives.submitted"
    assert [each.other for each in found[other]] == [one]


@pytest.mark.parametrize(
    "phase",
    [
        {"measure": "difficulties.solved"},
        {"rule": "plain"},
    ],
)
def test_other_work_does_not_overlap(house, phase):
    found = beats([with_phases(house), with_phases(house, phase, title="Hai")], on=LATER)
    assert [beat.overlaps for beat in found] == [[], []]


def test_other_days_and_other_units_do_not_overlap(house):
    one = with_phases(house, {"ends_on": LATER}, scope=[house.group])
    later = with_phases(
        house, {"starts_on": LATER + timedelta(days=1)}, title="Sau", scope=[house.group]
    )
    elsewhere = with_phases(house, title="Nơi khác", scope=[house.other_group])
    found = beats([one, later, elsewhere], on=LATER)
    assert [beat.overlaps for beat in found] == [[], [], []]


def test_who_answers_the_other_does_not_ask_twice(house):
    top, low = with_phases(house, title="Trên"), with_phases(house, title="Dưới")
    actions.answer_movements(actor=house.officer, movement=low, parents=[top])
    assert [beat.overlaps for beat in beats([top, low], on=LATER)] == [[], []]


def test_the_worst_comes_first(house):
    calm = launched(house, title="Đều")
    submitted(house, calm)
    entered(house, calm, on=LATER, unit=house.other_group)
    idle = launched(house, title="Lặng")
    assert [beat.movement for beat in beats([calm, idle], on=LATER)] == [idle, calm]
    assert [beat.worries for beat in beats([calm, idle], on=LATER)] == [2, 0]
    assert beats([], on=LATER) == []


def test_the_pulse_is_of_running_movements_that_one_watches(house):
    running = launched(house)
    ended = launched(house, title="Đã xong", ends_on=date(2025, 9, 30))
    outside(house)
    assert queries.running(house.officer, on=LATER) == [ended, running]
    assert queries.running(house.officer, on=date(2025, 10, 1)) == [running]
    assert queries.running(house.officer, on=LAUNCH - timedelta(days=1)) == []
    assert queries.running(house.member, on=LATER) == []


def test_the_pulse_costs_the_same_for_one_and_for_three(house):
    def cost():
        movements = queries.running(house.officer, on=LATER)
        with CaptureQueriesContext(connection) as asked:
            beats(movements, on=LATER)
        return len(asked)

    with_phases(house)
    once = cost()
    for n in range(2):
        with_phases(house, title=f"Thêm {n}")
    assert cost() == once


def test_those_who_watch_see_what_runs_and_what_idles(client, house, monkeypatch):
    monkeypatch.setenv("THIDUA_TODAY", LATER.isoformat())
    launched(house)
    entered(house, launched(house, title="Có việc"), on=LATER)
    provider = capability.TALLIES["movements"]
    seen = {
        role: [(str(each.label), each.value, str(each.note)) for each in provider(user, on=LATER)]
        for role in ("officer", "director", "head", "member", "stranger")
        if (user := getattr(house, role))
    }
    told = [
        ("Phong trào đang diễn ra", 2, ""),
        ("Phong trào đang lặng", 1, "không có gì mới từ 14 ngày"),
    ]
    empty: dict[str, list[object]] = {"head": [], "member": [], "stranger": []}
    assert seen == {"officer": told, "director": told, **empty}
    for each in provider(house.officer, on=LATER):
        client.force_login(house.officer)
        assert len(client.get(each.url).context["beats"]) == each.value
