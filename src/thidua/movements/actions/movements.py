"""Writes on movements: drafts, launch, receipt, reminders, end."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.movements import permits, queries, wording
from thidua.movements.actions.joint import set_parties
from thidua.movements.models import Dispatch, Movement, Registration, Turn
from thidua.movements.outcomes import endings
from thidua.movements.states import MOVEMENT
from thidua.notices.actions import tell

# What a form may set; everything else is moved by an action of its own.
FACTS = frozenset(
    {
        "title", "theme", "slogan", "year_theme", "for_sex", "for_line", "for_work", "kind",
        "level", "bases", "objectives", "subjects", "content", "criteria", "plan", "measures",
        "decision", "starts_on", "ends_on", "register_by", "late_until", "budget", "is_joint",
    }
)  # fmt: skip


class NotReady(Refused):
    """A movement that lacks what the law asks for."""


@action(
    "movements.movement.create",
    gettext_lazy("Lập phong trào"),
    on="unit",
    permit=permits.keeps_movements,
)
def create_movement(
    *, actor: Any, unit: Any, facts: Mapping[str, Any], scope: Sequence[Any] = (),
    sponsors: Sequence[Any] = (),
) -> Movement:  # fmt: skip
    """A draft of the unit that will run it; `scope` and `sponsors` are units."""
    movement = Movement(unit=unit, **_only_known(facts))
    _insist_on_order(movement)
    movement.save()
    movement.sponsors.set(sponsors or [unit])
    set_parties(movement)
    _set_scope(movement, scope)
    return movement


@action(
    "movements.movement.update",
    gettext_lazy("Sửa phong trào"),
    on="movement",
    permit=permits.keeps_movements,
)
def update_movement(
    *, actor: Any, movement: Movement, facts: Mapping[str, Any],
    scope: Sequence[Any] | None = None, sponsors: Sequence[Any] | None = None,
) -> Movement:  # fmt: skip
    """Correct a draft; what was launched stays as people were told."""
    if reason := MOVEMENT.refusal(movement, "launch"):
        raise Refused(reason)
    for name, value in _only_known(facts).items():
        setattr(movement, name, value)
    _insist_on_order(movement)
    movement.save()
    if sponsors is not None:
        movement.sponsors.set(sponsors)
    set_parties(movement)
    if scope is not None:
        _set_scope(movement, scope)
    return movement


def _only_known(facts: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"a movement has no {', '.join(sorted(unknown))}")
    return dict(facts)


def _insist_on_order(movement: Movement) -> None:
    """Days must follow each other: start, end; register, late."""
    if movement.starts_on and movement.ends_on and movement.ends_on < movement.starts_on:
        raise Refused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
    if movement.late_until and not movement.register_by:
        raise Refused(_("Có hạn đăng ký muộn thì phải có hạn đăng ký."))
    if movement.late_until and movement.register_by and movement.late_until < movement.register_by:
        raise Refused(_("Hạn đăng ký muộn phải từ hạn đăng ký trở đi."))
    last = movement.late_until or movement.register_by
    if last and movement.ends_on and last > movement.ends_on:
        raise Refused(_("Hạn đăng ký phải trong thời gian của phong trào."))


def _set_scope(movement: Movement, units: Sequence[Any]) -> None:
    for unit in units:
        if not unit.path.startswith(movement.unit.path):
            raise Refused(_("%(unit)s không thuộc %(top)s.") % {"unit": unit, "top": movement.unit})
    wanted = {unit.pk for unit in units}
    movement.dispatches.exclude(unit__in=wanted).delete()
    Turn.objects.filter(phase__movement=movement).exclude(unit__in=wanted).delete()
    Dispatch.objects.bulk_create(
        [Dispatch(movement=movement, unit_id=pk) for pk in sorted(wanted)], ignore_conflicts=True
    )


@action(
    "movements.movement.launch",
    gettext_lazy("Phát động phong trào"),
    on="movement",
    permit=permits.launches_movement,
)
def launch_movement(*, actor: Any, movement: Movement, on: date) -> Movement:
    """Send the movement to its units, open their registrations and tell their people.

    Raises `NotReady` with everything that article 17 of law 06/2022 asks for and is missing.
    """
    MOVEMENT.move(movement, "launch")
    missing = [
        str(wording.sentence(check)) for check in queries.readiness_of(movement) if check.stops
    ]
    if missing:
        raise NotReady(" ".join([*missing, f"({wording.ARTICLE})"]))
    if unsigned := queries.unsigned_bodies(movement):
        raise NotReady(
            _("Kế hoạch liên tịch có hiệu lực khi các bên đã ký và ghi số; còn thiếu: %(units)s.")
            % {"units": "; ".join(map(str, unsigned))}
        )
    if movement.ends_on is not None and movement.ends_on < on:
        raise Refused(
            _("Phong trào đã hết thời gian từ sau ngày %(day)s, không phát động được nữa.")
            % {"day": movement.ends_on.strftime("%d/%m/%Y")}
        )
    at = period.now()
    movement.launched_at = at
    movement.save()
    movement.dispatches.update(sent_at=at)
    Registration.objects.bulk_create(
        [
            Registration(movement=movement, unit_id=unit)
            for unit in movement.dispatches.order_by("pk").values_list("unit", flat=True)
        ]
    )
    people = queries.told_at_launch(movement, on=on).filter(user__is_active=True)
    told = tell(
        recipients=people.values_list("user", flat=True),
        key=f"movement-{movement.pk}",
        kind="movements.launched",
        text=lambda: _("Phát động: %(title)s") % {"title": movement.title},
        url=reverse("movements:detail", args=[movement.pk]),
    )
    note(units=movement.dispatches.count(), people=told, on=on)
    return movement


@action(
    "movements.dispatch.receive",
    gettext_lazy("Nhận văn bản phát động"),
    on="dispatch",
    permit=permits.heads_unit,
)
def receive_dispatch(*, actor: Any, dispatch: Dispatch) -> Dispatch:
    """The unit's head has the movement in hand; said once."""
    if dispatch.sent_at is None:
        raise Refused(_("Phong trào chưa được phát động."))
    if dispatch.received_at is not None:
        raise Refused(_("%(unit)s đã xác nhận nhận phong trào.") % {"unit": dispatch.unit})
    dispatch.received_at = period.now()
    dispatch.save()
    return dispatch


