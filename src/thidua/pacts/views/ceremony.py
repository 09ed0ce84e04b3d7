"""Ceremony mode: the parties on the wall, each lit when it has signed."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from thidua.orgs.pages import page
from thidua.pacts import permits, queries
from thidua.pacts.models import Pact
from thidua.pacts.rules import digest
from thidua.pacts.states import PactState
from thidua.pacts.views.subjects import the_pact
from thidua.ui import qr

# Between two looks, in milliseconds: walls and phones that began together drift apart.
SHORTEST, SPREAD = 2_500, 1_500
STOP = 286  # tells htmx that nothing more will come
MANY, VERY_MANY = 9, 24


@require_safe
@page(permit=permits.reads_pact, subject=the_pact)
def ceremony(request: HttpRequest, pact: Pact) -> HttpResponse:
    """The whole screen: what is signed, by whom, and where heads sign on their phones."""
    pause = SHORTEST + secrets.randbelow(SPREAD)
    context = {"pact": pact, "pause": pause, **_on_the_wall(request, pact)}
    return render(request, "pacts/ceremony.html", context)


@require_safe
@page(permit=permits.reads_pact, subject=the_pact)
def ceremony_parties(request: HttpRequest, pact: Pact) -> HttpResponseBase:
    """The parties alone; nothing is sent again until somebody signs."""
    wall = _on_the_wall(request, pact)
    facts = {"state": pact.state, "signed": {str(p.pk): str(p.signed_at) for p in wall["parties"]}}
    etag = f'"{digest(facts)[:32]}"'
    if (same := get_conditional_response(request, etag=etag)) is not None:
        return same
    status = STOP if pact.state in (PactState.SEALED, PactState.SUPERSEDED) else 200
    answer = render(request, "pacts/ceremony_parties.html", {"pact": pact, **wall}, status=status)
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _on_the_wall(request: HttpRequest, pact: Pact) -> dict[str, Any]:
    parties = queries.parties_of(pact)
    size = "few" if len(parties) <= MANY else "many" if len(parties) <= VERY_MANY else "very-many"
    address = request.build_absolute_uri(reverse("pacts:sign", args=[pact.pk]))
    return {
        "qr": qr.svg(address) if pact.state == PactState.OPEN else "",
        "address": address.split("://", 1)[-1],
        "parties": parties,
        "signed": sum(party.signed_at is not None for party in parties),
        "size": size,
    }
