"""The tables behind a review: initiatives by benefit with sums, and difficulties solved."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.core import period
from thidua.core.period import Period
from thidua.initiatives.states import Benefit, EntryState, Recognition
from thidua.initiatives.tests.factories import DifficultyFactory, InitiativeFactory
from thidua.movements.measures import TABLES
from thidua.movements.tests.factories import STARTS, launched
from thidua.orgs.tests.factories import PersonFactory, hospital

DAY = date(2025, 9, 20)
SPAN = Period(STARTS, DAY)
PROCESS, COST = "Hợp lý hóa kỹ thuật, quy trình", "Tiết kiệm chi phí"


@pytest.fixture
def house(db):
    return hospital()


@pytest.fixture
def movement(house):
    return launched(house)


def sent(factory, house, movement, on=DAY, **facts):
    given = {"movement": movement, "unit": house.group, "entered_by": house.member, **facts}
    with period.standing_on(on):
        return factory(**{"state": EntryState.VERIFIED, **given})


def initiative(house, movement, before=None, after=None, unit="phút", **facts):
    return sent(
        InitiativeFactory, house, movement, figure_before=before, figure_after=after,
        figure_unit=unit, **facts,
    )  # fmt: skip


def rows(movement, name="initiatives.by_benefit"):
    return [list(row) for row in TABLES[name](movement, SPAN).rows]


def test_sums_are_by_unit_of_measurement_however_it_is_spelled(house, movement):
    initiative(house, movement, Decimal(45), Decimal(30))
    initiative(house, movement, Decimal(20), Decimal("12.5"), unit=" Phút")
    initiative(house, movement, Decimal(5), Decimal(3), unit="ngày")
    initiative(house, movement, Decimal(9), Decimal(4), unit="đồng", benefit=Benefit.COST)
    assert rows(movement) == [
        [COST, "đồng", 1, 1, Decimal(9), Decimal(4)],
        [PROCESS, "ngày", 1, 1, Decimal(5), Decimal(3)],
        [PROCESS, "phút", 2, 2, Decimal(65), Decimal("42.5")],
    ]


def test_only_verified_ones_that_tell_before_and_after_are_added_up(house, movement):
    initiative(house, movement, Decimal(45), Decimal(30), state=EntryState.SUBMITTED)
    initiative(house, movement, Decimal(7), None)
    initiative(house, movement, Decimal(0), Decimal(0))
    initiative(house, movement, unit="")
    assert rows(movement) == [
        [PROCESS, "chưa có số đo", 1, 1, None, None],
        [PROCESS, "phút", 3, 2, Decimal(0), Decimal(0)],
    ]


def test_what_is_returned_or_of_other_days_or_movements_is_not_counted(house, movement):
    initiative(house, movement, state=EntryState.RETURNED)
    initiative(house, movement, on=date(2025, 9, 21))
    initiative(house, None)
    assert rows(movement) == []


def test_each_row_opens_its_list_and_the_sum_of_rows_is_the_measure(house, movement):
    for benefit in (Benefit.COST, Benefit.PROCESS, Benefit.PROCESS):
        initiative(house, movement, benefit=benefit)
    table = TABLES["initiatives.by_benefit"](movement, SPAN)
    assert ["benefit=cost" in url for url in table.urls] == [True, False]
    assert ["benefit=process" in url for url in table.urls] == [False, True]
    assert sum(row[2] for row in table.rows) == 3


def test_the_number_of_queries_does_not_grow(house, movement):
    initiative(house, movement)
    with CaptureQueriesContext(connection) as one:
        rows(movement)
    for benefit in Benefit:
        initiative(house, movement, benefit=benefit)
    with CaptureQueriesContext(connection) as many:
        rows(movement)
    assert len(one) == len(many)


def test_difficulties_solved_tell_how_and_where(house, movement):
    sent(DifficultyFactory, house, movement, title="Thiếu xe lăn", solution="Dùng chung " * 60)
    sent(DifficultyFactory, house, movement, state=EntryState.SUBMITTED)
    found = rows(movement, "initiatives.difficulties")
    assert [(row[0], row[2]) for row in found] == [("Thiếu xe lăn", "Tổ công đoàn Nội")]
    assert len(found[0][1]) <= 300
    assert found[0][1].endswith(" …")


def by_authors(house, movement, *people, **facts):
    """An initiative of these people alone."""
    shares = [(person, 100 // len(people)) for person in people]
    return initiative(house, movement, authors=shares, **facts)


def test_leading_authors_are_told_by_number_with_what_was_recognised(house, movement):
    one, other = house.member.person, house.head.person
    by_authors(house, movement, one)
    by_authors(
        house, movement, one, other, recognition=Recognition.RECOGNISED, recognised_on=DAY,
        examined_by=house.hospital,
    )  # fmt: skip
    by_authors(house, movement, other, state=EntryState.SUBMITTED)
    table = TABLES["initiatives.leading"](movement, SPAN)
    place = str(house.group)
    assert [list(row) for row in table.rows] == [
        [str(one), place, 2, 1], [str(other), place, 1, 1],
    ]  # fmt: skip
    assert ["state=verified" in url for url in table.urls] == [True, True]


def test_who_stands_level_with_one_left_out_is_left_out_too(house, movement):
    first = house.member.person
    by_authors(house, movement, first)
    by_authors(house, movement, first)
    for person in PersonFactory.create_batch(9):
        by_authors(house, movement, person)
    assert len(rows(movement, "initiatives.leading")) == 10
    by_authors(house, movement, PersonFactory())
    assert [row[:1] for row in rows(movement, "initiatives.leading")] == [[str(first)]]
