"""An invented provincial union with two clusters and five grassroots unions, and its figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core import period
from thidua.indicators import actions
from thidua.indicators.actions.reporting import Given
from thidua.indicators.models import Indicator, IndicatorSet, Report
from thidua.movements.models import Movement
from thidua.orgs.models import Unit
from thidua.orgs.states import Line, Ownership, Role, UnitKind
from thidua.orgs.tests.factories import UnitFactory, person_in

FIRST, LAST = date(2021, 1, 1), date(2030, 12, 31)
YEAR = (date(2025, 1, 1), date(2025, 12, 31))
DAY = date(2026, 1, 10)
LEVELS = ["Không hoàn thành", "Hoàn thành", "Hoàn thành tốt", "Hoàn thành xuất sắc"]
DUES = {
    "name": "Đoàn phí thu được trên số phải thu", "counted_in": "%", "shape": "ratio",
    "numerator": "đoàn phí đã thu", "denominator": "đoàn phí phải thu", "adds": "ratio",
    "decimals": 1,
}  # fmt: skip
MEMBERS = {"name": "Đoàn viên mới", "counted_in": "người", "shape": "number", "adds": "sum"}
RATING = {"name": "Xếp loại công đoàn cơ sở", "shape": "level", "levels": LEVELS, "adds": "worst"}
RATED_WELL = {
    "name": "Công đoàn cơ sở hoàn thành tốt nhiệm vụ trở lên", "counted_in": "%",
    "shape": "level", "adds": "share", "passes_relation": "at_least", "passes_low": Decimal(2),
}  # fmt: skip
RATED_BEST = {
    "name": "Hoàn thành xuất sắc trong số hoàn thành tốt trở lên", "counted_in": "%",
    "shape": "level", "adds": "share", "passes_relation": "equal", "passes_low": Decimal(3),
    "within_relation": "at_least", "within_low": Decimal(2),
}  # fmt: skip


@dataclass(frozen=True)
class Sector:
    """The union, its parts, who works there, and an open set with all indicators assigned."""

    union: Unit
    clusters: list[Unit]
    grassroots: list[Unit]
    officer: Any
    cluster_officer: Any
    heads: list[Any]
    inspector: Any
    stranger: Any
    movement: Movement
    dues: Indicator
    members: Indicator
    rating: Indicator
    well: Indicator
    best: Indicator
    set: IndicatorSet


def _union(name: str, code: str, **more: Any) -> Unit:
    return UnitFactory(name=name, code=code, line=Line.UNION, **more)


def units() -> tuple[Unit, list[Unit], list[Unit]]:
    """The tree: three public unions and one company's in the first cluster, one in the second."""
    top = _union("Công đoàn ngành Y tế Sông Thao", "CDN", kind=UnitKind.UPPER_UNION)
    clusters = [
        _union(f"Cụm thi đua số {n}", f"CUM{n}", kind=UnitKind.OTHER, parent=top) for n in (1, 2)
    ]
    grassroots = [
        _union(
            f"Công đoàn cơ sở số {n}", f"CS{n}", kind=UnitKind.GRASSROOTS_UNION,
            parent=clusters[n > 4],
            ownership=Ownership.NON_PUBLIC if n == 4 else Ownership.PUBLIC,
        ) for n in range(1, 6)
    ]  # fmt: skip
    return top, clusters, grassroots


def library(officer: Any, unit: Unit) -> tuple[Indicator, ...]:
    """Dues, new members, the rating, and two shares that are derived from it."""
    made = [
        actions.define(actor=officer, unit=unit, code=code, facts=facts, valid_from=FIRST)
        for code, facts in (("DP", DUES), ("DV", MEMBERS), ("XL", RATING))
    ]
    made += [
        actions.define(
            actor=officer, unit=unit, code=code, facts={**facts, "base": made[2]},
            valid_from=FIRST,
        ) for code, facts in (("XL.1", RATED_WELL), ("XL.2", RATED_BEST))
    ]  # fmt: skip
    return tuple(made)


def sector(*, is_open: bool = True) -> Sector:
    top, clusters, grassroots = units()
    officer = person_in(top, Role.OFFICER).user
    movement = Movement.objects.create(
        unit=top, title="Thi đua giai đoạn 2021-2030", kind="regular", level="sector",
        starts_on=FIRST, ends_on=LAST, state="launched",
    )  # fmt: skip
    dues, members, rating, well, best = library(officer, top)
    of_set = actions.create_set(
        actor=officer, movement=movement, title="Bộ chỉ tiêu giai đoạn", starts_on=FIRST,
        ends_on=LAST,
    )  # fmt: skip
    actions.fill_set(actor=officer, of_set=of_set, indicators=[dues, members, rating, well, best])
    actions.assign(
        actor=officer, of_set=of_set, units=grassroots, indicators=[dues, members, rating],
        since=FIRST, title="Giao bộ chung",
    )  # fmt: skip
    if is_open:
        actions.open_set(actor=officer, of_set=of_set)
    return Sector(
        union=top, clusters=clusters, grassroots=grassroots, officer=officer,
        cluster_officer=person_in(clusters[0], Role.OFFICER).user,
        heads=[person_in(unit, Role.HEAD).user for unit in grassroots],
        inspector=person_in(top, Role.INSPECTOR).user,
        stranger=person_in(UnitFactory(), Role.OFFICER).user,
        movement=movement, dues=dues, members=members, rating=rating, well=well, best=best,
        set=IndicatorSet.objects.get(pk=of_set.pk),
    )  # fmt: skip


def figures(at: Sector, dues: str = "80", members: str = "10", rating: str = "2") -> dict[int, Any]:
    """What a grassroots union says: dues of 100 million, new members, its rating."""
    return {
        at.dues.pk: Given(numerator=Decimal(dues), denominator=Decimal(100)),
        at.members.pk: Given(numerator=Decimal(members)),
        at.rating.pk: Given(numerator=Decimal(rating)),
    }


def opened(at: Sector, number: int = 0, starts_on: date = YEAR[0]) -> Report:
    return actions.open_report(
        actor=at.heads[number], unit=at.grassroots[number], of_set=at.set, frequency="year",
        starts_on=starts_on,
    )  # fmt: skip


def reported(at: Sector, number: int = 0, day: date = DAY, **said: str) -> Report:
    """A report that was filled in and sent."""
    with period.standing_on(day):
        report = opened(at, number)
        head = at.heads[number]
        actions.save_entries(actor=head, report=report, given=figures(at, **said))
        actions.send_report(actor=head, report=report)
        return Report.objects.get(pk=report.pk)
