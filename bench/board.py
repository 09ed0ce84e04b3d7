"""A movement's board over 12 and over 200 groups: queries, CPU, and a group-by as the reference."""

import os
import time
from datetime import date, datetime, timedelta
from typing import Any

from bench.stage import stage, tell

SIZES = (12, 200)
FIRST, DAY = date(2025, 9, 1), date(2025, 12, 17)
LOOKS = 10
MOST_QUERIES = 15


def movement_with(house: Any, groups: int) -> Any:
    """A movement of sixteen weeks in so many groups; most sent an initiative in most weeks."""
    from thidua.core import period
    from thidua.initiatives.models import Initiative
    from thidua.movements import actions as movements
    from thidua.movements.tests.factories import draft
    from thidua.orgs.models import Unit
    from thidua.orgs.states import Line, UnitKind
    from thidua.orgs.tests.factories import UnitFactory

    units = [
        UnitFactory(
            name=f"Tổ công đoàn số {number:03d}", kind=UnitKind.UNION_GROUP, line=Line.UNION,
            parent=house.union, code=f"T{groups}-{number:03d}",
        )
        for number in range(groups)
    ]  # fmt: skip
    movement = draft(house, scope=units)
    with period.standing_on(FIRST):
        movements.add_phase(
            actor=house.officer, movement=movement,
            facts={
                "title": "Mỗi tuần một sáng kiến", "rule": "weekly", "owed_by": "each",
                "measure": "initiatives.submitted", "starts_on": FIRST,
                "ends_on": date(2025, 12, 31), "amount": 1,
            },
        )  # fmt: skip
        movement = movements.launch_movement(actor=house.director, movement=movement, on=FIRST)
    assert Unit.objects.filter(dispatches__movement=movement).count() == groups
    Initiative.objects.bulk_create(
        Initiative(
            unit=unit, movement=movement, entered_by=house.member, title=f"Sáng kiến {number}",
            solution="Đổi thứ tự việc.", benefit="process", state="submitted",
            created_at=period.now(), submitted_at=datetime.combine(
                FIRST + timedelta(weeks=week, days=number % 7), datetime.min.time(), period.HANOI
            ),
        )
        for number, unit in enumerate(units)
        for week in range(16)
        if (number + week) % 9
    )  # fmt: skip
    return movement


def measured(movement: Any) -> tuple[int, float, float]:
    """Queries and CPU milliseconds of working a board out, and of one bare group-by over it."""
    from django.db import connection
    from django.db.models import Count
    from django.db.models.functions import TruncWeek

    from thidua.boards import queries
    from thidua.initiatives.models import Initiative

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    def reference() -> None:
        found = Initiative.objects.filter(movement=movement).annotate(
            week=TruncWeek("submitted_at")
        )
        list(found.values_list("unit__path", "week").annotate(Count("pk")))

    queries.compute(movement, on=DAY)
    reference()
    with connection.execute_wrapper(count):
        body = queries.compute(movement, on=DAY)
    assert body["is_ranked"], "the board is not there"
    return len(asked), cpu(lambda: queries.compute(movement, on=DAY)), cpu(reference)


def cpu(work: Any) -> float:
    start = time.process_time()
    for _look in range(LOOKS):
        work()
    return 1000 * (time.process_time() - start) / LOOKS


def main() -> None:
    os.environ["THIDUA_TODAY"] = DAY.isoformat()
    with stage():
        from thidua.orgs.tests.factories import hospital

        house = hospital()
        found = {size: measured(movement_with(house, size)) for size in SIZES}
    few, many = (found[size] for size in SIZES)
    assert few[0] == many[0] <= MOST_QUERIES, f"queries grow: {few[0]}, {many[0]}"
    tell(
        groups=list(SIZES),
        queries=[few[0], many[0]],
        cpu_milliseconds=[round(few[1], 1), round(many[1], 1)],
        group_by_cpu_milliseconds=[round(few[2], 1), round(many[2], 1)],
        ratio_to_group_by=[round(few[1] / few[2], 1), round(many[1] / many[2], 1)],
    )


if __name__ == "__main__":
    main()
