"""Short questions about corner cases: nothing is stored, and nobody has to sign in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from thidua.core import period
from thidua.core.permit import anyone
from thidua.legal.corners import answered
from thidua.legal.corners import corners as every
from thidua.legal.messages import LANGUAGES
from thidua.orgs.pages import page
from thidua.overlays import forms, queries


def _lang() -> str:
    lang = (get_language() or "vi")[:2]
    return lang if lang in LANGUAGES else "vi"


@require_safe
@page(permit=anyone)
def corners(request: HttpRequest) -> HttpResponse:
    lang = _lang()
    rows = [(each.name, each.title[lang]) for each in every().values()]
    return render(request, "overlays/corners.html", {"rows": rows})


@require_safe
@page(permit=anyone)
def corner(request: HttpRequest, name: str) -> HttpResponse:
    """The questions, and under them the law's answer; answers stand in the address alone."""
    asked = every().get(name)
    if asked is None:
        raise Http404
    lang = _lang()
    form = forms.CornerForm(request.GET or None, corner=asked, lang=lang)
    shown: dict[str, Any] = {"form": form, "title": asked.title[lang], "name": name}
    if form.is_bound and form.is_valid():
        found = answered(asked, form.answers, today=period.today())
        shown |= {
            "found": found, "award": queries.names_of_awards([found.award])[0],
            "findings": queries.findings_of(found, lang),
            "readings": [
                (each.wording, each.verdict.value) for each in found.assessment.readings
            ],
            "offers": queries.onward(found.award),
        }  # fmt: skip
    return render(request, "overlays/corner.html", shown)
