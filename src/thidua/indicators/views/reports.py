"""A unit's own reports: what it owes, the form, sending, taking back, printing."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import period
from thidua.core.permit import Refused
from thidua.indicators import actions, permits, queries
from thidua.indicators.forms.reports import CardForm, ExtendForm, cards_of
from thidua.indicators.models import Report
from thidua.indicators.reported import shown_of, slot_told, tone_of, uneven_told
from thidua.indicators.states import REPORT, ReportState
from thidua.indicators.views.subjects import FORM_METHODS
from thidua.indicators.wording import span_told
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import role_units, trail_of
from thidua.ui.components import Case
from thidua.ui.forms import ReasonForm

A_PAGE = 50
UNSENT = (ReportState.OPEN, ReportState.RETURNED)


def the_report(request: HttpRequest, pk: int) -> Report | None:
    return queries.report_by_pk(pk)


@require_safe
@page(permit=permits.reads_somewhere)
def owed(request: HttpRequest) -> HttpResponse:
    """What the actor's units are to report, and what they have sent."""
    found = queries.owed_by(request.user, on=period.today())
    waiting = [each for each in found if each.is_waiting]
    sent = [each for each in reversed(found) if not each.is_waiting]
    page = Paginator([*waiting, *sent], A_PAGE).get_page(request.GET.get("page"))
    rows: list[dict[str, Any]] = [
        {
            "owed": each, "span": slot_told(each.frequency, each.starts_on, each.ends_on),
            "tone": tone_of(each.state), "state": ReportState(each.state).label,
        } for each in page
    ]  # fmt: skip
    context = {
        "page": page, "count": len(waiting),
        "waiting": [row for row in rows if row["owed"].is_waiting],
        "sent": [row for row in rows if not row["owed"].is_waiting],
    }  # fmt: skip
    return render(request, "indicators/owed.html", context)


@require_POST
@page(permit=permits.reads_somewhere)
def open_one(request: HttpRequest) -> HttpResponse:
    """Open a report that is owed and lead to its form."""
    wanted = tuple(request.POST.get(name, "") for name in ("set", "unit", "frequency", "from"))
    for each in queries.owed_by(request.user, on=period.today()):
        if (str(each.set.pk), str(each.unit.pk), each.frequency, f"{each.starts_on}") == wanted:
            made = attempt(
                request,
                lambda each=each: actions.open_report(  # type: ignore[misc] # bound at once
                    actor=request.user, unit=each.unit, of_set=each.set,
                    frequency=each.frequency, starts_on=each.starts_on,
                ),
            )  # fmt: skip
            return redirect("indicators:report", made.pk) if made else redirect("indicators:owed")
    raise Http404


@require_http_methods(FORM_METHODS)
@page(permit=permits.reads_report, subject=the_report)
def report(request: HttpRequest, report: Report) -> HttpResponse:
    """The form while it is the unit's turn, else the figures with what may be done on them."""
    actor: Any = request.user
    asked = queries.asked_of(
        report.set, report.unit, starts_on=report.starts_on, ends_on=report.ends_on,
        frequency=report.frequency,
    )  # fmt: skip
    entries = queries.entries_of(report.unit, report.starts_on, report.ends_on)
    mine = [
        pair for pair in asked
        if (e := entries.get(pair[0].indicator_id)) is None or e.report_id == report.pk
    ]  # fmt: skip
    counted = queries.computed_of(report, asked)
    fills = report.state in UNSENT and _is_own(actor, report)
    cards: list[CardForm] = []
    if fills:
        is_sent = request.method == "POST"
        data, files = (request.POST, request.FILES) if is_sent else (None, None)
        cards = cards_of(mine, entries, data, files, counted)
        if is_sent and (answer := _taken_in(request, report, cards)) is not None:
            return answer
    rows = shown_of(report, asked, entries)
    by_pk = {row.key: row for row in rows}
    may_read = report.state not in UNSENT or fills
    context = {
        "report": report, "case": _case(report), "fills": fills, "counted": counted,
        "cards": [(by_pk[card.meaning.indicator_id], card) for card in cards],
        "elsewhere": [row for row in rows if row.elsewhere], "rows": rows if may_read else [],
        "has_errors": any(card.errors for card in cards),
        "uneven": uneven_told(
            (row.meaning.name, row.meaning.denominator, row.entry.denominator)
            for row in rows
            if row.entry is not None and row.entry.denominator is not None
        ),
        "may_take_back": report.state == ReportState.REPORTED and _is_own(actor, report),
        "checks": permits.checks(actor, report) is None,
        "accept_reason": permits.accepts(actor, report),
        "may_check": REPORT.refusal(report, "check") is None,
        "may_accept": REPORT.refusal(report, "accept") is None,
        "may_return": REPORT.refusal(report, "give_back") is None,
        "may_lock": REPORT.refusal(report, "lock") is None,
        "may_extend": report.state in UNSENT and permits.may_extend(actor, report) is None,
        "may_correct": report.state in {ReportState.ACCEPTED, ReportState.LOCKED}
        and permits.accepts(actor, report) is None,
        "return_form": ReasonForm(), "extend_form": ExtendForm(),
        "trail": trail_of(report) if may_read else [],
        "workbooks": queries.workbooks_in(report) if may_read else [],
    }  # fmt: skip
    return render(request, "indicators/report.html", context)


