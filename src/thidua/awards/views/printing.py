"""Papers of dossiers and rounds as files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thidua.awards import permits
from thidua.awards.views.common import the_dossier, the_round
from thidua.core import period
from thidua.documents.pages import hand_out
from thidua.orgs.pages import page

OF_ROUNDS = {"trich-ngang": "awards.summary", "to-trinh": "awards.proposal"}


@require_safe
@page(permit=permits.reads_dossier, subject=the_dossier)
def dossier_report(request: HttpRequest, dossier: Any, ext: str) -> HttpResponse:
    """The achievement report by the form that the award takes."""
    return hand_out(
        request, "awards.report", dossier, issuer=dossier.home_unit, ext=ext, on=period.today(),
        name=f"bao-cao-thanh-tich-{dossier.pk}", back="awards:dossier",
    )  # fmt: skip


@require_safe
@page(permit=permits.reads_unit, subject=the_round)
def round_paper(request: HttpRequest, round: Any, name: str, ext: str) -> HttpResponse:  # noqa: A002 # the clerk's word
    """The summary list (`trich-ngang`) or the proposal letter (`to-trinh`)."""
    if name not in OF_ROUNDS:
        raise Http404
    return hand_out(
        request, OF_ROUNDS[name], round, issuer=round.unit, ext=ext, on=period.today(),
        name=f"{name}-{round.pk}", back="awards:round",
    )  # fmt: skip
