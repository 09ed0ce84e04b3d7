"""Kinds of suggestions and their life, from writing to the author's last word."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thidua.core.machine import Machine, move


class Kind(TextChoices):
    SUGGESTION = "suggestion", _("Kiến nghị, đề xuất")
    OBSTACLE = "obstacle", _("Khó khăn, vướng mắc")


class State(TextChoices):
    RECEIVED = "received", _("Đã tiếp nhận")
    PASSED_ON = "passed_on", _("Đã chuyển")
    ANSWERED = "answered", _("Đã trả lời")
    CLOSED = "closed", _("Đã khép lại")
    REOPENED = "reopened", _("Hỏi lại")


WAITING = (State.RECEIVED, State.PASSED_ON, State.REOPENED)
SETTLED = (State.ANSWERED, State.CLOSED)

SUGGESTION = Machine(
    "suggestions.suggestion",
    State,
    {
        "pass_on": move(*WAITING, to=State.PASSED_ON),
        "answer": move(*WAITING, to=State.ANSWERED),
        "close": move(State.ANSWERED, to=State.CLOSED),
        "reopen": move(*SETTLED, to=State.REOPENED),
    },
)
