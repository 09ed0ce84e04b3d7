"""The ways of voting on a list in the console: scores first, ballots, and the last slot."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from thidua.councils import actions, forms, queries
from thidua.councils.forms.deciding import HEADS, MARKS
from thidua.councils.models import Case, Meeting, Poll, Quota
from thidua.councils.states import Attendance, CaseState, PollState, ScoringState, Way
from thidua.legal.thresholds import Threshold

Context = dict[str, Any]
Answer = Context | HttpResponse
FIGURES = dict((*HEADS, *MARKS))


def ways(
    meeting: Meeting, cases: Sequence[Case], presences: Any, lacking: Any, *, veiled: set[int]
) -> Context:
    """What may be done with a list before it is voted on: scores, slots, a ballot."""
    here = [row for row in presences if row.attendance == Attendance.PRESENT]
    topic = cases[0].topic
    quota = queries.quotas_of(meeting).get(topic)
    fresh = all(case.state == CaseState.SCHEDULED for case in cases)
    return {
        "listed": cases, "topic": topic, "quota": quota,
        "quota_form": forms.QuotaForm(
            initial={"slots": quota.slots, "basis": quota.basis} if quota else None
        ) if fresh else None,
        "poll_form": forms.PollForm(presences=here, lacking=lacking),
        "recuse_form": forms.ConflictForm(sitters={row.sitter.pk: row for row in presences})
        if fresh and len(cases) == 1 else None,
    } | _scored(meeting, cases, veiled)  # fmt: skip


def _scored(meeting: Meeting, cases: Sequence[Case], veiled: set[int]) -> Context:
    """How far the scoring of a list has come: who is missing, never what was given."""
    keys = {case.pk for case in cases} - veiled
    scorings = [each for each in queries.scorings_of(meeting) if each.case_id in keys]
    if not scorings:
        sheet = queries.sheet_for(meeting.council, cases[0].topic, on=meeting.held_on)
        return {"score_sheet": sheet}
    opened = [each for each in scorings if each.state == ScoringState.OPEN]
    found = queries.standings(meeting, opened)
    late = {row.who for standing in found for row in standing.missing}
    return {
        "scoring": "open" if opened else "closed", "late": sorted(late),
        "scorers": max((standing.expected for standing in found), default=0),
    }  # fmt: skip


def held(meeting: Meeting, actor: Any) -> Context:
    """The ballots and scores of a meeting so far, and what waits for this reader's count."""
    return {
        "to_count": queries.polls_to_count(actor),
        "polls": [
            (poll, queries.topic_name(poll.topic), queries.ballot_of(poll))
            for poll in queries.polls_of(meeting)
        ],
        "has_scores": queries.scorings_of(meeting).filter(state=ScoringState.CLOSED).exists(),
    }


def poll_shown(meeting: Meeting, poll: Poll) -> Context:
    """The ballot that is being held: turnout, opinions of the absent, what tellers have counted."""
    cases = [item.case for item in poll.items.all()]
    counting = queries.counting_of(poll) if poll.way == Way.PAPER else None
    said = {vote.seat_id: vote for vote in cases[0].votes.all()} if cases else {}
    away = [] if poll.is_runoff else queries.voters_away(meeting)
    return {
        "poll": poll, "poll_cases": cases, "counting": counting,
        "turnout": queries.turnout_of(poll), "ballot": queries.ballot_of(poll),
        "opinions": forms.OpinionsForm(away=away, said=said) if away else None,
        "apart": differences_shown(poll, counting) if counting else [],
        "void_form": forms.VoidForm(), "topic_name": queries.topic_name(poll.topic),
    }  # fmt: skip


def differences_shown(poll: Poll, counting: queries.Counting) -> list[tuple[str, str, int, int]]:
    """Where two tellers differ: the figure, of whom, what the one and the other counted."""
    titles = {item.case_id: item.case.title for item in poll.items.all()}
    return [
        (str(FIGURES[name]), titles[key] if key is not None else "", one, other)
        for name, key, one, other in counting.differences
    ]


