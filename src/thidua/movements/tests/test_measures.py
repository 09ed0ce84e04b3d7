"""Figures that boards and reviews speak of."""

from decimal import Decimal

import pytest

from thidua.core.capability import Unanswered
from thidua.movements.measures import Figure, Standing, measure
from thidua.movements.tests.factories import approved, launched, submitted

pytestmark = pytest.mark.django_db


def test_registered_people_are_counted_below_a_unit_once_approved(house):
    movement = launched(house)
    name, span = "movements.registered_people", movement.period
    submitted(house, movement)
    assert measure(name, movement, house.union, span) == Figure(Standing.VALUE, Decimal(0))


def test_nought_is_a_value_and_other_units_have_their_own(house):
    movement = launched(house)
    approved(house, movement)
    name, span = "movements.registered_people", movement.period
    figures = [
        measure(name, movement, unit, span).value
        for unit in (house.hospital, house.union, house.group, house.other_group)
    ]
    assert figures == [1, 1, 1, 0]


def test_an_unknown_measure_fails(house):
    movement = launched(house)
    with pytest.raises(Unanswered, match=r"no measure is registered as 'movements\.nothing'"):
        measure("movements.nothing", movement, house.union, movement.period)
