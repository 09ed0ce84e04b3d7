"""What an issued decision brings here: a prize for each honour, artefacts out of the stock."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.funds import permits, queries, rules
from thidua.funds.models import Item, Movement, Prize
from thidua.funds.states import Cause
from thidua.legal.prizes import award_kind
from thidua.legal.terms import Kind
from thidua.notices.actions import tell
from thidua.orgs.queries import accounts_with_role
from thidua.orgs.states import Role


@action(
    "funds.decision.follow", gettext_lazy("Lập danh sách chi, xuất hiện vật theo quyết định"),
    on="decision", permit=permits.keeps,
)  # fmt: skip
def follow_decision(*, actor: Any, decision: Any, on: date) -> tuple[int, int]:
    """A prize for each honour and one artefact of each kind, as far as the stock goes.

    Repeatable: who has a prize or an artefact gets no other; what the stock lacked is given
    when it is there. Returns how many prizes and artefacts are new.
    """
    prizes, given = _prizes(decision), _artefacts(actor, decision, on)
    note(prizes=prizes, artefacts=given)
    _tell(decision, on)
    return prizes, given


def _prizes(decision: Any) -> int:
    unit, title = decision.round.unit, award_kind(decision.award) is Kind.TITLE
    rates = queries.rates_for(unit, decision.award, on=decision.paper.dated_on)
    rows = []
    for honour in queries.unpaid_honours(decision):
        amount, why = honour.prize, honour.prize_note
        if amount is None and (rate := rates.get(honour.unit_id is not None)):
            amount, why = rate.amount, rate.basis
        rows.append(
            Prize(
                honour=honour, unit=unit, person_id=honour.person_id, collective_id=honour.unit_id,
                year=honour.year, is_title=title, amount=amount or None, note=why,
            )
        )  # fmt: skip
    return len(Prize.objects.bulk_create(rows))


def _artefacts(actor: Any, decision: Any, on: date) -> int:
    wanted, given = queries.standing_honours(decision), queries.given_with(decision)
    items = queries.items_for(decision.round.unit, decision.award).select_for_update()
    found: list[Movement] = []
    for item in items:
        keys = rules.given_out(wanted, given.get(item.pk, ()), item.balance)
        left = rules.balances([-1] * len(keys), item.balance)
        found += [
            Movement(
                item=item, cause=Cause.GIVEN, change=-1, left=after, day=on, decision=decision,
                honour_id=key, paper=decision.paper.reference, entered_by=actor,
                entered_at=period.now(),
            ) for key, after in zip(keys, left, strict=True)
        ]  # fmt: skip
        if keys:
            Item.objects.filter(pk=item.pk).update(balance=left[-1])
    return len(Movement.objects.bulk_create(found))


def _tell(decision: Any, on: date) -> None:
    officers = accounts_with_role([decision.round.unit], [Role.OFFICER], on=on)
    url, number = reverse("funds:prizes", args=[decision.pk]), decision.paper.reference
    tell(
        recipients=officers, key=f"funds.due.{decision.pk}", kind="funds.due", url=url,
        text=lambda: _("Danh sách chi tiền thưởng theo Quyết định số %(number)s đã lập.")
        % {"number": number},
    )  # fmt: skip
    if any(need.lacking for need in queries.needs_of(decision)):
        tell(
            recipients=officers, key=f"funds.short.{decision.pk}", kind="funds.short", url=url,
            text=lambda: _("Kho thiếu hiện vật cho Quyết định số %(number)s.")
            % {"number": number},
        )  # fmt: skip
