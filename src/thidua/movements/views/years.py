"""The page that opens a new year from an old movement."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core import period
from thidua.movements import actions, permits, queries, rules
from thidua.movements.states import MovementState
from thidua.movements.views.subjects import FORM_METHODS, movement
from thidua.orgs.pages import attempt, page


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_movements, subject=movement)
def open_year(request: HttpRequest, movement: Any) -> HttpResponse:
    """What will be copied into a draft and moved to which days; then copy it."""
    today = period.today()
    if request.method == "POST":
        made = attempt(
            request,
            lambda: actions.open_year(actor=request.user, movement=movement, on=today),
        )
        if made is not None:
            messages.success(request, _("Đã lập dự thảo cho năm mới. Xem lại các mục bên dưới."))
            return redirect("movements:detail", pk=made.pk)
    if movement.state == MovementState.DRAFT or movement.body:
        messages.error(request, _("Chỉ mở năm mới từ phong trào đơn vị đã phát động."))
        return redirect("movements:detail", pk=movement.pk)
    years = rules.years_to_move(movement.ends_on, today)
    starts_on = rules.moved(movement.starts_on, years)
    units = queries.units_in_scope(movement)
    kept = queries.still_there(movement, on=starts_on)
    context = {
        "movement": movement,
        "title": rules.years_moved(movement.title, years),
        "starts_on": starts_on,
        "ends_on": rules.moved(movement.ends_on, years),
        "kept": kept,
        "lost": [unit for unit in units if unit not in kept],
        "phases": queries.phases_of(movement),
        "made": queries.draft_copy_of(movement),
    }
    return render(request, "movements/open_year.html", context)
