"""Pages of one move each: send, withdraw, verify, return; the same for both kinds of entry."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from thidua.accounts.pages import View
from thidua.core import period
from thidua.core.permit import Permit, Reason
from thidua.orgs.pages import attempt, page
from thidua.ui.forms import ReasonForm
from thidua.ui.messages import Undo, done

Act = Callable[..., Any]
Find = Callable[[HttpRequest, int], Any]


def moving(
    find: Find,
    permit: Permit,
    act: Act,
    *,
    as_: str,
    said: Reason,
    back: str,
    dated: bool = False,
    inverse: tuple[str, str] | None = None,
) -> View:
    """A button's target: one action, its sentence or its refusal, and back to the entry's page.

    `inverse` names a state before, and the page of the move that leads back to just that state.
    """

    @page(permit=permit, subject=find)
    @require_POST
    def view(request: HttpRequest, entry: Any) -> HttpResponseBase:
        before = entry.state
        given: dict[str, Any] = {as_: entry} | ({"on": period.today()} if dated else {})
        if attempt(request, lambda: act(actor=request.user, **given)) is not None:
            undo = None
            if inverse is not None and inverse[0] == before:
                undo = Undo(reverse(inverse[1], args=[entry.pk]))
            done(request, said, undo)
        return redirect(back, entry.pk)

    return view


GIVING_BACK = (_("Trả lại để bổ sung"), _("Trả lại"))


def returning(
    find: Find, permit: Permit, act: Act, *, as_: str, said: Reason, back: str,
    words: tuple[Reason, Reason] = GIVING_BACK,
) -> View:  # fmt: skip
    """The reason is asked for on a page of its own, also where the dialog cannot open."""

    @page(permit=permit, subject=find)
    def view(request: HttpRequest, entry: Any) -> HttpResponseBase:
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            given = {as_: entry, "reason": form.cleaned_data["reason"]}
            if attempt(request, lambda: act(actor=request.user, **given)) is not None:
                messages.success(request, str(said))
                return redirect(back, entry.pk)
        told = {"form": form, "entry": entry, "back": back, "words": words}
        return render(request, "initiatives/return.html", told)

    return view
