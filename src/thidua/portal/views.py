"""Verification for strangers, and the one search box for people inside."""

import hashlib
import re
from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.awards.queries.public import public_annex, public_decisions, public_honours
from thidua.core.capability import FACES, SEALS, SEARCH
from thidua.core.permit import anyone
from thidua.core.text import fold
from thidua.documents import queries as documents
from thidua.documents.states import AmendmentKind, PaperState
from thidua.orgs.pages import page
from thidua.orgs.permits import is_signed_in

HITS_PER_KIND = 8
HASH = re.compile("[0-9a-f]{64}")
CODE = re.compile("[2-9A-HJ-NP-Z]{16}")
DECISIONS_A_PAGE = 20
LIMIT = "public_search"


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
    return _answer(request, code, documents.issued_paper(code))


@page(permit=anyone)
def verify_file(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a file is this paper: by a hash made in the browser, or by a file that is forgotten.

    An unknown code answers as on the page of the code itself, whatever file comes with it.
    """
    _insist_on_public()
    paper = documents.issued_paper(code)
    sent = request.FILES.get("tep")
    if request.method == "POST" and sent is not None:
        digest = hashlib.sha256()
        for chunk in sent.chunks():
            digest.update(chunk)
        hashed = digest.hexdigest()
    else:
        hashed = request.GET.get("bam", "").lower()
    if not HASH.fullmatch(hashed):
        return _answer(request, code, paper)
    is_ours = paper is not None and documents.is_one_of(paper, hashed)
    return _answer(request, code, paper, file="same" if is_ours else "other")


def _answer(request: HttpRequest, code: str, paper: Any, *, file: str = "") -> HttpResponse:
    """The page of a code; `file` tells what was found of a file that came along."""
    answer = render(
        request,
        "portal/verify.html",
        {"code": code, "paper": paper, "file": file, **(_told(paper) if paper else {})},
        status=200 if paper else 404,
    )
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _told(paper: Any) -> dict[str, Any]:
    amendments = list(documents.amendments_of(paper))
    signatures = documents.signature_rows(paper)
    broken = SEALS[paper.kind](paper) if paper.kind in SEALS else None
    if signatures is None or any(not row.report.is_intact for row in signatures):
        broken = broken or _(
            "Tệp lưu ở nơi ban hành không còn nguyên như lúc ký. Hãy hỏi lại đơn vị ban hành."
        )
    return {
        "face": FACES[paper.kind](paper) if paper.kind in FACES else [],
        "broken": broken,
        "signatures": signatures or [],
        "is_revoked": paper.state == PaperState.REVOKED,
        "revocation": next((a for a in amendments if a.kind == AmendmentKind.REVOKED), None),
        "corrections": [a for a in amendments if a.kind == AmendmentKind.CORRECTED],
    }


@require_safe
@page(permit=anyone)
def decisions(request: HttpRequest) -> HttpResponse:
    """Decisions that were issued: number, day, title, body and how many they praise."""
    _insist_on_public()
    found = Paginator(public_decisions(), DECISIONS_A_PAGE).get_page(request.GET.get("trang"))
    return render(request, "portal/decisions.html", {"page": found})


@require_safe
@page(permit=anyone)
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with the names of its list: name and unit, never a birth date or a number."""
    _insist_on_public()
    found = public_decisions().filter(pk=pk).first()
    if found is None:
        raise Http404
    rows, hidden = public_annex(found)
    answer = render(
        request, "portal/decision.html", {"decision": found, "rows": rows, "hidden": hidden}
    )
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@page(permit=anyone)
def honours(request: HttpRequest) -> HttpResponse:
    """Whether somebody was honoured: by a whole name, or by the code on a letter.

    Asked by POST, so that no address keeps a name, and so often only.
    """
    _insist_on_public()
    typed = request.POST.get("ten", "").strip()[:120]
    code = "".join(c for c in typed.upper() if c.isalnum())
    if CODE.fullmatch(code):
        return redirect("portal:verify", code=code)
    found = None
    if typed:
        if not ratelimit.consume(request, action=LIMIT):
            return render(request, "429.html", status=429)
        found = public_honours(typed)
    answer = render(request, "portal/honours.html", {"typed": typed, "found": found})
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
@page(permit=is_signed_in)
def search(request: HttpRequest) -> HttpResponse:
    """One box over every capability; each provider shows only what the asker may see."""
    typed = request.GET.get("q", "").strip()
    folded = fold(typed)
    hits = (
        [hit for _kind, find in SEARCH for hit in find(request.user, folded, limit=HITS_PER_KIND)]
        if folded
        else []
    )
    kinds: dict[str, list[Any]] = {}
    for hit in hits:
        kinds.setdefault(str(hit.kind), []).append(hit)
    return render(
        request, "portal/search.html", {"typed": typed, "kinds": kinds, "count": len(hits)}
    )
