"""Writes on the phases of a draft: what each asks, of whom, in which days."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import audit
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.movements import permits, queries
from thidua.movements.measures import MEASURES
from thidua.movements.models import Movement, Phase, Turn
from thidua.movements.states import MOVEMENT, OwedBy, PhaseRule

FACTS = frozenset(
    {
        "title", "slogan", "starts_on", "ends_on", "order", "rule", "measure", "amount", "owed_by"
    }
)  # fmt: skip


@action(
    "movements.phase.add", gettext_lazy("Thêm đợt"), on="movement", permit=permits.keeps_movements
)
def add_phase(
    *, actor: Any, movement: Movement, facts: Mapping[str, Any], units: Sequence[Any] = ()
) -> Phase:
    """A phase of a draft; `units` are those chosen, in the order in which they take turns."""
    _insist_on_draft(movement)
    phase = Phase(movement=movement)
    return _write(phase, facts, units)


@action(
    "movements.phase.update", gettext_lazy("Sửa đợt"), on="movement", permit=permits.keeps_movements
)
def update_phase(
    *, actor: Any, movement: Movement, phase: Phase, facts: Mapping[str, Any],
    units: Sequence[Any] = (),
) -> Phase:  # fmt: skip
    """Correct a phase of a draft; what was launched stays as people were told."""
    _insist_on_draft(movement)
    return _write(_fresh(movement, phase), facts, units)


@action(
    "movements.phase.drop", gettext_lazy("Bỏ đợt"), on="movement", permit=permits.keeps_movements
)
def drop_phase(*, actor: Any, movement: Movement, phase: Phase) -> Movement:
    """Take a phase out of a draft."""
    _insist_on_draft(movement)
    found = _fresh(movement, phase)
    note(phase=found.title)
    found.delete()
    return movement


@action(
    "movements.phase.move", gettext_lazy("Đổi thứ tự đợt"), on="movement",
    permit=permits.keeps_movements,
)  # fmt: skip
def move_phase(*, actor: Any, movement: Movement, phase: Phase, up: bool) -> Phase:
    """Change places with the phase before or after it that starts on the same day."""
    _insist_on_draft(movement)
    found = _fresh(movement, phase)
    row = queries.beside(found)
    place = row.index(found)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(row):
        raise Refused(_("Đợt xếp theo ngày bắt đầu; chỉ đổi chỗ được với đợt bắt đầu cùng ngày."))
    row[place], row[other] = row[other], row[place]
    for number, each in enumerate(row, 1):
        each.order = number
    Phase.objects.bulk_update(row, ["order"])
    note(phase=found.title, order=[each.title for each in row])
    return found


def _insist_on_draft(movement: Movement) -> None:
    if reason := MOVEMENT.refusal(movement, "launch"):
        raise Refused(reason)


def _fresh(movement: Movement, phase: Phase) -> Phase:
    found = movement.phases.filter(pk=phase.pk).first()
    if found is None:
        raise Refused(_("Đợt này không còn ở phong trào."))
    return found


def _write(phase: Phase, facts: Mapping[str, Any], units: Sequence[Any]) -> Phase:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"a phase has no {', '.join(sorted(unknown))}")
    before = audit.snapshot(phase) if phase.pk else {}
    for name, value in facts.items():
        setattr(phase, name, value)
    if phase.rule == PhaseRule.PLAIN:
        phase.measure, phase.owed_by, phase.amount = "", "", 1
    _insist_on_days(phase)
    _insist_on_rule(phase, units)
    phase.save()
    phase.turns.all().delete()
    if phase.owed_by in {OwedBy.IN_TURN, OwedBy.SOME}:
        Turn.objects.bulk_create(
            Turn(phase=phase, unit=unit, order=number) for number, unit in enumerate(units, 1)
        )
    note(
        phase=phase.title,
        changes=audit.difference(before, audit.snapshot(phase)),
        units=[unit.pk for unit in units],
    )
    return phase


def _insist_on_days(phase: Phase) -> None:
    if phase.ends_on < phase.starts_on:
        raise Refused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
    whole = phase.movement.period
    if whole is None or whole.end is None:
        raise Refused(_("Hãy ghi ngày bắt đầu và ngày kết thúc của phong trào trước khi thêm đợt."))
    if phase.starts_on not in whole or phase.ends_on not in whole:
        raise Refused(
            _("Đợt phải trong thời gian của phong trào, từ %(start)s đến hết %(end)s.")
            % {"start": f"{whole.start:%d/%m/%Y}", "end": f"{whole.end:%d/%m/%Y}"}
        )


def _insist_on_rule(phase: Phase, units: Sequence[Any]) -> None:
    """What is asked can be counted, and somebody in scope owes it."""
    if phase.rule == PhaseRule.PLAIN:
        return
    if phase.measure not in MEASURES:
        raise Refused(_("Không có số đo «%(name)s»: hãy chọn trong danh sách.") % {
            "name": phase.measure
        })  # fmt: skip
    if phase.amount < 1:
        raise Refused(_("Số lượng phải từ 1 trở lên."))
    if not phase.owed_by:
        raise Refused(_("Hãy chọn giao cho ai."))
    if phase.owed_by == OwedBy.IN_TURN and phase.rule != PhaseRule.WEEKLY:
        raise Refused(_("Luân phiên chỉ dùng khi giao mỗi tuần: hãy chọn «Mỗi tuần»."))
    if phase.owed_by == OwedBy.SOME and not units:
        raise Refused(_("Hãy chọn ít nhất một đơn vị thực hiện."))
    within = set(phase.movement.dispatches.values_list("unit", flat=True))
    if strange := [unit for unit in units if unit.pk not in within]:
        raise Refused(_("%(unit)s không trong phạm vi của phong trào.") % {"unit": strange[0]})
