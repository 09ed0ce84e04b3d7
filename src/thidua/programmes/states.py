"""Parts of a programme's work; the lives of a task and of an action programme."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class Part(TextChoices):
    """Where a task comes from."""

    ACTION = "action", _("Chương trình hành động")
    DIRECTION = "direction", _("Chỉ đạo tại lễ phát động")
    COMMITMENT = "commitment", _("Cam kết tại lễ phát động")
    COMMUNICATION = "communication", _("Kế hoạch tuyên truyền")
    WORK = "work", _("Công trình, phần việc chào mừng")


class TaskState(TextChoices):
    OPEN = "open", _("Đang làm")
    DONE = "done", _("Chờ xác nhận")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    RETURNED = "returned", _("Trả lại")
    DROPPED = "dropped", _("Thôi làm")


UNFINISHED = (TaskState.OPEN, TaskState.RETURNED)

TASK = Machine(
    "programmes.task",
    TaskState,
    {
        "finish": move(*UNFINISHED, to=TaskState.DONE),
        "confirm": move(TaskState.DONE, to=TaskState.CONFIRMED),
        "return": move(TaskState.DONE, to=TaskState.RETURNED),
        "drop": move(*UNFINISHED, to=TaskState.DROPPED),
        "resume": move(TaskState.DROPPED, to=TaskState.OPEN),
    },
)


class ProgrammeState(TextChoices):
    DRAFT = "draft", _("Đang lập")
    SENT = "sent", _("Chờ chấp thuận")
    ACCEPTED = "accepted", _("Đã chấp thuận")
    RETURNED = "returned", _("Trả lại")


WITH_ITS_UNIT = (ProgrammeState.DRAFT, ProgrammeState.RETURNED)

PROGRAMME = Machine(
    "programmes.programme",
    ProgrammeState,
    {
        "send": move(*WITH_ITS_UNIT, to=ProgrammeState.SENT),
        "accept": move(ProgrammeState.SENT, to=ProgrammeState.ACCEPTED),
        "return": move(ProgrammeState.SENT, to=ProgrammeState.RETURNED),
    },
)
