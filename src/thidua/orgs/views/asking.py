"""One form, one action: the page on which most writes of this capability are asked for."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from thidua.core.permit import Reason
from thidua.orgs.models import Person
from thidua.orgs.pages import attempt


def ask(
    request: HttpRequest, form: forms.Form, act: Callable[[dict[str, Any]], Any], *,
    title: Reason, back: str, done: Reason, button: Reason, state: Reason = "",
    above: Reason = "", danger: bool = False, people: list[Person] | None = None,
) -> HttpResponse:  # fmt: skip
    """Show the form; when it is right, act and go `back`; a refusal keeps what was typed."""
    if request.method == "POST" and form.is_valid():
        acted = attempt(request, lambda: (act(form.cleaned_data),))
        if acted is not None:
            messages.success(request, str(done))
            return HttpResponseRedirect(back)
    context = {
        "form": form, "title": title, "state": state, "back": back, "button": button,
        "above": above, "danger": danger, "suggested": people or [],
    }  # fmt: skip
    return render(request, "orgs/ask.html", context)
