"""The fairness view of a round and of a draft decision: it informs, people decide."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.awards import permits
from thidua.awards.queries import fairness
from thidua.awards.views.common import the_decision, the_round
from thidua.core import period
from thidua.orgs.pages import page
from thidua.ui import formats


def _page(request: HttpRequest, found: fairness.Fairness, name: str, back: str) -> HttpResponse:
    context = {
        "found": found, "name": name, "back_url": back,
        "groups": found.chart(_("Cơ cấu người được đề nghị"), found.groups),
        "waits": found.chart(_("Số năm từ lần được khen trước"), found.waits),
        "median": (
            formats.number(found.median_wait, 1) if found.median_wait is not None else None
        ),
    }  # fmt: skip
    return render(request, "awards/fairness.html", context)


@require_safe
@page(permit=permits.reads_unit, subject=the_round)
def round_fairness(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    found = fairness.of_round(round, on=period.today())
    return _page(request, found, round.name, reverse("awards:round", args=[round.pk]))


@require_safe
@page(permit=permits.reads_unit, subject=the_decision)
def decision_fairness(request: HttpRequest, decision: Any) -> HttpResponse:
    found = fairness.of_decision(decision, on=period.today())
    back = reverse("awards:decision", args=[decision.pk])
    return _page(request, found, decision.paper.title, back)
