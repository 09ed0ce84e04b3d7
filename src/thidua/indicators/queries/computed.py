"""Figures that the product counts itself, by measures of what it holds, for many units at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.core.period import Period
from thidua.indicators.models import Definition, Report
from thidua.indicators.states import Shape
from thidua.movements.measures import MEASURES, Figure, Standing

UNKNOWN = Figure(Standing.MISSING)


@dataclass(frozen=True)
class Computed:
    """What is counted of one figure; a part that is `None` is entered by its unit."""

    numerator: Figure | None
    denominator: Figure | None
    is_whole: bool

    @property
    def urls(self) -> list[str]:
        """The lists behind the parts that are counted."""
        parts = (self.numerator, self.denominator)
        return list(dict.fromkeys(part.url for part in parts if part is not None and part.url))


def is_counted(meaning: Definition) -> bool:
    """Whether the product counts some part of the figure."""
    return bool(meaning.numerator_measure or meaning.denominator_measure)


def computed(
    movement: Any, units: Sequence[Any], meanings: Iterable[Definition], *,
    starts_on: date, ends_on: date,
) -> dict[int, dict[int, Computed]]:  # fmt: skip
    """By unit and indicator; the number of queries depends on the measures, not on the units."""
    counted = [meaning for meaning in meanings if is_counted(meaning)]
    names = {m.numerator_measure for m in counted} | {m.denominator_measure for m in counted}
    span = Period(starts_on, ends_on)
    figures = {
        name: MEASURES[name].count(movement, units, span)
        for name in sorted(names) if name in MEASURES
    }  # fmt: skip

    def part(name: str, unit: int) -> Figure | None:
        return figures.get(name, {}).get(unit, UNKNOWN) if name else None

    return {
        unit.pk: {
            m.indicator_id: Computed(
                part(m.numerator_measure, unit.pk), part(m.denominator_measure, unit.pk),
                bool(m.numerator_measure and (m.denominator_measure or m.shape != Shape.RATIO)),
            )
            for m in counted
        }
        for unit in units
    }  # fmt: skip


def computed_of(report: Report, asked: Iterable[tuple[Any, Definition]]) -> dict[int, Computed]:
    """What is counted of one report, by indicator."""
    return computed(
        report.set.movement, [report.unit], [meaning for _row, meaning in asked],
        starts_on=report.starts_on, ends_on=report.ends_on,
    )[report.unit_id]  # fmt: skip
