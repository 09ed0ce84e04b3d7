"""Score sheets: set by regulation, filled by each member alone, read together once closed."""

from collections.abc import Mapping, Set
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from thidua.core import period
from thidua.core.permit import Refused
from thidua.councils import actions, forms, permits, queries
from thidua.councils.models import Council, Meeting
from thidua.councils.outcomes import RUBRICS
from thidua.councils.states import CouncilKind, ScoringState
from thidua.councils.views.subjects import the_council, the_meeting
from thidua.documents import sheets as worksheets
from thidua.documents.pages import hand_out_sheet
from thidua.legal.thresholds import INITIATIVE
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import person_of

KEEP = "keep_draft"
PAUSE = 2000
"""Milliseconds after the last figure typed before the page keeps by itself."""


@page(permit=permits.is_officer, subject=the_council)
def sheet(request: HttpRequest, council: Council) -> HttpResponse:
    """A new score sheet; the old ones stay for the sessions that used them."""
    sheets = queries.sheets_of(council)
    topic = INITIATIVE if council.kind in (CouncilKind.INITIATIVE, CouncilKind.SCIENCE) else ""
    rubric = RUBRICS[topic]() if topic in RUBRICS and not sheets else None
    form = forms.SheetForm(
        request.POST or None, topics=queries.scored_topics(),
        initial={
            "valid_from": period.today(), "regulation": council.regulation,
            "regulation_on": council.regulation_on, "topic": topic,
            "name": rubric.name if rubric else "",
        },
    )  # fmt: skip
    begun = [
        {"text": text, "weight": weight, "maximum": maximum}
        for text, weight, maximum in (rubric.criteria if rubric else ())
    ]
    # What was begun with counts like what is typed: rows as offered are not left out as unchanged.
    criteria = forms.CriterionRows(
        request.POST or None, prefix="tieu-chi", initial=None if request.POST else begun
    )
    if request.method == "POST" and form.is_valid() and criteria.is_valid():
        lines = [(row["text"], row["weight"], row["maximum"]) for row in criteria.kept]
        made = attempt(request, lambda: actions.set_score_sheet(
            actor=request.user, council=council, criteria=lines, **form.given
        ))  # fmt: skip
        if made is not None:
            messages.success(request, _("Đã ban hành phiếu chấm điểm."))
            return redirect("councils:sheet", council.pk)
    return render(request, "councils/sheet.html", {
        "title": _("Phiếu chấm điểm"), "state": council.name, "form": form,
        "criteria": criteria, "sheets": sheets, "rubric": rubric,
        "back_url": reverse("councils:council", args=[council.pk]),
    })  # fmt: skip


@page(permit=permits.scores, subject=the_meeting)
def score(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """A member's own sheet for all that is open, kept while it is filled, handed in once whole."""
    scorings = queries.own_scores(request.user, meeting)
    person = person_of(request.user)
    points = queries.points_of(person, scorings)
    form = forms.ScoreForm(request.POST or None, scorings=scorings, points=points)
    if request.POST.get("do") == KEEP:
        return _kept(request, meeting, form, points)
    if request.method == "POST" and form.is_valid():
        hand_in = request.POST.get("do") == "hand_in"
        done = attempt(request, lambda: actions.record_scores(
            actor=request.user, meeting=meeting, points=form.given, hand_in=hand_in
        ))  # fmt: skip
        if done is not None:
            messages.success(
                request, _("Đã nộp phiếu chấm.") if hand_in else _("Đã lưu, chưa nộp.")
            )
            return redirect("councils:score", meeting.pk)
    return render(request, "councils/score.html", {
        "title": _("Chấm điểm"), "meeting": meeting, "form": form, "scorings": scorings,
        "handed_in": queries.handed_in(person, scorings), "keep": KEEP, "pause": PAUSE,
    })  # fmt: skip


def _kept(
    request: HttpRequest, meeting: Meeting, form: forms.ScoreForm,
    points: Mapping[int, Mapping[int, Decimal]],
) -> HttpResponse:  # fmt: skip
    """The answer to a page that keeps by itself: what was handed in waits for the member's word."""
    form.is_valid()
    person = person_of(request.user)
    before = queries.handed_in(person, form.scorings)
    changed = {key: given for key, given in form.given.items() if given != points[key]}
    try:
        if changed.keys() - before:
            actions.record_scores(actor=request.user, meeting=meeting, points=changed, draft=True)
        told = _told(form, changed.keys(), queries.handed_in(person, form.scorings))
    except Refused as refused:
        told = str(refused)
    # Named, so that a page to sign in that comes instead is not shown within this one.
    return HttpResponse(format_html('<span id="nhap">{}</span>', told))


def _told(form: forms.ScoreForm, changed: Set[int], handed_in: Set[int]) -> str:
    """What of the page is kept now, and what is not."""
    told = []
    if any(scoring.pk not in handed_in for scoring in form.scorings):
        at = f"{period.now():%H:%M}"
        told.append(_("Đã lưu nháp trên máy chủ lúc %(at)s; chưa nộp.") % {"at": at})
    if handed_in and (not told or handed_in & changed):
        told.append(_("Điểm đã nộp chưa đổi; bấm Nộp để thay."))
    if form.wrong:
        names = ", ".join(f"«{name}»" for name in form.wrong)
        told.append(_("Chưa lưu %(names)s: điểm ghi chưa đúng.") % {"names": names})
    if form.has_gone:
        told.append(_("Có nội dung không còn mở để bạn chấm; mở lại trang rồi chấm."))
    return " ".join(told)


@page(permit=permits.sees, subject=the_meeting)
def scores(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The closed scores by topic, the highest first, with what each has given."""
    return render(request, "councils/scores.html", {
        "title": _("Bảng điểm"), "meeting": meeting, "groups": _groups(request, meeting),
    })  # fmt: skip


@page(permit=permits.sees, subject=the_meeting)
def scores_xlsx(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The same rows as a worksheet."""
    header = [
        _("Danh hiệu, hình thức"), _("Nội dung"), _("Hạng"), _("Điểm"), _("Số phiếu chấm"),
        _("Chưa chấm"), _("Khác biệt"),
    ]  # fmt: skip
    rows = [
        (
            name, each.case.title, each.rank, each.shown or None, len(each.totals),
            len(each.missing), len(each.outlying),
        ) for name, _sheet, standings in _groups(request, meeting) for each in standings
    ]  # fmt: skip
    content = worksheets.write_list(header, rows, title=_("Bảng điểm"))
    return hand_out_sheet(content, f"bang-diem-{meeting.pk}")


def _groups(request: HttpRequest, meeting: Meeting) -> list[tuple[str, Any, Any]]:
    """Closed scorings that one may read by topic, ranked among themselves."""
    closed = list(
        queries.scorings_visible_to(request.user).filter(
            case__meeting=meeting, state=ScoringState.CLOSED
        )
    )
    return [
        (
            queries.topic_name(topic), same[0].sheet,
            queries.standings(meeting, same),
        )
        for topic in dict.fromkeys(each.case.topic for each in closed)
        if (same := [each for each in closed if each.case.topic == topic])
    ]  # fmt: skip