def quota_to_settle(meeting: Meeting) -> Quota | None:
    """The first quota of which every case is counted and the list is not closed."""
    for quota in queries.quotas_of(meeting).values():
        cases = queries.of_topic(meeting, quota.topic)
        if quota.steps is None and len(queries.counted_in(cases)) == len(cases) > 0:
            return quota
    return None


def quota_shown(meeting: Meeting, quota: Quota, presences: Any) -> Context:
    """The list by agreeing votes with who is in, who is equal, and the next rung of the ladder."""
    cases = {case.pk: case for case in queries.of_topic(meeting, quota.topic)}
    counted = queries.counted_in(list(cases.values()))
    selection = queries.selection_of(quota)
    tied = [cases[key] for key in selection.tied]
    here = [row for row in presences if row.attendance == Attendance.PRESENT]
    ordered = sorted(cases.values(), key=lambda case: (-counted[case.pk].tally.agree, case.order))
    return {
        "settling": quota, "selection": selection, "tied": tied,
        "free": quota.slots - len(selection.chosen), "topic_name": queries.topic_name(quota.topic),
        "places": [
            (
                case, counted[case.pk].tally, case.pk in selection.chosen,
                case.pk in selection.tied, counted[case.pk].passes,
            ) for case in ordered
        ],
        "steps": [
            (
                step, [cases[key].title for key in step.chosen],
                [cases[key].title for key in step.left],
            ) for step in selection.steps
        ],
        "favour_form": forms.FavourForm(cases=tied),
        "recommend_form": forms.RecommendForm(cases=tied),
        "reballot_form": forms.PollForm(presences=here),
    }  # fmt: skip


# The steps, by the value of the button that asks for them.


def _cases(request: HttpRequest, meeting: Meeting) -> list[Case]:
    keys = request.POST.getlist("case")
    rows = meeting.cases.select_related("meeting", "council").order_by("order", "pk")
    return [case for case in rows if str(case.pk) in keys]


def _back(request: HttpRequest) -> HttpResponse:
    """To where the step was taken from: the list or the case in the address."""
    return redirect(f"{request.get_full_path()}#bieu-quyet")


def _open_scoring(request: HttpRequest, meeting: Meeting) -> Answer:
    actions.open_scoring(actor=request.user, meeting=meeting, cases=_cases(request, meeting))
    messages.success(request, _("Đã mở chấm điểm; thành viên chấm trên máy của mình."))
    return _back(request)


def _close_scoring(request: HttpRequest, meeting: Meeting) -> Answer:
    actions.close_scoring(actor=request.user, meeting=meeting, cases=_cases(request, meeting))
    messages.success(request, _("Đã chốt điểm."))
    return _back(request)


def _set_quota(request: HttpRequest, meeting: Meeting) -> Answer:
    form = forms.QuotaForm(request.POST)
    if not form.is_valid():
        return {"quota_form": form}
    actions.set_quota(
        actor=request.user, meeting=meeting, topic=request.POST.get("topic", ""),
        **form.cleaned_data,
    )  # fmt: skip
    return _back(request)


def _poll_form(request: HttpRequest, meeting: Meeting, lacking: Any = None) -> Any:
    here = [row for row in queries.presences_of(meeting) if row.attendance == Attendance.PRESENT]
    return forms.PollForm(request.POST, presences=here, lacking=lacking)


def _open_poll(request: HttpRequest, meeting: Meeting) -> Answer:
    cases = _cases(request, meeting)
    form = _poll_form(request, meeting, _lacking(meeting, cases))
    if not form.is_valid():
        return {"poll_form": form}
    actions.open_poll(actor=request.user, meeting=meeting, cases=cases, **form.given)
    return redirect("councils:meeting", meeting.pk)


def _lacking(meeting: Meeting, cases: Sequence[Case]) -> Any:
    fresh = [case for case in cases if case.threshold is None]
    rule = queries.threshold_of(fresh[0], on=meeting.held_on) if fresh else None
    return actions.lacking_citation(rule, "") if isinstance(rule, Threshold) else None


def _poll(request: HttpRequest, meeting: Meeting) -> Poll:
    return get_object_or_404(
        meeting.polls.select_related("meeting__council"), pk=request.POST.get("poll")
    )


