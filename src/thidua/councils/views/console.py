"""The secretary's console: one page from roll-call to closing, which resumes where it stood."""

import re
import secrets
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.permit import Reason, Refused
from thidua.councils import actions, forms, permits, queries, rules
from thidua.councils.models import Case, Meeting
from thidua.councils.states import Attendance, CaseState, MeetingState, RecusalRule
from thidua.councils.views import deciding
from thidua.councils.views.subjects import the_meeting
from thidua.legal.regulations import Share
from thidua.legal.thresholds import Threshold, share_text
from thidua.orgs.pages import page
from thidua.ui.messages import Undo, done

Context = dict[str, Any]
Answer = Context | HttpResponse
Step = Callable[[HttpRequest, Meeting], Answer]
TOKEN = re.compile(r"[0-9a-f]{32}")


@page(permit=permits.sees, subject=the_meeting)
def meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Show the step at which the session stands; a posted step is done or its refusal shown."""
    typed: Context = {}
    if request.method == "POST":
        asked = "arrange" if "move" in request.POST else request.POST.get("do", "")
        step = STEPS.get(asked)
        if step is None:
            return redirect("councils:meeting", meeting.pk)
        try:
            answer = _once(request, meeting, step)
        except Refused as refused:
            messages.error(request, str(refused))
            answer = {}
        if isinstance(answer, HttpResponse):
            return answer
        typed = answer
    return render(request, "councils/meeting.html", _shown(request, meeting) | typed)


def _once(request: HttpRequest, meeting: Meeting, step: Step) -> Answer:
    """Do a step; a form that comes again leads to where the session stands by now."""
    token = request.POST.get("token", "")
    if not TOKEN.fullmatch(token):
        return step(request, meeting)
    answer = actions.once(
        meeting, token, lambda: step(request, meeting),
        acted=lambda answer: isinstance(answer, HttpResponse),
    )  # fmt: skip
    return redirect("councils:meeting", meeting.pk) if answer is None else answer


def _shown(request: HttpRequest, meeting: Meeting) -> Context:
    agenda = queries.agenda_of(meeting)
    why_not = permits.is_secretary(request.user, meeting)
    shown: Context = {
        "title": meeting.purpose[:1].upper() + meeting.purpose[1:], "meeting": meeting,
        "agenda": agenda, "groups_shown": _by_topic(agenda), "why_not": why_not,
        "sees_council": permits.sees(request.user, meeting.council) is None,
        "can_arrange": _arranges(request, meeting, why_not), "kept_by": _kept_by(meeting),
        "veiled": queries.veiled_cases(request.user, agenda),
        "stages": [_("Điểm danh"), _("Biểu quyết"), _("Bế mạc")],
        "stage": list(MeetingState).index(MeetingState(meeting.state)),
        "decided": sum(case.state == CaseState.CLOSED for case in agenda),
        "waiting": list(queries.waiting_cases(meeting.council)),
        "token": secrets.token_hex(16), **deciding.held(meeting, request.user),
        "may_score": permits.scores(request.user, meeting) is None
        and bool(queries.own_scores(request.user, meeting)),
    }  # fmt: skip
    if meeting.state == MeetingState.PLANNED:
        return shown | _before(request, meeting)
    presences = queries.presences_of(meeting)
    presider = next((row.who for row in presences if row.seat_id == meeting.presider_id), "")
    shown |= {
        "quorum": queries.quorum_now(meeting), "presences": presences, "presider": presider,
    }  # fmt: skip
    if meeting.state == MeetingState.OPEN:
        shown |= _during(request, meeting, agenda, shown["presences"])
    return shown


def _arranges(request: HttpRequest, meeting: Meeting, why_not: Reason | None) -> bool:
    """Officers prepare the agenda; once the session is open it is the secretary's who leads it."""
    if meeting.state == MeetingState.PLANNED:
        return permits.prepares(request.user, meeting) is None
    return meeting.state == MeetingState.OPEN and why_not is None


def _kept_by(meeting: Meeting) -> str:
    """Whose part the session is, told to those who only prepare or follow it."""
    return _("Điểm danh, ghi biểu quyết và bế mạc là việc của Thư ký %(council)s.") % {
        "council": meeting.council
    }


