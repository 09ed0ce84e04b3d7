"""The caps over a round: on its own page, beside a selection, and an exception by the head."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.awards import actions, permits, queries
from thidua.awards.forms.rising import ExceptionForm
from thidua.awards.views.common import FORM_METHODS, picked, said_of, the_round
from thidua.core import period
from thidua.orgs.pages import attempt, page


def caps(
    request: HttpRequest, round: Any, rows: Any = ()  # noqa: A002 # the clerk's word
) -> dict[str, Any]:  # fmt: skip
    """What the part on caps shows, with `rows` as if they were chosen."""
    today = period.today()
    found = queries.guards(round, on=today, picked=rows)
    return {
        "round": round,
        "capped": [guard for guard in found if guard.is_capped],
        "uncapped": [guard for guard in found if not guard.is_capped],
        "excellent": queries.excellent_share(round, on=today),
        "selected": len(rows),
        "decides": permits.is_director(request.user, round) is None,
    }


@require_http_methods(FORM_METHODS)
@page(permit=permits.reads_unit, subject=the_round)
def round_quotas(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Every cap with numerator, denominator, source and rounding.

    `pick` is a selection of dossiers, or with `of=people` of people of the year's list.
    """
    if request.method == "POST":
        return _excepted(request, round)
    keys = picked(request)
    if keys and request.GET.get("of") == "people":
        rows = queries.as_if_proposed(round, request.user, keys, on=period.today())
    else:
        rows = list(round.dossiers.filter(pk__in=keys)) if keys else []
    context = caps(request, round, rows)
    context["forms"] = {
        guard.award: ExceptionForm(initial={"award": guard.award}, auto_id=f"{guard.award}_%s")
        for guard in context["capped"] if guard.exception is None
    }  # fmt: skip
    return render(request, "awards/quotas.html", context)


def _excepted(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    form = ExceptionForm(request.POST)
    if not form.is_valid():
        messages.error(request, said_of(form))
    elif attempt(
        request,
        lambda: actions.except_quota(
            actor=request.user, round=round, on=period.today(), **form.cleaned_data
        ),
    ):
        messages.success(request, _("Đã ghi quyết định cho vượt tỷ lệ."))
    return redirect("awards:round_quotas", pk=round.pk)
