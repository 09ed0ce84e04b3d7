"""Writes on tasks: planned, done with evidence, confirmed, returned, dropped."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Reason, Refused
from thidua.documents import uploads
from thidua.documents.actions import upload_file
from thidua.documents.queries import files_of
from thidua.notices.actions import tell
from thidua.programmes import permits, queries
from thidua.programmes.actions import rows
from thidua.programmes.models import Task
from thidua.programmes.states import TASK, UNFINISHED, Part, ProgrammeState, TaskState

PLANNED = (Part.COMMUNICATION, Part.WORK)
MOST_FILES = 12
_is_web_address = URLValidator(schemes=["http", "https"])


@action(
    "programmes.task.plan", gettext_lazy("Giao việc trong phong trào"), on="movement",
    permit=permits.plans,
)  # fmt: skip
def plan_tasks(*, actor: Any, movement: Any, part: Part, tasks: rows.Rows, on: date) -> list[Task]:
    """Rows of the communication plan, or dedicated works; their owners are told."""
    if part not in PLANNED:
        raise TypeError(f"{part} has a paper of its own")
    if movement.state == "closed":
        raise Refused(_("Phong trào đã kết thúc nên không giao thêm việc."))
    if not tasks:
        raise Refused(_("Chưa có việc nào để giao."))
    made = rows.add(tasks, part=part, movement=movement, unit=movement.unit)
    note(tasks=[task.pk for task in made])
    if movement.state == "launched":
        for task in made:
            _tell(task, "given", gettext_lazy("Bạn được giao: %(title)s"), on)
    return made


@action("programmes.task.update", gettext_lazy("Sửa việc"), on="task", permit=permits.plans)
def update_task(*, actor: Any, task: Task, facts: Mapping[str, Any]) -> Task:
    """Change the words, the owner or the day of a task that nobody has finished."""
    if task.state not in UNFINISHED:
        raise Refused(_in(task, _("không sửa được")))
    rows.correct(task, facts)
    task.save()
    return task


def _in(task: Task, what: str) -> str:
    return _("Đang ở trạng thái «%(state)s» nên %(what)s.") % {
        "state": TaskState(task.state).label,
        "what": what,
    }


@action("programmes.task.finish", gettext_lazy("Báo xong việc"), on="task", permit=permits.does)
def finish_task(
    *, actor: Any, task: Task, on: date, result: str = "", link: str = "",
    done_on: date | None = None, files: Sequence[uploads.Sent] = (),
) -> Task:  # fmt: skip
    """One tap is enough; words, a link and files make it worth confirming."""
    TASK.move(task, "finish")
    if task.programme is not None and task.programme.state != ProgrammeState.ACCEPTED:
        raise Refused(_("Chương trình hành động chưa được chấp thuận nên chưa báo xong được."))
    day = done_on or on
    if day > on:
        raise Refused(_("Ngày xong chưa đến: báo khi việc đã xong."))
    task.done_on, task.done_by, task.return_reason = day, actor, ""
    _add_words(task, result, link)
    task.save()
    _take_in(actor, task, files)
    return task


@action(
    "programmes.task.add_evidence", gettext_lazy("Thêm minh chứng"), on="task", permit=permits.does
)
def add_evidence(
    *, actor: Any, task: Task, result: str = "", link: str = "", files: Sequence[uploads.Sent] = ()
) -> Task:
    """More evidence until the task is confirmed or dropped."""
    if task.state not in {*UNFINISHED, TaskState.DONE}:
        raise Refused(_in(task, _("không thêm minh chứng được")))
    if not (result.strip() or link.strip() or files):
        raise Refused(_("Cần ghi kết quả, dán liên kết hoặc chọn tệp."))
    _add_words(task, result, link)
    task.save()
    _take_in(actor, task, files)
    return task


def _add_words(task: Task, result: str, link: str) -> None:
    if link := link.strip():
        try:
            _is_web_address(link)
        except ValidationError as error:
            raise Refused(_("Liên kết phải bắt đầu bằng http:// hoặc https://.")) from error
        task.link = link
    if result := result.strip():
        task.result = result


def _take_in(actor: Any, task: Task, files: Sequence[uploads.Sent]) -> None:
    held = files_of(task, role=queries.EVIDENCE).count()
    if held + len(files) > MOST_FILES:
        raise Refused(_("Mỗi việc giữ nhiều nhất %(most)s tệp.") % {"most": MOST_FILES})
    for file in files:
        upload_file(
            actor=actor, subject=task, role=queries.EVIDENCE, name=file.name or "",
            content=file.read(),
        )  # fmt: skip


@action(
    "programmes.task.confirm", gettext_lazy("Xác nhận việc đã xong"), on="task",
    permit=permits.confirms,
)  # fmt: skip
def confirm_task(*, actor: Any, task: Task) -> Task:
    """Somebody other than the doer has seen that it is done."""
    TASK.move(task, "confirm")
    task.confirmed_at, task.confirmed_by = period.now(), actor
    task.save()
    return task


@action(
    "programmes.task.confirm_many", gettext_lazy("Xác nhận nhiều việc"), on="tasks",
    permit=permits.confirms,
)  # fmt: skip
def confirm_tasks(*, actor: Any, tasks: Sequence[Task]) -> int:
    """Each with an entry of its own; answers how many."""
    for task in tasks:
        confirm_task(actor=actor, task=task)
    return len(tasks)


@action("programmes.task.return", gettext_lazy("Trả lại việc"), on="task", permit=permits.confirms)
def return_task(*, actor: Any, task: Task, reason: str, on: date) -> Task:
    """Say what is missing; the task is its owner's again."""
    TASK.move(task, "return")
    task.return_reason = _needed(reason)
    task.done_on = None
    task.save()
    note(reason=task.return_reason)
    text = gettext_lazy("«%(title)s» được trả lại: %(reason)s")
    what = f"returned-{period.now().timestamp():.6f}"
    _tell(task, what, text, on, reason=task.return_reason)
    return task


