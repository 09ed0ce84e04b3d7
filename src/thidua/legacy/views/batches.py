"""A batch from its file to the register: given, mapped, read, taken, undone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core.encodings import NAMES, convert
from thidua.core.models import TaskRun
from thidua.documents.pages import hand_out_sheet
from thidua.documents.sheets import write_list
from thidua.legacy import actions, forms, permits, queries
from thidua.legacy.models import Batch
from thidua.legacy.states import BATCH, BatchState, RowState
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import trail_of
from thidua.ui.columns import Column
from thidua.ui.lists import Empty, ListPage
from thidua.ui.messages import done

FORM_METHODS = ["GET", "HEAD", "POST"]
TONES: dict[str, Any] = {
    BatchState.NEW: "draft", BatchState.CHECKED: "work", BatchState.TAKEN: "pass",
    BatchState.UNDONE: "hold", BatchState.DISCARDED: "draft",
}  # fmt: skip
SHOWN = 12


def the_batch(request: HttpRequest, pk: int) -> Batch | None:
    return queries.batch_of(pk)


class BatchList(Paged, ListPage):
    """The old registers that were brought in, the newest first."""

    permit = permits.is_officer_somewhere
    title = gettext_lazy("Nhập sổ khen thưởng cũ")
    row_url = "legacy:batch"
    default_sort = ("-pk",)
    columns = (
        Column("name", gettext_lazy("Sổ")),
        Column("unit", gettext_lazy("Đơn vị"), value="unit.name", phone=False),
        Column("count", gettext_lazy("Số dòng"), kind="number"),
        Column("by", gettext_lazy("Người nhập"), value="created_by", phone=False),
        Column("created_at", gettext_lazy("Đưa lên"), kind="when", phone=False),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status",
            value=lambda row: (TONES[row.state], row.get_state_display()),
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa đưa sổ cũ nào lên"),
        gettext_lazy(
            "Danh sách khen thưởng các năm trước, trong Excel hay bảng của Word, được đọc, đối "
            "chiếu tên rồi mới ghi; ghi nhầm thì rút lại được cả sổ."
        ),
    )

    def get_rows(self) -> Any:
        return queries.batches_visible_to(self.request.user)

    def get_context(self) -> dict[str, Any]:
        return {
            "main_action_url": reverse("legacy:upload"),
            "main_action_label": _("Đưa sổ cũ lên"),
            "main_action_icon": "upload",
        }


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer_somewhere)
def upload(request: HttpRequest) -> HttpResponse:
    """A file of past decisions; nothing is written to the register yet."""
    units = queries.units_kept(request.user)
    form = forms.UploadForm(
        request.POST or None, request.FILES or None, units=units, initial={"unit": units.first()}
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request, lambda: actions.upload_batch(actor=request.user, **form.cleaned_data)
        )
        if made is not None:
            return redirect("legacy:columns", pk=made.pk)
    return render(request, "legacy/upload.html", {"form": form})


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_register, subject=the_batch)
def columns(request: HttpRequest, batch: Any) -> HttpResponse:
    """Which column is what, sheet by sheet; what was said of such a head before is filled in."""
    sheets = [
        (sheet, forms.SheetForm(request.POST or None, sheet=sheet, prefix=f"s{number}"))
        for number, sheet in enumerate(batch.sheets)
    ]
    if request.method == "POST" and all(form.is_valid() for _sheet, form in sheets):
        mapped = attempt(
            request,
            lambda: actions.map_batch(
                actor=request.user, batch=batch, sheets=[form.facts() for _sheet, form in sheets]
            ),
        )
        if mapped is not None:
            if batch.seems and not batch.encoding:
                return redirect("legacy:encoding", pk=batch.pk)
            return _begun(
                request, batch, lambda: actions.start_check(actor=request.user, batch=batch)
            )
    return render(request, "legacy/columns.html", {
        "batch": batch, "sheets": sheets, "closed": BATCH.refusal(batch, "check"),
    })  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_register, subject=the_batch)
def encoding(request: HttpRequest, batch: Any) -> HttpResponse:
    """Text of the time before Unicode, before and after; converted only when told to."""
    if request.method == "POST":
        wanted = request.POST.get("bang-ma", "")
        settled = attempt(
            request,
            lambda: actions.settle_encoding(actor=request.user, batch=batch, encoding=wanted),
        )
        if settled is not None:
            return _begun(
                request, batch, lambda: actions.start_check(actor=request.user, batch=batch)
            )
    seen = [cell for sheet in batch.sheets for cell in sheet["sample"]]
    before_after = [
        (cell, convert(cell, batch.seems)) for cell in dict.fromkeys(seen)
        if batch.seems and convert(cell, batch.seems) != cell
    ]  # fmt: skip
    return render(request, "legacy/encoding.html", {
        "batch": batch, "name": NAMES.get(batch.seems, ""), "before_after": before_after[:SHOWN],
    })  # fmt: skip


def _begun(request: HttpRequest, batch: Any, act: Any) -> HttpResponse:
    """To the progress of long work, else back to the batch."""
    run = attempt(request, act)
    if isinstance(run, TaskRun):
        return redirect("orgs:task", pk=run.pk)
    return redirect("legacy:batch", pk=batch.pk)


@require_POST
@page(permit=permits.keeps_register, subject=the_batch)
def check(request: HttpRequest, batch: Any) -> HttpResponse:
    return _begun(request, batch, lambda: actions.start_check(actor=request.user, batch=batch))


@require_safe
@page(permit=permits.keeps_register, subject=the_batch)
def batch(request: HttpRequest, batch: Any) -> HttpResponse:
    """How far it has come, what is not clear, and the one next step."""
    figures, run = queries.figures_of(batch), queries.run_of(batch)
    states = [
        (figures[state], state.label, f"{reverse('legacy:rows', args=[batch.pk])}?state={state}")
        for state in RowState
        if figures.get(state)
    ]
    return render(request, "legacy/batch.html", {
        "batch": batch, "tone": TONES[batch.state], "states": states,
        "takeable": queries.takeable(batch).count(), "waiting": queries.waiting(batch),
        "problems": queries.commonest_problems(batch),
        "twins": figures.get(RowState.TWIN, 0),
        "open": figures.get(RowState.OPEN, 0), "bad": figures.get(RowState.BAD, 0),
        "run": run if run is not None and not run.is_over else None,
        "failed": run if run is not None and run.state == TaskRun.State.FAILED else None,
        "take_refusal": BATCH.refusal(batch, "take"), "undo_refusal": BATCH.refusal(batch, "undo"),
        "map_refusal": BATCH.refusal(batch, "check"),
        "discard_refusal": BATCH.refusal(batch, "discard"),
        "trail": trail_of(batch),
    })  # fmt: skip


@require_POST
@page(permit=permits.keeps_register, subject=the_batch)
def take(request: HttpRequest, batch: Any) -> HttpResponse:
    return _begun(request, batch, lambda: actions.start_take(actor=request.user, batch=batch))


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_register, subject=the_batch)
def undo(request: HttpRequest, batch: Any) -> HttpResponse:
    """Take the whole batch out of the register again, with a reason."""
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _begun(
            request, batch,
            lambda: actions.start_undo(
                actor=request.user, batch=batch, reason=form.cleaned_data["reason"]
            ),
        )  # fmt: skip
    return render(request, "legacy/undo.html", {"batch": batch, "form": form})


@require_POST
@page(permit=permits.keeps_register, subject=the_batch)
def discard(request: HttpRequest, batch: Any) -> HttpResponse:
    if attempt(request, lambda: actions.discard_batch(actor=request.user, batch=batch)):
        done(request, _("Đã bỏ sổ; không dòng nào nằm trong sổ khen thưởng."))
        return redirect("legacy:batches")
    return redirect("legacy:batch", pk=batch.pk)


@require_safe
@page(permit=permits.keeps_register, subject=the_batch)
def report(request: HttpRequest, batch: Any) -> HttpResponse:
    """What was not understood, with the reason of each row."""
    header = [
        _("Trang tính"), _("Dòng"), _("Họ tên, tập thể"), _("Quyết định"), _("Cột"), _("Vì sao"),
        _("Cách xử lý"),
    ]  # fmt: skip
    title = _("Các dòng chưa ghi của sổ: %(name)s") % {"name": batch}
    content = write_list(header, queries.not_understood(batch), title=title)
    return hand_out_sheet(content, f"chua-ghi-{batch.pk}")
