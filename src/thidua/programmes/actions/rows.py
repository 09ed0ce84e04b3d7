"""Rows of tasks as they are typed or pasted, made into tasks of one paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Refused
from thidua.programmes import queries
from thidua.programmes.models import Task
from thidua.programmes.states import Part

FACTS = frozenset({"title", "unit", "person", "due_on", "said_by", "channel", "audience"})
Rows = Sequence[Mapping[str, Any]]


def insist_on_order(task: Task) -> None:
    """What every task must have: its words, its owner inside the movement, its last day."""
    if not task.title:
        raise Refused(_("Mỗi việc cần có nội dung."))
    if task.due_on is None:
        raise Refused(_("«%(title)s» chưa có hạn.") % {"title": task.title})
    top = task.movement.unit
    if not task.unit.path.startswith(top.path):
        raise Refused(_("%(unit)s không thuộc %(top)s.") % {"unit": task.unit, "top": top})
    starts = task.movement.starts_on
    if starts is not None and task.due_on < starts:
        raise Refused(
            _("«%(title)s» có hạn %(due)s, trước ngày bắt đầu phong trào.")
            % {"title": task.title, "due": f"{task.due_on:%d/%m/%Y}"}
        )


def add(rows: Rows, *, part: Part, **paper: Any) -> list[Task]:
    """New tasks of a paper; `unit` of a row may be left to the paper's own."""
    made = []
    for row in rows:
        if unknown := set(row) - FACTS:
            raise TypeError(f"a task has no {', '.join(sorted(unknown))}")
        given = {key: value for key, value in row.items() if value is not None}
        task = Task(part=part, **{**paper, **given})
        insist_on_order(task)
        task.save()
        made.append(task)
    return made


def correct(task: Task, facts: Mapping[str, Any]) -> None:
    """Set the facts that a correction may change; saving is the caller's."""
    if unknown := set(facts) - FACTS:
        raise TypeError(f"a task has no {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(task, name, value)
    insist_on_order(task)


def insist_on_new(movement: Any, unit: Any) -> None:
    """Refuse a second programme of one unit for one movement, and units out of its scope."""
    if not queries.is_in_scope(movement, unit):
        raise Refused(
            _("Phong trào không gửi đến %(unit)s nên đơn vị không lập chương trình.")
            % {"unit": unit}
        )
    if queries.has_programme(movement, unit):
        raise Refused(_("%(unit)s đã có chương trình hành động.") % {"unit": unit})
