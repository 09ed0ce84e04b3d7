"""Prizes: decisions with what waits, the pay list of one, rates, claims."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.awards.queries import name_of
from thidua.core import period
from thidua.documents.pages import hand_out as hand_out_paper
from thidua.funds import actions, forms, papers, permits, queries, tables
from thidua.funds.rules import Verdict
from thidua.funds.views.common import (
    FORM_METHODS,
    as_sheet,
    asked,
    done,
    the_decision,
    the_prize,
)
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui.components import Case, Record
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage


class DecisionList(Paged, ListPage):
    """Issued decisions with what waits to be paid; claims stand above."""

    permit = permits.reads_somewhere
    template_name = "funds/decisions.html"
    title = gettext_lazy("Tiền thưởng, hiện vật")
    columns = tables.DECISIONS
    search_fields = ("paper__folded",)
    default_sort = ("-paper__dated_on", "-pk")
    row_url = "funds:prizes"
    export_name = "tien-thuong"
    empty = Empty(
        gettext_lazy("Chưa có quyết định nào được phát hành"),
        gettext_lazy("Danh sách chi tiền thưởng được lập khi quyết định khen thưởng phát hành."),
    )

    def get_rows(self) -> Any:
        return queries.decisions_with_prizes(self.request.user)

    def get_context(self) -> dict[str, Any]:
        actor = self.request.user
        return {
            "claims": [
                (prize, name_of(prize.honour.award), found)
                for prize, found in queries.claims(actor)
            ],
            "keeps": permits.keeps_somewhere(actor) is None,
        }


@require_http_methods(FORM_METHODS)
@page(permit=permits.reads, subject=the_decision)
def prizes(request: HttpRequest, decision: Any) -> HttpResponse:
    """The pay list: tick who is paid, say when and how; beside it the artefacts."""
    form = forms.PayForm(
        request.POST or None, decision=decision, initial={"paid_on": period.today()}
    )
    if request.method == "POST":
        if (reason := permits.keeps(request.user, decision)) is not None:
            messages.error(request, str(reason))
        elif form.is_valid() and _pay(request, decision, form):
            return redirect("funds:prizes", decision.pk)
    return render(request, "funds/prizes.html", _shown(request, decision, form))


def _pay(request: HttpRequest, decision: Any, form: Any) -> bool:
    given = dict(form.cleaned_data)
    chosen = [int(key) for key in request.POST.getlist("prize") if key.isdecimal()]
    entry = attempt(
        request,
        lambda: actions.pay_prizes(
            actor=request.user, decision=decision, prizes=chosen, on=period.today(), **given
        ),
    )
    if entry is not None:
        messages.success(request, _("Đã chi và ghi vào sổ quỹ."))
    return entry is not None


def _shown(request: HttpRequest, decision: Any, form: Any) -> dict[str, Any]:
    rows = queries.pay_list(decision, on=decision.paper.dated_on)
    payable = [row for row in rows if row.is_payable]
    paid = [row for row in rows if row.verdict is Verdict.PAID]
    unknown = [row for row in rows if row.verdict is Verdict.UNKNOWN]
    paper, funds = decision.paper, queries.funds_to_pay_from(decision)
    keeper_reason = permits.keeps(request.user, decision)
    needs = queries.needs_of(decision)
    posted = request.POST.getlist("prize")
    address = [decision.pk]
    return {
        "decision": decision,
        "case": Case(
            who=decision.round.unit, what=paper.title, tone="work" if payable else "pass",
            state=_("Còn %(count)s khoản chưa chi") % {"count": len(payable)}
            if payable
            else _("Không còn khoản nào chờ chi"),
            facts=[
                (_("Quyết định số"), f"{paper.reference}, {paper.dated_on:%d/%m/%Y}"),
                (_("Danh hiệu, hình thức"), name_of(decision.award)),
            ],
        ),
        "rows": [
            (row, *tables.VERDICTS[row.verdict], not posted or str(row.prize.pk) in posted)
            for row in rows
        ],
        "payable": payable, "paid": paid, "unknown": unknown,
        "payable_sum": sum(row.prize.amount or 0 for row in payable),
        "paid_sum": sum(row.prize.amount or 0 for row in paid),
        "form": form, "funds": funds,
        "keeper_reason": keeper_reason, "may": keeper_reason is None,
        "needs": needs, "lacking": [need for need in needs if need.lacking],
        "can_hand_out": queries.is_behind(decision),
        "documents": [
            Record(
                _("Danh sách ký nhận (PDF)"), reverse("funds:receipts", args=[*address, "pdf"])
            ),
            Record(
                _("Danh sách ký nhận (Word)"), reverse("funds:receipts", args=[*address, "docx"])
            ),
            Record(
                _("Danh sách chi (Excel)"), reverse("funds:receipts", args=[*address, "xlsx"])
            ),
            Record(_("Trang của quyết định"), reverse("awards:decision", args=address)),
        ],
    }  # fmt: skip


@require_safe
@page(permit=permits.reads, subject=the_decision)
def receipts(request: HttpRequest, decision: Any, ext: str) -> HttpResponse:
    """The receipt list with room to sign, or everything as a worksheet."""
    name, on = f"ky-nhan-{decision.pk}", decision.paper.dated_on
    if ext == "xlsx":
        header, rows = papers.receipt_rows(decision, on=on)
        title = _("Chi tiền thưởng theo Quyết định số %(number)s") % {
            "number": decision.paper.reference
        }
        return as_sheet(header, rows, title=title, name=name)
    return hand_out_paper(
        request, "funds.receipts", decision, issuer=decision.round.unit, ext=ext,
        on=period.today(), name=name, back="funds:prizes", day=on,
    )  # fmt: skip


@require_POST
@page(permit=permits.keeps, subject=the_decision)
def fill(request: HttpRequest, decision: Any) -> HttpResponse:
    return done(
        request, lambda: actions.fill_prizes(actor=request.user, decision=decision),
        _("Đã điền mức thưởng của đơn vị."), "funds:prizes", decision.pk,
    )  # fmt: skip


@require_POST
@page(permit=permits.keeps, subject=the_decision)
def hand_out(request: HttpRequest, decision: Any) -> HttpResponse:
    """Artefacts that the stock lacked at the issue, now that they are there."""
    on = period.today()
    return done(
        request,
        lambda: actions.follow_decision(actor=request.user, decision=decision, on=on),
        _("Đã xuất kho theo danh sách."), "funds:prizes", decision.pk,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps, subject=the_prize)
def take_back(request: HttpRequest, prize: Any) -> HttpResponse:
    """It was not paid after all."""
    return asked(
        request, ReasonForm(request.POST or None),
        lambda given: actions.take_back_prize(
            actor=request.user, prize=prize, on=period.today(), **given
        ),
        title=_("Hủy khoản chi tiền thưởng"), submit=_("Hủy khoản chi"),
        said=_("Đã ghi bút toán ngược; khoản này lại chờ chi."),
        back=reverse("funds:prizes", args=[prize.honour.decision_id]), state=str(prize),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps, subject=the_prize)
def apart(request: HttpRequest, prize: Any) -> HttpResponse:
    """Pay a title beside another of the same year, with the reason."""
    return asked(
        request, ReasonForm(request.POST or None),
        lambda given: actions.treat_apart(actor=request.user, prize=prize, **given),
        title=_("Chi riêng danh hiệu cùng năm"), submit=_("Ghi lý do, cho chi"),
        said=_("Đã ghi lý do chi riêng."),
        back=reverse("funds:prizes", args=[prize.honour.decision_id]), state=str(prize),
        intro=_(
            "Nhiều danh hiệu cùng thời điểm, cùng thời gian đạt thành tích chỉ hưởng mức cao "
            "nhất; danh hiệu đạt được ở thời gian khác nhau thì được hưởng riêng (Điều 49 Nghị "
            "định số 152/2025/NĐ-CP)."
        ),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps, subject=the_prize)
def recover(request: HttpRequest, prize: Any) -> HttpResponse:
    """Money of a revoked honour back into a fund."""
    form = forms.RecoverForm(request.POST or None, unit=prize.unit)
    return asked(
        request, form,
        lambda given: actions.recover_prize(
            actor=request.user, prize=prize, on=period.today(), **given
        ),
        title=_("Nhập quỹ tiền thưởng thu hồi"), submit=_("Nhập quỹ"),
        said=_("Đã nhập quỹ tiền thu hồi."), back=reverse("funds:decisions"), state=str(prize),
    )  # fmt: skip


class RateList(Paged, ListPage):
    """Own rates, where the State's table says nothing."""

    permit = permits.reads_somewhere
    title = gettext_lazy("Mức thưởng của đơn vị")
    columns = tables.RATES
    default_sort = ("award", "-valid_from")
    export_name = "muc-thuong"
    empty = Empty(
        gettext_lazy("Chưa ghi mức thưởng riêng nào"),
        gettext_lazy(
            "Mức thưởng của công đoàn và các khoản bảng của Nhà nước không quy định: để trống "
            "cho đến khi ghi ở đây, kèm văn bản."
        ),
    )

    def get_rows(self) -> Any:
        return queries.rates_visible_to(self.request.user)

    def get_context(self) -> dict[str, Any]:
        if permits.keeps_somewhere(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("funds:rate"),
            "main_action_label": gettext_lazy("Ghi mức thưởng"),
        }


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_somewhere)
def rate(request: HttpRequest) -> HttpResponse:
    """An amount from a day on, with its paper."""
    form = forms.RateForm(request.POST or None, actor=request.user)

    def act(given: dict[str, Any]) -> Any:
        facts = dict(given)
        is_collective = facts.pop("who") == "collective"
        return actions.set_rate(actor=request.user, is_collective=is_collective, **facts)

    return asked(
        request, form, act, title=_("Ghi mức thưởng của đơn vị"), submit=_("Ghi mức thưởng"),
        said=_("Đã ghi mức thưởng."), back=reverse("funds:rates"),
    )  # fmt: skip
