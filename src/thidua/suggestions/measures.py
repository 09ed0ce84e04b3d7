"""Figures of suggestions, for phases, boards and reviews."""

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
from thidua.suggestions import queries, rules
from thidua.suggestions.states import SETTLED


def _list_url(movement: Any, unit: Any, span: Period, day: str, **asked: Any) -> str:
    ends = {f"{day}_from": span.start, f"{day}_to": span.end}
    days = {key: f"{each:%d/%m/%Y}" for key, each in ends.items() if each is not None}
    given = {"movement": movement.pk, "unit": unit.pk, **asked, **days}
    return f"{reverse('suggestions:list')}?{urlencode(given)}"


def _log(movements: Collection[int], span: Period) -> Iterable[Logged]:
    """Answers of units in exactly these movements, day by day."""
    found = queries.answered_within(span).filter(movement__in=list(movements)).order_by()
    rows = found.values_list("movement", "unit__path", "answered_on").annotate(Count("pk"))
    return [Logged(*row) for row in rows]


@register(
    "suggestions.answered", label=_("Kiến nghị, vướng mắc đã trả lời"), unit=_("kiến nghị"),
    enter_url="suggestions:list", log=_log,
)  # fmt: skip
def answered(movement: Any, units: Sequence[Any], span: Period) -> dict[int, Figure]:
    """Those of the movement that each unit and those below it answered in the period."""
    found = queries.answered_within(span).filter(movement__in=counting_towards(movement))
    sums = rolled_up(units, found.order_by().values_list("unit__path").annotate(Count("pk")))
    return {
        unit.pk: counted(
            sums[unit.pk], _list_url(movement, unit, span, "answered", state="settled")
        )
        for unit in units
    }


@TABLES.register("suggestions.by_unit")
def by_unit(movement: Any, span: Period) -> Table:
    """What came in the period by the unit that holds it, as it stands today."""
    today = period.today()
    rows: list[tuple[Any, ...]] = []
    urls: list[str] = []
    for unit, found in groupby(queries.received_in(movement, span), key=lambda each: each.unit):
        held = list(found)
        settled = [each for each in held if each.state in SETTLED]
        in_time = [s for s in settled if not rules.is_late(s.due_on, s.answered_on, today)]
        waiting = [each for each in held if each.state not in SETTLED]
        late = [each for each in waiting if rules.is_late(each.due_on, None, today)]
        figures = (len(held), len(in_time), len(settled) - len(in_time), len(waiting), len(late))
        rows.append((str(unit), *figures))
        urls.append(_list_url(movement, unit, span, "received", alone="on"))
    heads = (
        _("Đơn vị"), _("Tiếp nhận"), _("Trả lời đúng hạn"), _("Trả lời muộn"), _("Chưa trả lời"),
        _("Trong đó quá hạn"),
    )  # fmt: skip
    return Table(_("Kiến nghị, vướng mắc theo đơn vị"), heads, rows, urls)
