"""The first page, the inbox, and one's own things."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from thidua.accounts.pages import has_account
from thidua.accounts.pages import page as account_page
from thidua.core import capability, period
from thidua.notices import actions, queries
from thidua.orgs import queries as orgs
from thidua.orgs.pages import page
from thidua.orgs.permits import is_signed_in

SHOWN = 5
PER_PAGE = 50


@require_safe
@account_page(permit=has_account)
def home(request: HttpRequest) -> HttpResponse:
    """What is asked of me, by when; what I was told. An account of nobody is shown the way."""
    if orgs.person_of(request.user) is None:
        return render(request, "notices/nobody.html", {"helpers": queries.who_can_help()})
    today = period.today()
    unread = list(queries.unread(request.user)[: SHOWN + 1])
    return render(
        request,
        "notices/home.html",
        {
            "today": today,
            "asks": capability.asks(request.user, on=today),
            "unread": unread[:SHOWN],
            "more_unread": len(unread) > SHOWN,
        },
    )


@require_safe
@page(permit=is_signed_in)
def mine(request: HttpRequest) -> HttpResponse:
    """What I have registered, entered and been given."""
    sections = capability.mine(request.user, on=period.today())
    return render(request, "notices/mine.html", {"sections": sections})


@require_safe
@page(permit=is_signed_in)
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything I was told, newest first."""
    notices = Paginator(queries.visible_to(request.user), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "notices/inbox.html",
        {"notices": notices, "unread": queries.unread(request.user).count()},
    )


@require_POST
@page(permit=is_signed_in)
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice, or all, as read."""
    chosen = request.POST.getlist("notice")
    actions.mark_read(actor=request.user, notices=[int(c) for c in chosen if c.isdigit()] or None)
    return redirect("notices:inbox")
