"""A group's page: week by week, what was allowed late and why, when it was reminded."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thidua.boards import actions, permits, queries, rules, wording
from thidua.boards.forms import LateForm
from thidua.boards.states import WeekState
from thidua.boards.views.subjects import allowance, group
from thidua.core import period
from thidua.orgs.pages import attempt, page
from thidua.ui.forms import ReasonForm


@require_safe
@page(permit=permits.sees_group, subject=group)
def weeks(request: HttpRequest, group: Any) -> HttpResponse:
    """Every week in which something was owed, the newest first."""
    movement, unit = group
    today = period.today()
    rhythm = queries.Rhythm(movement, [unit], on=today)
    found = rhythm.weeks_of(unit.pk)
    late: dict[Any, list[Any]] = {}
    for each in rhythm.allowed.get(unit.pk, []):
        late.setdefault(each.week, []).append(each)
    reminders = queries.reminders_of(movement, unit)
    lines = [
        {
            "week": week,
            "state": found[week].label,
            "tone": wording.TONES[found[week]],
            "amount": wording.amount(*rhythm.in_week(unit.pk, week)),
            "late": late.get(week, []),
            "reminder": reminders.get(week),
        }
        for week in sorted(found, reverse=True)
    ]
    missed = [week for week in sorted(found, reverse=True) if found[week] == WeekState.MISSED]
    kept, judged = rules.kept(found)
    context = {
        "movement": movement, "unit": unit, "lines": lines, "streak": rules.streak(found),
        "kept": kept, "judged": judged, "late_rule": wording.late_rule(),
        "keeps": permits.keeps_board(request.user, movement) is None,
        "late_form": LateForm(weeks=missed) if missed else None, "revoke_form": ReasonForm(),
    }  # fmt: skip
    return render(request, "boards/group.html", context)


@require_POST
@page(permit=permits.keeps_group, subject=group)
def allow(request: HttpRequest, group: Any) -> HttpResponse:
    """Let a late sending count, with a reason."""
    movement, unit = group
    today = period.today()
    missed = queries.missed_weeks(movement, unit, on=today)
    form = LateForm(request.POST, weeks=missed)
    if not form.is_valid():
        messages.error(request, _("Cần chọn tuần và ghi lý do."))
    elif attempt(
        request,
        lambda: actions.allow_late(
            actor=request.user, movement=movement, unit=unit, on=today,
            week=form.cleaned_data["week"], reason=form.cleaned_data["reason"],
        ),
    ):  # fmt: skip
        messages.success(request, _("Đã cho tính muộn; lý do hiện trên bảng."))
    return redirect("boards:group", pk=movement.pk, unit=unit.pk)


@require_POST
@page(permit=permits.keeps_part_of_board, subject=allowance)
def revoke(request: HttpRequest, allowance: Any) -> HttpResponse:
    """Take a leave back, with a reason."""
    reason = request.POST.get("reason", "")
    if attempt(
        request,
        lambda: actions.revoke_late(actor=request.user, allowance=allowance, reason=reason),
    ):
        messages.success(request, _("Đã rút việc cho tính muộn."))
    return redirect("boards:group", pk=allowance.movement_id, unit=allowance.unit_id)
