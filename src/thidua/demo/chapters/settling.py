"""The hospital's own regulation: days due and how long lists are shown, entered with its scan."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from thidua.demo import pictures
from thidua.demo.teller import Teller, Thread
from thidua.overlays import actions

ROWS: tuple[dict[str, Any], ...] = (
    {
        "kind": "deadline", "award": "LDTT", "month": 11, "day": 30, "years_after": 0,
        "article": "9(1)",
    },
    {
        "kind": "deadline", "award": "CSTDCS", "month": 12, "day": 5, "years_after": 0,
        "article": "9(2)",
    },
    {"kind": "limit", "name": "disclosure.unit", "days": 5, "working": True, "article": "8"},
)  # fmt: skip


def threads(t: Teller) -> Iterator[Thread]:
    yield _enter_regulation(t)


def _enter_regulation(t: Teller) -> Thread:
    day = yield date(2025, 9, 4)
    rule = actions.draft_rule(
        actor=t.officer, unit=t.here.top, scope="unit",
        facts={
            "number": "88/QC-BVST", "issued_on": t.day(date(2025, 1, 6)), "issuer": str(t.here.top),
            "title": "Quy chế thi đua, khen thưởng của bệnh viện",
            "in_force": t.day(date(2025, 1, 10)), "awards": [],
        },
    )  # fmt: skip
    for row in ROWS:
        rule = actions.enter_row(actor=t.officer, rule=rule, row=row)
    rule = actions.attach_scan(actor=t.officer, rule=rule, scan=pictures.signed_sheet(3))
    actions.enact_rule(actor=t.officer, rule=rule, on=day)
