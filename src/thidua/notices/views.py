"""The first page, and the inbox."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from thidua.core import capability, period
from thidua.notices import actions, queries
from thidua.orgs.pages import page
from thidua.orgs.permits import is_signed_in

SHOWN = 5
PER_PAGE = 50


@require_safe
@page(permit=is_signed_in)
def home(request: HttpRequest) -> HttpResponse:
    """What is asked of me, by when; what I was told."""
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
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything I was told, newest first."""
    notices = Paginator(queries.visible_to(request.user), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "notices/inbox.html", {"notices": notices})


@require_POST
@page(permit=is_signed_in)
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice, or all, as read."""
    chosen = request.POST.getlist("notice")
    actions.mark_read(actor=request.user, notices=[int(c) for c in chosen if c.isdigit()] or None)
    return redirect("notices:inbox")
