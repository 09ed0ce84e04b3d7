"""Every write on tasks, action programmes and launch records."""

from thidua.programmes.actions.launches import record_launch, update_launch
from thidua.programmes.actions.programmes import (
    accept_programme,
    return_programme,
    send_programme,
    start_programme,
    write_programme,
)
from thidua.programmes.actions.work import (
    add_evidence,
    confirm_task,
    confirm_tasks,
    drop_task,
    finish_task,
    plan_tasks,
    remind_tasks,
    resume_task,
    return_task,
    update_task,
)

__all__ = [
    "accept_programme",
    "add_evidence",
    "confirm_task",
    "confirm_tasks",
    "drop_task",
    "finish_task",
    "plan_tasks",
    "record_launch",
    "remind_tasks",
    "resume_task",
    "return_programme",
    "return_task",
    "send_programme",
    "start_programme",
    "update_launch",
    "update_task",
    "write_programme",
]
