"""Where tellers enter what they counted, each alone, and the minutes of the count."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from thidua.core.permit import Refused
from thidua.councils import actions, forms, permits, queries
from thidua.councils.models import Poll
from thidua.councils.states import PollState, Way
from thidua.councils.views.deciding import differences_shown
from thidua.documents.pages import hand_out
from thidua.orgs.pages import page
from thidua.orgs.queries import person_of


def the_poll(request: HttpRequest, pk: int) -> Poll:
    """A paper ballot of a meeting that one sees, or that one counts."""
    return get_object_or_404(queries.polls_visible_to(request.user), pk=pk, way=Way.PAPER)


@page(permit=permits.sees_poll, subject=the_poll)
def counting(request: HttpRequest, poll: Poll) -> HttpResponse:
    """A teller's own figures; what the other entered shows only where the two differ."""
    cases = [item.case for item in poll.items.select_related("case")]
    form = forms.CountForm(request.POST or None, cases=cases)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_count(actor=request.user, poll=poll, count=form.count)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi kết quả kiểm phiếu của bạn."))
            return redirect("councils:counting", poll.pk)
    found = queries.counting_of(poll)
    entered = {each.teller.person_id for each in found.now}
    person = person_of(request.user)
    counts = permits.counts(request.user, poll) is None
    return render(request, "councils/counting.html", {
        "title": _("Kiểm phiếu giấy"), "poll": poll, "form": form, "counting": found,
        "topic_name": queries.topic_name(poll.topic),
        "apart": differences_shown(poll, found) if counts else [],
        "sees_meeting": permits.sees(request.user, poll.meeting) is None,
        "counts": counts, "waits": person is not None and person.pk in entered,
        "is_open": poll.state == PollState.OPEN and found.agreed is None and len(found.now) < 2,
    })  # fmt: skip


@page(permit=permits.sees, subject=the_poll)
def count_minutes(request: HttpRequest, poll: Poll, ext: str) -> HttpResponse:
    """The counting minutes as PDF or Word."""
    return hand_out(
        request, "councils.counting", poll, issuer=poll.meeting.council.unit, ext=ext,
        on=poll.meeting.held_on,
        name=f"bien-ban-kiem-phieu-{poll.pk}", back="councils:counting",
    )  # fmt: skip
