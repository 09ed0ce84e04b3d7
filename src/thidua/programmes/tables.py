"""Columns and filters of the list of tasks."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.core.permit import Reason
from thidua.movements.filters import PlaceFilter, day_in_address
from thidua.programmes import queries
from thidua.programmes.models import Task
from thidua.programmes.states import UNFINISHED, Part, ProgrammeState, TaskState
from thidua.ui.columns import Column
from thidua.ui.components import Tone

TONES: dict[str, Tone] = {
    TaskState.OPEN: "work", TaskState.DONE: "work", TaskState.CONFIRMED: "pass",
    TaskState.RETURNED: "hold", TaskState.DROPPED: "draft",
}  # fmt: skip
PROGRAMME_TONES: dict[str, Tone] = {
    ProgrammeState.DRAFT: "draft", ProgrammeState.SENT: "work", ProgrammeState.ACCEPTED: "pass",
    ProgrammeState.RETURNED: "hold",
}  # fmt: skip
NEXT: dict[str, Reason] = {
    TaskState.OPEN: _("Người được giao làm và báo xong"),
    TaskState.DONE: _("Nơi giao việc xác nhận"),
    TaskState.CONFIRMED: _("Xong"),
    TaskState.RETURNED: _("Người được giao bổ sung"),
    TaskState.DROPPED: _("Không làm nữa"),
}


def status(task: Task) -> tuple[str, str]:
    return TONES[task.state], str(TaskState(task.state).label)


def still_due(task: Task) -> Any:
    """The last day while it counts; a finished task is never late."""
    return task.due_on if task.state in UNFINISHED else None


OWNER = Column("owner", _("Ai làm"))
TASKS = (
    Column("title", _("Việc"), sort=("title",)),
    OWNER,
    Column("due_on", _("Hạn"), kind="deadline", value=still_due, sort=("due_on",),
           absent=_("không còn hạn")),
    Column("part", _("Thuộc"), value=lambda task: Part(task.part).label, phone=False),
    Column("movement", _("Phong trào"), value="movement.title", phone=False),
    Column("state", _("Trạng thái"), kind="status", value=status, sort=("state",)),
    Column("next", _("Bước tiếp theo"), value=lambda task: NEXT[task.state], phone=False),
)  # fmt: skip
TASKS_IN_FULL = (
    Column("title", _("Việc"), sort=("title",)),
    Column("part", _("Thuộc"), value=lambda task: Part(task.part).label),
    Column("movement", _("Phong trào"), value="movement.title"),
    Column("unit", _("Đơn vị thực hiện"), value="unit.name"),
    Column("person", _("Người phụ trách"), value=lambda task: str(task.person or "")),
    Column("due_on", _("Hạn"), kind="day", sort=("due_on",)),
    Column("said_by", _("Người nêu")),
    Column("channel", _("Kênh, hình thức")),
    Column("audience", _("Đối tượng")),
    Column("state", _("Trạng thái"), kind="status", value=status, sort=("state",)),
    Column("done_on", _("Ngày xong"), kind="day"),
    Column("result", _("Kết quả")),
    Column("link", _("Liên kết")),
)


class TaskFilter(PlaceFilter):
    """Whose, how it stands, late or not; where it comes from; offered is what occurs."""

    whose = filters.ChoiceFilter(
        label=_("Của ai"), method="by_owner",
        choices=[("mine", _("Việc của tôi")), ("confirm", _("Chờ tôi xác nhận"))],
    )  # fmt: skip
    state = filters.ChoiceFilter(label=_("Trạng thái"), choices=TaskState.choices)
    late = filters.BooleanFilter(
        label=_("Chỉ việc quá hạn"), method="by_lateness", widget=forms.CheckboxInput
    )
    movement = filters.ChoiceFilter(label=_("Phong trào"), field_name="movement")
    part = filters.ChoiceFilter(label=_("Thuộc"), choices=Part.choices)
    unit = filters.ChoiceFilter(label=_("Đơn vị"), method="by_unit")
    alone = filters.BooleanFilter(method="as_it_is", widget=forms.HiddenInput)
    due_from = day_in_address("due_on", "gte")
    due_to = day_in_address("due_on", "lte")
    done_from = day_in_address("done_on", "gte")
    done_to = day_in_address("done_on", "lte")

    def by_owner(self, rows: Any, _name: str, whose: str) -> Any:
        actor, today = self.request.user, period.today()
        if whose == "mine":
            return rows.filter(queries.owned_by(actor, on=today))
        waiting = queries.to_confirm(actor, on=today).order_by()
        return rows.filter(pk__in=waiting.values("pk"))

    def by_lateness(self, rows: Any, _name: str, wanted: bool) -> Any:
        late = rows.filter(state__in=UNFINISHED, due_on__lt=period.today())
        return late if wanted else rows
