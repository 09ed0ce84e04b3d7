"""An invented sector union amid its year: units asked for indicators, reports sent by actions."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tests.support import world
from thidua.accounts.actions import open_demo_accounts
from thidua.core import period
from thidua.core.action import SYSTEM
from thidua.demo.people import invented_people
from thidua.indicators import actions
from thidua.indicators.actions.reporting import Given
from thidua.indicators.rules import Goal
from thidua.indicators.tests.factories import DUES, MEMBERS, RATED_WELL, RATING
from thidua.movements import actions as movements
from thidua.orgs.states import Line, MembershipKind, Role, UnitKind

STARTS, ENDS = date(2025, 1, 1), date(2025, 12, 31)
SENT, TODAY = date(2026, 1, 8), date(2026, 1, 10)
OFFICER, HEAD = "canbonganh", "CDCS01"
SPAN: dict[str, date] = {"starts_on": STARTS, "ends_on": ENDS}
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("DP", {**DUES, "evidence": "bảng thu đoàn phí có xác nhận của kế toán"}),
    ("DV", MEMBERS),
    ("XL", RATING),
)


@dataclass
class Sector:
    """The union with its officer, the unions below with their heads, the set, what was sent."""

    union: Any
    officer: Any
    grassroots: list[Any]
    heads: list[Any]
    set: Any
    indicators: list[Any]

    def send(self, number: int) -> Any:
        """One union's report of the year: figures that differ from union to union, all possible."""
        head = self.heads[number].user
        said = (
            Given(numerator=Decimal(20_000 * (80 + number % 20)), denominator=Decimal(2_000_000)),
            Given(numerator=Decimal(3 + number % 5)),
            Given(numerator=Decimal(1 + number % 3)),
        )
        given = dict(zip([each.pk for each in self.indicators[:3]], said, strict=True))
        with period.standing_on(SENT):
            report = actions.open_report(
                actor=head, unit=self.grassroots[number], of_set=self.set, frequency="year",
                starts_on=STARTS,
            )  # fmt: skip
            actions.save_entries(actor=head, report=report, given=given)
            return actions.send_report(actor=head, report=report)


def build(size: int) -> Sector:
    """So many grassroots unions in two clusters, the year over, nothing reported yet."""
    with period.standing_on(world.SINCE):
        union = _union(None, "CDN", "Công đoàn ngành Y tế Sông Thao", UnitKind.UPPER_UNION)
        clusters = [_union(union, f"CUM{n}", f"Cụm thi đua số {n}", UnitKind.OTHER) for n in (1, 2)]
        grassroots = [
            _union(
                clusters[n % 2], f"CDCS{n:02d}", f"Công đoàn cơ sở số {n:02d}",
                UnitKind.GRASSROOTS_UNION,
            ) for n in range(1, size + 1)
        ]  # fmt: skip
        officer = _person(union, OFFICER, "Lương Thị Thu Oanh", Role.OFFICER)
        leader = _person(union, "chutichnganh", "Phạm Đức Thắng", Role.DIRECTOR)
        heads = [
            _person(unit, unit.code, invented.name, Role.HEAD)
            for unit, invented in zip(grassroots, invented_people(), strict=False)
        ]
        everybody = [person.code for person in (officer, leader, *heads)]
        open_demo_accounts(actor=SYSTEM, codes=everybody, password=world.PASSWORD)
    with period.standing_on(STARTS):
        movement = movements.create_movement(
            actor=officer.user, unit=union, scope=clusters, sponsors=[union],
            facts={**world.MOVEMENT, "title": "Thi đua hoàn thành kế hoạch năm 2025",
                   "kind": "regular", "level": "sector", **SPAN, "register_by": None},
        )  # fmt: skip
        movement = movements.launch_movement(actor=leader.user, movement=movement, on=STARTS)
        of_set, indicators = _asking(officer.user, union, movement, grassroots)
    return Sector(union, officer.user, grassroots, heads, of_set, indicators)


def _asking(officer: Any, union: Any, movement: Any, units: list[Any]) -> tuple[Any, list[Any]]:
    """What everybody reports, and what the union counts from it."""
    made = [
        actions.define(actor=officer, unit=union, code=code, facts=facts, valid_from=STARTS)
        for code, facts in ASKED
    ]
    well = actions.define(
        actor=officer, unit=union, code="XL.1", facts={**RATED_WELL, "base": made[2]},
        valid_from=STARTS,
    )  # fmt: skip
    of_set = actions.create_set(
        actor=officer, movement=movement, title="Bộ chỉ tiêu năm 2025", **SPAN
    )
    actions.fill_set(actor=officer, of_set=of_set, indicators=[*made, well])
    actions.assign(
        actor=officer, of_set=of_set, units=units, indicators=made, since=STARTS,
        title="Giao bộ chung",
    )  # fmt: skip
    for indicator, reach, low in ((made[0], "each", 90), (made[1], "total", 200)):
        actions.set_target(
            actor=officer, of_set=of_set, indicator=indicator, unit=union, reach=reach,
            goal=Goal(relation="at_least", low=Decimal(low)), **SPAN,
        )  # fmt: skip
    of_set = actions.open_set(actor=officer, of_set=of_set)
    actions.call_reports(actor=SYSTEM, of_set=of_set, on=STARTS)
    return of_set, [*made, well]


def _union(parent: Any, code: str, name: str, kind: UnitKind) -> Any:
    return world.add_unit(parent, code, name, kind, Line.UNION)


def _person(unit: Any, code: str, name: str, role: Role) -> Any:
    person = world.add_person(unit, code, name, MembershipKind.UNION)
    world.grant(unit, person, role)
    return person