def _before(request: HttpRequest, meeting: Meeting) -> Context:
    seats = queries.seats_at(meeting)
    members = sum(seat.may_vote for seat in seats)
    data = request.POST if request.POST.get("do") == "open" else None
    roll = queries.roll_of(meeting.sitting) if meeting.sitting else {}
    arrived = queries.arrived_at(meeting)
    if arrived:
        roll = {
            seat.sitter.pk: (Attendance.PRESENT, "") if seat.sitter.pk in arrived
            else roll.get(seat.sitter.pk, (Attendance.ABSENT, "")) for seat in seats
        }  # fmt: skip
    return {
        "arrived": arrived,
        "attendance": forms.AttendanceForm(data, seats=seats, roll=roll),
        "has_roll": bool(roll) and not arrived,
        "earlier": queries.blocking_turn(meeting),
        "quorum": queries.quorum_of(
            meeting.council, present=members, members=members, on=meeting.held_on
        ),
    }


def _during(request: HttpRequest, meeting: Meeting, agenda: list[Case], presences: Any) -> Context:
    shown: Context = {
        "presence_form": forms.PresenceForm(presences=presences),
        "conclusion": forms.ConclusionForm(
            request.POST if request.POST.get("do") == "close" else None
        ) if request.POST.get("do") == "close" else forms.ConclusionForm.proposed(meeting),
        "groups": _groups(agenda),
    }  # fmt: skip
    if (poll := queries.open_poll_of(meeting)) is not None:
        return shown | deciding.poll_shown(meeting, poll)
    if (quota := deciding.quota_to_settle(meeting)) is not None:
        return shown | deciding.quota_shown(meeting, quota, presences)
    topic = request.GET.get("chung", "")
    together = _commonly(meeting, agenda, topic)
    if together:
        return shown | _together(request, meeting, together, presences)
    current = _current(request, agenda)
    if current is None:
        return shown
    return shown | {"current": current} | _card(request, meeting, current, presences)


def _commonly(meeting: Meeting, agenda: list[Case], topic: str) -> list[Case]:
    """The open cases of a topic that may be voted on one common list."""
    found = [case for case in agenda if case.topic == topic and case.state != CaseState.CLOSED]
    apart = queries.voted_apart(meeting, found)
    return [case for case in found if case not in apart]


def _by_topic(agenda: list[Case]) -> list[tuple[str, list[Case]]]:
    """The agenda under the names of its topics."""
    topics = dict.fromkeys(case.topic for case in agenda)
    return [
        (queries.topic_name(topic), [case for case in agenda if case.topic == topic])
        for topic in topics
    ]


def _current(request: HttpRequest, agenda: list[Case]) -> Case | None:
    """The case asked for, else the one being voted on, else the next."""
    asked = request.GET.get("muc", "")
    rank = {CaseState.VOTING: 0, CaseState.SCHEDULED: 1}
    left = [case for case in agenda if case.state in rank]
    chosen = next((case for case in agenda if str(case.pk) == asked), None)
    return chosen or min(left, key=lambda case: rank[CaseState(case.state)], default=None)


def _groups(agenda: list[Case]) -> list[tuple[str, str, int]]:
    """Topics of which two or more are still to be voted on: code, name, how many."""
    left = [case.topic for case in agenda if case.state == CaseState.SCHEDULED]
    return [
        (topic, queries.topic_name(topic), left.count(topic))
        for topic in dict.fromkeys(left)
        if left.count(topic) > 1
    ]


def _rule(case: Case, meeting: Meeting, presences: Any) -> Context:
    """The share that counts for a case, who votes, and what conflicts of interest leave of it."""
    rule = queries.threshold_of(case, on=meeting.held_on)
    conflicts = queries.conflicts_in([case], [row.sitter.pk for row in presences])[case.pk]
    known = rule if isinstance(rule, Threshold) else None
    electorate = queries.electorate_of(case, presences, conflicts, known)
    shown: Context = {
        "members": electorate.members,
        "voters": [row for row in presences if row.seat_id in electorate.voters],
        "concerned": [
            (row, conflicts[row.sitter.pk]) for row in presences
            if row.sitter.pk in conflicts and row.seat.may_vote
        ],
        "recusal": RecusalRule((case.threshold or {}).get("recusal", case.council.recusal)),
    }  # fmt: skip
    if known is None:
        return shown | {"no_rule": rule.reason.render()}  # type: ignore[union-attr] # no share
    share = Share(**case.threshold["share"]) if case.threshold else known.share
    return shown | {
        "rule": known, "share": share, "needed": share.needed(electorate.members),
        "lacking": actions.lacking_citation(known, "") if case.threshold is None else None,
        "highest": share_text(electorate.highest, electorate.members, share),
        "highest_votes": electorate.highest,
        "in_reach": share.met(electorate.highest, electorate.members),
    }  # fmt: skip


