"""Where the figures and tables of a review come from: named queries of every capability."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import translation

from thidua.core.period import Period
from thidua.core.permit import Reason
from thidua.movements.measures import MEASURES, TABLES, Figure, Standing
from thidua.movements.queries import numbers_of, units_in_scope
from thidua.reviews import rules
from thidua.ui import formats

MISSING, NOT_APPLICABLE = "chưa có số liệu", "không áp dụng"
_OF_MOVEMENT = {
    "movement.days": ("Số ngày của phong trào", "ngày"),
    "movement.units": ("Đơn vị trong phạm vi", "đơn vị"),
    "movement.approved": ("Đơn vị đã được duyệt đăng ký", "đơn vị"),
    "movement.people": ("Người trong danh sách đã gửi", "người"),
}


def figure_names() -> dict[str, tuple[Reason, Reason]]:
    """Every figure that a text may name, with its label and what it is counted in."""
    measured = {name: (measure.label, measure.unit) for name, measure in MEASURES}
    return {**_OF_MOVEMENT, **measured}


def figures(movement: Any, span: Period, names: Collection[str], *, on: date) -> dict[str, Any]:
    """Figures as they are kept in a review: text, the list behind it, the day of counting."""
    with translation.override("vi"):
        found = {name: _of_movement(movement, name) for name in names if name in _OF_MOVEMENT}
        measured = [name for name in names if name in MEASURES]
        units = units_in_scope(movement) if measured else []
        found |= {name: _measured(movement, units, span, name) for name in measured}
    return {name: {**figure, "on": on.isoformat()} for name, figure in found.items()}


def _of_movement(movement: Any, name: str) -> dict[str, str]:
    if name == "movement.days":
        span = movement.period
        return {"text": formats.number(span.days), "url": ""}
    number = numbers_of(movement)[name.removeprefix("movement.")]
    url = reverse("movements:follow_up", args=[movement.pk])
    return {"text": formats.number(number), "url": url}


def _measured(movement: Any, units: list[Any], span: Period, name: str) -> dict[str, str]:
    """The figure of the whole movement: its unit's own, else the sum of the highest in scope."""
    asked = {unit.pk: unit for unit in (movement.unit, *units)}
    counted = MEASURES[name].count(movement, list(asked.values()), span)
    whole = counted[movement.unit.pk]
    if whole.standing is Standing.VALUE and all(_below(movement.unit, unit) for unit in units):
        assert whole.value is not None
        return {"text": formats.number(whole.value), "url": whole.url}
    highest = [
        unit for unit in units
        if not any(_below(other, unit) for other in units if other.pk != unit.pk)
    ]  # fmt: skip
    return {"text": _sum([counted[unit.pk] for unit in highest]), "url": ""}


def _below(upper: Any, unit: Any) -> bool:
    return str(unit.path).startswith(upper.path)


def _sum(parts: list[Figure]) -> str:
    known = [part.value for part in parts if part.value is not None]
    missing = sum(part.standing is Standing.MISSING for part in parts)
    if not known:
        return MISSING if missing or not parts else NOT_APPLICABLE
    text = formats.number(sum(known, Decimal(0)))
    return f"{text} (chưa kể {missing} đơn vị chưa có số liệu)" if missing else text


def tables(
    movement: Any, span: Period, names: Collection[str] | None = None, *, on: date
) -> dict[str, Any]:
    """Tables as they are kept in a review; a name that nobody registers any more is left out."""
    found = {}
    with translation.override("vi"):
        for name, gather in TABLES:
            if names is None or name in names:
                table = gather(movement, span)
                found[name] = {
                    "title": str(table.title),
                    "columns": [str(column) for column in table.columns],
                    "rows": [[rules.cell_of(cell) for cell in row] for row in table.rows],
                    "urls": list(table.urls),
                    "is_matrix": table.is_matrix,
                    "on": on.isoformat(),
                }
    return found
