"""What the levels above do with reports: the list, and each decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import period
from thidua.core.permit import Reason
from thidua.indicators import actions, permits, queries
from thidua.indicators.forms.reports import CorrectionForm, ExtendForm
from thidua.indicators.models import Correction, Entry, Report
from thidua.indicators.reported import corrections_told, figure_told, tone_of
from thidua.indicators.states import REPORT, ReportState
from thidua.indicators.tables import ReportFilter
from thidua.indicators.views.reports import the_report
from thidua.indicators.views.subjects import FORM_METHODS
from thidua.indicators.wording import span_told
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui.columns import Column
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import BulkAction, Empty, ListPage

UNSENT = (ReportState.OPEN, ReportState.RETURNED)


def the_entry(request: HttpRequest, pk: int) -> Entry | None:
    return queries.entry_by_pk(pk)


def _check(actor: Any, rows: Any) -> str:
    done = actions.check_reports(actor=actor, reports=rows)
    return _("Đã xác nhận kiểm tra %(n)s báo cáo.") % {"n": len(done)}


def _accept(actor: Any, rows: Any) -> str:
    done = actions.accept_reports(actor=actor, reports=rows)
    return _("Đã chấp nhận %(n)s báo cáo.") % {"n": len(done)}


def _lock(actor: Any, rows: Any) -> str:
    done = actions.lock_reports(actor=actor, reports=rows)
    return _("Đã khóa %(n)s báo cáo.") % {"n": len(done)}


def _remind(actor: Any, rows: Any) -> str:
    told = actions.remind_reports(actor=actor, reports=rows, on=period.today())
    return _("Đã nhắc %(n)s đơn vị; %(people)s người nhận được thông báo mới.") % {
        "n": len(rows), "people": told,
    }  # fmt: skip


def _not_checked(actor: Any, row: Any) -> Reason | None:
    return REPORT.refusal(row, "check") or permits.checks(actor, row)


def _not_accepted(actor: Any, row: Any) -> Reason | None:
    return REPORT.refusal(row, "accept") or permits.accepts(actor, row)


def _not_locked(actor: Any, row: Any) -> Reason | None:
    return REPORT.refusal(row, "lock") or permits.accepts(actor, row)


def _not_reminded(actor: Any, row: Any) -> Reason | None:
    if row.state not in UNSENT:
        return _("Báo cáo đã gửi nên không cần nhắc.")
    return permits.checks(actor, row)


def _is_late(row: Any) -> str:
    if row.state in UNSENT:
        return _("quá hạn") if row.last_day < period.today() else _("còn hạn")
    return _("đúng hạn") if row.is_on_time else _("muộn")


class ReportList(Paged, ListPage):
    """All reports of the units one watches, sent or not, with what is done to many."""

    permit = permits.reads_somewhere
    template_name = "indicators/reports.html"
    title = gettext_lazy("Kiểm tra báo cáo chỉ tiêu")
    row_url = "indicators:report"
    filterset_class = ReportFilter
    search_fields = ("unit__folded",)
    search_hint = gettext_lazy("Tìm đơn vị, không cần dấu")
    default_sort = ("-starts_on", "unit__sort_key")
    export_name = "bao-cao-chi-tieu"
    columns = (
        Column("unit", gettext_lazy("Đơn vị"), sort=("unit__sort_key",)),
        Column(
            "span", gettext_lazy("Kỳ"), sort=("starts_on",),
            value=lambda row: span_told(row.starts_on, row.ends_on),
        ),
        Column("set", gettext_lazy("Bộ chỉ tiêu"), value="set.title", phone=False),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status", sort=("state",),
            value=lambda row: (tone_of(row.state), row.get_state_display()),
        ),
        Column("last_day", gettext_lazy("Hạn nộp"), kind="day", sort=("due_on",)),
        Column(
            "reported_at", gettext_lazy("Gửi lúc"), kind="when", sort=("reported_at",),
            absent=gettext_lazy("chưa gửi"), phone=False,
        ),
        Column("late", gettext_lazy("So với hạn"), value=_is_late),
    )  # fmt: skip
    bulk_actions = (
        BulkAction(
            "accept", gettext_lazy("Chấp nhận"), act=_accept, refuse=_not_accepted, icon="check"
        ),
        BulkAction("check", gettext_lazy("Xác nhận đã kiểm tra"), act=_check, refuse=_not_checked),
        BulkAction("lock", gettext_lazy("Khóa"), act=_lock, refuse=_not_locked, icon="lock"),
        BulkAction(
            "remind", gettext_lazy("Nhắc nộp báo cáo"), act=_remind, refuse=_not_reminded,
            icon="bell",
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có báo cáo nào"),
        gettext_lazy("Khi bộ chỉ tiêu được áp dụng, báo cáo của mỗi kỳ được mở vào sáng hôm sau."),
        icon="report",
    )

    def get_rows(self) -> Any:
        return queries.reports_visible_to(self.request.user)

    @cached_property
    def unopened(self) -> list[queries.Lacking]:
        """What the list cannot show yet, narrowed as it is."""
        return queries.lacking_for(
            self.request.user, on=period.today(),
            narrowed={name: self.request.GET.get(name, "") for name in queries.FILTERS},
        )  # fmt: skip

    def get_state(self, total: int) -> str:
        rows, _filters = self.narrowed(self.request.GET)
        return _(
            "%(asked)s báo cáo được giao: %(reported)s đã gửi (%(on_time)s đúng hạn), "
            "%(missing)s chưa gửi, trong đó %(overdue)s quá hạn."
        ) % queries.numbers_of(rows, on=period.today(), unopened=self.unopened)  # fmt: skip

    def get_context(self) -> dict[str, Any]:
        actor = self.request.user
        return {
            "unopened": [(each, permits.reminds(actor, each.set)) for each in self.unopened]
        }  # fmt: skip


@require_POST
@page(permit=permits.reads_report, subject=the_report)
def decide(request: HttpRequest, report: Report) -> HttpResponse:
    """Check, accept, return, extend or lock one report."""
    actor, given = request.user, {"reports": [report]}
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    if "check" in request.POST:
        done = attempt(request, lambda: actions.check_reports(actor=actor, **given))
        said = _("Đã xác nhận kiểm tra báo cáo.")
    elif "accept" in request.POST:
        done = attempt(request, lambda: actions.accept_reports(actor=actor, **given))
        said = _("Đã chấp nhận báo cáo.")
    elif "lock" in request.POST:
        done = attempt(request, lambda: actions.lock_reports(actor=actor, **given))
        said = _("Đã khóa báo cáo.")
    elif "extend" in request.POST:
        return _extend(request, report)
    else:
        done = attempt(
            request, lambda: [actions.return_report(actor=actor, report=report, reason=reason)]
        )
        said = _("Đã trả lại báo cáo để đơn vị sửa.")
    if done:
        messages.success(request, said)
    return redirect("indicators:report", report.pk)


def _extend(request: HttpRequest, report: Report) -> HttpResponse:
    form = ExtendForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ghi ngày gia hạn theo mẫu 22/11/2026 và lý do."))
    elif attempt(
        request,
        lambda: actions.extend_report(actor=request.user, report=report, **form.cleaned_data),
    ):
        messages.success(request, _("Đã gia hạn nộp báo cáo."))
    return redirect("indicators:report", report.pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.corrects, subject=the_entry)
def correct(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Mend a figure that was accepted; all earlier versions stand below."""
    meaning = queries.definition_on(entry.indicator, on=entry.report.ends_on)
    form = CorrectionForm(request.POST or None, meaning=meaning, entry=entry)
    if request.method == "POST" and form.is_valid():
        said = form.said()
        if said is None:
            form.add_error("numerator", _("Ghi số liệu đúng, hoặc đánh dấu «Không áp dụng»."))
        elif attempt(request, lambda: _corrected(request, entry, form)):
            messages.success(request, _("Đã đính chính số liệu; bản cũ còn trong lịch sử."))
            return redirect("indicators:correct", entry.pk)
    context = {
        "entry": entry, "meaning": meaning, "form": form, "value": figure_told(meaning, entry),
        "history": corrections_told(meaning, queries.corrections_of(entry)),
    }  # fmt: skip
    return render(request, "indicators/correct.html", context)


def _corrected(request: HttpRequest, entry: Entry, form: CorrectionForm) -> Correction:
    facts, said = form.cleaned_data, form.said()
    assert said is not None
    return actions.correct_entry(
        actor=request.user, entry=entry, said=said, reason=facts["reason"], basis=facts["basis"]
    )
