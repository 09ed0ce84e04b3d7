"""What the fund answers to others: issued decisions, asks, one's own, offers, personal data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.awards.outcomes import FOLLOWING, Brought
from thidua.awards.queries import name_of
from thidua.core.capability import (
    ASKS,
    MINE,
    OFFERS,
    PERSONAL,
    Ask,
    Offer,
    Own,
    Section,
)
from thidua.core.merge import MERGES, Rows
from thidua.funds import actions, permits, queries
from thidua.funds.states import PrizeState
from thidua.ui import formats


@FOLLOWING.register("funds")
def follows(*, actor: Any, decision: Any, on: date) -> Sequence[Brought]:
    """Prizes and artefacts of an issued decision; nothing where nothing is missing."""
    prizes = given = 0
    if queries.is_behind(decision):
        prizes, given = actions.follow_decision(actor=actor, decision=decision, on=on)
    return [
        Brought(gettext_lazy("khoản thưởng chờ chi"), prizes),
        Brought(gettext_lazy("hiện vật xuất kho"), given),
    ]


@ASKS.register("funds")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Officers pay what waits, and take back what is claimed."""
    if permits.keeps_somewhere(actor) is not None:
        return []
    decisions = queries.waiting_decisions(actor)
    found = [
        Ask(
            _("Chi tiền thưởng theo Quyết định số %(number)s") % {"number": row.paper.reference},
            reverse("funds:prizes", args=[row.pk]), count=row.waiting,
            detail=ngettext(
                "%(count)s khoản chưa chi", "%(count)s khoản chưa chi", row.waiting
            ) % {"count": row.waiting},
        ) for row in decisions
    ]  # fmt: skip
    if claimed := queries.claims(actor):
        said = ngettext(
            "Thu hồi %(count)s khoản thưởng đã chi", "Thu hồi %(count)s khoản thưởng đã chi",
            len(claimed),
        )  # fmt: skip
        address = f"{reverse('funds:decisions')}#thu-hoi"
        found.append(Ask(said % {"count": len(claimed)}, address, count=len(claimed)))
    return found


@MINE.register("funds")
def mine(actor: Any, *, on: date) -> list[Section]:
    """What was paid to me, and what I am still to be paid."""
    rows = [
        Own(
            name_of(prize.honour.award), reverse("awards:mine"), prize.get_state_display(),
            "pass" if prize.state == PrizeState.PAID else "work",
            formats.money(prize.amount) if prize.amount is not None else prize.note,
        ) for prize in queries.of_mine(actor)
    ]  # fmt: skip
    return [Section(_("Tiền thưởng của tôi"), rows)]


@OFFERS.register("funds")
def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """The pay list from the page of an issued decision."""
    if subject._meta.label_lower != "awards.decision" or subject.paper.state != "issued":
        return []
    if permits.reads(actor, subject) is not None:
        return []
    return [Offer(_("Chi tiền thưởng, hiện vật"), reverse("funds:prizes", args=[subject.pk]))]


@PERSONAL.register("funds")
def personal(person: Any) -> dict[str, Any]:
    """What was paid to one person."""
    return queries.record_of(person)


MERGES.register("funds")(Rows("funds", Prize=gettext_lazy("khoản tiền thưởng")))
