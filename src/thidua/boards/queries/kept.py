"""The kept picture of a board, screens and settings: rows for pages and actions."""

import hashlib
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet, Subquery

from thidua.boards import rules
from thidua.boards.models import LateAllowance, Reminder, Snapshot, WallLink
from thidua.boards.queries.board import board_of, owing_now, reminded
from thidua.core.models import AuditEntry
from thidua.movements import queries as movements
from thidua.movements.states import MovementState


def trail_head() -> int:
    """The last entry of the audit trail: while it stands, no action has changed anything."""
    return AuditEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def snapshot_of(movement: int) -> Snapshot | None:
    """The kept picture with the trail's head beside it, in one query; its body comes when asked."""
    head = AuditEntry.objects.order_by("-id").values("id")[:1]
    found = Snapshot.objects.filter(movement=movement).annotate(head_now=Subquery(head))
    return found.defer("body").first()


def link_by_code(code: str) -> WallLink | None:
    """The screen's link, while nobody has revoked it."""
    found = WallLink.objects.filter(code_hash=hashed(code), revoked_at=None)
    return found.select_related("movement__unit").first()


def hashed(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def links_of(movement: Any) -> QuerySet[WallLink]:
    """Links that work, the newest first."""
    found = WallLink.objects.filter(movement=movement, revoked_at=None)
    return found.select_related("made_by").order_by("-pk")


def link_of(pk: int) -> WallLink | None:
    return WallLink.objects.select_related("movement__unit").filter(pk=pk).first()


def allowance_of(pk: int) -> LateAllowance | None:
    found = LateAllowance.objects.select_related("movement__unit", "unit")
    return found.filter(pk=pk).first()


def reminders_of(movement: Any, unit: Any) -> dict[date, Reminder]:
    """When a unit was reminded, by week."""
    found = Reminder.objects.filter(movement=movement, unit=unit)
    return {row.week: row for row in found}


def visible_to(actor: Any) -> QuerySet[Any]:
    """Movements with a board that a person may see: launched ones, the newest first."""
    found = movements.visible_to(actor).exclude(state=MovementState.DRAFT)
    return found.order_by("-starts_on", "-pk")


def to_remind(now: datetime) -> list[tuple[Any, list[int]]]:
    """Running movements with the units to remind now: due, not delivered, not reminded, headed."""
    on, found = now.date(), []
    for movement in movements.running_anywhere(on=on):
        board = board_of(movement)
        if not board.reminds:
            continue
        before = reminded(movement, on=on)
        late = [
            each.unit
            for each in owing_now(movement, on=on)
            if each.unit.pk not in before
            and _moment(each.starts, each.until, board) <= (on, now.time())
        ]
        headless = {unit.pk for unit in movements.headless(late, on=on)} if late else set()
        if units := [unit.pk for unit in late if unit.pk not in headless]:
            found.append((movement, units))
    return found


def _moment(start: date, end: date, board: Any) -> tuple[date, Any]:
    return rules.remind_day(start, end, board.remind_on), board.remind_at


def has_board(subject: Any) -> bool:
    """Whether something is a movement that was launched."""
    meta = getattr(subject, "_meta", None)
    return (
        meta is not None
        and meta.label_lower == "movements.movement"
        and (subject.state != MovementState.DRAFT)
    )
