"""Writes on what movements answer, and on movements that bodies outside launched."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.movements import permits, queries, rules
from thidua.movements.models import Movement, Response
from thidua.movements.states import MovementState

OUTSIDE_FACTS = frozenset(
    {
        "title", "body", "theme", "slogan", "year_theme", "kind", "level", "decision",
        "starts_on", "ends_on",
    }
)  # fmt: skip


@action(
    "movements.movement.answer",
    gettext_lazy("Ghi phong trào được hưởng ứng"),
    on="movement",
    permit=permits.keeps_movements,
)
def answer_movements(*, actor: Any, movement: Movement, parents: Sequence[Movement]) -> Movement:
    """Name the higher movements that this one answers; also after its launch, never in a circle.

    What was entered counts in each of them from then on, and no more in those left out.
    """
    if movement.state == MovementState.CLOSED:
        raise Refused(_("Phong trào đã kết thúc nên không ghi hưởng ứng được nữa."))
    if movement.body:
        raise Refused(_("Phong trào của cơ quan khác không ghi hưởng ứng ở đây."))
    held = {parent.pk for parent in queries.parents_of(movement)}
    for parent in parents:
        if parent.pk not in held:
            _insist_on_higher(movement, parent)
    wanted = [parent.pk for parent in parents]
    movement.answers.exclude(parent__in=wanted).delete()
    Response.objects.bulk_create(
        [Response(movement=movement, parent_id=pk) for pk in wanted], ignore_conflicts=True
    )
    note(parents=wanted)
    return movement


def _insist_on_higher(movement: Movement, parent: Movement) -> None:
    edges = queries.edges()
    below = rules.downwards(edges, movement.pk)
    if parent.pk == movement.pk or parent.pk in below:
        raise Refused(
            _("«%(title)s» đã hưởng ứng phong trào này nên không thể là phong trào cấp trên.")
            % {"title": parent}
        )
    if parent.state != MovementState.LAUNCHED:
        raise Refused(
            _("«%(title)s» không đang diễn ra: chỉ hưởng ứng được phong trào đang diễn ra.")
            % {"title": parent}
        )
    if not movement.unit.path.startswith(parent.unit.path):
        raise Refused(
            _("«%(title)s» không phải của cấp trên của %(unit)s.")
            % {"title": parent, "unit": movement.unit}
        )
    above = rules.upwards(edges, parent.pk)
    if max(above.values(), default=0) + 1 + max(below.values(), default=0) > rules.MOST_LEVELS:
        raise Refused(
            _("Chỉ hưởng ứng nối nhau nhiều nhất %(most)s cấp.") % {"most": rules.MOST_LEVELS}
        )


@action(
    "movements.outside.record",
    gettext_lazy("Ghi nhận phong trào của cơ quan khác"),
    on="unit",
    permit=permits.keeps_movements,
)
def record_outside(*, actor: Any, unit: Any, facts: Mapping[str, Any]) -> Movement:
    """A movement that a body outside has launched: known here to be answered, sent to nobody."""
    return _write(Movement(unit=unit, state=MovementState.LAUNCHED), facts)


@action(
    "movements.outside.update",
    gettext_lazy("Sửa phong trào của cơ quan khác"),
    on="movement",
    permit=permits.keeps_movements,
)
def update_outside(*, actor: Any, movement: Movement, facts: Mapping[str, Any]) -> Movement:
    """Correct what was noted of it."""
    if not movement.body:
        raise Refused(_("Phong trào này do đơn vị phát động, sửa ở trang dự thảo."))
    if movement.state != MovementState.LAUNCHED:
        raise Refused(_("Phong trào đã kết thúc nên không sửa được nữa."))
    return _write(movement, facts)


def _write(movement: Movement, facts: Mapping[str, Any]) -> Movement:
    if unknown := set(facts) - OUTSIDE_FACTS:
        raise TypeError(f"a movement of another body has no {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(movement, name, value)
    if not movement.body.strip():
        raise Refused(_("Hãy ghi cơ quan phát động."))
    if movement.starts_on is None or movement.ends_on is None:
        raise Refused(_("Hãy ghi ngày bắt đầu và ngày kết thúc."))
    if movement.ends_on < movement.starts_on:
        raise Refused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
    movement.save()
    return movement
