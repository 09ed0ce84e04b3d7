"""The list of tasks, and one task: done with a tap, confirmed, returned, dropped."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from thidua.core import period
from thidua.core.permit import Reason
from thidua.documents.queries import files_of
from thidua.orgs import permits as orgs_permits
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.programmes import actions, forms, permits, queries, tables
from thidua.programmes.models import Task
from thidua.programmes.states import TASK, UNFINISHED, Part, ProgrammeState, TaskState
from thidua.programmes.views import moves
from thidua.ui import formats
from thidua.ui.columns import Column
from thidua.ui.components import Case, Record
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import BulkAction, Empty, ListPage

_PAGE = "programmes:task"


def the_task(request: HttpRequest, pk: int) -> Task | None:
    return queries.task_for(request.user, pk)


def _keeps(actor: Any) -> Reason | None:
    return permits.keeps_something(actor)


def _remind(actor: Any, rows: Sequence[Task]) -> Reason:
    told = actions.remind_tasks(actor=actor, tasks=rows, on=period.today())
    if not told:
        return gettext("Hôm nay đã nhắc những người này, hoặc họ chưa có tài khoản.")
    return ngettext("Đã nhắc %(count)s người.", "Đã nhắc %(count)s người.", told) % {"count": told}


def _not_reminded(actor: Any, task: Task) -> Reason | None:
    if task.state not in UNFINISHED:
        return TaskState(task.state).label
    return permits.reminds(actor, task)


def _confirm(actor: Any, rows: Sequence[Task]) -> Reason:
    count = actions.confirm_tasks(actor=actor, tasks=rows)
    said = ngettext("Đã xác nhận %(count)s việc.", "Đã xác nhận %(count)s việc.", count)
    return said % {"count": count}


def _not_confirmed(actor: Any, task: Task) -> Reason | None:
    return TASK.refusal(task, "confirm") or permits.confirms(actor, task)


class TaskList(Paged, ListPage):
    permit = orgs_permits.is_signed_in
    title = _("Việc được giao")
    columns = tables.TASKS
    filterset_class = tables.TaskFilter
    search_hint = _("Tìm theo nội dung, người phụ trách; không cần dấu")
    default_sort = ("due_on", "pk")
    row_url = _PAGE
    export_name = "viec-duoc-giao"
    bulk_actions = (
        BulkAction(
            "remind", _("Nhắc người làm"), act=_remind, refuse=_not_reminded, permit=_keeps,
            effect=lambda _actor, task: task.owner, icon="bell",
        ),
        BulkAction(
            "confirm", _("Xác nhận đã xong"), act=_confirm, refuse=_not_confirmed, permit=_keeps,
            effect=lambda _actor, task: task.owner, icon="check",
        ),
    )  # fmt: skip
    empty = Empty(
        _("Chưa có việc nào"),
        _("Việc trong chương trình hành động, chỉ đạo tại lễ phát động, kế hoạch tuyên truyền "
          "và công trình chào mừng hiện ở đây khi được giao."),
        icon="list-check",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.listed(self.request.user)

    def get_columns(self) -> Sequence[Column]:
        """A file has room for what a screen has not."""
        return tables.TASKS_IN_FULL if "export" in self.request.GET else self.columns

    def get_state(self, total: int) -> Reason:
        return gettext("%(total)s việc") % {"total": formats.number(total)}

    def search(self, rows: Any, folded: str) -> Any:
        return queries.with_words(rows, folded)


@page(permit=orgs_permits.is_signed_in, subject=the_task)
def detail(request: HttpRequest, task: Task) -> HttpResponseBase:
    return _show(request, task)


def _show(
    request: HttpRequest, task: Task, *, finish: Any = None, more: Any = None
) -> HttpResponseBase:
    """The page; `finish` and `more` are forms that came back with errors."""
    actor, on = request.user, period.today()
    does = permits.does(actor, task) is None
    waits = task.state == TaskState.DONE
    is_open = task.state in UNFINISHED and (
        task.programme is None or task.programme.state == ProgrammeState.ACCEPTED
    )
    confirms = permits.confirms(actor, task) if waits else ""
    plans = permits.plans(actor, task) is None
    inside = does or plans or confirms is None
    oversees = orgs.standing_on(actor, task.unit, queries.OVERSEERS) is not None
    context = {
        "task": task,
        "case": _case(task),
        "documents": [
            Record(file.name, reverse("documents:file", args=[file.pk]))
            for file in files_of(task, role=queries.EVIDENCE)
        ],
        "finish_form": (finish or forms.FinishForm(task=task, on=on)) if does and is_open else None,
        "more_form": (more or forms.DoneForm()) if does and waits else None,
        "can": {
            "confirm": confirms is None,
            "drop": plans and TASK.refusal(task, "drop") is None,
            "resume": plans and TASK.refusal(task, "resume") is None,
            "edit": plans and task.state in UNFINISHED,
        },
        "why_not_confirm": confirms if confirms and (plans or oversees) else None,
        "reason_form": ReasonForm(),
        "trail": orgs.trail_of(task) if inside or oversees else [],
    }
    return render(request, "programmes/task.html", context)


def _case(task: Task) -> Case:
    if task.part == Part.ACTION:
        paper = reverse("programmes:programme", args=[task.programme_id])
    else:
        paper = reverse("programmes:movement", args=[task.movement_id])
    facts: list[tuple[Reason, Any]] = [
        (_("Thuộc"), Part(task.part).label),
        (_("Đơn vị thực hiện"), task.unit),
    ]
    given: list[tuple[Reason, Any]] = [
        (_("Người phụ trách"), task.person), (_("Người nêu"), task.said_by),
        (_("Kênh, hình thức"), task.channel), (_("Đối tượng"), task.audience),
    ]  # fmt: skip
    facts += [(label, value) for label, value in given if value]
    if task.done_on is not None:
        label = _("Bàn giao ngày") if task.part == Part.WORK else _("Xong ngày")
        facts.append((label, formats.day(task.done_on)))
    if task.confirmed_by is not None:
        facts.append((_("Người xác nhận"), task.confirmed_by))
    is_over = task.state in {TaskState.CONFIRMED, TaskState.DROPPED}
    return Case(
        who=task.movement.title,
        who_url=paper,
        what=task.title,
        state=TaskState(task.state).label,
        tone=tables.TONES[task.state],
        holder="" if is_over or task.state == TaskState.DONE else str(task.person or task.unit),
        next_step="" if is_over else tables.NEXT[task.state],
        due_on=tables.still_due(task),
        facts=facts,
    )


@page(permit=permits.does, subject=the_task)
@require_POST
def finish(request: HttpRequest, task: Task) -> HttpResponseBase:
    form = forms.FinishForm(request.POST, request.FILES, task=task, on=period.today())
    if not form.is_valid():
        return _show(request, task, finish=form)
    act, on = actions.finish_task, period.today()
    if attempt(request, lambda: act(actor=request.user, task=task, on=on, **form.facts)):
        messages.success(request, gettext("Đã báo xong. Nơi giao việc sẽ xác nhận."))
    return redirect(_PAGE, task.pk)


@page(permit=permits.does, subject=the_task)
@require_POST
def evidence(request: HttpRequest, task: Task) -> HttpResponseBase:
    form = forms.DoneForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, task, more=form)
    act = actions.add_evidence
    if attempt(request, lambda: act(actor=request.user, task=task, **form.facts)):
        messages.success(request, gettext("Đã thêm minh chứng."))
    return redirect(_PAGE, task.pk)


@page(permit=permits.plans, subject=the_task)
def edit(request: HttpRequest, task: Task) -> HttpResponseBase:
    form = forms.CorrectForm(
        request.POST or None, actor=request.user, on=period.today(), instance=task
    )
    if request.method == "POST" and form.is_valid():
        act = actions.update_task
        if attempt(request, lambda: act(actor=request.user, task=task, facts=form.facts)):
            messages.success(request, gettext("Đã sửa việc."))
            return redirect(_PAGE, task.pk)
    return render(request, "programmes/edit.html", {"form": form, "task": task})


confirm = moves.moving(
    the_task, permits.confirms, actions.confirm_task, as_="task", back=_PAGE,
    said=_("Đã xác nhận việc đã xong."),
)  # fmt: skip
resume = moves.moving(
    the_task, permits.plans, actions.resume_task, as_="task", back=_PAGE,
    said=_("Đã giao lại việc."),
)  # fmt: skip
give_back = moves.reasoning(
    the_task, permits.confirms, actions.return_task, as_="task", back=_PAGE,
    said=_("Đã trả lại; người làm đọc được lý do."), title=_("Trả lại để bổ sung"),
)  # fmt: skip
drop = moves.reasoning(
    the_task, permits.plans, actions.drop_task, as_="task", back=_PAGE,
    said=_("Đã ghi thôi làm; người được giao đọc được lý do."), title=_("Thôi làm việc này"),
)  # fmt: skip
