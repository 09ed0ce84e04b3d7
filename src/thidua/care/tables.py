"""Columns and filters of the list of care."""

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from thidua.care.states import Kind, Source
from thidua.movements.filters import PlaceFilter
from thidua.ui.columns import Column

_KINDS, _SOURCES = dict(Kind.choices), dict(Source.choices)


def state(row: dict[str, Any]) -> tuple[str, str]:
    return ("draft", str(_("Đã hủy"))) if row["cancelled_at"] else ("pass", str(_("Đã ghi")))


def recipient(row: dict[str, Any]) -> str | None:
    """The name where it may be known; none is kept back where care was for many."""
    return str(_("nhiều người")) if row["recipients"] > 1 else row["recipient"]


RECORDS_IN_FULL = (
    Column("occasion", _("Dịp"), sort=("occasion",)),
    Column("kind", _("Loại"), value=lambda row: _KINDS[row["kind"]]),
    Column("unit__name", _("Đơn vị"), sort=("unit__sort_key",)),
    Column("recipient", _("Ai được nhận"), value=recipient, absent=_("không nêu tên")),
    Column("recipients", _("Số người"), kind="number"),
    Column("amount", _("Số tiền"), kind="money", sort=("amount",)),
    Column("source", _("Nguồn"), value=lambda row: _SOURCES[row["source"]], phone=False),
    Column("decision", _("Văn bản quyết định"), phone=False),
    Column("given_on", _("Ngày"), kind="day", sort=("given_on",)),
    Column("state", _("Trạng thái"), kind="status", value=state, phone=False),
)
RECORDS = tuple(column for column in RECORDS_IN_FULL if column.key != "decision")


class CareFilter(PlaceFilter):
    """Kind, source, unit, movement and days; offered is what occurs."""

    kind = filters.ChoiceFilter(label=_("Loại"), choices=Kind.choices)
    source = filters.ChoiceFilter(label=_("Nguồn"), choices=Source.choices)
    unit = filters.ChoiceFilter(label=_("Đơn vị"), method="by_unit")
    movement = filters.ChoiceFilter(label=_("Phong trào"), field_name="movement")
    given_from = filters.DateFilter(label=_("Từ ngày"), field_name="given_on", lookup_expr="gte")
    given_to = filters.DateFilter(label=_("Đến hết ngày"), field_name="given_on", lookup_expr="lte")
