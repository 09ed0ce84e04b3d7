"""Artefacts into the stock, out of it, counted and written off; never below nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards.queries.paying import recoveries_of
from thidua.core import period
from thidua.core.action import action
from thidua.core.permit import Refused
from thidua.funds import permits, queries
from thidua.funds.models import Item, Movement
from thidua.funds.states import ENTERED, Cause
from thidua.legal.packs import packs
from thidua.ui import formats


@action("funds.item.create", gettext_lazy("Thêm hiện vật vào kho"), on="unit", permit=permits.keeps)
def create_item(
    *, actor: Any, unit: Any, name: str, kind: str, measure: str, awards: Sequence[str]
) -> Item:
    """A kind of artefact of the unit, with nothing in stock yet."""
    _insist(unit, name, awards)
    return Item.objects.create(
        unit=unit, name=name.strip(), kind=kind, measure=measure.strip(), awards=list(awards)
    )


@action(
    "funds.item.update", gettext_lazy("Sửa hiện vật trong kho"), on="item", permit=permits.keeps
)
def update_item(
    *, actor: Any, item: Item, name: str, kind: str, measure: str, awards: Sequence[str]
) -> Item:
    """Its name, kind and what it goes with; the stock stays."""
    _insist(item.unit, name, awards, besides=item.pk)
    item.name, item.kind = name.strip(), kind
    item.measure, item.awards = measure.strip(), list(awards)
    item.save()
    return item


def _insist(unit: Any, name: str, awards: Sequence[str], *, besides: int = 0) -> None:
    if not name.strip():
        raise Refused(_("Ghi tên hiện vật."))
    if Item.objects.filter(unit=unit, name=name.strip()).exclude(pk=besides).exists():
        raise Refused(_("Kho đã có hiện vật tên này."))
    if unknown := sorted(set(awards) - set(packs())):
        raise Refused(_("Chưa có bộ quy tắc cho: %(award)s.") % {"award": ", ".join(unknown)})


@action("funds.stock.take_in", gettext_lazy("Nhập kho hiện vật"), on="item", permit=permits.keeps)
def take_in(
    *, actor: Any, item: Item, cause: str, number: int, day: date, paper: str, on: date
) -> Movement:
    """So many bought, or received from the level above."""
    if cause not in ENTERED:
        raise Refused(_("Nhập kho là mua về hoặc cấp trên cấp."))
    if number <= 0:
        raise Refused(_("Số lượng phải lớn hơn 0."))
    if not paper.strip():
        raise Refused(_("Ghi hóa đơn hoặc phiếu nhập."))
    return _move(actor, item, cause, number, day=day, on=on, paper=paper.strip())


@action(
    "funds.stock.spoil", gettext_lazy("Ghi hiện vật hỏng, hủy"), on="item", permit=permits.keeps
)
def spoil(*, actor: Any, item: Item, number: int, day: date, reason: str, on: date) -> Movement:
    """So many are of no use any more, with the reason."""
    if number <= 0:
        raise Refused(_("Số lượng phải lớn hơn 0."))
    if not reason.strip():
        raise Refused(_("Ghi lý do hỏng, hủy."))
    return _move(actor, item, Cause.SPOILED, -number, day=day, on=on, reason=reason.strip())


@action("funds.stock.count", gettext_lazy("Kiểm kê hiện vật"), on="item", permit=permits.keeps)
def count_item(
    *, actor: Any, item: Item, counted: int, day: date, reason: str, on: date
) -> Movement:
    """What is really there; a difference needs its reason."""
    if counted < 0:
        raise Refused(_("Số lượng không thể âm."))
    if item.movements.filter(day__gt=day).exists():
        raise Refused(
            _("Sau ngày %(day)s kho còn nhập, xuất: đếm lại và ghi theo ngày hôm nay.")
            % {"day": formats.day(day)}
        )
    if counted != item.balance and not reason.strip():
        raise Refused(
            _("Sổ còn %(book)s, đếm được %(counted)s: ghi lý do chênh lệch.")
            % {"book": item.balance, "counted": counted}
        )
    change = counted - item.balance
    return _move(actor, item, Cause.COUNTED, change, day=day, on=on, reason=reason.strip())


@action(
    "funds.stock.return", gettext_lazy("Nhập kho hiện vật thu hồi"), on="movement",
    permit=permits.keeps,
)  # fmt: skip
def return_artefact(*, actor: Any, movement: Movement, on: date) -> Movement:
    """The artefact of a revoked honour is in the stock again, once."""
    if movement.cause != Cause.GIVEN or movement.honour_id is None:
        raise Refused(_("Chỉ hiện vật đã xuất theo quyết định mới nhập lại được."))
    recovery = recoveries_of([movement.honour_id]).get(movement.honour_id)
    if recovery is None or recovery.artefact_on is None or not queries.has_come_back(recovery):
        raise Refused(_("Ghi ngày thu hồi hiện vật ở quyết định thu hồi trước."))
    if movement.item.movements.filter(cause=Cause.RETURNED, honour=movement.honour_id).exists():
        raise Refused(_("Hiện vật này đã nhập lại kho."))
    item = Item.objects.select_for_update().get(pk=movement.item_id)
    return _move(
        actor, item, Cause.RETURNED, 1, day=recovery.artefact_on, on=on,
        honour_id=movement.honour_id, decision_id=movement.decision_id,
        paper=recovery.revocation.paper.reference,
    )  # fmt: skip


def _move(
    actor: Any, item: Item, cause: str, change: int, *, day: date, on: date, **more: Any
) -> Movement:
    """One movement with the stock after it; the caller holds the item's lock."""
    if day > on:
        raise Refused(_("Ngày nhập, xuất chưa đến."))
    if item.balance + change < 0:
        raise Refused(
            _("Kho chỉ còn %(left)s %(measure)s.") % {"left": item.balance, "measure": item.measure}
        )
    item.balance += change
    item.save(update_fields=["balance"])
    return Movement.objects.create(
        item=item, cause=cause, change=change, left=item.balance, day=day, entered_by=actor,
        entered_at=period.now(), **more,
    )  # fmt: skip
