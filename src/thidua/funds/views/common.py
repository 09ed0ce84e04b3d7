"""How the pages of the fund find what they are about, ask, and hand out worksheets."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from thidua.awards.queries import decision_of
from thidua.core.permit import Reason
from thidua.documents.pages import hand_out_sheet
from thidua.documents.sheets import write_list
from thidua.documents.states import PaperState
from thidua.funds import queries
from thidua.funds.models import Entry, Fund, Item, Movement, Prize
from thidua.orgs.pages import attempt
from thidua.orgs.queries import units_by_pk

FORM_METHODS = ["GET", "HEAD", "POST"]


def the_fund(request: HttpRequest, pk: int) -> Fund | None:
    return queries.fund_of(pk)


def the_entry(request: HttpRequest, pk: int) -> Entry | None:
    return queries.entry_of(pk)


def the_prize(request: HttpRequest, pk: int) -> Prize | None:
    return queries.prize_of(pk)


def the_item(request: HttpRequest, pk: int) -> Item | None:
    return queries.item_of(pk)


def the_movement(request: HttpRequest, pk: int) -> Movement | None:
    return queries.movement_of(pk)


def the_unit(request: HttpRequest, pk: int) -> Any:
    return units_by_pk([pk]).get(pk)


def the_decision(request: HttpRequest, pk: int) -> Any:
    """A decision that has been issued: before, nothing is paid."""
    found = decision_of(pk)
    known = {PaperState.ISSUED, PaperState.REVOKED}
    return found if found is not None and found.paper.state in known else None


def done(
    request: HttpRequest, act: Callable[[], Any], said: Reason, back: str, *args: Any
) -> HttpResponse:
    """Do it, say so or why not, and go back."""
    if attempt(request, act) is not None:
        messages.success(request, str(said))
    return redirect(back, *args)


def asked(
    request: HttpRequest, form: Any, act: Callable[[dict[str, Any]], Any], *, title: Reason,
    submit: Reason, said: Reason, back: str, state: Reason = "", intro: Reason = "",
) -> HttpResponse:  # fmt: skip
    """A page with one form; what is typed goes to `act`, then `said` stands on the page `back`."""
    if form.is_valid() and attempt(request, lambda: act(form.cleaned_data)) is not None:
        messages.success(request, str(said))
        return redirect(back)
    context = {
        "form": form, "title": title, "submit": submit, "state": state, "back_url": back,
        "intro": intro,
    }  # fmt: skip
    return render(request, "funds/form.html", context)


def as_sheet(header: list[str], rows: list[list[Any]], *, title: str, name: str) -> HttpResponse:
    """A list as a worksheet to keep."""
    return hand_out_sheet(write_list(header, rows, title=title), name)
