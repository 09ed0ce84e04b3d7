"""Sums of units that move, merge and are renamed, and of writers who come at the same time."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from thidua.core import period
from thidua.core.action import SYSTEM
from thidua.indicators import actions, queries
from thidua.indicators.models import Report, Summary
from thidua.indicators.tests.factories import DAY, YEAR, Sector, figures, opened, reported, sector
from thidua.orgs import actions as orgs
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import grant


def is_true() -> bool:
    """Whether the kept sums are those of the entries."""
    done = actions.rebuild(actor=SYSTEM)
    return (done.written, done.removed) == (0, 0)


def worst_of(at: Sector, unit: Any) -> Any:
    [row] = Summary.objects.filter(unit=unit, indicator=at.rating, ownership="public")
    return row.numerator if row.count else None


@pytest.mark.django_db
def test_the_worst_is_that_of_the_units_that_stood_there_when_they_reported() -> None:
    at = sector()
    first, second = reported(at, 0, rating="1"), reported(at, 1, rating="3")
    grant(at.officer.person, at.union, Role.ADMIN)
    orgs.move_unit(actor=at.officer, unit=at.grassroots[0], parent=at.clusters[1])
    actions.return_report(actor=at.officer, report=second, reason="Xếp loại lại.")
    reported(at, 1, rating="2")
    assert [worst_of(at, unit) for unit in (at.union, at.clusters[0])] == [1, 1]
    assert not Summary.objects.filter(unit=at.clusters[1]).exists()

    actions.return_report(actor=at.officer, report=first, reason="Xếp loại lại.")
    assert [worst_of(at, unit) for unit in (at.union, at.clusters[0])] == [2, 2]
    assert worst_of(at, at.grassroots[0]) is None
    reported(at, 2, rating="0")
    assert [worst_of(at, unit) for unit in (at.union, at.clusters[0])] == [0, 0]
    assert is_true()


@pytest.mark.django_db(transaction=True)
def test_units_of_a_tree_that_report_at_the_same_time_leave_true_sums() -> None:
    at = sector()
    filled = []
    for number in range(5):
        report = opened(at, number)
        said = figures(at, members=str(number), rating=str(number % 4))
        actions.save_entries(actor=at.heads[number], report=report, given=said)
        filled.append(report)
    ready = Barrier(5)

    def send(number: int) -> None:
        try:
            ready.wait(timeout=30)
            with period.standing_on(DAY):
                actions.send_report(actor=at.heads[number], report=filled[number])
                [report] = Report.objects.filter(pk=filled[number].pk)
                actions.accept_reports(actor=at.officer, reports=[report])
                if number % 2:
                    actions.return_report(actor=at.officer, report=report, reason="Đếm lại.")
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=5) as writers:
        list(writers.map(send, range(5)))
    cells = queries.cells_of(at.union, [at.members.pk], starts_on=YEAR[0], ends_on=YEAR[1])
    [[members]] = cells.values()
    assert (members.count, members.numerator) == (3, Decimal(0 + 2 + 4))
    assert is_true()
