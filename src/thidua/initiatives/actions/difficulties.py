"""Solved difficulties entered, changed, sent, verified and returned."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action
from thidua.core.permit import Reason
from thidua.initiatives import permits
from thidua.initiatives.actions import entries
from thidua.initiatives.models import Difficulty
from thidua.initiatives.states import DIFFICULTY

FACTS = frozenset({"movement", "title", "trouble", "solution", "solved_on"})
PAGE = "initiatives:difficulty_detail"


@action(
    "initiatives.difficulty.create", gettext_lazy("Nhập giải pháp tháo gỡ khó khăn"), on="unit",
    permit=permits.enters_for,
)  # fmt: skip
def create_difficulty(*, actor: Any, unit: Any, on: date, facts: Mapping[str, Any]) -> Difficulty:
    """A draft of a group's member; `facts` are any of `FACTS`."""
    difficulty = Difficulty(unit=unit, entered_by=actor, created_at=period.now())
    entries.write(difficulty, facts, FACTS, on)
    difficulty.save()
    return difficulty


@action(
    "initiatives.difficulty.update", gettext_lazy("Sửa giải pháp tháo gỡ khó khăn"),
    on="difficulty", permit=permits.edits,
)  # fmt: skip
def update_difficulty(
    *, actor: Any, difficulty: Difficulty, on: date, facts: Mapping[str, Any]
) -> Difficulty:
    """Change a draft or a returned difficulty."""
    entries.write(difficulty, facts, FACTS, on)
    difficulty.save()
    return difficulty


@action(
    "initiatives.difficulty.submit", gettext_lazy("Gửi giải pháp tháo gỡ khó khăn"),
    on="difficulty", permit=permits.writes,
)  # fmt: skip
def submit_difficulty(*, actor: Any, difficulty: Difficulty, on: date) -> Difficulty:
    """Send to the unit's head; refused with what is still missing."""
    entries.send(DIFFICULTY, difficulty, _gaps(difficulty, on))
    return difficulty


def _gaps(difficulty: Difficulty, on: date) -> Iterator[Reason]:
    if not difficulty.trouble:
        yield _("khó khăn, vướng mắc")
    if not difficulty.solution:
        yield _("cách giải quyết")
    if difficulty.solved_on is None:
        yield _("ngày giải quyết xong")
    elif difficulty.solved_on > on:
        yield _("ngày giải quyết xong đã qua (đang ghi %(day)s)") % {
            "day": f"{difficulty.solved_on:%d/%m/%Y}"
        }


@action(
    "initiatives.difficulty.withdraw", gettext_lazy("Rút lại giải pháp tháo gỡ khó khăn"),
    on="difficulty", permit=permits.writes,
)  # fmt: skip
def withdraw_difficulty(*, actor: Any, difficulty: Difficulty) -> Difficulty:
    """Take back what nobody has verified or returned yet."""
    entries.withdraw(DIFFICULTY, difficulty)
    return difficulty


@action(
    "initiatives.difficulty.verify", gettext_lazy("Xác nhận giải pháp tháo gỡ khó khăn"),
    on="difficulty", permit=permits.verifies,
)  # fmt: skip
def verify_difficulty(*, actor: Any, difficulty: Difficulty) -> Difficulty:
    """Confirm that the difficulty is solved."""
    entries.verify(DIFFICULTY, actor, difficulty, PAGE)
    return difficulty


@action(
    "initiatives.difficulty.return", gettext_lazy("Trả lại giải pháp tháo gỡ khó khăn"),
    on="difficulty", permit=permits.verifies,
)  # fmt: skip
def return_difficulty(*, actor: Any, difficulty: Difficulty, reason: str) -> Difficulty:
    """Give back to who entered it with a reason."""
    entries.give_back(DIFFICULTY, difficulty, reason, PAGE)
    return difficulty
