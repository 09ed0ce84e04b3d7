"""Signing and numbering a plan of several bodies, each for its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import period
from thidua.movements import actions, permits
from thidua.movements.forms import JointNumberForm
from thidua.movements.views.subjects import FORM_METHODS, party
from thidua.orgs.pages import attempt, page


@require_POST
@page(permit=permits.signs_for_party, subject=party)
def sign_joint(request: HttpRequest, party: Any) -> HttpResponse:
    """Put one's name to the common text for one body."""
    done = attempt(
        request,
        lambda: actions.sign_joint_plan(actor=request.user, party=party, on=period.today()),
    )
    if done is not None:
        messages.success(
            request, _("Đã ký kế hoạch liên tịch cho %(unit)s.") % {"unit": party.unit}
        )
    return _back(party)


@require_http_methods(FORM_METHODS)
@page(permit=permits.numbers_for_party, subject=party)
def number_joint(request: HttpRequest, party: Any) -> HttpResponse:
    """Number and day from the body's own register."""
    symbol = f"KHLT-{party.unit.short_name or party.unit.code}"
    form = JointNumberForm(
        request.POST or None, initial={"symbol": symbol, "dated_on": period.today()}
    )
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.number_joint_plan(actor=request.user, party=party, **form.facts()),
        )
        if done is not None:
            messages.success(request, _("Đã ghi số của %(unit)s.") % {"unit": party.unit})
            return _back(party)
    return render(request, "movements/joint_number.html", {"form": form, "party": party})


def _back(party: Any) -> HttpResponse:
    return redirect(reverse("movements:detail", args=[party.movement_id]) + "#lien-tich")
