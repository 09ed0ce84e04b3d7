"""The stock of artefacts: items, movements, counting."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.awards.queries import name_of
from thidua.core import period
from thidua.funds import actions, forms, permits, queries, tables
from thidua.funds.models import Item
from thidua.funds.states import Cause
from thidua.funds.views.common import FORM_METHODS, asked, done, the_item, the_movement
from thidua.orgs.pages import Paged, page
from thidua.ui import formats
from thidua.ui.components import Case
from thidua.ui.lists import Empty, ListPage


class ItemList(Paged, ListPage):
    """Artefacts in stock; what came back from the revoked stands above."""

    permit = permits.reads_somewhere
    template_name = "funds/stock.html"
    title = gettext_lazy("Kho hiện vật khen thưởng")
    columns = tables.ITEMS
    search_fields = ("folded",)
    default_sort = ("name",)
    row_url = "funds:item"
    export_name = "kho-hien-vat"
    empty = Empty(
        gettext_lazy("Kho chưa có hiện vật nào"),
        gettext_lazy("Khung, phôi, huy hiệu, cờ: nhập, xuất theo quyết định, kiểm kê."),
    )

    def get_rows(self) -> Any:
        return queries.items_visible_to(self.request.user)

    def get_context(self) -> dict[str, Any]:
        actor = self.request.user
        keeps = permits.keeps_somewhere(actor) is None
        context: dict[str, Any] = {"to_return": queries.to_return(actor), "keeps": keeps}
        if keeps:
            context |= {
                "main_action_url": reverse("funds:create_item"),
                "main_action_label": gettext_lazy("Thêm hiện vật"),
            }
        return context


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_somewhere)
def create_item(request: HttpRequest) -> HttpResponse:
    form = forms.ItemForm(request.POST or None, actor=request.user)
    return asked(
        request, form, lambda given: actions.create_item(actor=request.user, **given),
        title=_("Thêm hiện vật"), submit=_("Thêm vào kho"), said=_("Đã thêm hiện vật."),
        back=reverse("funds:stock"),
    )  # fmt: skip


@require_safe
@page(permit=permits.reads, subject=the_item)
def item(request: HttpRequest, item: Any) -> HttpResponse:
    """What is there, and what came and went."""
    goes_with = ", ".join(name_of(award) for award in item.awards)
    context = {
        "item": item,
        "case": Case(
            who=item.unit, what=item.name, tone="work" if item.balance else "hold",
            state=_("Còn %(left)s %(measure)s")
            % {"left": formats.number(item.balance), "measure": item.measure},
            facts=[
                (_("Loại"), item.get_kind_display()),
                (_("Kèm theo"), goes_with or _("không kèm theo")),
            ],
        ),
        "movements": queries.movements_of(item)[:500],
        "keeper_reason": permits.keeps(request.user, item),
        "moves": [(what, label) for what, (_form, label, _cause) in forms.MOVES.items()],
    }  # fmt: skip
    return render(request, "funds/item.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps, subject=the_item)
def edit_item(request: HttpRequest, item: Item) -> HttpResponse:
    initial = {name: getattr(item, name) for name in ("name", "kind", "measure", "awards")}
    form = forms.ItemForm(request.POST or None, initial=initial)
    return asked(
        request, form,
        lambda given: actions.update_item(actor=request.user, item=item, **given),
        title=_("Sửa hiện vật"), submit=_("Lưu"), said=_("Đã lưu."),
        back=reverse("funds:item", args=[item.pk]), state=str(item),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps, subject=the_item)
def move_item(request: HttpRequest, item: Item, what: str) -> HttpResponse:
    """So many in (`nhap`), spoiled (`hong`), or counted (`kiem-ke`)."""
    if what not in forms.MOVES:
        raise Http404
    kind, label, cause = forms.MOVES[what]
    act: dict[str, Any] = {
        Cause.BOUGHT: actions.take_in, Cause.SPOILED: actions.spoil,
        Cause.COUNTED: actions.count_item,
    }  # fmt: skip
    initial = {"day": period.today()} | ({"counted": item.balance} if what == "kiem-ke" else {})
    form = kind(request.POST or None, initial=initial)
    return asked(
        request, form,
        lambda given: act[cause](actor=request.user, item=item, on=period.today(), **given),
        title=label, submit=label, said=_("Đã ghi vào sổ kho."),
        back=reverse("funds:item", args=[item.pk]),
        state=_("%(item)s: sổ còn %(left)s %(measure)s")
        % {"item": item, "left": formats.number(item.balance), "measure": item.measure},
    )  # fmt: skip


@require_POST
@page(permit=permits.keeps, subject=the_movement)
def return_artefact(request: HttpRequest, movement: Any) -> HttpResponse:
    """The artefact of a revoked honour back into the stock."""
    on = period.today()
    return done(
        request,
        lambda: actions.return_artefact(actor=request.user, movement=movement, on=on),
        _("Đã nhập lại kho."), "funds:item", movement.item_id,
    )  # fmt: skip
