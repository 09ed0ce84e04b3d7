"""Figures of tasks, for phases, boards and reviews."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.core.period import Period
from thidua.movements.measures import TABLES, Figure, Logged, Table, counted, register, rolled_up
from thidua.movements.queries import counting_towards
from thidua.programmes import queries, rules
from thidua.programmes.states import TaskState


def _list_url(movement: Any, unit: Any, **asked: Any) -> str:
    given = {"movement": movement.pk, "unit": unit.pk, **asked}
    kept = {key: value for key, value in given.items() if value}
    return f"{reverse('programmes:list')}?{urlencode(kept)}"


def _days(span: Period) -> dict[str, str]:
    ends = {"from": span.start, "to": span.end}
    return {key: f"{day:%d/%m/%Y}" for key, day in ends.items() if day is not None}


def _log(movements: Collection[int], span: Period) -> Iterable[Logged]:
    """Confirmed tasks of exactly these movements by the day on which they were done."""
    found = queries.confirmed_within(span).filter(movement__in=list(movements)).order_by()
    rows = found.values_list("movement", "unit__path", "done_on").annotate(Count("pk"))
    return [Logged(*row) for row in rows]


@register(
    "programmes.done", label=_("Việc đã hoàn thành"), unit=_("việc"),
    enter_url="programmes:list", log=_log,
)  # fmt: skip
def done(movement: Any, units: Sequence[Any], span: Period) -> dict[int, Figure]:
    """Confirmed tasks of each unit and those below it, by the day on which they were done."""
    found = queries.confirmed_within(span).filter(movement__in=counting_towards(movement))
    by_path = found.order_by().values_list("unit__path")
    sums = rolled_up(units, by_path.annotate(Count("pk")))
    days = {f"done_{key}": day for key, day in _days(span).items()}
    return {
        unit.pk: counted(
            sums[unit.pk], _list_url(movement, unit, state=TaskState.CONFIRMED, **days)
        )
        for unit in units
    }


@TABLES.register("programmes.tasks")
def tasks(movement: Any, span: Period) -> Table:
    """Tasks due in the period by the unit that owes them, as they stand today."""
    today = period.today()
    days = {f"due_{key}": day for key, day in _days(span).items()}
    rows: list[tuple[Any, ...]] = []
    urls: list[str] = []
    for unit, found in groupby(queries.due_in(movement, span), key=lambda row: row[0]):
        sums = rules.tally(((state, due) for _unit, state, due in found), today)
        rows.append(
            (
                str(unit),
                sums.total,
                sums.confirmed,
                sums.waiting,
                sums.open,
                sums.late,
                sums.dropped,
            )
        )
        urls.append(_list_url(movement, unit, alone="on", **days))
    heads = (
        _("Đơn vị"), _("Số việc"), _("Đã xác nhận"), _("Chờ xác nhận"), _("Đang làm"),
        _("Trong đó quá hạn"), _("Thôi làm"),
    )  # fmt: skip
    return Table(_("Việc của phong trào theo đơn vị"), heads, rows, urls)
