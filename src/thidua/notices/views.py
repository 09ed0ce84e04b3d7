"""The first page, the inbox, how one is told, and one's own things."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.accounts.pages import has_account
from thidua.accounts.pages import page as account_page
from thidua.core import capability, period
from thidua.notices import actions, queries
from thidua.notices.forms import PreferenceForm, RestForm
from thidua.notices.home import composed
from thidua.orgs import queries as orgs
from thidua.orgs.pages import attempt, page
from thidua.orgs.permits import is_signed_in
from thidua.ui.formats import number
from thidua.ui.messages import Undo, done

SHOWN = 5
PER_PAGE = 50


@require_safe
@account_page(permit=has_account)
def home(request: HttpRequest) -> HttpResponse:
    """What is asked of me, by when; what I was told. An account of nobody is shown the way."""
    if orgs.person_of(request.user) is None:
        return render(request, "notices/nobody.html", {"helpers": queries.who_can_help()})
    unread = list(queries.unread(request.user)[: SHOWN + 1])
    return render(
        request,
        "notices/home.html",
        {
            **composed(request.user, on=period.today()),
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
    """Mark the notices chosen as read, all without a choice; that can be taken back."""
    unread_ones = queries.unread(request.user)
    if chosen := _chosen(request):
        unread_ones = unread_ones.filter(pk__in=chosen)
    keys = [notice.pk for notice in unread_ones]
    if count := actions.mark_read(actor=request.user, notices=keys):
        said = ngettext(
            "Đã đánh dấu %(count)s thông báo là đã đọc.",
            "Đã đánh dấu %(count)s thông báo là đã đọc.",
            count,
        )
        back = Undo(reverse("notices:unread"), {"notice": ",".join(map(str, keys))})
        done(request, said % {"count": number(count)}, back)
    return redirect("notices:inbox")


@require_POST
@page(permit=is_signed_in)
def unread(request: HttpRequest) -> HttpResponse:
    """Take back that they were read."""
    actions.mark_unread(actor=request.user, notices=_chosen(request))
    return redirect("notices:inbox")


def _chosen(request: HttpRequest) -> list[int]:
    given = ",".join(request.POST.getlist("notice")).split(",")
    return [int(key) for key in given if key.isdecimal()]


@require_http_methods(["GET", "HEAD", "POST"])
@page(permit=is_signed_in)
def preference(request: HttpRequest) -> HttpResponse:
    """Mail or not, quiet hours, one letter a day; what waits now and why."""
    held = queries.preference_of(request.user)
    form = PreferenceForm(request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if attempt(request, lambda: actions.set_preference(actor=request.user, facts=facts)):
            messages.success(request, _("Đã lưu cách nhận thông báo."))
            return redirect("notices:preference")
    rests = held.rests_until if held.rests_until and held.rests_until > period.now() else None
    return render(
        request,
        "notices/preference.html",
        {
            "form": form,
            "rest_form": RestForm(),
            "rests_until": rests,
            "waiting": queries.waiting_mail(request.user)[:PER_PAGE],
            "mail_is_set_up": queries.mail_is_set_up(),
        },
    )


@require_POST
@page(permit=is_signed_in)
def rest(request: HttpRequest) -> HttpResponse:
    """Rest after a night shift, or end the rest."""
    form = RestForm(request.POST)
    ends = "end" in request.POST
    if ends or form.is_valid():
        until = None if ends else period.now() + timedelta(hours=form.cleaned_data["hours"])
        if attempt(request, lambda: actions.rest_until(actor=request.user, until=until)):
            messages.success(
                request,
                _("Thư lại được gửi như thường.") if ends else _("Đã tạm ngừng gửi thư cho bạn."),
            )
    return redirect("notices:preference")