def _card(request: HttpRequest, meeting: Meeting, case: Case, presences: Any) -> Context:
    shown = _rule(case, meeting, presences)
    if case.votes.all() and "share" in shown:
        shown |= _count(queries.tally_of(case, members=shown["members"]), shown["share"])
    form = forms.VoteForm(presences=shown["voters"], lacking=shown.get("lacking"), case=case)
    if case.state != CaseState.CLOSED:
        shown |= _ways(request, meeting, [case], presences, shown)
    return shown | {"vote": form}


def _ways(
    request: HttpRequest, meeting: Meeting, cases: list[Case], presences: Any, shown: Context
) -> Context:
    veiled = queries.veiled_cases(request.user, cases)
    return deciding.ways(meeting, cases, presences, shown.get("lacking"), veiled=veiled)


def _together(request: HttpRequest, meeting: Meeting, cases: list[Case], presences: Any) -> Context:
    shown = _rule(cases[0], meeting, presences)
    form = forms.TogetherForm(presences=shown["voters"], lacking=shown.get("lacking"), cases=cases)
    shown |= _ways(request, meeting, cases, presences, shown)
    return shown | {"together": form, "topic_name": queries.topic_name(cases[0].topic)}


def _count(counted: rules.Tally, share: Share) -> Context:
    return {
        "tally": counted, "passes": counted.passes(share),
        "reached": share_text(counted.agree, counted.members, share),
        "needed": share.needed(counted.members),
    }  # fmt: skip


# The steps, by the value of the button that asks for them.


def _open(request: HttpRequest, meeting: Meeting) -> Answer:
    seats = queries.seats_at(meeting)
    form = forms.AttendanceForm(request.POST, seats=seats)
    if not form.is_valid():
        return {"attendance": form}
    actions.open_meeting(
        actor=request.user, meeting=meeting, attendance=form.attendance,
        presider=form.seats[form.cleaned_data["presider"]],
    )  # fmt: skip
    return redirect("councils:meeting", meeting.pk)


def _schedule(request: HttpRequest, meeting: Meeting) -> Answer:
    form = forms.CasesForm(request.POST, cases=queries.waiting_cases(meeting.council))
    if form.is_valid():
        actions.schedule_cases(actor=request.user, meeting=meeting, cases=form.picked)
    return redirect("councils:meeting", meeting.pk)


def _unschedule(request: HttpRequest, meeting: Meeting) -> Answer:
    case = _case(request, meeting)
    actions.unschedule_case(actor=request.user, case=case)
    back = Undo(
        reverse("councils:meeting", args=[meeting.pk]), {"do": "schedule", "cases": case.pk}
    )
    done(request, _("Đã để lại phiên sau: %(title)s.") % {"title": case.title}, back)
    return redirect("councils:meeting", meeting.pk)


def _arrange(request: HttpRequest, meeting: Meeting) -> Answer:
    """Move one case within its topic, or a whole topic, a place up or down."""
    what, _dash, way = request.POST.get("move", "").rpartition(".")
    step = {"up": -1, "down": 1}.get(way)
    agenda = queries.agenda_of(meeting)
    keys = {str(case.pk): case for case in agenda}
    if step is not None and what in keys:
        actions.arrange_agenda(
            actor=request.user, meeting=meeting, order=_shifted(agenda, keys[what], step)
        )
    elif step is not None and what in {case.topic for case in agenda}:
        topics = rules.moved(list(dict.fromkeys(case.topic for case in agenda)), what, step)
        ordered = sorted(agenda, key=lambda case: topics.index(case.topic))
        actions.arrange_agenda(
            actor=request.user, meeting=meeting, order=[case.pk for case in ordered]
        )
    return redirect(f"{request.path}#chuong-trinh")


