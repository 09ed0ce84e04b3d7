"""The list, the page and the form of an initiative."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from thidua.core import period
from thidua.core.permit import Reason
from thidua.initiatives import actions, forms, permits, queries, rules, tables
from thidua.initiatives.models import Initiative
from thidua.initiatives.states import EntryState
from thidua.initiatives.views import cases, moves, recognition
from thidua.initiatives.views.subjects import the_initiative
from thidua.orgs import permits as orgs_permits
from thidua.orgs import queries as orgs
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.columns import Column
from thidua.ui.lists import BulkAction, Empty, ListPage

_DETAIL = "initiatives:detail"


class InitiativeList(Paged, ListPage):
    permit = orgs_permits.is_signed_in
    title = _("Sáng kiến")
    columns = tables.INITIATIVES
    filterset_class = tables.InitiativeFilter
    search_hint = _("Tìm theo tên, nội dung, tác giả; không cần dấu")
    default_sort = ("-submitted_at", "-pk")
    row_url = "initiatives:detail"
    export_name = "sang-kien"
    empty = Empty(
        _("Chưa có sáng kiến nào"),
        _("Sáng kiến của tổ, khoa bạn hiện ở đây khi được gửi; bản nháp của bạn hiện ngay."),
        _("Nhập sáng kiến"),
        "moi/",
        "bulb",
    )

    def get_rows(self) -> Any:
        return queries.listed_initiatives(self.request.user)

    def get_columns(self) -> Sequence[Column]:
        """A file has room for what a screen has not; how far recognition is, officers read."""
        examines = orgs.holds_anywhere(self.request.user, *queries.EXAMINERS)
        if "export" in self.request.GET:
            return (*tables.INITIATIVES_IN_FULL, *([tables.RECOGNITION] if examines else []))
        return tables.EXAMINED if examines else self.columns

    def allowed_bulk(self) -> list[BulkAction]:
        """Before a council, and the decision: both go on to the page that shows what happens."""
        found = []
        if permits.puts_forward_somewhere(self.request.user) is None:
            found.append(recognition.PUT_FORWARD)
        if permits.recognises_somewhere(self.request.user) is None:
            found.append(recognition.RECOGNISE)
        return found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = request.POST.get("do", "")
        if name not in {each.name for each in self.allowed_bulk()}:
            return super().post(request, *args, **kwargs)
        keys = ",".join(str(row["pk"]) for row in self.picked(request))
        to = f"{reverse(f'initiatives:{name}')}?pick={keys}"
        return redirect(to if keys else request.get_full_path())

    def get_state(self, total: int) -> Reason:
        said = ngettext("%(total)s sáng kiến", "%(total)s sáng kiến", total)
        return said % {"total": formats.number(total)}

    def search(self, rows: Any, folded: str) -> Any:
        return queries.matching(rows, folded)

    def get_context(self) -> dict[str, Any]:
        return {
            "main_action_url": reverse("initiatives:create"),
            "main_action_label": _("Nhập sáng kiến"),
        }


@page(permit=orgs_permits.is_signed_in, subject=the_initiative)
def detail(request: HttpRequest, initiative: Initiative) -> HttpResponseBase:
    context = {
        "initiative": initiative,
        "authors": queries.authors_of(initiative),
        "photos": queries.photos_of(initiative),
        "photo_form": forms.MorePhotosForm(),
        "change": rules.change(initiative.figure_before, initiative.figure_after),
        **cases.of(request, initiative, cases.INITIATIVE),
    }
    return render(request, "initiatives/detail.html", context)


@page(permit=orgs_permits.is_signed_in)
def create(request: HttpRequest) -> HttpResponseBase:
    return _write(request, None)


@page(permit=permits.edits, subject=the_initiative)
def edit(request: HttpRequest, initiative: Initiative) -> HttpResponseBase:
    return _write(request, initiative)


def _write(request: HttpRequest, initiative: Initiative | None) -> HttpResponseBase:
    """One form with two ways out: keep it as a draft, or keep and send it."""
    on = period.today()
    data = request.POST if request.method == "POST" else None
    sending = data is None or "send" in data
    form = forms.InitiativeForm(
        data, actor=request.user, on=on, sending=sending, instance=initiative
    )
    authors = forms.author_rows(request.user, data, initiative)
    photo = forms.PhotoForm(data, request.FILES if data is not None else None)
    # All are asked, so that every error is told at once.
    if data is not None and all([authors.is_valid(), form.is_valid(), photo.is_valid()]):
        shares = [(row["person"], row["share"]) for row in authors.kept]
        kept = attempt(request, lambda: _keep(request.user, initiative, form, shares))
        if kept is not None:
            return _kept(request, kept, photo, sending=sending)
    known = queries.labels(queries.candidates(request.user, on=on))
    return render(
        request,
        "initiatives/form.html",
        {
            "form": form, "authors": authors, "photo": photo, "entry": initiative,
            "known": known.values(), "lost_photo": bool(request.FILES),
        },
    )  # fmt: skip


def _keep(
    actor: Any, initiative: Initiative | None, form: forms.InitiativeForm, shares: Any
) -> Initiative:
    on = period.today()
    if initiative is None:
        return actions.create_initiative(
            actor=actor, unit=form.cleaned_data["unit"], on=on, facts=form.facts, authors=shares
        )
    return actions.update_initiative(
        actor=actor, initiative=initiative, on=on, facts=form.facts, authors=shares
    )


def _kept(
    request: HttpRequest, kept: Initiative, photo: forms.PhotoForm, *, sending: bool
) -> HttpResponseBase:
    on = period.today()
    sent = photo.cleaned_data["photo"]
    if sent is not None:
        add = actions.attach_photo
        if attempt(request, lambda: add(actor=request.user, initiative=kept, photo=sent)) is None:
            return redirect("initiatives:edit", kept.pk)
    if sending:
        act = actions.submit_initiative
        if attempt(request, lambda: act(actor=request.user, initiative=kept, on=on)) is None:
            return redirect("initiatives:edit", kept.pk)
        messages.success(request, gettext("Đã gửi sáng kiến. Trưởng đơn vị sẽ xác nhận."))
    else:
        messages.success(request, gettext("Đã lưu nháp. Chỉ bạn và các tác giả đọc được."))
    return redirect("initiatives:detail", kept.pk)


@page(permit=permits.edits, subject=the_initiative)
@require_POST
def add_photo(request: HttpRequest, initiative: Initiative) -> HttpResponseBase:
    form = forms.MorePhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, gettext("Chưa chọn ảnh nào."))
    else:
        act, photo = actions.attach_photo, form.cleaned_data["photo"]
        if attempt(request, lambda: act(actor=request.user, initiative=initiative, photo=photo)):
            messages.success(request, gettext("Đã thêm ảnh."))
    return redirect(_DETAIL, initiative.pk)


@page(permit=permits.edits, subject=the_initiative)
@require_POST
def drop_photo(request: HttpRequest, initiative: Initiative, photo: int) -> HttpResponseBase:
    act = actions.remove_photo
    if attempt(request, lambda: act(actor=request.user, initiative=initiative, photo=photo)):
        messages.success(request, gettext("Đã bỏ ảnh."))
    return redirect(_DETAIL, initiative.pk)


submit = moves.moving(
    the_initiative, permits.writes, actions.submit_initiative, as_="initiative",
    said=_("Đã gửi sáng kiến. Trưởng đơn vị sẽ xác nhận."), back=_DETAIL, dated=True,
    inverse=(EntryState.DRAFT, "initiatives:withdraw"),
)  # fmt: skip
withdraw = moves.moving(
    the_initiative, permits.writes, actions.withdraw_initiative, as_="initiative",
    said=_("Đã rút lại; sáng kiến trở về bản nháp."), back=_DETAIL,
)  # fmt: skip
verify = moves.moving(
    the_initiative, permits.verifies, actions.verify_initiative, as_="initiative",
    said=_("Đã xác nhận sáng kiến."), back=_DETAIL,
)  # fmt: skip
give_back = moves.returning(
    the_initiative, permits.verifies, actions.return_initiative, as_="initiative",
    said=_("Đã trả lại; tác giả đọc được lý do."), back=_DETAIL,
)  # fmt: skip
