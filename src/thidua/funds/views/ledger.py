"""Funds: the list, plan against actual, the ledger and its entries."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import period
from thidua.documents.pages import hand_out
from thidua.funds import actions, forms, papers, permits, queries, tables
from thidua.funds.states import FundState, Heading
from thidua.funds.views.common import (
    FORM_METHODS,
    as_sheet,
    asked,
    done,
    the_entry,
    the_fund,
)
from thidua.orgs.pages import Paged, page
from thidua.orgs.queries import trail_of
from thidua.ui.components import Case, Record
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage


class FundList(Paged, ListPage):
    """Funds of the units that one reads, the newest first."""

    permit = permits.reads_somewhere
    title = gettext_lazy("Quỹ thi đua, khen thưởng")
    columns = tables.FUNDS
    default_sort = ("-year", "unit__sort_key")
    row_url = "funds:fund"
    export_name = "quy-thi-dua-khen-thuong"
    empty = Empty(
        gettext_lazy("Chưa có quỹ nào"),
        gettext_lazy("Quỹ của từng đơn vị, từng năm: dự toán, sổ thu chi và số còn lại."),
    )

    def get_rows(self) -> Any:
        return queries.funds_with_sums(self.request.user)

    def get_context(self) -> dict[str, Any]:
        if permits.keeps_somewhere(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("funds:create"),
            "main_action_label": gettext_lazy("Mở quỹ của năm"),
        }


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_somewhere)
def create(request: HttpRequest) -> HttpResponse:
    """A fund for a year; its plan comes next."""
    initial = {"year": period.today().year}
    form = forms.FundForm(request.POST or None, actor=request.user, initial=initial)
    return asked(
        request, form, lambda given: actions.create_fund(actor=request.user, **given),
        title=_("Mở quỹ của năm"), submit=_("Mở quỹ"), said=_("Đã mở quỹ; hãy lập dự toán."),
        back=reverse("funds:list"),
    )  # fmt: skip


@require_safe
@page(permit=permits.reads, subject=the_fund)
def fund(request: HttpRequest, fund: Any) -> HttpResponse:
    """Plan against actual, the shares that the law asks, and the ledger."""
    found, actor = queries.standing_of(fund), request.user
    address = [fund.pk]
    context = {
        "fund": fund,
        "case": Case(
            who=fund.unit, what=_("Quỹ thi đua, khen thưởng năm %(year)s") % {"year": fund.year},
            state=fund.get_state_display(), tone=tables.FUND_TONES[fund.state],
            facts=[
                (_("Hệ"), fund.unit.get_line_display()),
                (_("Văn bản duyệt dự toán"), fund.basis or _("chưa duyệt")),
            ],
        ),
        "found": found,
        "sides": [
            (_("Nguồn thu"), _labelled(found.sources), found.planned_in, found.received),
            (_("Các khoản chi"), _labelled(found.uses), found.planned_out, found.spent),
        ],
        "chart": papers.plan_chart(found.uses, _("Dự toán và thực hiện chi")),
        "ledger": queries.ledger_of(fund),
        "is_planned": fund.state == FundState.PLANNED,
        "is_open": fund.state == FundState.OPEN,
        "keeper_reason": permits.keeps(actor, fund),
        "approver_reason": permits.approves(actor, fund),
        "documents": [
            Record(
                _("Báo cáo thu, chi (PDF)"), reverse("funds:fund_file", args=[*address, "pdf"])
            ),
            Record(
                _("Báo cáo thu, chi (Word)"), reverse("funds:fund_file", args=[*address, "docx"])
            ),
            Record(_("Sổ thu, chi (Excel)"), reverse("funds:fund_file", args=[*address, "xlsx"])),
        ],
        "trail": trail_of(fund),
    }  # fmt: skip
    return render(request, "funds/fund.html", context)


def _labelled(lines: Any) -> list[tuple[Any, Any]]:
    return [(Heading(line.heading).label, line) for line in lines]


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps, subject=the_fund)
def plan(request: HttpRequest, fund: Any) -> HttpResponse:
    """The plan by heading."""
    form = forms.PlanForm(request.POST or None, initial=queries.plan_of(fund))
    return asked(
        request, form,
        lambda _given: actions.plan_fund(actor=request.user, fund=fund, amounts=form.amounts),
        title=_("Dự toán quỹ"), submit=_("Lưu dự toán"), said=_("Đã lưu dự toán."),
        back=reverse("funds:fund", args=[fund.pk]), state=str(fund),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.approves, subject=the_fund)
def approve(request: HttpRequest, fund: Any) -> HttpResponse:
    """The head approves the plan by a paper."""
    form = forms.BasisForm(request.POST or None)
    return asked(
        request, form,
        lambda given: actions.approve_fund(actor=request.user, fund=fund, **given),
        title=_("Duyệt dự toán quỹ"), submit=_("Duyệt dự toán"), said=_("Đã duyệt dự toán."),
        back=reverse("funds:fund", args=[fund.pk]), state=str(fund),
    )  # fmt: skip


@require_POST
@page(permit=permits.approves, subject=the_fund)
def close(request: HttpRequest, fund: Any) -> HttpResponse:
    return done(
        request, lambda: actions.close_fund(actor=request.user, fund=fund), _("Đã khóa sổ."),
        "funds:fund", fund.pk,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.approves, subject=the_fund)
def reopen(request: HttpRequest, fund: Any) -> HttpResponse:
    return asked(
        request, ReasonForm(request.POST or None),
        lambda given: actions.reopen_fund(actor=request.user, fund=fund, **given),
        title=_("Mở lại sổ quỹ"), submit=_("Mở lại sổ"), said=_("Đã mở lại sổ."),
        back=reverse("funds:fund", args=[fund.pk]), state=str(fund),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps, subject=the_fund)
def enter(request: HttpRequest, fund: Any) -> HttpResponse:
    """One amount in or out."""
    form = forms.EntryForm(request.POST or None, initial={"day": period.today()})
    return asked(
        request, form,
        lambda given: actions.enter(actor=request.user, fund=fund, on=period.today(), **given),
        title=_("Ghi thu, chi"), submit=_("Ghi vào sổ"), said=_("Đã ghi vào sổ."),
        back=reverse("funds:fund", args=[fund.pk]), state=str(fund),
        intro=_("Bút toán đã ghi không sửa, không xóa: ghi nhầm thì ghi bút toán ngược."),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps, subject=the_entry)
def correct(request: HttpRequest, entry: Any) -> HttpResponse:
    """An entry against another, with the reason."""
    return asked(
        request, ReasonForm(request.POST or None),
        lambda given: actions.correct_entry(
            actor=request.user, entry=entry, on=period.today(), **given
        ),
        title=_("Ghi bút toán ngược"), submit=_("Ghi ngược"), said=_("Đã ghi bút toán ngược."),
        back=reverse("funds:fund", args=[entry.fund_id]), state=str(entry),
    )  # fmt: skip


@require_safe
@page(permit=permits.reads, subject=the_fund)
def fund_file(request: HttpRequest, fund: Any, ext: str) -> HttpResponse:
    """The report as PDF or Word, the ledger as a worksheet."""
    name = f"quy-{fund.unit.code.lower()}-{fund.year}"
    if ext == "xlsx":
        header, rows = papers.fund_rows(fund)
        title = _("Sổ thu, chi Quỹ thi đua, khen thưởng %(fund)s") % {"fund": fund}
        return as_sheet(header, rows, title=title, name=name)
    return hand_out(
        request, "funds.report", fund, issuer=fund.unit, ext=ext, on=period.today(), name=name,
        back="funds:fund",
    )  # fmt: skip
