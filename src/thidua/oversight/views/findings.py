"""The list of findings, and one: mended by its unit, closed by inspectors, its figure set right."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import period
from thidua.core.permit import Reason
from thidua.documents.queries import files_of
from thidua.indicators import permits as indicators
from thidua.indicators.queries import definition_on
from thidua.indicators.reported import figure_told
from thidua.indicators.states import BELIEVED
from thidua.orgs.pages import Paged, page
from thidua.orgs.queries import trail_of
from thidua.oversight import actions, forms, permits, queries, tables
from thidua.oversight.models import Finding
from thidua.oversight.states import FINDING, FindingState, VisitState
from thidua.oversight.views.asking import FORM_METHODS, asked, at, done, the_finding
from thidua.ui.components import Case, Record
from thidua.ui.formats import day, number, when
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import BulkAction, Empty, ListPage


def _remind(actor: Any, rows: Sequence[Finding]) -> Reason:
    told = actions.remind_findings(actor=actor, findings=rows, on=period.today())
    return _("Đã nhắc; %(people)s người nhận được thông báo mới.") % {"people": number(told)}


def _not_reminded(actor: Any, row: Finding) -> Reason | None:
    if row.state != FindingState.OPEN:
        return _("Chỉ nhắc tồn tại còn chờ khắc phục.")
    return permits.reminds(actor, row)


class FindingList(Paged, ListPage):
    """Findings of plans that one keeps or works on, and those of one's units."""

    permit = permits.reads_somewhere
    title = gettext_lazy("Tồn tại qua kiểm tra")
    columns = tables.FINDINGS
    filterset_class = tables.FindingFilter
    search_fields = ("folded",)
    search_hint = gettext_lazy("Tìm tồn tại, yêu cầu khắc phục; không cần dấu")
    default_sort = ("due_on", "pk")
    row_url = "oversight:finding"
    export_name = "ton-tai-qua-kiem-tra"
    bulk_actions = (
        BulkAction(
            "remind", gettext_lazy("Nhắc khắc phục"), act=_remind, refuse=_not_reminded,
            effect=lambda _actor, row: str(row.unit), icon="bell",
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có tồn tại nào"),
        gettext_lazy(
            "Khi đoàn kiểm tra kết luận, điều chưa đúng hiện ở đây: đơn vị nào khắc phục, "
            "đến hạn nào, đã làm đến đâu."
        ),
        icon="flag",
    )

    def get_rows(self) -> Any:
        return queries.findings_visible_to(self.request.user)

    def get_state(self, total: int) -> Reason:
        return _("%(total)s tồn tại") % {"total": number(total)}


@require_safe
@page(permit=permits.sees_finding, subject=the_finding)
def finding(request: HttpRequest, finding: Finding) -> HttpResponse:
    actor = request.user
    is_over = finding.visit.state == VisitState.CONCLUDED
    inspects = permits.inspects(actor, finding)
    waits = finding.state == FindingState.REMEDIED
    entry = queries.entry_of(finding)
    meaning = (
        definition_on(finding.indicator, on=finding.report.ends_on)
        if finding.indicator is not None and finding.report is not None else None
    )  # fmt: skip
    is_keeper = permits.reminds(actor, finding) is None
    context = {
        "finding": finding, "visit": finding.visit, "plan": finding.visit.plan,
        "case": _case(finding), "meaning": meaning, "entry": entry,
        "right": figure_told(meaning, cast(Any, finding))
        if meaning and finding.is_figure else "",
        "now": figure_told(meaning, entry) if meaning else "",
        "reads_report": finding.report is not None
        and indicators.reads_report(actor, finding.report) is None,
        "remedies": is_over and FINDING.refusal(finding, "remedy") is None
        and permits.remedies(actor, finding) is None,
        "remedy_form": forms.RemedyForm(),
        "may_close": waits and inspects is None,
        "why_not_close": inspects if waits and is_keeper else None,
        "may_withdraw": not is_over and inspects is None,
        "asks_figure": is_over and finding.is_figure and not finding.settled and is_keeper,
        "why_not_settle": _why_not_settle(actor, finding, entry),
        "is_accepted": finding.report is not None and finding.report.state in BELIEVED,
        "documents": [
            Record(file.name, reverse("documents:file", args=[file.pk]))
            for file in files_of(finding)
        ],
        "reason_form": ReasonForm(),
        "trail": trail_of(finding),
    }  # fmt: skip
    return render(request, "oversight/finding.html", context)


def _why_not_settle(actor: Any, finding: Finding, entry: Any) -> Reason | None:
    """Why the figure cannot be set right by this person: our permit, then that of the door."""
    if entry is None or finding.report is None:
        return _("Báo cáo đang ở đơn vị: đơn vị sửa số liệu rồi gửi lại.")
    if (reason := permits.settles(actor, finding)) is not None:
        return reason
    if finding.report.state in BELIEVED:
        return indicators.corrects(actor, entry)
    return indicators.checks(actor, finding.report)


def _case(finding: Finding) -> Case:
    tone, state = tables.finding_status(finding)
    facts: list[tuple[Reason, Any]] = [
        (_("Đơn vị khắc phục"), finding.unit), (_("Hạn khắc phục"), day(finding.due_on)),
    ]  # fmt: skip
    if finding.visit.held_on is not None:
        facts.append((_("Ngày kiểm tra"), day(finding.visit.held_on)))
    if finding.settled:
        facts.append((_("Số liệu"), finding.get_settled_display()))
    if finding.remedied_at is not None:
        facts.append((_("Báo cáo khắc phục lúc"), when(finding.remedied_at)))
    nexts: dict[str, Reason] = {
        FindingState.OPEN: _("Đơn vị khắc phục rồi báo cáo"),
        FindingState.REMEDIED: _("Đoàn kiểm tra xem và đóng"),
    }
    return Case(
        who=_("%(unit)s, %(plan)s") % {"unit": finding.visit.unit, "plan": finding.visit.plan},
        who_url=at("visit", finding.visit_id),
        what=_("Tồn tại số %(number)s") % {"number": finding.number},
        state=state, tone=tone, next_step=nexts.get(finding.state, ""), facts=facts,
        due_on=tables.still_due(finding),
    )  # fmt: skip


@require_POST
@page(permit=permits.inspects, subject=the_finding)
def withdraw(request: HttpRequest, finding: Finding) -> HttpResponse:
    return done(
        request, lambda: actions.withdraw_finding(
            actor=request.user, visit=finding.visit, number=finding.number
        ),
        _("Đã rút tồn tại ghi nhầm."), at("visit", finding.visit_id),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.remedies, subject=the_finding)
def remedy(request: HttpRequest, finding: Finding) -> HttpResponse:
    form = forms.RemedyForm(request.POST or None, request.FILES or None)
    return asked(
        request, form,
        lambda form: actions.remedy_finding(
            actor=request.user, finding=finding, **form.cleaned_data
        ),
        title=_("Báo cáo khắc phục"), submit=_("Gửi báo cáo"),
        said=_("Đã gửi. Đoàn kiểm tra sẽ xem và đóng."), back=at("finding", finding.pk),
        state=finding.remedy, draft=f"khac-phuc-{finding.pk}",
    )  # fmt: skip


@require_POST
@page(permit=permits.inspects, subject=the_finding)
def decide(request: HttpRequest, finding: Finding) -> HttpResponse:
    """Close what is mended, or send it back with the reason."""
    actor, to = request.user, at("finding", finding.pk)
    if "close" in request.POST:
        return done(
            request, lambda: actions.close_finding(actor=actor, finding=finding),
            _("Đã đóng tồn tại."), to,
        )  # fmt: skip
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return done(
        request,
        lambda: actions.return_finding(
            actor=actor, finding=finding, reason=reason, on=period.today()
        ),
        _("Đã yêu cầu khắc phục lại; đơn vị đọc được lý do."), to,
    )  # fmt: skip


@require_POST
@page(permit=permits.settles, subject=the_finding)
def settle(request: HttpRequest, finding: Finding) -> HttpResponse:
    return done(
        request, lambda: actions.settle_figure(actor=request.user, finding=finding),
        _("Đã xử lý số liệu theo biên bản; lịch sử số liệu giữ nguyên."),
        at("finding", finding.pk),
    )  # fmt: skip
