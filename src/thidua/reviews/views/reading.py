"""The list of reviews, the form of a new one, and one review to read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.core import period
from thidua.documents.states import PaperState
from thidua.movements.queries import movement_of
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.permits import is_signed_in
from thidua.orgs.queries import trail_of
from thidua.reviews import actions, forms, permits, queries
from thidua.reviews.models import Review
from thidua.reviews.states import ReviewKind
from thidua.reviews.views.common import (
    FORM_METHODS,
    PAPER_TONES,
    changes_of,
    parts_of,
    the_review,
)
from thidua.ui.columns import Column
from thidua.ui.components import Case, Record
from thidua.ui.lists import Empty, ListPage

STEPS = (
    PaperState.DRAFT, PaperState.FOR_SIGNATURE, PaperState.SIGNED, PaperState.NUMBERED,
    PaperState.ISSUED,
)  # fmt: skip


class ReviewList(Paged, ListPage):
    """Reviews that one may read, of one movement where the address names it."""

    permit = is_signed_in
    title = gettext_lazy("Sơ kết, tổng kết")
    row_url = "reviews:detail"
    search_fields = ("paper__folded",)
    default_sort = ("-as_of", "-pk")
    export_name = "so-ket-tong-ket"
    columns = (
        Column("title", gettext_lazy("Báo cáo"), value="report.title"),
        Column("kind", gettext_lazy("Loại"), value="get_kind_display", phone=False),
        Column("as_of", gettext_lazy("Số liệu đến hết ngày"), kind="day", sort=("as_of",)),
        Column(
            "reference", gettext_lazy("Số, ký hiệu"), phone=False,
            value=lambda row: row.report.reference or None, absent=gettext_lazy("chưa có số"),
        ),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status", sort=("paper__state",),
            value=lambda row: (PAPER_TONES[row.report.state], row.report.get_state_display()),
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có báo cáo nào"),
        gettext_lazy(
            "Báo cáo sơ kết, tổng kết được dự thảo từ trang của phong trào; bản đã phát hành hiện "
            "ở đây cho mọi người trong phạm vi."
        ),
        icon="report",
    )

    def get_rows(self) -> Any:
        found = queries.visible_to(self.request.user)
        asked = self.request.GET.get("movement", "")
        return found.filter(movement=int(asked)) if asked.isdigit() else found


def the_movement(request: HttpRequest, movement: int) -> Any:
    return movement_of(movement)


@require_http_methods(FORM_METHODS)
@page(permit=permits.writes_review, subject=the_movement)
def create(request: HttpRequest, movement: Any, kind: str) -> HttpResponse:
    """The span of a new review; what it says is drafted from data."""
    if kind not in ReviewKind.values:
        raise Http404
    form = forms.DraftForm(request.POST or None, initial=_initial(movement))
    if request.method == "POST" and form.is_valid():
        made = attempt(request, lambda: actions.draft_review(
            actor=request.user, movement=movement, kind=ReviewKind(kind), on=period.today(),
            **form.cleaned_data,
        ))  # fmt: skip
        if made is not None:
            messages.success(request, _("Đã dự thảo báo cáo từ số liệu: đọc lại và viết tiếp."))
            return redirect("reviews:edit", pk=made.pk)
    is_final = kind == ReviewKind.FINAL
    return render(request, "reviews/form.html", {
        "title": _("Dự thảo tổng kết") if is_final else _("Dự thảo sơ kết"),
        "state": movement.title, "form": form, "submit": _("Dự thảo từ số liệu"),
        "back_url": reverse("movements:detail", args=[movement.pk]),
    })  # fmt: skip


def _initial(movement: Any) -> dict[str, Any]:
    """The whole movement as far as it has come."""
    today = period.today()
    until = min(today, movement.ends_on) if movement.ends_on else today
    symbol = f"BC-{movement.unit.short_name or movement.unit.code}"
    return {"starts_on": movement.starts_on, "as_of": until, "symbol": symbol}


@require_safe
@page(permit=permits.reads_review, subject=the_review)
def detail(request: HttpRequest, review: Review) -> HttpResponse:
    """The report as it stands, its one next step, and what is printed."""
    paper = review.report
    changes = changes_of(review)
    return render(request, "reviews/detail.html", {
        "review": review, "paper": paper,
        "case": Case(
            who=review.movement.unit.name, what=paper.title, state=paper.get_state_display(),
            tone=PAPER_TONES[paper.state], facts=_facts(review),
        ),
        "steps": [step.label for step in STEPS],
        "step": STEPS.index(paper.state) if paper.state in STEPS else len(STEPS) - 1,
        "parts": parts_of(review, changes), "changes": changes,
        "writer_reason": permits.writes_review(request.user, review),
        "signer_reason": permits.signs_review(request.user, review),
        "return_reason": permits.returns_review(request.user, review),
        "scan_form": forms.ScanForm(),
        "documents": _documents(review), "trail": trail_of(review),
    })  # fmt: skip


def _facts(review: Review) -> list[tuple[str, Any]]:
    paper = review.report
    facts: list[tuple[str, Any]] = [
        (_("Phong trào"), review.movement.title),
        (_("Số liệu"), f"{review.starts_on:%d/%m/%Y} – {review.as_of:%d/%m/%Y}"),
    ]
    if paper.reference:
        facts.append((_("Số, ngày"), f"{paper.reference}, {paper.dated_on:%d/%m/%Y}"))
    if paper.signer_name:
        facts.append((_("Người ký"), f"{paper.signer_name}, {paper.signer_position}"))
    return facts


def _documents(review: Review) -> list[Record]:
    paper = review.report
    records = [
        Record(_("Báo cáo (PDF)"), reverse("documents:rendered", args=[paper.pk, "pdf"])),
        Record(_("Báo cáo (Word)"), reverse("documents:rendered", args=[paper.pk, "docx"])),
    ]
    if paper.scan_id:
        records.append(Record(_("Bản quét đã ký"), reverse("documents:file", args=[paper.scan_id])))
    return records