def _is_own(actor: Any, report: Report) -> bool:
    """Whether one reports for this very unit, not for one above it."""
    return report.unit in role_units(actor, permits.REPORTERS)


def _case(report: Report) -> Case:
    return Case(
        who=str(report.unit),
        what=_("Báo cáo chỉ tiêu %(span)s")
        % {"span": span_told(report.starts_on, report.ends_on)},
        state=report.get_state_display(), tone=tone_of(report.state),
        due_on=report.last_day if report.state in UNSENT else None,
        facts=[(_("Bộ chỉ tiêu"), report.set.title), (_("Phong trào"), report.set.movement.title)],
    )  # fmt: skip


def _files_taken_in(
    request: HttpRequest, report: Report, cards: list[CardForm]
) -> tuple[int, bool]:
    """Files come before figures and stay when those fail: a browser sends none of them again."""
    drop, number, is_right = request.POST.get("drop", ""), 0, True
    if drop.isdigit():
        attempt(
            request,
            lambda: actions.detach_evidence(actor=request.user, report=report, file=int(drop)),
        )
    for card in cards:
        if (file := card.cleaned_data.get("file")) is None:
            continue
        try:
            actions.attach_evidence(
                actor=request.user, report=report, indicator=card.meaning.indicator_id, file=file
            )
            number += 1
        except Refused as refused:
            card.add_error("file", str(refused))
            is_right = False
    return number, is_right


def _taken_in(request: HttpRequest, report: Report, cards: list[CardForm]) -> HttpResponse | None:
    """Save, and send where asked; `None` shows the form again with all that is wrong in it."""
    actor = request.user
    judged = [card.is_valid() for card in cards]  # every one, so that all problems are shown
    kept, is_kept = _files_taken_in(request, report, cards)
    if not (all(judged) and is_kept):
        messages.error(
            request, _("Còn chỗ chưa đúng, ghi ngay dưới từng chỉ tiêu: chưa lưu số liệu nào.")
        )
        if kept:
            messages.success(request, _("Đã giữ %(n)s tệp minh chứng.") % {"n": kept})
        return None
    given = {card.meaning.indicator_id: card.said() for card in cards}
    done = attempt(request, lambda: actions.save_entries(actor=actor, report=report, given=given))
    if done is None:
        return None
    if "send" in request.POST:
        sent = attempt(request, lambda: actions.send_report(actor=actor, report=report))
        if sent is None:
            return None
        messages.success(request, _("Đã gửi báo cáo lên cấp trên."))
    else:
        messages.success(request, _("Đã lưu, chưa gửi."))
    return redirect("indicators:report", report.pk)


@require_POST
@page(permit=permits.reports, subject=the_report)
def take_back(request: HttpRequest, report: Report) -> HttpResponse:
    if attempt(request, lambda: actions.take_back(actor=request.user, report=report)):
        messages.success(request, _("Đã rút báo cáo về: sửa xong hãy gửi lại."))
    return redirect("indicators:report", report.pk)