def _shifted(agenda: list[Case], moved: Case, step: int) -> list[int]:
    same = rules.moved([case.pk for case in agenda if case.topic == moved.topic], moved.pk, step)
    waiting = iter(same)
    return [next(waiting) if case.topic == moved.topic else case.pk for case in agenda]


def _summon(request: HttpRequest, meeting: Meeting) -> Answer:
    actions.summon_members(actor=request.user, meeting=meeting)
    messages.success(request, _("Đã gửi tài liệu cho các thành viên."))
    return redirect("councils:meeting", meeting.pk)


def _presence(request: HttpRequest, meeting: Meeting) -> Answer:
    form = forms.PresenceForm(request.POST, presences=queries.presences_of(meeting))
    if not form.is_valid():
        return {"presence_form": form}
    given = form.cleaned_data
    actions.record_presence(
        actor=request.user, meeting=meeting, seat=form.seats[given["seat"]],
        attendance=Attendance(given["attendance"]), reason=given["reason"],
    )  # fmt: skip
    return redirect("councils:meeting", meeting.pk)


def _vote(request: HttpRequest, meeting: Meeting) -> Answer:
    case = _case(request, meeting)
    presences = queries.presences_of(meeting)
    shown = _rule(case, meeting, presences)
    form = forms.VoteForm(
        request.POST, presences=shown["voters"], lacking=shown.get("lacking"), case=case
    )
    if not form.is_valid():
        return {"current": case, "vote": form}
    given = form.cleaned_data
    try:
        actions.record_votes(
            actor=request.user, case=case, citation=given.get("citation", ""),
            notes=given["notes"], **form.given,
        )  # fmt: skip
    except Refused as refused:
        form.add_error("citation" if "citation" in form.fields else None, str(refused))
        return {"current": case, "vote": form}
    return redirect(f"{request.path}?muc={case.pk}#bieu-quyet")


def _decide(request: HttpRequest, meeting: Meeting) -> Answer:
    case = actions.close_case(actor=request.user, case=_case(request, meeting))
    assert case.result is not None
    text = _("Đã chốt: %(title)s – đồng ý %(agree)s/%(members)s.")
    messages.success(request, text % {"title": case.title, **case.result})
    return redirect(f"{request.path}#bieu-quyet")


def _vote_together(request: HttpRequest, meeting: Meeting) -> Answer:
    agenda, presences = queries.agenda_of(meeting), queries.presences_of(meeting)
    topic = request.GET.get("chung", "")
    cases = _commonly(meeting, agenda, topic)
    if not cases:
        return redirect("councils:meeting", meeting.pk)
    shown = _rule(cases[0], meeting, presences)
    form = forms.TogetherForm(
        request.POST, presences=shown["voters"], lacking=shown.get("lacking"), cases=cases
    )
    if not form.is_valid():
        return {"together": form}
    if not request.POST.get("confirm") and "share" in shown:
        counted = rules.tally(form.choices, members=shown["members"])
        return {"together": form, "preview": form.picked, **_count(counted, shown["share"])}
    try:
        actions.vote_together(
            actor=request.user, meeting=meeting, cases=form.picked,
            citation=form.cleaned_data.get("citation", ""), **form.given,
        )  # fmt: skip
    except Refused as refused:
        form.add_error("citation" if "citation" in form.fields else None, str(refused))
        return {"together": form}
    messages.success(request, _("Đã chốt %(count)s nội dung.") % {"count": len(form.picked)})
    return redirect("councils:meeting", meeting.pk)


def _close(request: HttpRequest, meeting: Meeting) -> Answer:
    form = forms.ConclusionForm(request.POST)
    if form.is_valid():
        conclusion = form.cleaned_data["conclusion"]
        actions.close_meeting(actor=request.user, meeting=meeting, conclusion=conclusion)
        return redirect("councils:meeting", meeting.pk)
    return {"conclusion": form}


def _case(request: HttpRequest, meeting: Meeting) -> Case:
    return get_object_or_404(
        meeting.cases.select_related("meeting", "council"), pk=request.POST.get("case")
    )


STEPS: dict[str, Step] = {
    **deciding.STEPS,
    "open": _open, "arrange": _arrange, "summon": _summon, "schedule": _schedule,
    "unschedule": _unschedule, "presence": _presence, "vote": _vote, "decide": _decide,
    "together": _vote_together, "close": _close,
}  # fmt: skip
