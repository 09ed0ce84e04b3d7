"""The table that reviews give themselves: every measure, unit by unit."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.core.period import Period
from thidua.movements.measures import MEASURES, TABLES, Figure, Measure, Standing, Table
from thidua.movements.queries import declined_units, units_in_scope

BY_UNIT = "reviews.by_unit"
NOT_APPLICABLE = _("không áp dụng")


@TABLES.register(BY_UNIT)
def by_unit(movement: Any, span: Period) -> Table:
    """What each unit in scope has come to; a measure that concerns no unit has no column."""
    units, declined = units_in_scope(movement), declined_units(movement)
    columns: list[tuple[Measure, dict[int, Figure]]] = []
    for _name, measure in MEASURES:
        found = dict(measure.count(movement, units, span)) if units else {}
        if any(figure.standing is not Standing.NOT_APPLICABLE for figure in found.values()):
            columns.append((measure, found))
    follow_up = reverse("movements:follow_up", args=[movement.pk])
    return Table(
        title=_("Kết quả theo đơn vị"),
        columns=[_("Đơn vị"), *(measure.label for measure, _found in columns)],
        rows=[
            [str(unit), *(_cell(found[unit.pk], unit.pk in declined) for _m, found in columns)]
            for unit in units
        ],
        urls=[follow_up for _unit in units],
    )


def _cell(figure: Figure, has_declined: bool) -> Decimal | str | None:
    if figure.standing is Standing.NOT_APPLICABLE or (has_declined and not figure.value):
        return str(NOT_APPLICABLE)
    return figure.value
