"""What voters and followers see: the list, the paper, the result, the turnout on the wall."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from thidua.ballots import actions, forms, permits, queries, rules, wording
from thidua.ballots.models import Ballot
from thidua.ballots.states import BallotState
from thidua.ballots.views import subjects
from thidua.core import period
from thidua.core.permit import Refused
from thidua.documents.pages import hand_out
from thidua.orgs.pages import Paged, page
from thidua.orgs.permits import is_signed_in
from thidua.ui.columns import Column
from thidua.ui.lists import Empty, ListPage

PAUSE = 3000
"""Milliseconds between two looks at the turnout."""


def _own(ballot: Any) -> Any:
    """Whether I have voted; nothing where I am not on the roll or the ballot did not take place."""
    if not ballot.is_mine or ballot.state == BallotState.VOIDED:
        return ""
    if ballot.is_sent:
        return _("Đã bỏ phiếu")
    return _("Chưa bỏ phiếu") if ballot.state == BallotState.OPEN else _("Không bỏ phiếu")


class Ballots(Paged, ListPage):
    """Ballots with me on the roll, and those that I follow for their host."""

    permit = is_signed_in
    title = _("Bỏ phiếu kín")
    search_fields = ("folded",)
    row_url = "ballots:ballot"
    default_sort = ("-pk",)
    columns = (
        Column("title", _("Nội dung"), sort=("title",)),
        Column("opened_on", _("Mở ngày"), kind="day", sort=("opened_on",), phone=False),
        Column("due_on", _("Hạn"), kind="day", sort=("due_on",)),
        Column("issued", _("Người trong danh sách"), kind="number", phone=False),
        Column("own", _("Phiếu của bạn"), value=_own),
        Column(
            "state", _("Trạng thái"), kind="status",
            value=lambda b: (subjects.TONES[BallotState(b.state)], b.get_state_display()),
        ),
    )  # fmt: skip
    empty = Empty(
        _("Chưa có cuộc bỏ phiếu kín nào"),
        _("Khi bạn có tên trong danh sách bỏ phiếu, phiếu của bạn hiện ở đây."),
        icon="mail-opened",
    )

    def get_rows(self) -> Any:
        return queries.listed(self.request.user)


@cache_control(private=True, no_store=True)
@sensitive_post_parameters()
@page(permit=permits.sees, subject=subjects.ballot)
def ballot(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    """The paper while the ballot is open; then what was counted, or why nothing was."""
    voter = queries.voter_of(request.user, ballot)
    if ballot.state == BallotState.OPEN and voter is not None:
        # Thousands may come at once: nothing is asked for but one's own paper.
        return render(request, "ballots/booth.html", _paper(request, ballot, voter))
    turnout = queries.turnout_of(ballot)
    shown = {
        "ballot": ballot, "turnout": turnout, "few": turnout.issued < rules.FEW,
        "runs": permits.runs(request.user, ballot) is None,
    }  # fmt: skip
    if ballot.state == BallotState.CLOSED:
        return render(request, "ballots/result.html", shown | _result(ballot))
    return render(request, "ballots/waiting.html", shown)


def _paper(request: HttpRequest, ballot: Ballot, voter: Any) -> dict[str, Any]:
    """One's own paper, or the word that it is in the box."""
    shown: dict[str, Any] = {"ballot": ballot}
    form = forms.PaperForm(
        request.POST or None, items=queries.items_of(ballot), ballot=ballot.pk,
        account=request.user.pk,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            cast = actions.cast_ballot(
                actor=request.user, ballot=ballot, marks=form.marks, on=period.today(),
                receipt=form.cleaned_data["code"],
            )  # fmt: skip
        except Refused as refused:
            if queries.has_voted(voter):
                return shown | {"voted": True, "refused": refused}
            form.add_error(None, str(refused))
        else:
            receipt = wording.grouped(cast.receipt)
            return shown | {"voted": True, "again": cast.again, "receipt": receipt}
    if queries.has_voted(voter):
        return shown | {"voted": True}
    issued = queries.issued_in(ballot)
    few = issued < rules.FEW
    return shown | {"form": form, "late": _is_late(ballot), "issued": issued, "few": few}


def _is_late(ballot: Ballot) -> bool:
    return ballot.due_on is not None and period.today() > ballot.due_on


def _result(ballot: Ballot) -> dict[str, Any]:
    rows = subjects.outcome(ballot)
    return {
        "rows": rows, "letters": [(subjects.LETTERS[c], c.label) for c in subjects.LETTERS],
        "receipts": [wording.grouped(code) for code in queries.receipts_of(ballot)],
        "voted": queries.voted_in(ballot), "wrong": queries.recount(ballot),
        "unanimous": [row["item"] for row in rows if row["tally"].is_unanimous],
        "has_written": any(row["tally"].written.total for row in rows),
        "invalid": (ballot.collected or 0) - (ballot.valid or 0),
    }  # fmt: skip


def _progress(ballot: Ballot) -> dict[str, Any]:
    turnout = queries.turnout_of(ballot)
    return {
        "ballot": ballot, "turnout": turnout, "pause": PAUSE,
        "url": reverse("ballots:live", args=[ballot.pk]),
        "is_open": ballot.state == BallotState.OPEN,
    }  # fmt: skip


@require_safe
@page(permit=permits.sees, subject=subjects.ballot)
def wall(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    """For a screen in the room: how many have voted, and nothing else."""
    return render(request, "ballots/wall.html", _progress(ballot))


@require_safe
@page(permit=permits.sees, subject=subjects.ballot)
def live(request: HttpRequest, ballot: Ballot) -> HttpResponse:
    """The number that moves; «304» while it stands."""
    shown = _progress(ballot)
    etag = f'"{ballot.state}-{shown["turnout"].cast}"'
    if request.headers.get("If-None-Match") == etag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = render(request, "ballots/turnout.html", shown)
    answer["ETag"], answer["Cache-Control"] = etag, "private, no-cache"
    return answer


@require_safe
@page(permit=permits.sees, subject=subjects.ballot)
def minutes(request: HttpRequest, ballot: Ballot, ext: str) -> HttpResponse:
    """The counting minutes as PDF or Word, once the ballot is closed."""
    if ballot.state != BallotState.CLOSED:
        raise Http404
    return hand_out(
        request, "ballots.minutes", ballot, issuer=queries.issuer_of(ballot), ext=ext,
        on=ballot.closed_on or period.today(), name=f"bien-ban-kiem-phieu-{ballot.pk}",
        back="ballots:ballot",
    )  # fmt: skip
