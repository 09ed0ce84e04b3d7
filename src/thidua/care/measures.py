"""The table of care behind a review."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.care import queries
from thidua.care.states import Kind
from thidua.core.period import Period
from thidua.core.permit import Reason
from thidua.movements.measures import TABLES, Table

_UNTOLD = _("không nêu")


@TABLES.register("care.by_kind")
def by_kind(movement: Any, span: Period) -> Table:
    """People and money by kind; what would point at somebody is told as «dưới 3»."""
    title, heads = _("Chăm lo"), (_("Loại"), _("Số người"), _("Số tiền (đồng)"))
    found = queries.report(queries.counted_in(movement, span), lambda each: each.kind)
    if found is None:
        return Table(title, heads, [(_("Quá ít người để nêu số liệu"), None, None)], [""])
    labels = dict(Kind.choices)
    rows: list[tuple[Any, ...]] = [
        (
            labels[line.key],
            line.people if line.people is not None else _mark(line),
            line.amount if line.amount is not None else _UNTOLD,
        )
        for line in found.lines
    ]
    urls = [_list_url(movement, span, kind=line.key) for line in found.lines]
    if rows:
        rows.append((_("Cộng"), found.people, found.amount))
        urls.append(_list_url(movement, span))
    return Table(title, heads, rows, urls)


def _mark(line: queries.Line) -> Reason:
    """What stands in the place of a number of people that must not be shown."""
    return _("dưới 3") if line.is_small else _UNTOLD


def _list_url(movement: Any, span: Period, **asked: Any) -> str:
    ends = {"given_from": span.start, "given_to": span.end}
    days = {key: f"{day:%d/%m/%Y}" for key, day in ends.items() if day is not None}
    return f"{reverse('care:list')}?{urlencode({'movement': movement.pk, **asked, **days})}"
