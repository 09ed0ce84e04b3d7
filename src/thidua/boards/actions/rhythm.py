"""What keeps the rhythm of weeks: leave for what came late, and reminders before a week ends."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.boards import permits, queries, rules
from thidua.boards.models import LateAllowance, Reminder
from thidua.boards.states import WeekState
from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.movements import queries as movements
from thidua.notices.actions import tell


@action(
    "boards.late.allow", gettext_lazy("Cho tính muộn"), on="movement", permit=permits.keeps_board
)
def allow_late(
    *, actor: Any, movement: Any, unit: Any, week: date, reason: str, on: date
) -> LateAllowance:
    """Let what a unit sent later count for a week that it missed; `week` is any day of it."""
    _insist_running(movement)
    if not reason.strip():
        raise Refused(_("Cần ghi lý do: lý do hiện trên bảng cho mọi người cùng đọc."))
    monday = rules.monday_of(week)
    _insist_missed(movement, unit, monday, on=on)
    allowance = LateAllowance.objects.create(
        movement=movement, unit=unit, week=monday, reason=reason.strip()[:300],
        allowed_at=period.now(), allowed_by=actor,
    )  # fmt: skip
    if queries.Rhythm(movement, [unit], on=on).weeks_of(unit.pk)[monday] != WeekState.LATE:
        raise Refused(
            _(
                "%(unit)s chưa gửi thêm gì sau tuần từ %(week)s, ngoài phần của các tuần sau, nên "
                "chưa có gì để tính muộn."
            )
            % {"unit": unit, "week": f"{monday:%d/%m/%Y}"}
        )
    note(unit=unit, week=monday, reason=reason)
    return allowance


def _insist_missed(movement: Any, unit: Any, monday: date, *, on: date) -> None:
    stands = queries.Rhythm(movement, [unit], on=on).weeks_of(unit.pk).get(monday)
    if stands == WeekState.MISSED:
        return
    where = {"unit": unit, "week": f"{monday:%d/%m/%Y}"}
    if stands is None:
        raise Refused(_("Tuần từ %(week)s không đến lượt %(unit)s.") % where)
    if stands == WeekState.OWING:
        raise Refused(_("Tuần từ %(week)s chưa hết, %(unit)s còn nộp kịp.") % where)
    if stands == WeekState.UNKNOWN:
        raise Refused(_("Tuần từ %(week)s của %(unit)s chưa có số liệu.") % where)
    raise Refused(_("Tuần từ %(week)s của %(unit)s đã được tính.") % where)


@action(
    "boards.late.revoke", gettext_lazy("Rút việc cho tính muộn"), on="allowance",
    permit=permits.keeps_part_of_board,
)  # fmt: skip
def revoke_late(*, actor: Any, allowance: LateAllowance, reason: str) -> LateAllowance:
    """Take the leave back; that it was given, and why it was taken back, stays on the board."""
    if allowance.revoked_at is not None:
        raise Refused(_("Việc cho tính muộn này đã được rút."))
    if not reason.strip():
        raise Refused(_("Cần ghi lý do rút."))
    allowance.revoked_at, allowance.revoked_by = period.now(), actor
    allowance.revoke_reason = reason.strip()[:300]
    allowance.save()
    note(reason=reason)
    return allowance


@dataclass
class Reminded:
    """Units reminded now, reminded before in this week, and those with nobody to remind."""

    told: list[Any] = field(default_factory=list)
    before: list[Any] = field(default_factory=list)
    headless: list[Any] = field(default_factory=list)


@action(
    "boards.movement.remind", gettext_lazy("Nhắc tổ chưa nộp trong tuần"), on="movement",
    permit=permits.reminds,
)  # fmt: skip
def remind(
    *, actor: Any, movement: Any, on: date, units: Collection[int] | None = None
) -> Reminded:
    """Tell the heads of units that are due and have not delivered, once a week each.

    All such units, or those among `units`; inbox at once, mail when the head's quiet hours are
    over.
    """
    _insist_running(movement)
    owing = queries.owing_now(movement, on=on)
    if units is not None:
        owing = [each for each in owing if each.unit.pk in set(units)]
    before = queries.reminded(movement, on=on)
    done = Reminded()
    for each in owing:
        if each.unit.pk in before:
            done.before.append(each.unit)
        elif not (heads := movements.heads_of([each.unit], on=on)):
            done.headless.append(each.unit)
        elif _remind(movement, each, heads, on=on):
            done.told.append(each.unit)
    note(units=[unit.pk for unit in done.told])
    return done


def reminder_key(movement: Any, unit: int, week: date) -> str:
    """The key under which a unit's heads are told of a week."""
    return f"due-{movement.pk}-{unit}-{week}"


def _remind(movement: Any, owing: queries.Owing, heads: list[int], *, on: date) -> bool:
    week = rules.monday_of(on)
    try:
        with transaction.atomic():
            Reminder.objects.create(
                movement=movement, unit=owing.unit, week=week, sent_at=period.now(),
                told=len(heads),
            )  # fmt: skip
    except IntegrityError:
        return False
    tell(
        recipients=heads, key=reminder_key(movement, owing.unit.pk, week),
        kind="boards.reminder", by_mail=True,
        text=lambda: _(
            "Tuần này đến lượt %(unit)s: mới có %(sent)s trên %(asked)s, hạn hết ngày %(day)s."
        ) % {
            "unit": owing.unit, "sent": owing.sent, "asked": owing.asked,
            "day": f"{owing.until:%d/%m/%Y}",
        },
        url=reverse("boards:group", args=[movement.pk, owing.unit.pk]),
    )  # fmt: skip
    return True


def _insist_running(movement: Any) -> None:
    if reason := permits.is_running(movement):
        raise Refused(reason)
