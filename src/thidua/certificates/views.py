"""Sheets with their boxes and a live picture, test prints, and printers with their correction."""

import base64
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.certificates import actions, papers, permits, queries, rules
from thidua.certificates.forms import (
    LINE,
    BoxesForm,
    CorrectionForm,
    PrinterForm,
    ScanForm,
    StockForm,
)
from thidua.certificates.models import Printer, Stock
from thidua.certificates.rules import Box
from thidua.core import period
from thidua.core.permit import Refused
from thidua.documents.uploads import MIME
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import trail_of, units_in_reach
from thidua.ui.columns import Column
from thidua.ui.formats import number
from thidua.ui.lists import Empty, ListPage

FORM_METHODS = ("GET", "HEAD", "POST")


def the_stock(request: HttpRequest, pk: int) -> Stock | None:
    return queries.stock_by_key(pk)


def the_printer(request: HttpRequest, pk: int) -> Printer | None:
    return queries.printer_by_key(pk)


def _units(request: HttpRequest) -> Any:
    return units_in_reach(request.user, queries.KEEPERS).order_by("path")


def _size(stock: Stock) -> str:
    return f"{number(stock.width)} × {number(stock.height)} mm, {stock.orientation}"


class StockList(Paged, ListPage):
    """Kinds of printed sheets of the units in which one keeps papers."""

    permit = permits.keeps_some_sheets
    title = gettext_lazy("Phôi giấy khen")
    search_fields = ("folded",)
    default_sort = ("name", "pk")
    row_url = "certificates:stock"
    columns = (
        Column("name", gettext_lazy("Tên phôi"), sort=("name",)),
        Column("unit", gettext_lazy("Đơn vị"), phone=False),
        Column("size", gettext_lazy("Khổ giấy"), value=_size),
        Column("valid_from", gettext_lazy("Dùng từ"), kind="day", sort=("valid_from",)),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status",
            value=lambda row: ("pass", _("Đang dùng"))
            if row.valid_to is None
            else ("draft", _("Đã thôi dùng")),
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có phôi nào"),
        gettext_lazy(
            "Giấy khen in được trên giấy trắng ngay. Có phôi in sẵn thì thêm phôi, đặt các ô chữ "
            "theo milimét rồi in thử."
        ),
        gettext_lazy("Thêm phôi"), "moi/", "certificate",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.visible_to(self.request.user)

    def get_context(self) -> dict[str, Any]:
        return {
            "main_action_url": reverse("certificates:create"),
            "main_action_label": _("Thêm phôi"),
        }


def _form(request: HttpRequest, form: Any, **shown: Any) -> HttpResponse:
    return render(request, "certificates/form.html", {"form": form, **shown})


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_some_sheets)
def create(request: HttpRequest) -> HttpResponse:
    form = StockForm(
        request.POST or None, units=_units(request), initial={"valid_from": period.today()}
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request, lambda: actions.create_stock(actor=request.user, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("Đã thêm phôi. Đặt các ô chữ rồi in thử."))
            return redirect("certificates:stock", pk=made.pk)
    back = reverse("certificates:stocks")
    return _form(request, form, title=_("Thêm phôi"), button=_("Thêm phôi"), back_url=back)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_sheets, subject=the_stock)
def edit(request: HttpRequest, stock: Stock) -> HttpResponse:
    """The boxes in a table of numbers beside their picture; «Xem thử» shows what is not saved."""
    form = BoxesForm(request.POST or None, boxes=stock.placed, initial={"name": stock.name})
    shown = ""
    if request.method == "POST" and form.is_valid():
        if "look" in request.POST:
            content = attempt(request, lambda: _picture(stock, form.boxes))
            shown = f"data:image/png;base64,{base64.b64encode(content).decode()}" if content else ""
        elif attempt(
            request,
            lambda: actions.revise_stock(
                actor=request.user, stock=stock, name=form.cleaned_data["name"], boxes=form.boxes
            ),
        ):
            messages.success(request, _("Đã lưu phôi."))
            return redirect("certificates:stock", pk=stock.pk)
    context = {
        "stock": stock, "form": form, "size": _size(stock), "heads": [told for _key, told in LINE],
        "picture": shown or reverse("certificates:preview", args=[stock.pk]),
        "printers": queries.printers_of(stock.unit), "trail": trail_of(stock),
    }  # fmt: skip
    return render(request, "certificates/stock.html", context)


def _picture(stock: Stock, boxes: Any = None) -> bytes:
    sheet = papers.sheet_of(stock)
    if boxes is not None:
        placed = [Box.of(each) for each in boxes]
        for box in placed:
            if found := rules.fault(box, sheet.width, sheet.height):
                raise Refused(actions.FAULTS[found] % {"box": papers.label_of(box)})
        sheet = replace(sheet, boxes=tuple(placed))
    scan = b""
    if stock.scan is not None:
        with stock.scan.content.open() as kept:
            scan = kept.read()
    return papers.picture(sheet, scan)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_sheets, subject=the_stock)