@action("programmes.task.drop", gettext_lazy("Thôi làm việc"), on="task", permit=permits.plans)
def drop_task(*, actor: Any, task: Task, reason: str, on: date) -> Task:
    """It is asked of nobody any more; the reason stays."""
    TASK.move(task, "drop")
    task.drop_reason = _needed(reason)
    task.save()
    note(reason=task.drop_reason)
    text = gettext_lazy("Thôi làm «%(title)s»: %(reason)s")
    _tell(task, "dropped", text, on, reason=task.drop_reason)
    return task


@action("programmes.task.resume", gettext_lazy("Giao lại việc"), on="task", permit=permits.plans)
def resume_task(*, actor: Any, task: Task) -> Task:
    """What was dropped by mistake is asked again."""
    TASK.move(task, "resume")
    task.drop_reason = ""
    task.save()
    return task


def _needed(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Cần nêu lý do."))
    return reason.strip()


@action("programmes.task.remind", gettext_lazy("Nhắc việc"), on="tasks", permit=permits.reminds)
def remind_tasks(*, actor: Any, tasks: Sequence[Task], on: date) -> int:
    """Remind the owners of unfinished tasks, once a day each; answers how many were told."""
    if finished := [task for task in tasks if task.state not in UNFINISHED]:
        raise Refused(_in(finished[0], _("không nhắc được")))
    text = gettext_lazy("Nhắc việc, hạn %(due)s: %(title)s")
    told = 0
    for task in tasks:
        told += _tell(task, f"remind-{on}", text, on, due=f"{task.due_on:%d/%m/%Y}")
    note(tasks=[task.pk for task in tasks], told=told)
    return told


def _tell(task: Task, what: str, text: Reason, on: date, **facts: str) -> int:
    return tell(
        recipients=queries.accounts_of(task, on=on),
        key=f"task-{task.pk}-{what}",
        kind=f"programmes.{what.partition('-')[0]}",
        text=lambda: str(text) % {"title": task.title, **facts},
        url=reverse("programmes:task", args=[task.pk]),
    )
