"""Pages of one move each: a button's target, or the same with a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from thidua.accounts.pages import View
from thidua.core import period
from thidua.core.permit import Permit, Reason
from thidua.orgs.pages import attempt, page
from thidua.ui.forms import ReasonForm

Act = Callable[..., Any]
Find = Callable[[HttpRequest, int], Any]


def moving(
    find: Find, permit: Permit, act: Act, *, as_: str, said: Reason, back: str, dated: bool = False
) -> View:
    """One action, its sentence or its refusal, and back to the page."""

    @page(permit=permit, subject=find)
    @require_POST
    def view(request: HttpRequest, subject: Any) -> HttpResponseBase:
        given: dict[str, Any] = {as_: subject} | ({"on": period.today()} if dated else {})
        if attempt(request, lambda: act(actor=request.user, **given)) is not None:
            messages.success(request, str(said))
        return redirect(back, subject.pk)

    return view


def reasoning(
    find: Find, permit: Permit, act: Act, *, as_: str, said: Reason, back: str, title: Reason
) -> View:
    """The reason is asked for on a page of its own, also where the dialog cannot open."""

    @page(permit=permit, subject=find)
    def view(request: HttpRequest, subject: Any) -> HttpResponseBase:
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            given = {as_: subject, "reason": form.cleaned_data["reason"], "on": period.today()}
            if attempt(request, lambda: act(actor=request.user, **given)) is not None:
                messages.success(request, str(said))
                return redirect(back, subject.pk)
        context = {"form": form, "subject": subject, "back": back, "title": title}
        return render(request, "programmes/reason.html", context)

    return view
