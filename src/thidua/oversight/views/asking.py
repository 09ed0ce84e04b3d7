"""What pages are about, and how one action is asked by a form or done by a button."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from thidua.core.permit import Reason
from thidua.orgs.pages import attempt
from thidua.oversight import queries
from thidua.oversight.models import Draw, Finding, Plan, Visit

FORM_METHODS = ["GET", "HEAD", "POST"]


def the_plan(request: HttpRequest, pk: int) -> Plan | None:
    return queries.plan_by_pk(pk)


def the_draw(request: HttpRequest, pk: int) -> Draw | None:
    return queries.draw_by_pk(pk)


def the_visit(request: HttpRequest, pk: int) -> Visit | None:
    return queries.visit_by_pk(pk)


def the_finding(request: HttpRequest, pk: int) -> Finding | None:
    return queries.finding_by_pk(pk)


def at(name: str, pk: int) -> str:
    return reverse(f"oversight:{name}", args=[pk])


def asked(
    request: HttpRequest, form: Any, act: Callable[[Any], Any], *, title: Reason, submit: Reason,
    said: Reason, back: str, state: Reason = "", intro: Reason = "", draft: str = "",
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:  # fmt: skip
    """A form of one action; `to` answers where to go with what was made."""
    if request.method == "POST" and form.is_valid():
        made = attempt(request, lambda: act(form))
        if made is not None:
            messages.success(request, str(said))
            return redirect(to(made) if to else back)
    context = {
        "form": form, "title": title, "submit": submit, "state": state, "back_url": back,
        "intro": intro, "draft": draft,
    }  # fmt: skip
    return render(request, "oversight/form.html", context)


def done(request: HttpRequest, act: Callable[[], Any], said: Reason, to: str) -> HttpResponse:
    """A button's act, its sentence or its refusal, and back to the page."""
    if attempt(request, lambda: [act()]) is not None:
        messages.success(request, str(said))
    return redirect(to)