def _opinions(request: HttpRequest, meeting: Meeting) -> Answer:
    poll = _poll(request, meeting)
    form = forms.OpinionsForm(request.POST, away=queries.voters_away(meeting), said={})
    if not form.is_valid():
        return {"opinions": form}
    actions.record_opinions(actor=request.user, poll=poll, opinions=form.given)
    messages.success(request, _("Đã ghi ý kiến bằng văn bản."))
    return redirect("councils:meeting", meeting.pk)


def _close_poll(request: HttpRequest, meeting: Meeting) -> Answer:
    poll = actions.close_poll(actor=request.user, poll=_poll(request, meeting))
    if poll.state == PollState.VOIDED:
        messages.warning(request, poll.void_reason)
    else:
        messages.success(request, _("Đã kiểm phiếu và công bố kết quả."))
    return redirect("councils:meeting", meeting.pk)


def _void_poll(request: HttpRequest, meeting: Meeting) -> Answer:
    actions.void_poll(
        actor=request.user, poll=_poll(request, meeting), reason=request.POST.get("reason", "")
    )
    return redirect("councils:meeting", meeting.pk)


def _quota(request: HttpRequest, meeting: Meeting) -> Quota:
    return get_object_or_404(meeting.quotas, pk=request.POST.get("quota"))


def _tied(quota: Quota) -> list[Case]:
    keys = queries.selection_of(quota).tied
    return [case for case in queries.of_topic(quota.meeting, quota.topic) if case.pk in keys]


def _favour(request: HttpRequest, meeting: Meeting) -> Answer:
    quota = _quota(request, meeting)
    form = forms.FavourForm(request.POST, cases=_tied(quota))
    if not form.is_valid():
        return {"favour_form": form}
    actions.favour_equals(
        actor=request.user, quota=quota, favoured=form.picked, ground=form.cleaned_data["ground"]
    )
    return redirect("councils:meeting", meeting.pk)


def _recommend(request: HttpRequest, meeting: Meeting) -> Answer:
    quota = _quota(request, meeting)
    form = forms.RecommendForm(request.POST, cases=_tied(quota))
    if not form.is_valid():
        return {"recommend_form": form}
    actions.recommend_last(
        actor=request.user, quota=quota, cases=form.picked, reason=form.cleaned_data["reason"]
    )
    return redirect("councils:meeting", meeting.pk)


def _reballot(request: HttpRequest, meeting: Meeting) -> Answer:
    form = _poll_form(request, meeting)
    if not form.is_valid():
        return {"reballot_form": form}
    quota = _quota(request, meeting)
    actions.open_reballot(actor=request.user, meeting=meeting, topic=quota.topic, **form.given)
    return redirect("councils:meeting", meeting.pk)


def _settle(request: HttpRequest, meeting: Meeting) -> Answer:
    quota = actions.settle_quota(actor=request.user, quota=_quota(request, meeting))
    messages.success(request, _("Đã chốt danh sách: %(slots)s suất.") % {"slots": quota.slots})
    return redirect("councils:meeting", meeting.pk)


def _recuse(request: HttpRequest, meeting: Meeting) -> Answer:
    case = next(iter(_cases(request, meeting)), None)
    if case is None:
        return redirect("councils:meeting", meeting.pk)
    form = forms.ConflictForm(request.POST, sitters=queries.sitters(meeting))
    if not form.is_valid():
        return {"recuse_form": form, "current": case}
    actions.declare_conflict(actor=request.user, case=case, **form.given)
    messages.success(request, _("Đã ghi vào biên bản."))
    return _back(request)


STEPS: dict[str, Callable[[HttpRequest, Meeting], Answer]] = {
    "score": _open_scoring, "score_close": _close_scoring, "quota": _set_quota,
    "poll": _open_poll, "opinions": _opinions, "count": _close_poll, "void": _void_poll,
    "favour": _favour, "recommend": _recommend, "reballot": _reballot, "settle": _settle,
    "recuse": _recuse,
}  # fmt: skip
