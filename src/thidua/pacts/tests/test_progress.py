"""Progress per clause and party, the measure and the table made of it, and what they cost."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.core.period import Period
from thidua.movements.measures import MEASURES, TABLES, Figure, Measure, Standing
from thidua.movements.measures import measure as one_figure
from thidua.movements.tests.factories import ENDS, IN_TIME, STARTS, approved, launched
from thidua.orgs.states import Line, Role, UnitKind
from thidua.orgs.tests.factories import Hospital, UnitFactory, person_in
from thidua.pacts import queries
from thidua.pacts.actions import ClauseFacts, PartyFacts
from thidua.pacts.models import Pact
from thidua.pacts.states import Operator, Verdict
from thidua.pacts.tests import factories as make

pytestmark = pytest.mark.django_db
LAST = date(2025, 12, 31)
PEOPLE = "movements.registered_people"
SPAN = Period(STARTS, IN_TIME)


def verdicts(pact: Pact, on: date = IN_TIME) -> list[list[str]]:
    found = queries.pact_by_key(pact.pk)
    assert found is not None
    return [[r.verdict for r in row.results] for row in queries.progress_of(found, on=on)]


@pytest.fixture
def unknowing(monkeypatch: pytest.MonkeyPatch) -> list[Period]:
    """A measure that has a figure for no unit, and remembers for when it was asked."""
    asked: list[Period] = []

    def count(movement: Any, units: Any, period: Period) -> dict[int, Figure]:
        asked.append(period)
        return {unit.pk: Figure(Standing.MISSING) for unit in units}

    providers = {**MEASURES._providers, "test.unknown": Measure("test.unknown", "?", "ca", count)}
    monkeypatch.setattr(MEASURES, "_providers", providers)
    return asked


def test_each_party_is_held_against_its_own_figures(house: Hospital) -> None:
    movement = launched(house)
    approved(house, movement)
    pact = make.sealed(house, movement=movement)
    assert verdicts(pact) == [[Verdict.MET], [Verdict.NOT_YET]]


def test_before_the_movement_nothing_applies(house: Hospital) -> None:
    pact = make.sealed(house)
    assert verdicts(pact, date(2025, 8, 31)) == [[Verdict.NOT_APPLICABLE]] * 2
    (first, _second) = queries.results_in(pact.movement, on=date(2025, 8, 31))
    assert (first.met, first.judged) == (0, 0)


def test_a_missing_figure_is_neither_met_nor_failed(
    house: Hospital, unknowing: list[Period]
) -> None:
    clauses = [ClauseFacts("A", "test.unknown", Operator.NONE_AT_ALL)]
    assert verdicts(make.sealed(house, clauses=clauses)) == [[Verdict.MISSING]] * 2


def test_a_measure_that_is_gone_is_missing(house: Hospital) -> None:
    pact = make.sealed(house)
    pact.clauses.filter(measure=PEOPLE).update(measure="da.bo")
    assert verdicts(pact) == [[Verdict.MISSING]] * 2


def test_figures_count_from_the_first_day_to_the_clause_s_own_last(
    house: Hospital, unknowing: list[Period]
) -> None:
    clauses = [
        ClauseFacts("A", "test.unknown", Operator.AT_LEAST, Decimal(1), date(2025, 9, 3)),
        ClauseFacts("B", "test.unknown", Operator.AT_LEAST, Decimal(1)),
        ClauseFacts("C", "test.unknown", Operator.AT_MOST, Decimal(9)),
    ]
    pact = make.sealed(house, clauses=clauses)
    verdicts(pact)
    assert unknowing == [Period(STARTS, date(2025, 9, 3)), Period(STARTS, IN_TIME)]
    unknowing.clear()
    verdicts(pact, ENDS.replace(year=ENDS.year + 1))
    assert unknowing == [Period(STARTS, date(2025, 9, 3)), Period(STARTS, ENDS)]


def test_the_measure_tells_met_missing_and_not_applicable_apart(
    house: Hospital, unknowing: list[Period]
) -> None:
    movement = launched(house)
    approved(house, movement)

    def figure(unit: Any) -> Figure:
        return one_figure("pacts.targets_met", movement, unit, SPAN)

    assert figure(house.group) == Figure(Standing.NOT_APPLICABLE)
    pact = make.sealed(house, movement=movement)
    url = f"/giao-uoc/{pact.pk}/tien-do/"
    assert figure(house.group) == Figure(Standing.VALUE, Decimal(1), url)
    assert figure(house.other_group) == Figure(Standing.VALUE, Decimal(0), url)
    assert figure(house.department) == Figure(Standing.NOT_APPLICABLE)
    pact.clauses.filter(measure=PEOPLE).update(measure="test.unknown")
    assert figure(house.group) == Figure(Standing.MISSING, url=url)


def test_an_open_pact_counts_for_nothing(house: Hospital) -> None:
    pact = make.opened(house)
    assert queries.results_in(pact.movement, on=IN_TIME) == []


def test_the_table_of_a_review(house: Hospital) -> None:
    movement = launched(house)
    approved(house, movement)
    make.sealed(house, movement=movement)
    table = TABLES["pacts.progress"](movement, SPAN)
    text = "Mỗi tổ có người đăng ký thi đua"
    assert [tuple(map(str, row)) for row in table.rows] == [
        ("Tổ công đoàn Nội", text, "≥ 1 người", "1.000", "1", "Đạt"),
        ("Tổ công đoàn Ngoại", text, "≥ 1 người", "1.000", "0", "Chưa đạt"),
    ]
    assert {len(row) for row in table.rows} == {len(table.columns)}
    assert len(table.urls) == len(table.rows)


def test_more_parties_cost_no_more_queries(house: Hospital) -> None:
    def cost(count: int) -> int:
        units = [
            UnitFactory(kind=UnitKind.UNION_GROUP, line=Line.UNION, parent=house.union)
            for _ in range(count)
        ]
        users = [make.with_secret(person_in(unit, Role.HEAD).user) for unit in units]
        pact = make.opened(house, parties=[PartyFacts(unit) for unit in units])
        for unit, user in zip(units, users, strict=True):
            make.sign(pact, user, unit)
        movement = Pact.objects.get(pk=pact.pk).movement
        with CaptureQueriesContext(
            connection,
        ) as queried:
            MEASURES["pacts.targets_met"].count(movement, units, SPAN)
        return len(queried)

    assert cost(2) == cost(6)
