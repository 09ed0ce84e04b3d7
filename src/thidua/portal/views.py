"""Verification for strangers, and the one search box for people inside."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from thidua.core.capability import FACES, SEALS, SEARCH
from thidua.core.permit import anyone
from thidua.core.text import fold
from thidua.documents import queries as documents
from thidua.documents.states import PaperState
from thidua.orgs.pages import page
from thidua.orgs.permits import is_signed_in

HITS_PER_KIND = 8


def _insist_on_public() -> None:
    if not settings.THIDUA_PUBLIC:
        raise Http404


@require_safe
@page(permit=anyone)
def verify_form(request: HttpRequest) -> HttpResponse:
    """Where a stranger types the code printed beside the QR."""
    _insist_on_public()
    if typed := request.GET.get("ma", ""):
        code = "".join(c for c in typed.upper() if c.isalnum())
        return redirect("portal:verify", code=code or "?")
    return render(request, "portal/verify_form.html")


@require_safe
@page(permit=anyone)
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a paper with this code was issued here, and the least that proves it is the one."""
    _insist_on_public()
    paper = documents.issued_paper(code)
    face = FACES[paper.kind](paper) if paper and paper.kind in FACES else []
    broken = SEALS[paper.kind](paper) if paper and paper.kind in SEALS else None
    answer = render(
        request,
        "portal/verify.html",
        {
            "code": code,
            "paper": paper,
            "face": face,
            "broken": broken,
            "is_revoked": paper is not None and paper.state == PaperState.REVOKED,
        },
        status=200 if paper else 404,
    )
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@page(permit=is_signed_in)
def search(request: HttpRequest) -> HttpResponse:
    """One box over every capability; each provider shows only what the asker may see."""
    typed = request.GET.get("q", "").strip()
    folded = fold(typed)
    hits = (
        [hit for _name, find in SEARCH for hit in find(request.user, folded, limit=HITS_PER_KIND)]
        if folded
        else []
    )
    kinds: dict[str, list[Any]] = {}
    for hit in hits:
        kinds.setdefault(str(hit.kind), []).append(hit)
    return render(
        request, "portal/search.html", {"typed": typed, "kinds": kinds, "count": len(hits)}
    )
