"""A unit's own days off and days worked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thidua.core import period
from thidua.orgs import actions, forms, page_queries, permits
from thidua.orgs.models import MovedDay, Unit
from thidua.orgs.pages import attempt, page
from thidua.orgs.views.units import the_unit
from thidua.ui.messages import Undo, done


def the_moved(request: HttpRequest, pk: int) -> MovedDay | None:
    return page_queries.moved_day_by_key(pk)


@page(permit=permits.is_signed_in, subject=the_unit)
def moved_days(request: HttpRequest, unit: Unit) -> HttpResponse:
    """What counts here beside the public days; its officer adds a day."""
    keeps = permits.is_officer(request.user, unit)
    form = forms.MovedDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request, lambda: actions.move_day(actor=request.user, unit=unit, **form.cleaned_data)
        )
        if made is not None:
            undo = Undo(reverse("orgs:drop_day", args=[made.pk]))
            done(request, _("Đã ghi; mọi hạn tính từ nay theo lịch này."), undo)
            return redirect("orgs:moved_days", pk=unit.pk)
    own, above = page_queries.moved_days_of(unit)
    context = {
        "unit": unit, "own": own, "inherited": above, "form": form if keeps is None else None,
    }  # fmt: skip
    return render(request, "orgs/days.html", context)


@require_POST
@page(permit=permits.is_officer, subject=the_moved)
def drop_day(request: HttpRequest, moved: MovedDay) -> HttpResponse:
    on = period.today()
    if attempt(request, lambda: actions.drop_day(actor=request.user, moved=moved, on=on)):
        undo = Undo(reverse("orgs:restore_day", args=[moved.pk]))
        done(request, _("Đã bỏ; các hạn đã báo trước đó không đổi."), undo)
    return redirect("orgs:moved_days", pk=moved.unit_id)


@require_POST
@page(permit=permits.is_officer, subject=the_moved)
def restore_day(request: HttpRequest, moved: MovedDay) -> HttpResponse:
    if attempt(request, lambda: actions.restore_day(actor=request.user, moved=moved)):
        done(request, _("Đã ghi lại."))
    return redirect("orgs:moved_days", pk=moved.unit_id)
