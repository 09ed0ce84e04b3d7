"""Columns and filters of the lists of disclosures, comments, complaints and holds."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.disclosures.states import (
    PENDING,
    WAITING,
    CommentState,
    ComplaintKind,
    ComplaintState,
    DisclosureState,
    Reach,
    Stance,
)
from thidua.ui.columns import Column
from thidua.ui.components import Tone

TONES: dict[str, Tone] = {
    DisclosureState.OPEN: "work", DisclosureState.CLOSED: "pass",
    CommentState.NEW: "work", CommentState.VERIFYING: "hold", CommentState.ANSWERED: "pass",
    CommentState.TAKEN_OVER: "hold", CommentState.NOTED: "pass",
    ComplaintState.FILED: "work", ComplaintState.ACCEPTED: "hold",
    ComplaintState.DECLINED: "unknown", ComplaintState.SETTLED: "pass",
}  # fmt: skip
STANCES = dict(Stance.choices)
_REACHES = {
    Reach.UNIT: _("trong đơn vị"), Reach.HOSPITAL: _("toàn cơ quan"), Reach.PUBLIC: _("công cộng")
}  # fmt: skip


def about(row: dict[str, Any]) -> Any:
    """Of whom a comment speaks."""
    return row["row__name"] or _("Cả danh sách")


DISCLOSURES = (
    Column("title", _("Danh sách")),
    Column("unit", _("Đơn vị công khai"), value="unit.name", phone=False),
    Column("reach", _("Phạm vi"), value=lambda row: _REACHES[row.reach], phone=False),
    Column("starts_on", _("Từ ngày"), kind="day", sort=("starts_on",), phone=False),
    Column("ends_on", _("Đến hết ngày"), kind="day", sort=("ends_on",)),
    Column("state", _("Trạng thái"), kind="status", sort=("state",),
           value=lambda row: (TONES[row.state], row.get_state_display())),
)  # fmt: skip
COMMENTS = (
    Column("row", _("Về"), value=about, sort=("row__name",)),
    Column("stance", _("Ý kiến"), value=lambda row: STANCES[row["stance"]], sort=("stance",)),
    Column("disclosure__title", _("Danh sách"), phone=False),
    Column("author_name", _("Người góp ý"), absent=_("bảo vệ tên"), phone=False),
    Column("due_on", _("Hạn trả lời"), kind="deadline", sort=("due_on",), absent=_("không còn hạn"),
           value=lambda row: row["due_on"] if row["state"] in WAITING else None),
    Column("state", _("Trạng thái"), kind="status", sort=("state",),
           value=lambda row: (TONES[row["state"]], str(CommentState(row["state"]).label))),
)  # fmt: skip
COMPLAINTS = (
    Column("subject", _("Về việc")),
    Column("kind", _("Loại đơn"), sort=("kind",),
           value=lambda row: f"{row.get_kind_display()} {row.get_stage_display()}"
           if row.kind == ComplaintKind.COMPLAINT else row.get_kind_display()),
    Column("filed_on", _("Ngày nhận"), kind="day", sort=("filed_on",), phone=False),
    Column("due_on", _("Hạn của bước này"), kind="deadline", sort=("due_on",),
           absent=_("không còn hạn")),
    Column("state", _("Trạng thái"), kind="status", sort=("state",),
           value=lambda row: (TONES[row.state], row.get_state_display())),
)  # fmt: skip
HOLDS = (
    Column("subject", _("Người, tập thể"), value=lambda row: str(row.subject)),
    Column("kept_by", _("Đơn vị"), value="kept_by.name", phone=False),
    Column("ground", _("Căn cứ"), value=lambda row: row.get_ground_display(), sort=("ground",)),
    Column("paper", _("Văn bản"), phone=False),
    Column("paper_on", _("Từ ngày"), kind="day", sort=("paper_on",)),
    Column("state", _("Trạng thái"), kind="status", sort=("ended_on",),
           value=lambda row: ("hold", _("Đang tạm dừng")) if row.ended_on is None
           else ("pass", _("Đã kết luận"))),
)  # fmt: skip


class DisclosureFilter(filters.FilterSet):  # type: ignore[misc] # untyped library
    """State, reach."""

    state = filters.ChoiceFilter(label=_("Trạng thái"), choices=DisclosureState.choices)
    reach = filters.ChoiceFilter(label=_("Phạm vi"), choices=Reach.choices)


class CommentFilter(filters.FilterSet):  # type: ignore[misc] # untyped library
    """What waits, stance, late or not, one list."""

    state = filters.ChoiceFilter(
        label=_("Trạng thái"), method="by_state",
        choices=[("waiting", _("Chưa trả lời")), *CommentState.choices],
    )  # fmt: skip
    stance = filters.ChoiceFilter(label=_("Ý kiến"), choices=Stance.choices)
    late = filters.BooleanFilter(
        label=_("Chỉ quá hạn"), method="by_lateness", widget=forms.CheckboxInput
    )
    disclosure = filters.NumberFilter(widget=forms.HiddenInput)

    def by_state(self, rows: Any, _name: str, state: str) -> Any:
        if state == "waiting":
            return rows.filter(state__in=WAITING)
        return rows.filter(state=state)

    def by_lateness(self, rows: Any, _name: str, wanted: bool) -> Any:
        late = rows.filter(state__in=WAITING, due_on__lt=period.today())
        return late if wanted else rows


class ComplaintFilter(filters.FilterSet):  # type: ignore[misc] # untyped library
    """Kind, state, late or not."""

    kind = filters.ChoiceFilter(label=_("Loại đơn"), choices=ComplaintKind.choices)
    state = filters.ChoiceFilter(label=_("Trạng thái"), choices=ComplaintState.choices)
    late = filters.BooleanFilter(
        label=_("Chỉ quá hạn"), method="by_lateness", widget=forms.CheckboxInput
    )

    def by_lateness(self, rows: Any, _name: str, wanted: bool) -> Any:
        late = rows.filter(state__in=PENDING, due_on__lt=period.today())
        return late if wanted else rows


class HoldFilter(filters.FilterSet):  # type: ignore[misc] # untyped library
    """Running or ended."""

    running = filters.ChoiceFilter(
        label=_("Trạng thái"), method="by_running",
        choices=[("yes", _("Đang tạm dừng")), ("no", _("Đã kết luận"))],
    )  # fmt: skip

    def by_running(self, rows: Any, _name: str, running: str) -> Any:
        return rows.filter(Q(ended_on__isnull=running == "yes"))
