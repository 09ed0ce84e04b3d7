"""Sending a statistic, and what was sent: as issued, with what has changed since."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.analytics import actions, forms, permits, queries
from thidua.analytics.content import differences, made
from thidua.analytics.gathering import Scope
from thidua.analytics.layouts import layouts
from thidua.analytics.models import Statistic
from thidua.analytics.views.common import FORM_METHODS, Asked, FileFormat, as_file, asked, grid
from thidua.analytics.views.tables import FILES
from thidua.core.period import HANOI, Period
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.columns import Column
from thidua.ui.lists import Empty, ListPage


class SentList(Paged, ListPage):
    """Everything sent of the units that one works on."""

    permit = permits.works_on_statistics
    title = gettext_lazy("Báo cáo thống kê đã gửi")
    row_url = "analytics:sent"
    default_sort = ("-sent_at",)
    export_name = "thong-ke-da-gui"
    columns = (
        Column("table", gettext_lazy("Biểu"), value=lambda row: row.content["title"]),
        Column("unit", gettext_lazy("Đơn vị báo cáo"), value="unit.name", sort=("unit__sort_key",)),
        Column("period", gettext_lazy("Kỳ"), value=lambda row: row.content["period"]),
        Column("receiver", gettext_lazy("Đơn vị nhận báo cáo"), phone=False),
        Column("sent_at", gettext_lazy("Gửi lúc"), kind="when", sort=("sent_at",)),
    )
    empty = Empty(
        gettext_lazy("Chưa gửi báo cáo thống kê nào"),
        gettext_lazy(
            "Mở một biểu, kiểm tra số liệu rồi bấm «Gửi»: bản đã gửi được giữ nguyên ở đây."
        ),
        icon="send",
    )

    def get_rows(self) -> Any:
        return queries.visible_to(self.request.user)


@require_http_methods(FORM_METHODS)
@page(permit=permits.reads_statistics, subject=asked)
def send(request: HttpRequest, asked: Asked) -> HttpResponse:
    """To whom it goes; what is sent is kept."""
    if asked.unit is None:
        raise Http404
    filled = asked.filled()
    form = forms.SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = attempt(request, lambda: actions.send_statistic(
            actor=request.user, unit=asked.unit, table=asked.layout.name,
            span=filled.scope.period, is_whole=filled.scope.is_whole, **form.cleaned_data,
        ))  # fmt: skip
        if kept is not None:
            messages.success(request, _("Đã giữ bản gửi đi: in, ký rồi chuyển cùng tệp."))
            return redirect("analytics:sent", pk=kept.pk)
    return render(request, "analytics/send.html", {
        "asked": asked, "content": filled.content, "form": form, "gaps": filled.gaps,
        "back_url": asked.url("table"),
        "reason": permits.sends_statistics(request.user, asked.unit),
    })  # fmt: skip


def the_statistic(request: HttpRequest, pk: int) -> Statistic | None:
    return queries.statistic_of(pk)


@require_safe
@page(permit=permits.reads_statistics, subject=the_statistic)
def sent(request: HttpRequest, statistic: Statistic) -> HttpResponse:
    """The table as it went out, its digest, and where the registers say otherwise now."""
    layout = layouts().get(statistic.table)
    now = made(layout, _scope(statistic)).content if layout else None
    return render(request, "analytics/sent.html", {
        "statistic": statistic, "content": statistic.content, **grid(statistic.content),
        "changes": differences(statistic.content, now) if now else [],
        "remarks": statistic.content["notes"],
    })  # fmt: skip


def _scope(statistic: Statistic) -> Scope:
    span = Period(statistic.starts_on, statistic.ends_on)
    return Scope(statistic.unit, span, is_whole=statistic.is_whole)


@require_safe
@page(permit=permits.reads_statistics, subject=the_statistic)
def sent_file(request: HttpRequest, statistic: Statistic, ext: FileFormat) -> HttpResponse:
    """The sent table as PDF or as a worksheet, dated by its day and with its digest."""
    if ext not in FILES:
        raise Http404
    on = statistic.sent_at.astimezone(HANOI).date()
    more: dict[str, Any] = {"receiver": statistic.receiver}
    if ext == "pdf":
        more["foot"] = f"Bản gửi ngày {formats.day(on)}. SHA-256: {statistic.sha256}"
    content = FILES[ext](statistic.content, unit=statistic.unit, on=on, **more)
    return as_file(content, ext, ["thong-ke", statistic.table, f"{on:%Y%m%d}"])
