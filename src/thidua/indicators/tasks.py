"""Opens by the clock the reports of periods that have begun; large files of figures."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.queries import user_by_id
from thidua.core import period, task
from thidua.core.action import SYSTEM
from thidua.core.task import Progress, every
from thidua.indicators import actions, queries
from thidua.indicators.queries.workbooks import TASKS
from thidua.indicators.states import PortionState, WorkbookState

CHECK, TAKE = TASKS


@every("10 5 * * *", "indicators.call")
def call() -> None:
    """Every morning, for every set in force; who has a report keeps it."""
    for of_set in queries.sets_in_force():
        actions.call_reports(actor=SYSTEM, of_set=of_set, on=period.today())


@task.task(CHECK)
def check(progress: Progress, *, actor_id: int, workbook_id: int, **_more: Any) -> None:
    """Read a large file; run again it finds the same."""
    actor, workbook = user_by_id(actor_id), queries.workbook_by_pk(workbook_id)
    if workbook is None or workbook.state not in {WorkbookState.NEW, WorkbookState.CHECKED}:
        return
    told = _("Đang đọc và kiểm tra từng đơn vị")
    progress(0, 1, told)
    workbook = actions.check_workbook(
        actor=actor, workbook=workbook,
        progress=lambda done, total: progress.aside(done, total, told),
    )  # fmt: skip
    counts = queries.portions_in(workbook)
    _finish(
        progress, workbook.pk, sum(counts.values()),
        _("Đã đọc số liệu của %(units)s đơn vị; chưa ghi gì vào báo cáo.")
        % {"units": sum(counts.values())},
    )  # fmt: skip


@task.task(TAKE)
def take(
    progress: Progress, *, actor_id: int, workbook_id: int, sends: bool, **_more: Any
) -> None:  # fmt: skip
    """Take a large file; run again it finds it taken."""
    actor, workbook = user_by_id(actor_id), queries.workbook_by_pk(workbook_id)
    if workbook is None or workbook.state not in {WorkbookState.CHECKED, WorkbookState.TAKEN}:
        return
    if workbook.state == WorkbookState.CHECKED:
        progress(0, 1, _("Đang ghi số liệu và tính số tổng hợp"))
        workbook = actions.take_workbook(actor=actor, workbook=workbook, sends=sends)
    counts = queries.portions_in(workbook)
    taken, sent = counts.get(PortionState.TAKEN, 0), counts.get(PortionState.SENT, 0)
    _finish(
        progress, workbook.pk, taken + sent,
        _("Đã nhận số liệu của %(units)s đơn vị, trong đó %(sent)s báo cáo đã gửi.")
        % {"units": taken + sent, "sent": sent},
    )  # fmt: skip


def _finish(progress: Progress, workbook: int, total: int, message: str) -> None:
    progress(total, total)
    progress.finish(message=message, url=reverse("indicators:workbook", args=[workbook]))


@every("40 4 * * *", "indicators.compute")
def compute() -> None:
    """Every morning, what the product counts for reports that are not locked."""
    for of_set in queries.sets_in_force():
        actions.compute_figures(actor=SYSTEM, of_set=of_set, on=period.today())
