"""The page on which an officer shows a round's list for comments."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.awards import actions, permits, queries
from thidua.awards.views.common import FORM_METHODS, the_round
from thidua.core import period
from thidua.disclosures.forms import TermForm
from thidua.orgs.pages import attempt, page


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def round_disclose(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Who will be shown, to whom, from when and for how long."""
    on = period.today()
    form = TermForm(request.POST or None, on=on)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request,
            lambda: actions.disclose_round(
                actor=request.user, round=round, on=on, **form.cleaned_data
            ),
        )
        if made is not None:
            messages.success(request, _("Đã công khai; mọi người trong phạm vi được báo."))
            return redirect("disclosures:detail", made.pk)
    context = {
        "form": form, "title": _("Công khai lấy ý kiến"), "submit": _("Công khai"),
        "state": round.name, "back_url": reverse("awards:round", args=[round.pk]),
        "listed": [(row, queries.name_of(row.award)) for row in queries.disclosable(round)],
        "listed_title": _("Sẽ công khai"), "nothing": _("Chưa có hồ sơ nào đã nộp."),
    }  # fmt: skip
    return render(request, "awards/form.html", context)
