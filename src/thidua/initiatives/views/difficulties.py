"""The list, the page and the form of a solved difficulty."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.core.permit import Reason
from thidua.initiatives import actions, forms, permits, queries, tables
from thidua.initiatives.models import Difficulty
from thidua.initiatives.states import EntryState
from thidua.initiatives.views import cases, moves
from thidua.orgs import permits as orgs_permits
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.lists import Empty, ListPage


def the_difficulty(request: HttpRequest, pk: int) -> Difficulty | None:
    return queries.entry_for(request.user, Difficulty, pk)


class DifficultyList(Paged, ListPage):
    permit = orgs_permits.is_signed_in
    title = _("Giải pháp tháo gỡ khó khăn")
    columns = tables.DIFFICULTIES
    filterset_class = tables.EntryFilter
    search_hint = _("Tìm theo tên, nội dung; không cần dấu")
    default_sort = ("-submitted_at", "-pk")
    row_url = "initiatives:difficulty_detail"
    export_name = "thao-go-kho-khan"
    empty = Empty(
        _("Chưa có giải pháp nào"),
        _("Khó khăn mà tổ, khoa bạn đã tháo gỡ hiện ở đây khi được gửi."),
        _("Nhập giải pháp"),
        "moi/",
        "tool",
    )

    def get_rows(self) -> Any:
        return queries.listed_difficulties(self.request.user)

    def get_state(self, total: int) -> Reason:
        said = ngettext("%(total)s giải pháp", "%(total)s giải pháp", total)
        return said % {"total": formats.number(total)}

    def search(self, rows: Any, folded: str) -> Any:
        return queries.matching(rows, folded)

    def get_context(self) -> dict[str, Any]:
        return {
            "main_action_url": reverse("initiatives:difficulty_create"),
            "main_action_label": _("Nhập giải pháp"),
        }


@page(permit=orgs_permits.is_signed_in, subject=the_difficulty)
def detail(request: HttpRequest, difficulty: Difficulty) -> HttpResponseBase:
    context = {
        "difficulty": difficulty,
        **cases.of(request, difficulty, cases.DIFFICULTY),
    }
    return render(request, "initiatives/difficulty_detail.html", context)


@page(permit=orgs_permits.is_signed_in)
def create(request: HttpRequest) -> HttpResponseBase:
    return _write(request, None)


@page(permit=permits.edits, subject=the_difficulty)
def edit(request: HttpRequest, difficulty: Difficulty) -> HttpResponseBase:
    return _write(request, difficulty)


def _write(request: HttpRequest, difficulty: Difficulty | None) -> HttpResponseBase:
    on = period.today()
    data = request.POST if request.method == "POST" else None
    sending = data is None or "send" in data
    form = forms.DifficultyForm(
        data, actor=request.user, on=on, sending=sending, instance=difficulty
    )
    if data is not None and form.is_valid():
        kept = attempt(request, lambda: _keep(request.user, difficulty, form))
        if kept is not None:
            return _kept(request, kept, sending=sending)
    return render(request, "initiatives/difficulty_form.html", {"form": form, "entry": difficulty})


def _keep(actor: Any, difficulty: Difficulty | None, form: forms.DifficultyForm) -> Difficulty:
    on = period.today()
    if difficulty is None:
        return actions.create_difficulty(
            actor=actor, unit=form.cleaned_data["unit"], on=on, facts=form.facts
        )
    return actions.update_difficulty(actor=actor, difficulty=difficulty, on=on, facts=form.facts)


def _kept(request: HttpRequest, kept: Difficulty, *, sending: bool) -> HttpResponseBase:
    on = period.today()
    if sending:
        act = actions.submit_difficulty
        if attempt(request, lambda: act(actor=request.user, difficulty=kept, on=on)) is None:
            return redirect("initiatives:difficulty_edit", kept.pk)
        messages.success(request, gettext("Đã gửi giải pháp. Trưởng đơn vị sẽ xác nhận."))
    else:
        messages.success(request, gettext("Đã lưu nháp. Chỉ bạn đọc được."))
    return redirect("initiatives:difficulty_detail", kept.pk)


_DETAIL = "initiatives:difficulty_detail"
submit = moves.moving(
    the_difficulty, permits.writes, actions.submit_difficulty, as_="difficulty",
    said=_("Đã gửi giải pháp. Trưởng đơn vị sẽ xác nhận."), back=_DETAIL, dated=True,
    inverse=(EntryState.DRAFT, "initiatives:difficulty_withdraw"),
)  # fmt: skip
withdraw = moves.moving(
    the_difficulty, permits.writes, actions.withdraw_difficulty, as_="difficulty",
    said=_("Đã rút lại; giải pháp trở về bản nháp."), back=_DETAIL,
)  # fmt: skip
verify = moves.moving(
    the_difficulty, permits.verifies, actions.verify_difficulty, as_="difficulty",
    said=_("Đã xác nhận giải pháp."), back=_DETAIL,
)  # fmt: skip
give_back = moves.returning(
    the_difficulty, permits.verifies, actions.return_difficulty, as_="difficulty",
    said=_("Đã trả lại; người nhập đọc được lý do."), back=_DETAIL,
)  # fmt: skip
