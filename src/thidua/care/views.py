"""The list of care, one record, its circumstances behind a logged door, and the year's report."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from thidua.care import actions, forms, permits, queries, tables
from thidua.care.models import CareRecord
from thidua.core import audit, period
from thidua.core.models import SecurityEvent
from thidua.core.permit import Reason
from thidua.orgs import permits as orgs_permits
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.columns import Column
from thidua.ui.components import Case
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage

_PAGE = "care:record"


def the_record(request: HttpRequest, pk: int) -> CareRecord | None:
    return queries.record_for(request.user, pk)


class CareList(Paged, ListPage):
    permit = orgs_permits.is_signed_in
    title = _("Chăm lo")
    columns = tables.RECORDS
    filterset_class = tables.CareFilter
    search_hint = _("Tìm theo dịp, văn bản, người được chăm lo; không cần dấu")
    default_sort = ("-given_on", "-pk")
    row_url = _PAGE
    export_name = "cham-lo"
    empty = Empty(
        _("Chưa có lần chăm lo nào"),
        _("Thăm hỏi, trợ cấp, quà, khám sức khỏe của đơn vị bạn phụ trách, và những gì bạn được "
          "nhận, hiện ở đây khi được ghi."),
        icon="heart-handshake",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.listed(self.request.user)

    def get_columns(self) -> Sequence[Column]:
        """A file has room for what a screen has not."""
        return tables.RECORDS_IN_FULL if "export" in self.request.GET else self.columns

    def get_state(self, total: int) -> Reason:
        return gettext("%(total)s lần chăm lo") % {"total": formats.number(total)}

    def search(self, rows: Any, folded: str) -> Any:
        return queries.matching(rows, self.request.user, folded)

    def export(self, rows: Any, file_format: str) -> HttpResponse:
        """Names leave the house with it, so it is a line in the security log."""
        audit.record_security(
            SecurityEvent.Kind.EXPORTED, actor_id=self.request.user.pk, detail="care.list"
        )
        return super().export(rows, file_format)

    def get_context(self) -> dict[str, Any]:
        actor = self.request.user
        context: dict[str, Any] = {"watches": permits.watches(actor) is None}
        if permits.records_somewhere(actor) is None:
            context |= {
                "main_action_url": reverse("care:create"), "main_action_label": _("Ghi chăm lo"),
            }  # fmt: skip
        return context

    template_name = "care/list.html"


@require_safe
@page(permit=orgs_permits.is_signed_in, subject=the_record)
def detail(request: HttpRequest, record: CareRecord) -> HttpResponseBase:
    own = permits.is_the_recipient(request.user, record) is None
    return _show(request, record, is_open=own)


@page(permit=permits.knows, subject=the_record)
@require_POST
def open_circumstances(request: HttpRequest, record: CareRecord) -> HttpResponseBase:
    """The circumstances on the page; who opened them, and when, goes to the security log."""
    _log_opening(request, record)
    return _show(request, record, is_open=True)


def _log_opening(request: HttpRequest, record: CareRecord) -> None:
    if permits.is_the_recipient(request.user, record) is not None:
        audit.record_security(
            SecurityEvent.Kind.FILE_OPENED, actor_id=request.user.pk, subject=record,
            detail="circumstances",
        )  # fmt: skip


def _show(request: HttpRequest, record: CareRecord, *, is_open: bool) -> HttpResponseBase:
    actor = request.user
    knows = permits.knows(actor, record) is None
    facts: list[tuple[Reason, Any]] = [
        (_("Loại"), record.get_kind_display()),
        (_("Ngày"), formats.day(record.given_on)),
        (_("Số tiền"), formats.money(record.amount) if record.amount is not None else ""),
        (_("Nguồn"), record.get_source_display()),
        (_("Văn bản quyết định"), record.decision),
        (_("Phong trào"), record.movement),
        (_("Số người"), formats.number(record.recipients)),
        (_("Người được chăm lo"), record.person if knows else None),
    ]
    cancelled = record.cancelled_at is not None
    may = permits.corrects(actor, record) is None
    context = {
        "record": record,
        "case": Case(
            who=str(record.unit),
            what=record.occasion,
            state=_("Đã hủy") if cancelled else _("Đã ghi"),
            tone="draft" if cancelled else "pass",
            facts=[(label, value) for label, value in facts if value],
        ),
        "knows": knows,
        "has_circumstances": bool(record.circumstances) and knows,
        "circumstances": record.circumstances if is_open and knows else "",
        "openings": queries.openings_of(record) if knows else [],
        "may": may,
        "erases": may and permits.erases(actor, record) is None,
        "trail": orgs.trail_of(record) if knows else [],
    }
    return render(request, "care/record.html", context)


@page(permit=permits.records_somewhere)
def create(request: HttpRequest) -> HttpResponseBase:
    asked = request.GET.get("phong-trao", "")
    form = forms.CareForm(
        request.POST or None, actor=request.user,
        movement=int(asked) if asked.isdecimal() else None,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        act, unit, on = actions.create_record, form.cleaned_data["unit"], period.today()
        made = attempt(request, lambda: act(actor=request.user, unit=unit, on=on, facts=form.facts))
        if made is not None:
            messages.success(request, gettext("Đã ghi chăm lo."))
            return redirect(_PAGE, made.pk)
    return render(request, "care/form.html", {"form": form})


@page(permit=permits.corrects, subject=the_record)
def edit(request: HttpRequest, record: CareRecord) -> HttpResponseBase:
    """The form shows the circumstances, so it is an opening too."""
    form = forms.CareForm(request.POST or None, actor=request.user, instance=record)
    if request.method == "POST" and form.is_valid():
        act, on = actions.update_record, period.today()
        if attempt(
            request, lambda: act(actor=request.user, record=record, on=on, facts=form.facts)
        ):
            messages.success(request, gettext("Đã sửa."))
            return redirect(_PAGE, record.pk)
    elif record.circumstances:
        _log_opening(request, record)
    return render(request, "care/form.html", {"form": form, "record": record})


@page(permit=permits.corrects, subject=the_record)
def cancel(request: HttpRequest, record: CareRecord) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        act, reason = actions.cancel_record, form.cleaned_data["reason"]
        if attempt(request, lambda: act(actor=request.user, record=record, reason=reason)):
            messages.success(request, gettext("Đã hủy; lần này không còn trong số liệu."))
            return redirect(_PAGE, record.pk)
    return render(request, "care/cancel.html", {"form": form, "record": record})


@page(permit=permits.erases, subject=the_record)
def erase(request: HttpRequest, record: CareRecord) -> HttpResponseBase:
    """What will be gone is said first."""
    if request.method == "POST":
        act = actions.erase_record
        if attempt(request, lambda: act(actor=request.user, record=record)):
            messages.success(request, gettext("Đã xóa tên và hoàn cảnh."))
            return redirect(_PAGE, record.pk)
    return render(request, "care/erase.html", {"record": record})


@require_safe
@page(permit=permits.watches)
def report(request: HttpRequest) -> HttpResponseBase:
    """A year by kind, unit and source; whole years only, so that none can be told from another."""
    years = queries.years(request.user) or [period.today().year]
    form = forms.YearForm({"year": request.GET.get("year") or years[0]}, years=years)
    chosen = form.cleaned_data["year"] if form.is_valid() else years[0]
    records = queries.counted_for(request.user, chosen)
    tables_of = [
        (_("Theo loại"), queries.report(records, lambda each: each.get_kind_display())),
        (_("Theo đơn vị"), queries.report(records, lambda each: each.unit.name)),
        (_("Theo nguồn"), queries.report(records, lambda each: each.get_source_display())),
    ]
    is_safe = all(table is not None for _title, table in tables_of)
    context = {
        "form": form, "year": chosen, "tables": tables_of if is_safe else [],
        "has_records": bool(records), "is_safe": is_safe,
    }  # fmt: skip
    return render(request, "care/report.html", context)
