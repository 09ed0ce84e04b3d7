"""Conflicts of interest on an agenda, as found and as declared; one's own declared family."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.councils import actions, forms, outcomes, permits, queries, rules
from thidua.councils.models import Case, Meeting
from thidua.councils.states import CaseState, RecusalRule
from thidua.councils.views.subjects import the_meeting
from thidua.legal.thresholds import Threshold, share_text
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import person_of

UNDECIDED = (CaseState.WAITING, CaseState.SCHEDULED)


@page(permit=permits.prepares, subject=the_meeting)
def conflicts(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """By case: what was found in the data, what is declared, and what it leaves of the vote."""
    agenda = queries.agenda_of(meeting)
    sitters = queries.sitters(meeting)
    if request.method == "POST":
        answer = _act(request, meeting, agenda, sitters)
        if answer is not None:
            return answer
    veiled = queries.veiled_cases(request.user, agenda)
    shown = [case for case in agenda if case.pk not in veiled]
    ties = outcomes.found_ties(meeting, shown, on=meeting.held_on)
    standing = queries.conflicts_in(shown, sitters)
    return render(request, "councils/conflicts.html", {
        "title": _("Xung đột lợi ích"), "meeting": meeting, "hidden": len(veiled),
        "recusal": RecusalRule(meeting.council.recusal),
        "why_not": permits.is_secretary(request.user, meeting),
        "rows": [_row(case, meeting, sitters, ties[case.pk], standing[case.pk]) for case in shown],
        "form": forms.ConflictForm(sitters=sitters), "lift": forms.LiftForm(),
        "undecided": [case for case in shown if case.state in UNDECIDED],
    })  # fmt: skip


def _row(
    case: Case, meeting: Meeting, sitters: Any, ties: list[outcomes.Tie], standing: Any
) -> dict[str, Any]:
    rule = queries.threshold_of(case, on=meeting.held_on)
    share = rule.share if isinstance(rule, Threshold) else None
    seats = [row for row in sitters.values() if _seat(row).may_vote]
    electorate = rules.electorate(
        {_seat(row).pk for row in seats},
        recused={_seat(row).pk for row in seats if row.sitter.pk in standing},
        votes=meeting.council.recusal == RecusalRule.ON_LIST,
        counted=meeting.council.recusal != RecusalRule.UNCOUNTED,
    )
    return {
        "case": case, "undecided": case.state in UNDECIDED,
        "standing": [(sitters[key], conflict) for key, conflict in standing.items()],
        "found": [
            (sitters[tie.person_id], tie) for tie in ties if tie.person_id not in standing
        ],
        "highest_votes": electorate.highest, "members": electorate.members,
        "highest": share_text(electorate.highest, electorate.members, share),
        "in_reach": share is None or share.met(electorate.highest, electorate.members),
    }  # fmt: skip


def _seat(row: Any) -> Any:
    """The seat of who sits: the row itself before the session, that of a presence in it."""
    return getattr(row, "seat", row)


def _act(
    request: HttpRequest, meeting: Meeting, agenda: list[Case], sitters: Any
) -> HttpResponse | None:
    """Record one or all that was found, declare by hand, or lift; `None` where nothing was done."""
    cases = {str(case.pk): case for case in agenda}
    case = cases.get(request.POST.get("case", ""))
    doing, done = request.POST.get("do"), list[Any]()
    if doing == "record":
        picked = _picked(request, meeting, agenda)
        done = [
            attempt(request, lambda one=one, tie=tie: actions.declare_conflict(  # type: ignore[misc] # bound now
                actor=request.user, case=one, person=sitters[tie.person_id].sitter,
                kind=tie.kind, reason=tie.detail or str(tie.kind.label),
            )) for one, tie in picked
        ]  # fmt: skip
    elif doing == "declare" and case is not None:
        form = forms.ConflictForm(request.POST, sitters=sitters)
        if form.is_valid():
            done = [attempt(request, lambda: actions.declare_conflict(
                actor=request.user, case=case, **form.given
            ))]  # fmt: skip
        else:
            messages.error(request, _("Ghi thành viên, loại xung đột và lý do."))
    elif doing == "lift":
        wanted = request.POST.get("recusal", "")
        recusal = next((r for r in queries.declared_in(agenda) if str(r.pk) == wanted), None)
        if recusal is not None:
            done = [attempt(request, lambda: actions.lift_recusal(
                actor=request.user, recusal=recusal, reason=request.POST.get("reason", "")
            ))]  # fmt: skip
    if not any(done):
        return None
    messages.success(request, _("Đã ghi."))
    return redirect("councils:conflicts", meeting.pk)


def _picked(
    request: HttpRequest, meeting: Meeting, agenda: list[Case]
) -> list[tuple[Case, outcomes.Tie]]:
    """The gravest tie of each member and case that is ticked, as it stands now."""
    ties = outcomes.found_ties(meeting, agenda, on=meeting.held_on)
    wanted, found = set(request.POST.getlist("tie")), {}
    for case in agenda:
        for tie in reversed(ties[case.pk]):
            if f"{case.pk}.{tie.person_id}" in wanted:
                found[case.pk, tie.person_id] = (case, tie)
    return list(found.values())


@page(permit=permits.sits_somewhere)
def kinship(request: HttpRequest) -> HttpResponse:
    """Who of the organisation is of one's family: told once, found on every agenda."""
    today = period.today()
    rows = queries.kin_of(person_of(request.user), on=today)
    ended = next((row for row in rows if str(row.pk) == request.POST.get("end")), None)
    form = forms.KinshipForm(
        request.POST if request.method == "POST" and ended is None else None, actor=request.user
    )
    done = None
    if ended is not None:
        done = attempt(request, lambda: actions.end_kinship(
            actor=request.user, kinship=ended, on=today
        ))  # fmt: skip
    elif form.is_bound and form.is_valid():
        done = attempt(request, lambda: actions.declare_kinship(
            actor=request.user, on=today, **form.cleaned_data
        ))  # fmt: skip
    if done is not None:
        messages.success(request, _("Đã ghi."))
        return redirect("councils:kinship")
    return render(request, "councils/kinship.html", {
        "title": _("Quan hệ gia đình tôi khai"), "rows": rows, "form": form,
        "me": person_of(request.user),
    })  # fmt: skip
