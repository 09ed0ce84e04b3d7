"""Columns and filters of the library of indicators, and of the list of sets."""

from typing import Any

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.indicators.states import (
    Adds,
    Frequency,
    PortionState,
    ReportState,
    SetState,
    Shape,
    WorkbookState,
)
from thidua.indicators.wording import TONES, span_told
from thidua.orgs.states import Ownership, UnitKind
from thidua.ui.columns import Column
from thidua.ui.components import Tone

ADDS, FREQUENCIES, SHAPES = dict(Adds.choices), dict(Frequency.choices), dict(Shape.choices)


def _standing(row: Any) -> tuple[str, Any]:
    if row.retired_on is not None and row.retired_on <= period.today():
        return "draft", _("Thôi dùng")
    return "pass", _("Đang dùng")


LIBRARY = (
    Column("its_name", _("Chỉ tiêu"), sort=("its_folded",)),
    Column("code", _("Mã"), sort=("code",)),
    Column("counted_in", _("Đơn vị tính"), value="its_counted_in", phone=False,
           absent=_("không ghi")),
    Column("shape", _("Cách ghi"), phone=False,
           value=lambda row: _("Suy ra") if row.its_base else SHAPES[row.its_shape]),
    Column("adds", _("Cách tổng hợp"), phone=False, value=lambda row: ADDS[row.its_adds]),
    Column("frequency", _("Kỳ báo cáo"), value=lambda row: FREQUENCIES[row.its_frequency]),
    Column("unit", _("Thư viện của"), value="unit.name", sort=("unit__sort_key",), phone=False),
    Column("state", _("Trạng thái"), kind="status", value=_standing),
)  # fmt: skip
SETS = (
    Column("title", _("Bộ chỉ tiêu"), sort=("folded",)),
    Column("movement", _("Phong trào"), value="movement.title", phone=False),
    Column("unit", _("Đơn vị lập"), value="unit.name", sort=("unit__sort_key",), phone=False),
    Column("starts_on", _("Từ ngày"), kind="day", sort=("starts_on",), phone=False),
    Column("ends_on", _("Đến hết ngày"), kind="day", sort=("ends_on",)),
    Column("indicators", _("Chỉ tiêu"), kind="number", sort=("indicators",)),
    Column("units", _("Đơn vị được giao"), kind="number", sort=("units",)),
    Column("state", _("Trạng thái"), kind="status", sort=("state",),
           value=lambda row: (TONES[row.state], row.get_state_display())),
)  # fmt: skip

WORKBOOK_TONES: dict[str, Tone] = {
    WorkbookState.NEW: "draft", WorkbookState.CHECKED: "work", WorkbookState.TAKEN: "pass",
    WorkbookState.DISCARDED: "draft",
}  # fmt: skip
PORTION_TONES: dict[str, Tone] = {
    PortionState.FAULTY: "fail", PortionState.REFUSED: "hold", PortionState.READY: "work",
    PortionState.SAME: "draft", PortionState.BLANK: "draft", PortionState.TAKEN: "pass",
    PortionState.SENT: "pass",
}  # fmt: skip
PORTIONS = (
    Column("title", _("Đơn vị"), sort=("folded",)),
    Column("changes", _("Số liệu mới hoặc đổi"), kind="number", sort=("changes",)),
    Column("problems", _("Lỗi"), kind="number", value=lambda row: len(row.problems)),
    Column("questions", _("Cần xem lại"), kind="number", value=lambda row: len(row.questions),
           phone=False),
    Column("is_whole", _("Đủ chỉ tiêu"), phone=False,
           value=lambda row: _("đủ") if row.is_whole else _("còn thiếu")),
    Column("state", _("Kết quả"), kind="status",
           value=lambda row: (PORTION_TONES[row.state], row.get_state_display())),
)  # fmt: skip


class PortionFilter(filters.FilterSet):  # type: ignore[misc] # django-filter ships no types
    """By what becomes of a unit's figures."""

    state = filters.ChoiceFilter(label=_("Kết quả"), choices=PortionState.choices)


class LibraryFilter(filters.FilterSet):  # type: ignore[misc] # django-filter ships no types
    """By how it is written and reported, and whether it is still used."""

    shape = filters.ChoiceFilter(
        field_name="its_shape", label=_("Cách ghi số liệu"), choices=Shape.choices,
        empty_label=_("tất cả"),
    )  # fmt: skip
    frequency = filters.ChoiceFilter(
        field_name="its_frequency", label=_("Kỳ báo cáo"), choices=Frequency.choices,
        empty_label=_("tất cả"),
    )  # fmt: skip
    standing = filters.ChoiceFilter(
        label=_("Trạng thái"), method="by_standing", empty_label=_("tất cả"),
        choices=[("used", _("Đang dùng")), ("retired", _("Thôi dùng"))],
    )  # fmt: skip

    def by_standing(self, rows: Any, name: str, value: str) -> Any:
        retired = Q(retired_on__lte=period.today())
        return rows.filter(retired) if value == "retired" else rows.exclude(retired)


class SetFilter(filters.FilterSet):  # type: ignore[misc] # django-filter ships no types
    """By where the set stands."""

    state = filters.ChoiceFilter(
        label=_("Trạng thái"), choices=SetState.choices, empty_label=_("tất cả")
    )


class ReportFilter(filters.FilterSet):  # type: ignore[misc] # django-filter ships no types
    """By state, period, unit and those below it, and kind of unit, of what occurs in the list."""

    state = filters.ChoiceFilter(label=_("Trạng thái"), choices=ReportState.choices)
    starts_on = filters.ChoiceFilter(label=_("Kỳ"))
    unit = filters.ChoiceFilter(label=_("Cụm, đơn vị"), method="by_unit")
    unit__kind = filters.ChoiceFilter(label=_("Loại đơn vị"), choices=UnitKind.choices)
    unit__ownership = filters.ChoiceFilter(label=_("Khối"), choices=Ownership.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spans = self.queryset.order_by("-starts_on").values_list("starts_on", "ends_on").distinct()
        self.filters["starts_on"].extra["choices"] = [(f"{a}", span_told(a, b)) for a, b in spans]
        above = self.queryset.order_by("unit__parent").values_list(
            "unit__parent", "unit__parent__name"
        )
        self.filters["unit"].extra["choices"] = [pair for pair in above.distinct() if pair[0]]

    def by_unit(self, rows: Any, _name: str, key: str) -> Any:
        return rows.filter(unit__path__contains=f"/{key}/")
