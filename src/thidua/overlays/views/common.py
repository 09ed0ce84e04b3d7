"""What the pages of local rules share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.overlays import queries
from thidua.overlays.models import LocalRule

FORM_METHODS = ("GET", "HEAD", "POST")
PAGE = "overlays:rule"


def the_rule(request: HttpRequest, pk: int) -> LocalRule | None:
    return queries.rule_by_key(pk)


def form_page(request: HttpRequest, form: Any, **shown: Any) -> HttpResponse:
    return render(request, "overlays/form.html", {"form": form, **shown})
