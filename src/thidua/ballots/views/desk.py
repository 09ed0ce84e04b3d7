"""The desk of who runs a ballot: open, watch the turnout, remind, count, void."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from thidua.ballots import actions, permits, queries, rules
from thidua.ballots.hosts import HOSTS
from thidua.ballots.models import Ballot
from thidua.ballots.states import BallotState
from thidua.ballots.views import subjects
from thidua.ballots.views.pages import PAUSE
from thidua.core import period
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import trail_of
from thidua.ui.forms import ReasonForm


@require_safe
@page(permit=permits.runs, subject=subjects.ballot)
def desk(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    """How many have voted and who has not; what they marked is known to nobody."""
    turnout = queries.turnout_of(ballot)
    is_open = ballot.state == BallotState.OPEN
    return render(
        request,
        "ballots/desk.html",
        {
            "ballot": ballot, "turnout": turnout, "is_open": is_open,
            "waiting": queries.waiting_for(ballot) if is_open else [],
            "items": queries.items_of(ballot), "trail": trail_of(ballot), "pause": PAUSE,
            "host_url": HOSTS[ballot.kind].url(ballot.subject_id),
            "few": turnout.issued < rules.FEW,
        },
    )  # fmt: skip


@require_POST
@page(permit=permits.runs, subject=subjects.ballot)
def open_now(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    act = actions.open_ballot
    if attempt(request, lambda: act(actor=request.user, ballot=ballot, on=period.today())):
        messages.success(request, gettext("Đã mở bỏ phiếu; mọi người trong danh sách được báo."))
    return redirect("ballots:desk", ballot.pk)


@require_POST
@page(permit=permits.runs, subject=subjects.ballot)
def remind(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    act = actions.remind_voters
    told = attempt(request, lambda: act(actor=request.user, ballot=ballot, on=period.today()))
    if told:
        text = ngettext("Đã nhắc %(count)s người.", "Đã nhắc %(count)s người.", told)
        messages.success(request, text % {"count": told})
    elif told == 0:
        messages.info(request, gettext("Những người chưa bỏ phiếu đều đã được nhắc hôm nay."))
    return redirect("ballots:desk", ballot.pk)


@page(permit=permits.runs, subject=subjects.ballot)
def close(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    """Says first what will happen, then counts."""
    if request.method == "POST":
        act = actions.close_ballot
        ended = attempt(request, lambda: act(actor=request.user, ballot=ballot, on=period.today()))
        if ended is None:
            return redirect("ballots:desk", ballot.pk)
        if ended.state == BallotState.CLOSED:
            messages.success(request, gettext("Đã kiểm phiếu và công bố kết quả."))
        return redirect("ballots:ballot", ballot.pk)
    if ballot.state != BallotState.OPEN:
        return redirect("ballots:desk", ballot.pk)
    turnout = queries.turnout_of(ballot)
    context = {
        "ballot": ballot, "turnout": turnout, "left": turnout.issued - turnout.cast,
        "few": turnout.cast < rules.FEW, "too_few": turnout.cast < rules.LEAST,
        "few_is": rules.FEW, "least": rules.LEAST,
    }  # fmt: skip
    return render(request, "ballots/close.html", context)


@page(permit=permits.runs, subject=subjects.ballot)
def void(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        act, reason, on = actions.void_ballot, form.cleaned_data["reason"], period.today()
        if attempt(request, lambda: act(actor=request.user, ballot=ballot, reason=reason, on=on)):
            messages.success(request, gettext("Đã hủy cuộc bỏ phiếu; không phiếu nào được mở."))
        return redirect("ballots:desk", ballot.pk)
    return render(request, "ballots/void.html", {"form": form, "ballot": ballot})
