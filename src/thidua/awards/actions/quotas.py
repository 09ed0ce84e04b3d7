"""Letting a round go past a cap: decided by the head of the unit, with the reason on record."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import permits, queries
from thidua.awards.models import QuotaException, Round
from thidua.awards.states import ROUND, RoundState
from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused


@action(
    "awards.round.except", gettext_lazy("Quyết định cho vượt tỷ lệ, chỉ tiêu"), on="round",
    permit=permits.is_director,
)  # fmt: skip
def except_quota(
    *, actor: Any, round: Round, award: str, reason: str, on: date  # noqa: A002 # the clerk's word for it
) -> QuotaException:  # fmt: skip
    """Record who lets the round take more of an award than its cap allows, and why."""
    if round.state == RoundState.CLOSED:
        raise Refused(ROUND.refusal(round, "close") or "")
    if not reason.strip():
        raise Refused(_("Ghi lý do cho vượt tỷ lệ."))
    name = queries.name_of(award)
    guard = next((each for each in queries.guards(round, on=on) if each.award == award), None)
    if guard is None or not guard.is_capped:
        raise Refused(_("%(award)s không bị khống chế tỷ lệ trong đợt xét này.") % {"award": name})
    if guard.exception is not None:
        told = _("Đã cho vượt tỷ lệ %(award)s: %(reason)s")
        raise Refused(told % {"award": name, "reason": guard.exception.reason})
    note(award=award, quota=guard.key, counted=guard.counted, places=guard.places)
    return QuotaException.objects.create(
        round=round, award=award, quota=guard.key, reason=reason.strip()[:500], decided_by=actor,
        decided_at=period.now(),
    )  # fmt: skip
