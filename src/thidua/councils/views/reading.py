"""Before the session: papers of members, cards of those proposed, private notes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.councils import actions, forms, outcomes, permits, queries
from thidua.councils.models import Case, Meeting
from thidua.councils.states import CaseState
from thidua.councils.views.subjects import the_case, the_meeting
from thidua.documents.pages import hand_out
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import person_of
from thidua.ui.forms import ReasonForm

SIDE_BY_SIDE = 4


@page(permit=permits.sees, subject=the_meeting)
def papers(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The agenda with what one has read and noted; those in conflict are named, not opened."""
    agenda = queries.agenda_of(meeting)
    notes = queries.private_notes_of(request.user, agenda)
    veiled = queries.veiled_cases(request.user, agenda)
    rows = [
        {"case": case, "topic": queries.topic_name(case.topic), "veiled": case.pk in veiled,
         "read": case.pk in notes, "note": notes.get(case.pk, "")}
        for case in agenda
    ]  # fmt: skip
    return render(request, "councils/papers.html", {
        "title": _("Tài liệu phiên họp"), "meeting": meeting, "rows": rows,
        "sits": permits.is_council_member(request.user, meeting) is None,
        "left": sum(not row["read"] and not row["veiled"] for row in rows),
        "most": SIDE_BY_SIDE,
    })  # fmt: skip


@page(permit=permits.sees, subject=the_meeting)
def compare(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Up to four cards side by side; on a phone one under the other to swipe through."""
    asked = request.GET.getlist("muc")
    seen = queries.cases_visible_to(request.user).filter(meeting=meeting)
    chosen = [case for case in seen if str(case.pk) in asked][:SIDE_BY_SIDE]
    if len(chosen) < 2:
        messages.info(request, _("Chọn từ hai đến bốn nội dung để so sánh."))
        return redirect("councils:papers", meeting.pk)
    cards = outcomes.cards_for(chosen, on=meeting.held_on)
    return render(request, "councils/compare.html", {
        "title": _("So sánh"), "meeting": meeting,
        "cards": [(case, cards[case.pk]) for case in chosen],
    })  # fmt: skip


@page(permit=permits.reads_case, subject=the_case)
def card(request: HttpRequest, case: Case) -> HttpResponse:
    """One card, one's own note on it, one's own conflict of interest, and what comes next."""
    judges = permits.judges(request.user, case)
    note = queries.private_notes_of(request.user, [case])
    sitters = {
        key: row for key, row in queries.sitters(case.meeting).items()
        if row.sitter == person_of(request.user)
    } if case.meeting and judges is None else {}  # fmt: skip
    doing = request.POST.get("do", "")
    note_form = forms.NoteForm(
        request.POST if doing == "note" else None, initial={"text": note.get(case.pk, "")}
    )
    conflict_form = forms.ConflictForm(
        request.POST if doing == "recuse" else None, sitters=sitters, prefix="xd"
    )
    withdrawal = ReasonForm(request.POST if doing == "withdraw" else None, prefix="rut")
    answer = _act(request, case, note_form, conflict_form) or _withdrawn(request, case, withdrawal)
    if answer is not None:
        return answer
    before, after = _neighbours(request, case)
    return render(request, "councils/card.html", {
        "title": case.title, "case": case, "card": _card_of(case),
        "judges": judges is None,
        "is_open": case.state not in (CaseState.CLOSED, CaseState.WITHDRAWN),
        "note": note_form, "noted": case.pk in note,
        "conflict": conflict_form if sitters and case.state in UNDECIDED else None,
        "withdrawal": withdrawal if _may_withdraw(request, case) else None,
        "before": before, "after": after,
    })  # fmt: skip


UNDECIDED = (CaseState.WAITING, CaseState.SCHEDULED)


def _act(
    request: HttpRequest, case: Case, note: forms.NoteForm, conflict: forms.ConflictForm
) -> HttpResponse | None:
    if note.is_bound and note.is_valid():
        kept = attempt(request, lambda: actions.note_privately(
            actor=request.user, case=case, text=note.cleaned_data["text"]
        ))  # fmt: skip
        if kept is not None:
            messages.success(request, _("Đã lưu ghi chú riêng."))
            return redirect("councils:card", case.pk)
    if conflict.is_bound and conflict.is_valid():
        done = attempt(request, lambda: actions.declare_conflict(
            actor=request.user, case=case, **conflict.given
        ))  # fmt: skip
        if done is not None:
            messages.success(
                request, _("Đã ghi xung đột lợi ích của bạn; nội dung này được ẩn với bạn.")
            )
            assert case.meeting is not None
            return redirect("councils:papers", case.meeting.pk)
    return None


def _may_withdraw(request: HttpRequest, case: Case) -> bool:
    return case.state in UNDECIDED and permits.prepares(request.user, case) is None


def _withdrawn(request: HttpRequest, case: Case, form: ReasonForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    done = attempt(request, lambda: actions.withdraw_case(
        actor=request.user, case=case, **form.cleaned_data
    ))  # fmt: skip
    if done is None:
        return None
    messages.success(request, _("Đã rút nội dung khỏi hội đồng."))
    return redirect("councils:council", case.council.pk)


@page(permit=permits.reads_case, subject=the_case)
def card_paper(request: HttpRequest, case: Case, ext: str) -> HttpResponse:
    """The card as PDF or Word, two pages of A4."""
    on = case.meeting.held_on if case.meeting else period.today()
    return hand_out(
        request, "councils.card", case, issuer=case.council.unit, ext=ext, on=on,
        name=f"phieu-{case.pk}", back="councils:card", shown=_card_of(case),
    )  # fmt: skip


def _card_of(case: Case) -> Any:
    on = case.meeting.held_on if case.meeting else period.today()
    return outcomes.cards_for([case], on=on)[case.pk]


def _neighbours(request: HttpRequest, case: Case) -> tuple[Case | None, Case | None]:
    """The cases before and after on the agenda that one may read."""
    if case.meeting is None:
        return None, None
    agenda = queries.agenda_of(case.meeting)
    veiled = queries.veiled_cases(request.user, agenda)
    seen = [each for each in agenda if each.pk not in veiled]
    place = seen.index(case)
    return (seen[place - 1] if place else None, seen[place + 1] if place + 1 < len(seen) else None)
