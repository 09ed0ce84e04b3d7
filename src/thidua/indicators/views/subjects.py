"""What the pages of definitions are about, and how a form is asked."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.core.permit import Reason
from thidua.indicators import queries
from thidua.indicators.models import Batch, Indicator, IndicatorSet, Target
from thidua.movements.queries import movement_of
from thidua.orgs.pages import attempt

FORM_METHODS = ["GET", "HEAD", "POST"]


def the_indicator(request: HttpRequest, pk: int) -> Indicator | None:
    return queries.indicator_by_pk(pk)


def the_set(request: HttpRequest, pk: int) -> IndicatorSet | None:
    return queries.set_by_pk(pk)


def the_batch(request: HttpRequest, pk: int) -> Batch | None:
    return queries.batch_by_pk(pk)


def the_target(request: HttpRequest, pk: int) -> Target | None:
    return queries.target_by_pk(pk)


def the_movement(request: HttpRequest, movement: int) -> Any:
    return movement_of(movement)


def asked(
    request: HttpRequest, form: Any, act: Callable[[Any], Any], *, title: Reason, submit: Reason,
    said: Reason, back: str, state: Reason = "", intro: Reason = "", is_moot: bool = False,
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:  # fmt: skip
    """A form of one action; `to` answers where to go; a moot one has nothing to choose from."""
    if form.is_valid() and (made := attempt(request, lambda: act(form))) is not None:
        messages.success(request, str(said))
        return redirect(to(made) if to else back)
    context = {
        "form": form, "title": title, "submit": submit, "state": state, "back_url": back,
        "intro": intro, "is_moot": is_moot,
    }  # fmt: skip
    return render(request, "indicators/form.html", context)
