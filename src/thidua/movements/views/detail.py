"""The page of a movement: what it asks, of whom, by when, what it answers and who answers it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.core import period
from thidua.core.capability import offers
from thidua.core.period import Period
from thidua.movements import permits, queries, rules, wording
from thidua.movements.asked import Asked, asked
from thidua.movements.forms import AttachForm
from thidua.movements.progress import progress
from thidua.movements.states import MovementState
from thidua.movements.views.subjects import movement
from thidua.movements.wording import TONES
from thidua.orgs import queries as orgs
from thidua.orgs.pages import page
from thidua.ui.components import Case, Finding


@require_safe
@page(permit=permits.sees_movement, subject=movement)
def detail(request: HttpRequest, movement: Any) -> HttpResponse:
    """A movement: what it asks, of whom, by when, and how far its units are."""
    today = period.today()
    is_draft = movement.state == MovementState.DRAFT
    edit_reason = permits.keeps_movements(request.user, movement)
    mine = queries.lists_of(request.user, movement, on=today)
    span = movement.period
    context = {
        "movement": movement,
        "case": Case(
            who=movement.host,
            what=movement.title,
            state=movement.get_state_display(),
            tone=TONES[movement.state],
            due_on=_next_day(movement, mine, on=today),
        ),
        "findings": _readiness(movement, may_mend=edit_reason is None) if is_draft else [],
        "days": span.days if span and span.end else None,
        "days_left": span.days_left(today) if span and span.end else None,
        "spoken_days": rules.spoken_days(movement.title, movement.theme),
        "numbers": queries.numbers_of(movement),
        "mine": [(row, TONES[row.state]) for row in mine],
        "to_register": [
            row for row in mine
            if row.awaits_its_head and permits.heads_unit(request.user, row) is None
        ],
        "to_receive": [
            each for each in queries.unreceived(movement, units=[row.unit_id for row in mine])
            if permits.heads_unit(request.user, each) is None
        ],
        "contents": [(label, getattr(movement, name)) for name, label in wording.CONTENTS.items()],
        "subjects": wording.subjects_of(movement),
        "launch_reason": permits.launches_movement(request.user, movement),
        "keeps": edit_reason is None,
        # What another body runs is answered here, not carried out.
        "offers": [] if movement.body else offers(request.user, movement, on=today),
        "trail": orgs.trail_of(movement),
        "parties": _parties(request.user, movement),
        "in_force_from": queries.in_force_from(movement) if movement.is_joint else None,
        "files": list(queries.attachments_of(movement)),
        "attach_form": AttachForm(),
        "carried": _carried(movement) if is_draft and edit_reason is None else None,
        **_phases(request.user, movement, on=today),
        **_answers(request.user, movement),
    }  # fmt: skip
    return render(request, "movements/detail.html", context)


def _next_day(movement: Any, mine: Sequence[Any], *, on: date) -> date | None:
    """The day that counts for the reader: to register while that is open or owed, then the end."""
    if movement.state != MovementState.LAUNCHED:
        return None
    by: date | None = movement.register_by
    owes = any(row.awaits_its_head for row in mine)
    return by if by and (owes or by >= on) else movement.ends_on


def _phases(actor: Any, movement: Any, *, on: date) -> dict[str, Any]:
    """The phases with where they stand, who owes what in these days, and what is asked of me."""
    runs = movement.state == MovementState.LAUNCHED
    owed = asked(queries.dues(movement, Period(on, on))) if runs else []
    over = queries.units_over(actor, on=on) if owed else set()
    by_phase: dict[int, list[Asked]] = {}
    for each in owed:
        by_phase.setdefault(each.due.phase.pk, []).append(each)
    phases = queries.phases_of(movement)
    starts = [None, *(phase.starts_on for phase in phases), None]
    rows = [
        (
            phase, wording.rule_of(phase), _stage(phase, on), by_phase.get(phase.pk, []),
            {"up": before == phase.starts_on, "down": after == phase.starts_on},
        )
        for phase, before, after in zip(phases, starts[:-2], starts[2:], strict=True)
    ]  # fmt: skip
    return {"phases": rows, "asked": [each for each in owed if each.due.unit.pk in over]}


def _stage(phase: Any, on: date) -> str:
    """Where a phase stands on a day, as a timeline says it."""
    if phase.ends_on < on:
        return "done"
    return "now" if phase.starts_on <= on else "next"


def _answers(actor: Any, movement: Any) -> dict[str, Any]:
    """What the movement answers and who answers it; linked where the actor may go."""
    parents, responders = queries.parents_of(movement), queries.responders_of(movement)
    keys = [each.pk for each in (*parents, *responders)]
    seen = set(queries.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True))
    return {
        "parents": parents,
        "progress": progress(movement, responders) if responders else None,
        "seen": seen,
    }


def _parties(actor: Any, movement: Any) -> list[dict[str, Any]]:
    """The bodies of a joint plan, where each stands, and what the reader may do for it."""
    if not movement.is_joint:
        return []
    is_draft = movement.state == MovementState.DRAFT
    return [
        {
            "row": each,
            "may_sign": is_draft and not each.is_current
            and permits.signs_for_party(actor, each.party) is None,
            "may_number": is_draft and each.is_current and each.party.number is None
            and permits.numbers_for_party(actor, each.party) is None,
        }
        for each in queries.signatures_of(movement)
    ]  # fmt: skip


def _readiness(movement: Any, *, may_mend: bool) -> list[Finding]:
    """What the launch still waits for, or that it waits for nothing; then what is advised."""
    checks = queries.readiness_of(movement)
    found = [
        Finding(
            "fail" if check.is_needed else "unknown",
            wording.sentence(check),
            wording.ARTICLE if check.by_law
            else _("Phải sửa trước khi phát động.") if check.is_needed
            else _("Nên có, không bắt buộc."),
            mend=_mend(check.field)[0] if may_mend else "",
            mend_url=_mend_url(movement, check.field) if may_mend else "",
        )
        for check in checks
        if not check.is_met
    ]  # fmt: skip
    if not any(check.stops for check in checks):
        found.insert(0, Finding("pass", _("Đã có đủ nội dung để phát động."), wording.ARTICLE))
    return found


def _mend(field: str) -> tuple[str, str]:
    """How to mend what is missing, and the address where."""
    if field == "parents":
        return _("Ghi phong trào được hưởng ứng."), "movements:answer"
    if field == "phases":
        return _("Thêm đợt."), "movements:add_phase"
    if field.startswith("phases"):
        return _("Sửa các đợt."), "movements:detail"
    return _("Bổ sung ở trang sửa dự thảo."), "movements:edit"


def _mend_url(movement: Any, field: str) -> str:
    name = _mend(field)[1]
    anchor = {"movements:edit": f"#id_{field}", "movements:detail": "#cac-dot"}.get(name, "")
    return reverse(name, args=[movement.pk]) + anchor


def _carried(movement: Any) -> dict[str, Any] | None:
    """What came from an older movement, and what to look at before the launch."""
    found = queries.carried(movement)
    if found is None:
        return None
    return {"copy": found, "look_at": wording.to_look_at(found)}