@action(
    "movements.movement.close",
    gettext_lazy("Kết thúc phong trào"),
    on="movement",
    permit=permits.launches_movement,
)
def close_movement(*, actor: Any, movement: Movement, on: date) -> Movement:
    """End a movement after its last day; `outcomes.endings` says what that does to what is in it.

    Registrations stay as they are and take no more.
    """
    if movement.ends_on is not None and on <= movement.ends_on:
        raise Refused(
            _("Phong trào còn đến hết ngày %(day)s, chưa kết thúc được.")
            % {"day": movement.ends_on.strftime("%d/%m/%Y")}
        )
    MOVEMENT.move(movement, "close")
    movement.save()
    tabulate([[str(each.what), each.count, str(each.becomes)] for each in endings(movement)])
    return movement


@action(
    "movements.movement.remind",
    gettext_lazy("Nhắc đăng ký"),
    on="movement",
    permit=permits.keeps_movements,
)
def remind_unregistered(*, actor: Any, movement: Movement, on: date) -> int:
    """Remind the heads of units that have not sent in their list; once a day each.

    Answers how many units were reminded now.
    """
    if reason := MOVEMENT.refusal(movement, "close"):
        raise Refused(reason)
    reminded, heads = 0, 0
    for row in queries.silent_lists(movement):
        told = _remind(row, on=on)
        heads += told
        reminded += bool(told)
    note(units=reminded, heads=heads)
    return reminded


def _remind(row: Registration, *, on: date) -> int:
    unit, movement = row.unit, row.movement
    return tell(
        recipients=queries.heads_of([unit], on=on),
        key=f"remind-{movement.pk}-{unit.pk}-{on}",
        kind="movements.reminder",
        text=lambda: (
            _("%(unit)s chưa gửi đăng ký: %(title)s") % {"unit": unit, "title": movement.title}
        ),
        url=reverse("movements:registration", args=[row.pk]),
    )
