"""Reports as Excel files: forms handed out, brought back, looked through, taken."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import audit, period
from thidua.core.models import SecurityEvent, TaskRun
from thidua.documents.pages import hand_out_sheet
from thidua.indicators import actions, permits, queries, tables
from thidua.indicators.forms.files import FiguresFileForm, PeriodForm
from thidua.indicators.models import IndicatorSet, Report, Workbook
from thidua.indicators.queries import Slot
from thidua.indicators.reported import slot_told
from thidua.indicators.states import WORKBOOK, PortionState, SetState
from thidua.indicators.views.reports import the_report
from thidua.indicators.views.subjects import FORM_METHODS, the_set
from thidua.indicators.wording import span_told
from thidua.indicators.worksheets import form_of, write_faults, write_form
from thidua.indicators.worksheets.checking import faults_by_line
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import role_units, trail_of
from thidua.ui.components import Case
from thidua.ui.lists import Empty, ListPage
from thidua.ui.messages import done

SHOWN = 60


def the_workbook(request: HttpRequest, pk: int) -> Workbook | None:
    return queries.workbook_by_pk(pk)


def _slots(of_set: IndicatorSet) -> dict[str, Slot]:
    """The periods that have begun, the newest first, by how the address names them."""
    today = period.today()
    found = [
        Slot(of_set, frequency, *slot)
        for frequency in queries.frequencies_of(of_set)
        for slot in queries.slots_of(of_set, frequency) if slot[0] <= today
    ]  # fmt: skip
    found.sort(key=lambda slot: slot.starts_on, reverse=True)
    return {f"{slot.frequency}:{slot.starts_on}": slot for slot in found}


@require_http_methods(FORM_METHODS)
@page(permit=permits.brings_figures, subject=the_set)
def files(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """The form of each period, where a filled one is brought, and what one has brought."""
    given = FiguresFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and given.is_valid():
        file = given.cleaned_data["file"]
        made = attempt(
            request,
            lambda: actions.bring_workbook(actor=request.user, of_set=of_set, file=file),
        )
        if made is not None:
            run = queries.run_of_workbook(made)
            if run is not None:
                return redirect("orgs:task", pk=run.pk)
            return redirect("indicators:workbook", made.pk)
    slots = _slots(of_set)
    choices = [
        (key, slot_told(slot.frequency, slot.starts_on, slot.ends_on))
        for key, slot in slots.items()
    ]
    over = next((key for key, slot in slots.items() if slot.ends_on <= period.today()), None)
    return render(request, "indicators/files.html", {
        "set": of_set, "form": given, "choices": choices, "is_open": of_set.state == SetState.OPEN,
        "period_form": PeriodForm(choices=choices, initial={"ky": over}),
        "units": len(queries.units_reported_by(request.user, of_set, on=period.today())),
        "brought": queries.workbooks_of(request.user, of_set)[:10],
    })  # fmt: skip


@require_safe
@page(permit=permits.brings_figures, subject=the_set)
def form_of_set(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """The form of all units for which one reports, of one period."""
    slots = _slots(of_set)
    slot = slots.get(request.GET.get("ky", "")) or next(iter(slots.values()), None)
    form = actions.form_for(request.user, slot) if slot is not None else None
    if form is None or slot is None or not form.sheets():
        done(request, _("Kỳ này không giao chỉ tiêu nào cho đơn vị bạn báo cáo."))
        return redirect("indicators:files", of_set.pk)
    audit.record_security(
        SecurityEvent.Kind.EXPORTED, actor_id=request.user.pk, subject=of_set,
        detail=f"{len(form.asked)}",
    )  # fmt: skip
    return hand_out_sheet(write_form(form), _name(slot))


@require_safe
@page(permit=permits.reports, subject=the_report)
def form_of_report(request: HttpRequest, report: Report) -> HttpResponse:
    """The form of one unit's report."""
    slot = Slot(report.set, report.frequency, report.starts_on, report.ends_on)
    own = {unit.pk for unit in role_units(request.user, permits.REPORTERS)}
    form = form_of(slot, [report.unit], own=own)
    return hand_out_sheet(write_form(form), f"{_name(slot)}-{slugify(report.unit.code)}")


def _name(slot: Slot) -> str:
    return f"bao-cao-{slot.set.pk}-{slot.starts_on:%Y%m%d}-{slot.frequency}"


