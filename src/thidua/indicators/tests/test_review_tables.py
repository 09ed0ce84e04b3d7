"""What a review shows of indicators is what the sums say."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thidua.core import period
from thidua.core.period import Period
from thidua.indicators import actions, queries, rules
from thidua.indicators.rules import Goal
from thidua.indicators.tests.factories import FIRST, LAST, YEAR, reported, sector
from thidua.movements.measures import TABLES
from thidua.reviews import actions as reviews

pytestmark = pytest.mark.django_db
REVIEWED = date(2026, 3, 2)


def test_targets_stand_beside_results_and_what_is_missing() -> None:
    at = sector()
    goals: list[tuple[Any, Goal, dict[str, Any]]] = [
        (at.dues, Goal(relation="at_least", low=Decimal(75)), {}),
        (at.well, Goal(relation="at_least", low=Decimal(95)), {"for_ownership": "public"}),
        (at.members, Goal(relation="between", low=Decimal(200), high=Decimal(300)),
         {"is_cumulative": True}),
    ]  # fmt: skip
    for indicator, goal, more in goals:
        actions.set_target(
            actor=at.officer, of_set=at.set, indicator=indicator, unit=at.union, reach="total",
            goal=goal, starts_on=FIRST, ends_on=LAST, **more,
        )  # fmt: skip
    for number, rating in ((0, "3"), (1, "0"), (3, "2")):
        reported(at, number, rating=rating)
    span = Period(*YEAR)

    with period.standing_on(REVIEWED):
        table = TABLES["indicators.targets"](at.movement, span)
        parts = TABLES["indicators.completeness"](at.movement, span)

    cells = queries.cells_of(
        at.union, [at.dues.pk, at.members.pk], starts_on=YEAR[0], ends_on=YEAR[1]
    )
    dues = rules.value("ratio", cells[at.dues.pk][0])
    assert (dues, rules.value("sum", cells[at.members.pk][0])) == (80, 30)
    by_name = {row[0]: row[1:] for row in table.rows}
    assert by_name["Đoàn phí thu được trên số phải thu"][1:] == (
        "240/300 = 80 %", "Tạm đạt, còn 2 chưa báo cáo", 5, 3, 2, 0,
    )  # fmt: skip
    assert by_name["Công đoàn cơ sở hoàn thành tốt nhiệm vụ trở lên"][1] == "1/2 đơn vị = 50 %"
    # Ten years are not a year: the cumulative target is not judged, the figure stands alone.
    assert by_name["Đoàn viên mới"] == ("", "30 người", "", 5, 3, 2, 0)
    assert parts.rows == [
        ("Cụm thi đua số 1", 12, 9, 3, 0, 9), ("Cụm thi đua số 2", 3, 0, 3, 0, 0),
    ]  # fmt: skip


def test_a_review_is_drafted_with_them() -> None:
    at = sector()
    reported(at, 0)
    with period.standing_on(REVIEWED):
        review = reviews.draft_review(
            actor=at.officer, movement=at.movement, kind="interim", symbol="BC-CĐN",
            starts_on=YEAR[0], as_of=YEAR[1], on=REVIEWED,
        )  # fmt: skip
    rows = review.report.blocks["tables"]["indicators.completeness"]["rows"]
    assert rows[0][:2] == ["Cụm thi đua số 1", {"n": "12"}]