def preview(request: HttpRequest, stock: Stock) -> HttpResponse:
    """The picture as kept, or as the form stands (POST changes nothing); else why there is none."""
    form = BoxesForm(request.POST or None)
    if request.method == "POST" and not form.is_valid():
        wrong = next(iter(form.errors))
        said = f"{form.fields[wrong].label}: {form.errors[wrong][0]}"
        return HttpResponse(said, content_type="text/plain; charset=utf-8", status=422)
    try:
        content = _picture(stock, form.boxes if request.method == "POST" else None)
    except Refused as refused:
        return HttpResponse(str(refused), content_type="text/plain; charset=utf-8", status=422)
    answer = HttpResponse(content, content_type="image/png")
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
@page(permit=permits.keeps_sheets, subject=the_stock)
def test_print(request: HttpRequest, stock: Stock) -> HttpResponse:
    """Crosses by the millimetre and an invented letter, with the correction of one printer."""
    asked = request.GET.get("may-in", "")
    printer = queries.printers_of(stock.unit).filter(pk=int(asked) if asked.isdecimal() else 0)
    sheet = papers.sheet_of(stock, printer.first())
    content = attempt(request, lambda: papers.test_print(sheet, period.today()))
    if content is None:
        return redirect("certificates:stock", pk=stock.pk)
    answer = HttpResponse(content, content_type=MIME["pdf"])
    answer["Content-Disposition"] = f'inline; filename="in-thu-{stock.pk}.pdf"'
    return answer


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_sheets, subject=the_stock)
def scan(request: HttpRequest, stock: Stock) -> HttpResponse:
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["scan"]
        if attempt(
            request, lambda: actions.attach_scan(actor=request.user, stock=stock, scan=sent)
        ):
            messages.success(request, _("Đã đính kèm ảnh phôi."))
            return redirect("certificates:stock", pk=stock.pk)
    back = reverse("certificates:stock", args=[stock.pk])
    return _form(
        request, form, title=_("Ảnh phôi"), button=_("Đính kèm"), back_url=back, state=stock.name
    )


@require_http_methods(["POST"])
@page(permit=permits.keeps_sheets, subject=the_stock)
def retire(request: HttpRequest, stock: Stock) -> HttpResponse:
    if attempt(
        request,
        lambda: actions.retire_stock(actor=request.user, stock=stock, on=period.today()),
    ):
        messages.success(request, _("Phôi này dùng đến hết hôm nay."))
    return redirect("certificates:stock", pk=stock.pk)


class PrinterList(Paged, ListPage):
    """Printers with their correction."""

    permit = permits.keeps_some_sheets
    title = gettext_lazy("Máy in và độ lệch")
    default_sort = ("name", "pk")
    row_url = "certificates:printer"
    columns = (
        Column("name", gettext_lazy("Máy in"), sort=("name",)),
        Column("unit", gettext_lazy("Đơn vị"), phone=False),
        Column("right", gettext_lazy("Dịch sang phải (mm)"), kind="number"),
        Column("down", gettext_lazy("Dịch xuống (mm)"), kind="number"),
    )
    empty = Empty(
        gettext_lazy("Chưa có máy in nào"),
        gettext_lazy("In thử trên phôi; nếu chữ lệch, thêm máy in và ghi độ lệch đo được."),
        gettext_lazy("Thêm máy in"), "moi/", "printer",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.printers_visible_to(self.request.user)

    def get_context(self) -> dict[str, Any]:
        return {
            "main_action_url": reverse("certificates:add_printer"),
            "main_action_label": _("Thêm máy in"),
        }


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_some_sheets)
def add_printer(request: HttpRequest) -> HttpResponse:
    form = PrinterForm(request.POST or None, units=_units(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request, lambda: actions.add_printer(actor=request.user, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("Đã thêm máy in."))
            return redirect("certificates:printers")
    back = reverse("certificates:printers")
    return _form(request, form, title=_("Thêm máy in"), button=_("Thêm máy in"), back_url=back)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_sheets, subject=the_printer)
def adjust_printer(request: HttpRequest, printer: Printer) -> HttpResponse:
    kept = {"name": printer.name, "right": printer.right, "down": printer.down}
    form = CorrectionForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.adjust_printer(
                actor=request.user, printer=printer, **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã chỉnh độ lệch."))
            return redirect("certificates:printers")
    back = reverse("certificates:printers")
    title = _("Chỉnh độ lệch máy in")
    return _form(request, form, title=title, button=_("Lưu"), back_url=back, state=printer.unit)
