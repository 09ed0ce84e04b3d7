"""Columns and filters of the lists of plans and findings, and how states are toned."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.oversight.models import Finding
from thidua.oversight.states import FindingState, PlanState, VisitState
from thidua.ui.columns import Column
from thidua.ui.components import Tone

PLAN_TONES: dict[str, Tone] = {
    PlanState.DRAFT: "draft", PlanState.SENT: "work", PlanState.APPROVED: "work",
    PlanState.RUNNING: "work", PlanState.CLOSED: "pass",
}  # fmt: skip
VISIT_TONES: dict[str, Tone] = {VisitState.PLANNED: "work", VisitState.CONCLUDED: "pass"}


def finding_status(finding: Finding) -> tuple[Tone, Any]:
    """Overdue is no state of its own: it is an open one whose day has passed."""
    if finding.is_overdue(period.today()):
        return "fail", _("Quá hạn khắc phục")
    tones: dict[str, Tone] = {
        FindingState.OPEN: "hold", FindingState.REMEDIED: "work", FindingState.CLOSED: "pass",
    }  # fmt: skip
    return tones[finding.state], FindingState(finding.state).label


def still_due(finding: Finding) -> Any:
    return finding.due_on if finding.state == FindingState.OPEN else None


PLANS = (
    Column("title", _("Kế hoạch"), sort=("folded",)),
    Column("year", _("Năm"), value=lambda plan: str(plan.year), sort=("year",)),
    Column("unit", _("Đơn vị kiểm tra"), value="unit.name", sort=("unit__sort_key",),
           phone=False),
    Column("set", _("Bộ chỉ tiêu"), value="set.title", phone=False),
    Column("units", _("Đơn vị được kiểm tra"), kind="number"),
    Column("concluded", _("Đã kết luận"), kind="number", phone=False),
    Column("state", _("Trạng thái"), kind="status", sort=("state",),
           value=lambda plan: (PLAN_TONES[plan.state], plan.get_state_display())),
)  # fmt: skip
FINDINGS = (
    Column("found", _("Tồn tại"), sort=("folded",)),
    Column("unit", _("Đơn vị khắc phục"), value="unit.name", sort=("unit__sort_key",)),
    Column("remedy", _("Yêu cầu khắc phục"), phone=False),
    Column("plan", _("Kế hoạch"), value="visit.plan.title", phone=False),
    Column("due_on", _("Hạn"), kind="deadline", value=still_due, sort=("due_on",),
           absent=_("không còn hạn")),
    Column("state", _("Trạng thái"), kind="status", value=finding_status, sort=("state",)),
)  # fmt: skip


class PlanFilter(filters.FilterSet):  # type: ignore[misc] # django-filter ships no types
    """By year and where it stands, of what occurs."""

    year = filters.ChoiceFilter(label=_("Năm"))
    state = filters.ChoiceFilter(label=_("Trạng thái"), choices=PlanState.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = self.queryset.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in years]


class FindingFilter(filters.FilterSet):  # type: ignore[misc] # django-filter ships no types
    """By where it stands, the unit that mends, and lateness."""

    state = filters.ChoiceFilter(label=_("Trạng thái"), choices=FindingState.choices)
    unit = filters.ChoiceFilter(label=_("Đơn vị khắc phục"))
    late = filters.BooleanFilter(
        label=_("Chỉ tồn tại quá hạn"), method="by_lateness", widget=forms.CheckboxInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = self.queryset.order_by("unit__sort_key").values_list("unit", "unit__name")
        self.filters["unit"].extra["choices"] = list(dict.fromkeys(units))

    def by_lateness(self, rows: Any, _name: str, wanted: bool) -> Any:
        late = rows.filter(state=FindingState.OPEN, due_on__lt=period.today())
        return late if wanted else rows