@require_safe
@page(permit=permits.brought, subject=the_workbook)
def workbook(request: HttpRequest, workbook: Workbook) -> HttpResponse:
    """What would be taken, what not and why, what is asked about; afterwards what became of it."""
    counts, run = queries.portions_in(workbook), queries.run_of_workbook(workbook)
    bad = list(queries.portions_of(workbook, PortionState.FAULTY, PortionState.REFUSED)[:SHOWN])
    asked = [
        (portion, question)
        for portion in queries.questioned_in(workbook)[:SHOWN] for question in portion.questions
    ]  # fmt: skip
    units, figures, whole = queries.takeable(workbook)
    states = [
        (counts[state], state.label, f"?state={state}") for state in PortionState
        if counts.get(state)
    ]  # fmt: skip
    return render(request, "indicators/workbook.html", {
        "workbook": workbook, "case": _case(workbook), "states": states,
        "problems": [(portion, each) for portion in bad for each in portion.problems][:SHOWN],
        "problem_count": sum(len(portion.problems) for portion in bad),
        "has_faults": any(each[1] for portion in bad for each in portion.problems),
        "questions": asked[:SHOWN], "units": units, "figures": figures, "whole": whole,
        "is_open": WORKBOOK.refusal(workbook, "take") is None,
        "nothing": actions.NOTHING,
        "may_discard": WORKBOOK.refusal(workbook, "discard") is None,
        "run": run if run is not None and not run.is_over else None,
        "failed": run if run is not None and run.state == TaskRun.State.FAILED else None,
        "trail": trail_of(workbook),
    })  # fmt: skip


def _case(workbook: Workbook) -> Case:
    span = ""
    if workbook.starts_on is not None and workbook.ends_on is not None:
        span = span_told(workbook.starts_on, workbook.ends_on)
    return Case(
        who=workbook.name, what=_("Báo cáo bằng Excel %(span)s") % {"span": span},
        state=workbook.get_state_display(), tone=tables.WORKBOOK_TONES[workbook.state],
        facts=[(_("Bộ chỉ tiêu"), workbook.set.title)],
    )  # fmt: skip


class PortionList(Paged, ListPage):
    """Every unit of a file, with what becomes of it."""

    permit = permits.brought
    title = gettext_lazy("Các đơn vị trong tệp")
    columns = tables.PORTIONS
    filterset_class = tables.PortionFilter
    search_fields = ("folded",)
    default_sort = ("pk",)
    export_name = "don-vi-trong-tep"
    empty = Empty(
        gettext_lazy("Tệp chưa được đọc"), gettext_lazy("Đọc xong, từng đơn vị hiện ở đây.")
    )

    def get_subject(self) -> Any:
        found = queries.workbook_by_pk(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    def get_rows(self) -> Any:
        return self.subject.portions.all()


@require_POST
@page(permit=permits.brought, subject=the_workbook)
def take(request: HttpRequest, workbook: Workbook) -> HttpResponse:
    """Take what is without faults; with `send`, reports that are whole go up at once."""
    sends = "send" in request.POST
    answer: list[TaskRun | None] = []

    def act() -> bool:
        answer.append(actions.start_take(actor=request.user, workbook=workbook, sends=sends))
        return True

    if attempt(request, act):
        if (run := answer[0]) is not None:
            return redirect("orgs:task", pk=run.pk)
        done(request, _("Đã nhận số liệu; mỗi đơn vị nhận trọn hoặc không nhận gì."))
    return redirect("indicators:workbook", workbook.pk)


@require_safe
@page(permit=permits.brought, subject=the_workbook)
def faults(request: HttpRequest, workbook: Workbook) -> HttpResponse:
    """The file as it came with its faults in it: coloured cells, notes, a column «Lỗi»."""

    def act() -> bytes:
        told = [
            each
            for portion in queries.portions_of(
                workbook, PortionState.FAULTY, PortionState.REFUSED
            ) for each in portion.problems
        ]  # fmt: skip
        book = actions.read_again(workbook)
        return write_faults(
            actions.form_for(request.user, actions.slot_of(workbook)), book, faults_by_line(told)
        )

    content = attempt(request, act) if workbook.starts_on is not None else None
    if content is None:
        return redirect("indicators:workbook", workbook.pk)
    return hand_out_sheet(content, f"loi-{workbook.pk}")


@require_POST
@page(permit=permits.brought, subject=the_workbook)
def discard(request: HttpRequest, workbook: Workbook) -> HttpResponse:
    if attempt(request, lambda: actions.discard_workbook(actor=request.user, workbook=workbook)):
        done(request, _("Đã bỏ tệp; không số liệu nào của tệp nằm trong báo cáo."))
        return redirect("indicators:files", workbook.set_id)
    return redirect("indicators:workbook", workbook.pk)
