"""Opening a new year: a draft made from a movement that has run before."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.movements import permits, queries, rules
from thidua.movements.models import Dispatch, Movement, Phase, Response, Turn
from thidua.movements.states import MovementState

TEXTS = (
    "theme", "slogan", "kind", "level", "bases", "objectives", "subjects", "for_sex", "for_line",
    "for_work", "content", "criteria", "plan", "measures",
)  # fmt: skip


@action(
    "movements.movement.open_year",
    gettext_lazy("Mở năm mới từ phong trào cũ"),
    on="movement",
    permit=permits.keeps_movements,
)
def open_year(*, actor: Any, movement: Movement, on: date) -> Movement:
    """A draft with the texts, phases and scope of an old movement, its days moved to a new year.

    The decision, the money, the theme of the year and the files belong to the old year and are
    left behind; units that are no more and higher movements that are over are left out.
    """
    if movement.state == MovementState.DRAFT:
        raise Refused(_("Đây còn là dự thảo: chỉ mở năm mới từ phong trào đã phát động."))
    if movement.body:
        raise Refused(_("Phong trào của cơ quan khác thì ghi nhận mới, không mở từ phong trào cũ."))
    if (made := queries.draft_copy_of(movement)) is not None:
        raise Refused(_("Đã có dự thảo «%(title)s» mở từ phong trào này.") % {"title": made})
    years = rules.years_to_move(movement.ends_on, on)
    draft = Movement(
        unit=movement.unit,
        copied_from=movement,
        title=rules.years_moved(movement.title, years),
        **{name: getattr(movement, name) for name in TEXTS},
        **{
            name: rules.moved(getattr(movement, name), years)
            for name in ("starts_on", "ends_on", "register_by", "late_until")
        },
    )
    draft.save()
    draft.sponsors.set(movement.sponsors.all())
    units = queries.still_there(movement, on=draft.starts_on or on)
    Dispatch.objects.bulk_create(Dispatch(movement=draft, unit=unit) for unit in units)
    Response.objects.bulk_create(
        Response(movement=draft, parent=parent)
        for parent in queries.parents_of(movement)
        if parent.state == MovementState.LAUNCHED
        and parent.ends_on is not None
        and draft.starts_on is not None
        and parent.ends_on >= draft.starts_on
    )
    phases = queries.phases_of(movement)
    for phase in phases:
        _copy_phase(phase, draft, years, {unit.pk for unit in units})
    note(source=movement.pk, years=years, units=len(units), phases=len(phases), on=on)
    return draft


def _copy_phase(phase: Phase, draft: Movement, years: int, units: set[int]) -> None:
    turns = [turn for turn in phase.turns.all() if turn.unit_id in units]
    copy = Phase.objects.create(
        movement=draft, title=rules.years_moved(phase.title, years), slogan=phase.slogan,
        starts_on=rules.moved(phase.starts_on, years), ends_on=rules.moved(phase.ends_on, years),
        order=phase.order, rule=phase.rule, measure=phase.measure, amount=phase.amount,
        owed_by=phase.owed_by,
    )  # fmt: skip
    Turn.objects.bulk_create(
        Turn(phase=copy, unit_id=turn.unit_id, order=number) for number, turn in enumerate(turns, 1)
    )
