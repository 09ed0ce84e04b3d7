"""Pages of partners, and of who this installation is to them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.exchange import actions, forms, identity, permits, queries
from thidua.exchange.models import Partner
from thidua.exchange.states import PARTNER, PartnerState
from thidua.exchange.views.common import FORM_METHODS, TONES, form_page, state
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import trail_of, units_in_reach
from thidua.ui import qr
from thidua.ui.columns import Column
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage


def the_partner(request: HttpRequest, pk: int) -> Partner | None:
    return queries.partner_by_key(pk)


class PartnerList(Paged, ListPage):
    """Installations with which parcels are exchanged."""

    permit = permits.keeps_some
    title = gettext_lazy("Đối tác trao đổi gói tin")
    search_fields = ("folded",)
    default_sort = ("name", "pk")
    row_url = "exchange:partner"
    template_name = "exchange/partners.html"
    columns = (
        Column("name", gettext_lazy("Đối tác"), sort=("name",)),
        Column("unit", gettext_lazy("Trao đổi với"), value="unit.name", phone=False),
        Column("confirmed_on", gettext_lazy("Đối chiếu ngày"), kind="day", phone=False),
        Column("state", gettext_lazy("Trạng thái"), kind="status", value=state, sort=("state",)),
    )
    empty = Empty(
        gettext_lazy("Chưa có đối tác nào"),
        gettext_lazy(
            "Xin mã định danh của hệ thống bên kia, thêm vào đây, rồi gọi điện đối chiếu dấu vân "
            "tay: từ đó hai bên nhận gói tin của nhau."
        ),
        gettext_lazy("Thêm đối tác"), "moi/", "plug-connected",
    )  # fmt: skip

    def get_rows(self) -> Any:
        return queries.partners_visible_to(self.request.user)

    def get_context(self) -> dict[str, Any]:
        return {
            "main_action_url": reverse("exchange:partner_add"),
            "main_action_label": _("Thêm đối tác"),
        }


def _stand_ins(request: HttpRequest) -> Any:
    return units_in_reach(request.user, queries.KEEPERS).order_by("path")


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_some)
def partner_add(request: HttpRequest) -> HttpResponse:
    form = forms.PartnerForm(
        request.POST or None, units=queries.units_kept(request.user, roles=queries.KEEPERS),
        stand_ins=_stand_ins(request),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request, lambda: actions.add_partner(actor=request.user, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("Đã thêm đối tác. Đối chiếu dấu vân tay trước khi dùng."))
            return redirect("exchange:partner", pk=made.pk)
    return form_page(
        request, form, title=_("Thêm đối tác"), button=_("Thêm đối tác"),
        back_url=reverse("exchange:partners"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_partner, subject=the_partner)
def partner(request: HttpRequest, partner: Partner) -> HttpResponse:
    """Its fingerprint, who compared it when, and the form for comparing."""
    is_new = PARTNER.refusal(partner, "confirm") is None
    form = forms.ConfirmForm(request.POST or None) if is_new else None
    if request.method == "POST" and form is not None and form.is_valid():
        done = attempt(
            request,
            lambda: actions.confirm_partner(
                actor=request.user, partner=partner, **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Dấu vân tay khớp. Từ nay trao đổi được gói tin."))
            return redirect("exchange:partner", pk=partner.pk)
    context = {
        "partner": partner, "tone": TONES[partner.state], "form": form,
        "fingerprint": identity.fingerprint(partner.key),
        "can_block": PARTNER.refusal(partner, "block") is None, "trail": trail_of(partner),
    }  # fmt: skip
    return render(request, "exchange/partner.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_partner, subject=the_partner)
def partner_edit(request: HttpRequest, partner: Partner) -> HttpResponse:
    form = forms.PartnerEditForm(
        request.POST or None, stand_ins=_stand_ins(request),
        initial={"name": partner.name, "stands_for": partner.stands_for},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.update_partner(
                actor=request.user, partner=partner, **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã lưu."))
            return redirect("exchange:partner", pk=partner.pk)
    return form_page(
        request, form, title=_("Sửa đối tác"), button=_("Lưu"), state=partner.name,
        back_url=reverse("exchange:partner", args=[partner.pk]),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_partner, subject=the_partner)
def partner_block(request: HttpRequest, partner: Partner) -> HttpResponse:
    """Stop, or go on again after comparing anew; either with its reason."""
    is_blocked = partner.state == PartnerState.BLOCKED
    act = actions.unblock_partner if is_blocked else actions.block_partner
    label = _("Trao đổi lại") if is_blocked else _("Ngừng trao đổi")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(request, lambda: act(actor=request.user, partner=partner, reason=reason)):
            return redirect("exchange:partner", pk=partner.pk)
    return form_page(
        request, form, title=label, button=label, state=partner.name,
        back_url=reverse("exchange:partner", args=[partner.pk]),
    )  # fmt: skip


@require_safe
@page(permit=permits.keeps_some)
def own_identity(request: HttpRequest) -> HttpResponse:
    """What partners need of us: the line to paste, its square, and the fingerprint to read out."""
    unit = queries.units_kept(request.user, roles=queries.KEEPERS).first()
    found = attempt(request, identity.own_key)
    card = identity.card(str(unit)) if found is not None else ""
    context = {
        "unit": unit, "card": card, "fingerprint": identity.fingerprint(found) if found else "",
        "square": mark_safe(qr.svg(card)) if card else "",  # noqa: S308 # drawn by us, of squares
    }  # fmt: skip
    return render(request, "exchange/identity.html", context)
