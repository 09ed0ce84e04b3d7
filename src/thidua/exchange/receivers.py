"""The kinds of parcels that exchange itself brings: receipts and returns; what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.capability import ASKS, Ask
from thidua.exchange import actions, queries
from thidua.exchange.registry import Arrived, Kind, Preview, register
from thidua.exchange.wrapping import understood


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The data of a receipt."""

    parcel: str
    received_at: str


@dataclass(frozen=True, kw_only=True)
class Return:
    """The data of a return."""

    reason: str


def _show(*, actor: Any, arrived: Arrived, data: Any, on: date) -> Preview:
    facts = [(_("Trả lời gói"), arrived.original.title)]
    if "reason" in arrived.data:
        facts.append((_("Lý do trả lại"), understood(Return, arrived.data).reason))
    return Preview(facts)


def _take_receipt(*, actor: Any, arrived: Arrived, choices: Any, on: date) -> Sequence[str]:
    understood(Receipt, arrived.data)
    is_new = actions.hear_receipt(actor=actor, outgoing=arrived.original, on=on)
    return [_("Bên nhận đã nhận gói.") if is_new else _("Đã biết từ trước.")]


def _take_return(*, actor: Any, arrived: Arrived, choices: Any, on: date) -> Sequence[str]:
    reason = understood(Return, arrived.data).reason.strip()[:500]
    is_new = actions.hear_return(actor=actor, outgoing=arrived.original, reason=reason, on=on)
    return [_("Gói đã bị trả lại: %(reason)s") % {"reason": reason} if is_new
            else _("Gói này đã có trả lời từ trước.")]  # fmt: skip


register(
    Kind(
        queries.RECEIPT, gettext_lazy("Biên nhận"), preview=_show, take=_take_receipt,
        replies_to="*", at_once=True, returnable=False,
    )
)  # fmt: skip
register(
    Kind(
        queries.RETURN, gettext_lazy("Trả lại cả gói"), preview=_show, take=_take_return,
        replies_to="*", returnable=False,
    )
)  # fmt: skip


@ASKS.register("exchange")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Parcels that came and were neither taken in nor returned."""
    return [
        Ask(
            _("Xem gói tin đến: %(title)s") % {"title": parcel.title},
            reverse("exchange:incoming", args=[parcel.pk]), detail=str(parcel.partner),
        ) for parcel in queries.waiting_for(actor)
    ]  # fmt: skip
