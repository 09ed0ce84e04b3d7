"""Papers of dossiers and rounds as files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from thidua.awards import permits
from thidua.awards.views.common import the_dossier, the_round
from thidua.core import period
from thidua.documents import registry
from thidua.orgs.pages import attempt, page

OF_ROUNDS = {"trich-ngang": "awards.summary", "to-trinh": "awards.proposal"}


@require_safe
@page(permit=permits.reads_dossier, subject=the_dossier)
def dossier_report(request: HttpRequest, dossier: Any, ext: str) -> HttpResponse:
    """The achievement report by the form that the award takes."""
    answer = attempt(
        request,
        lambda: registry.as_file(
            "awards.report", dossier, file_format=ext, on=period.today(),
            name=f"bao-cao-thanh-tich-{dossier.pk}",
        ),
    )  # fmt: skip
    return answer or redirect("awards:dossier", pk=dossier.pk)


@require_safe
@page(permit=permits.reads_unit, subject=the_round)
def round_paper(request: HttpRequest, round: Any, name: str, ext: str) -> HttpResponse:  # noqa: A002 # the clerk's word
    """The summary list (`trich-ngang`) or the proposal letter (`to-trinh`)."""
    if name not in OF_ROUNDS:
        raise Http404
    answer = attempt(
        request,
        lambda: registry.as_file(
            OF_ROUNDS[name], round, file_format=ext, on=period.today(), name=f"{name}-{round.pk}"
        ),
    )
    return answer or redirect("awards:round", pk=round.pk)
