"""A local rule made on pages: its head, its rows one at a time, its text, its scan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from thidua.core import period
from thidua.core.permit import Reason
from thidua.orgs.pages import Paged, attempt, page
from thidua.overlays import actions, forms, permits, queries, tables
from thidua.overlays.models import LocalRule
from thidua.overlays.states import RowKind
from thidua.overlays.views.common import FORM_METHODS, PAGE, form_page, the_rule
from thidua.ui import formats
from thidua.ui.lists import Empty, ListPage


class RuleList(Paged, ListPage):
    """Regulations of the units where one has an office, and those above that hold there."""

    permit = permits.reads_rules
    title = gettext_lazy("Quy định riêng của tỉnh và đơn vị")
    columns = tables.RULES
    search_fields = ("folded",)
    search_hint = gettext_lazy("Tìm theo số, trích yếu, cơ quan ban hành")
    default_sort = ("-in_force", "-pk")
    row_url = PAGE
    empty = Empty(
        gettext_lazy("Chưa có quy định riêng nào"),
        gettext_lazy(
            "Tỉnh, bộ và đơn vị quy định thêm thẩm quyền, tỷ lệ, tiêu chuẩn, thời hạn. Nhập văn "
            "bản đã ban hành, xem trước thay đổi, rồi áp dụng."
        ),
        gettext_lazy("Nhập quy định"), "moi/", "scale",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.visible_to(self.request.user)

    def get_state(self, total: int) -> Reason:
        return _("%(total)s quy định; bộ quy tắc của luật không bị sửa") % {
            "total": formats.number(total)
        }

    def get_context(self) -> dict[str, Any]:
        return {
            "main_action_url": reverse("overlays:create"),
            "main_action_label": _("Nhập quy định"),
        }


@require_http_methods(FORM_METHODS)
@page(permit=permits.reads_rules)
def create(request: HttpRequest) -> HttpResponse:
    units = queries.units_of(request.user)
    form = forms.NewForm(request.POST or None, units=units, initial={"in_force": period.today()})
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        unit, scope = facts.pop("unit"), facts.pop("scope")
        made = attempt(
            request,
            lambda: actions.draft_rule(actor=request.user, unit=unit, scope=scope, facts=facts),
        )
        if made is not None:
            messages.success(request, _("Đã lập dự thảo. Ghi từng mục mà văn bản quy định."))
            return redirect(PAGE, pk=made.pk)
    return form_page(
        request, form, title=_("Nhập quy định"), button=_("Lập dự thảo"),
        back_url=reverse("overlays:rules"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_rule, subject=the_rule)
def describe(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    kept = {name: getattr(rule, name) for name in actions.FACTS}
    form = forms.HeadForm(request.POST or None, initial=kept)
    return _saved(
        request, rule, form, title=_("Sửa phần đầu"),
        act=lambda: actions.describe_rule(
            actor=request.user, rule=rule, facts=form.cleaned_data
        ),
    )  # fmt: skip


def _saved(
    request: HttpRequest, rule: LocalRule, form: Any, *, title: str, act: Any, **shown: Any
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and attempt(request, act) is not None:
        messages.success(request, _("Đã ghi vào dự thảo."))
        return redirect(PAGE, pk=rule.pk)
    return form_page(
        request, form, title=title, button=_("Lưu"), state=rule,
        back_url=reverse(PAGE, args=[rule.pk]), **shown,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_rule, subject=the_rule)
def enter(request: HttpRequest, rule: LocalRule, kind: str) -> HttpResponse:
    if kind not in forms.FORMS:
        raise Http404
    form = forms.FORMS[kind](request.POST or None)
    return _saved(
        request, rule, form, title=str(RowKind(kind).label),
        act=lambda: actions.enter_row(actor=request.user, rule=rule, row=form.row),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_rule, subject=the_rule)
def criterion(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    """First which criterion (asked in the address), then its figures."""
    chosen = forms.ChooseCheckForm(request.GET or None)
    title = str(RowKind.CRITERION.label)
    if not chosen.is_valid():
        return form_page(
            request, chosen, title=title, button=_("Tiếp tục"), method="get", state=rule,
            back_url=reverse(PAGE, args=[rule.pk]),
        )  # fmt: skip
    award, check = chosen.cleaned_data["award"], chosen.cleaned_data["check"]
    current = queries.criterion_now(award, check, rule.in_force)
    form = forms.CriterionForm(request.POST or None, award=award, check=check, current=current)
    note = (
        _("Thay cho mức của luật: %(now)s.") % {"now": queries.asked_now(current)}
        if current
        else _("Luật không có tiêu chuẩn này cho danh hiệu, hình thức đã chọn: tiêu chuẩn thêm.")
    )
    return _saved(
        request, rule, form, title=queries.heading_of(award, check), note=note,
        act=lambda: actions.enter_row(actor=request.user, rule=rule, row=form.row),
    )  # fmt: skip


@require_POST
@page(permit=permits.keeps_rule, subject=the_rule)
def strike(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    number = request.POST.get("number", "")
    if attempt(
        request,
        lambda: actions.strike_row(
            actor=request.user, rule=rule, number=int(number) if number.isdecimal() else -1
        ),
    ):
        messages.success(request, _("Đã bỏ khỏi dự thảo."))
    return redirect(PAGE, pk=rule.pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_rule, subject=the_rule)
def write(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    form = forms.TextForm(request.POST or None, initial={"text": rule.text})
    return _saved(
        request, rule, form, title=_("Văn bản quy tắc"), wide=True,
        faults=queries.faults_of(rule),
        act=lambda: actions.write_text(
            actor=request.user, rule=rule, text=form.cleaned_data["text"]
        ),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_rule, subject=the_rule)
def scan(request: HttpRequest, rule: LocalRule) -> HttpResponse:
    form = forms.ScanForm(request.POST or None, request.FILES or None)
    return _saved(
        request, rule, form, title=_("Bản quét văn bản"),
        act=lambda: actions.attach_scan(
            actor=request.user, rule=rule, scan=form.cleaned_data["scan"]
        ),
    )  # fmt: skip
