"""Prizes of issued decisions: what is due, what stands in the way, and what is claimed back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from thidua.awards.queries import name_of, paying
from thidua.core.permit import Reason
from thidua.funds import rules
from thidua.funds.models import Fund, Prize, Rate
from thidua.funds.queries.ledger import READERS
from thidua.funds.rules import Settled, Verdict
from thidua.funds.states import PrizeState
from thidua.orgs.queries import person_of, units_in_reach


def decisions_with_prizes(actor: Any) -> QuerySet[Any]:
    """Issued decisions that one may see, with how many prizes wait, were paid, and the sum."""
    paid = Q(honours__payment__state=PrizeState.PAID)
    waiting = Q(honours__payment__state=PrizeState.DUE, honours__revoked_on=None)
    return paying.payable_decisions(actor).annotate(
        waiting=Count("honours__payment", filter=waiting, distinct=True),
        paid=Count("honours__payment", filter=paid, distinct=True),
        sum=Sum("honours__payment__amount", filter=paid),
    )


def unpaid_honours(decision: Any) -> list[Any]:
    """Honours of a decision that no prize has been entered for yet."""
    return list(decision.honours.filter(payment=None).order_by("pk"))


def prizes_of(decision: Any) -> list[Prize]:
    """The prizes of a decision in the order of its annexed list."""
    order = {honour.pk: n for n, honour in enumerate(paying.honours_of(decision))}
    rows = Prize.objects.filter(honour__decision=decision).select_related(
        "honour__person", "honour__unit", "honour__dossier__home_unit", "honour__decision__paper",
        "person", "collective", "unit", "entry",
    )  # fmt: skip
    return sorted(rows, key=lambda prize: order[prize.honour_id])


def prize_of(pk: int) -> Prize | None:
    return Prize.objects.select_related("unit", "honour__decision").filter(pk=pk).first()


def settled(prizes: Iterable[Prize]) -> tuple[dict[int, Settled], dict[int, Prize]]:
    """Verdicts on prizes, weighed with every title of the same subjects, units and years."""
    prizes = list(prizes)
    titles = [prize for prize in prizes if prize.period]
    rivals = Prize.objects.filter(
        Q(person__in={p.person_id for p in titles if p.person_id})
        | Q(collective__in={p.collective_id for p in titles if p.collective_id}),
        unit__in={p.unit_id for p in titles}, year__in={p.year for p in titles}, is_title=True,
    ).select_related("honour")  # fmt: skip
    everything = {prize.pk: prize for prize in (*(rivals if titles else ()), *prizes)}
    verdicts = rules.settle(
        rules.Due(
            key=prize.pk, period=prize.period, amount=prize.amount, state=prize.state,
            is_revoked=prize.honour.revoked_on is not None,
        )
        for prize in everything.values()
    )  # fmt: skip
    return verdicts, everything


@dataclass(frozen=True)
class Row:
    """A prize on the pay list: who, how much, whether it is paid and why not."""

    prize: Prize
    who: str
    detail: str
    award: str
    verdict: Verdict
    reason: Reason

    @property
    def is_payable(self) -> bool:
        return self.verdict is Verdict.PAYABLE

    @property
    def can_be_apart(self) -> bool:
        """Whether the officer may pay it beside the other title, with a reason."""
        return self.verdict in (Verdict.LOWER, Verdict.AFTER_PAID)


def pay_list(decision: Any, *, on: date) -> list[Row]:
    """Every prize of a decision with its verdict, in the order of the annexed list."""
    prizes = prizes_of(decision)
    verdicts, everything = settled(prizes)
    details = paying.honoured_as([prize.honour for prize in prizes], on=on)
    return [
        Row(
            prize, str(prize.honour.subject), details[prize.honour_id],
            name_of(prize.honour.award), verdicts[prize.pk].verdict,
            reason_of(prize, verdicts[prize.pk], everything),
        )
        for prize in prizes
    ]  # fmt: skip


def reason_of(prize: Prize, found: Settled, everything: dict[int, Prize]) -> Reason:
    """The verdict in a sentence; it names the other decision."""
    other = everything.get(found.other or 0)
    told = {
        "award": name_of(other.honour.award) if other else "",
        "paper": other.honour.decision_reference if other else "",
        "year": prize.year,
    }
    sentences: dict[Verdict, Reason] = {
        Verdict.PAYABLE: prize.apart and _("Chi riêng: %(why)s") % {"why": prize.apart},
        Verdict.PAID: prize.apart and _("Chi riêng: %(why)s") % {"why": prize.apart},
        Verdict.UNKNOWN: prize.note or _("Chưa xác định được mức thưởng."),
        Verdict.UNDECIDED: _(
            "Cùng năm %(year)s còn %(award)s (Quyết định số %(paper)s) chưa rõ mức thưởng: "
            "ghi mức thưởng đó trước, vì chỉ chi cho danh hiệu cao nhất."
        ) % told,
        Verdict.LOWER: _(
            "Không chi: năm %(year)s hưởng mức của %(award)s theo Quyết định số %(paper)s "
            "(nhiều danh hiệu cùng kỳ chỉ hưởng mức cao nhất)."
        ) % told,
        Verdict.AFTER_PAID: _(
            "Năm %(year)s đã chi cho %(award)s theo Quyết định số %(paper)s, là mức thấp hơn: "
            "hủy khoản chi đó rồi chi khoản này."
        ) % told,
        Verdict.REVOKED: _("Không chi: khen thưởng đã bị thu hồi."),
        Verdict.CLAIM: _("Đã chi, khen thưởng bị thu hồi: phải thu lại tiền."),
        Verdict.RECOVERED: _("Đã thu lại vào quỹ."),
    }  # fmt: skip
    return sentences[found.verdict]


def claims(actor: Any) -> list[tuple[Prize, Any]]:
    """Paid prizes of revoked honours in the units that one reads, with who takes each back."""
    units = units_in_reach(actor, READERS)
    prizes = list(
        Prize.objects.filter(
            unit__in=units.values("pk"), state=PrizeState.PAID, honour__revoked_on__isnull=False
        )
        .select_related("honour__person", "honour__unit", "unit")
        .order_by("pk")
    )
    found = paying.recoveries_of([prize.honour_id for prize in prizes])
    return [(prize, found.get(prize.honour_id)) for prize in prizes]


def recovery_of(prize: Prize) -> Any:
    """The recovery of a prize's honour, once its revocation is issued."""
    return paying.recoveries_of([prize.honour_id]).get(prize.honour_id)


def rates_visible_to(actor: Any) -> QuerySet[Rate]:
    """Own rates of the units that one reads."""
    units = units_in_reach(actor, READERS)
    return Rate.objects.filter(unit__in=units.values("pk")).select_related("unit")


def rates_for(unit: Any, award: str, *, on: date) -> dict[bool, Rate]:
    """The unit's own rates of an award on a day, for collectives and for people."""
    rows = Rate.objects.filter(unit=unit, award=award, valid_from__lte=on).order_by("valid_from")
    return {rate.is_collective: rate for rate in rows}


def waiting_decisions(actor: Any) -> list[Any]:
    """Decisions whose prizes wait in the units that one keeps."""
    return list(
        decisions_with_prizes(actor).filter(waiting__gt=0).order_by("paper__dated_on", "pk")
    )


def record_of(person: Any) -> dict[str, list[dict[str, Any]]]:
    """What was paid to one person."""
    rows = Prize.objects.filter(person=person).select_related("honour").order_by("pk")
    return {
        "prizes": [
            {
                "award": row.honour.award, "decision": row.honour.decision_reference,
                "amount": row.amount, "state": row.get_state_display(), "paid_on": row.paid_on,
                "way": row.get_way_display(), "received_by": row.received_by,
            } for row in rows
        ]
    }  # fmt: skip


def of_mine(actor: Any) -> Sequence[Prize]:
    """What is due and was paid to the actor, the newest first."""
    rows = Prize.objects.filter(
        person=person_of(actor), person__isnull=False, honour__revoked_on=None
    )
    return list(rows.select_related("honour").order_by("-pk"))


def funds_to_pay_from(decision: Any) -> list[Fund]:
    """The open funds of the unit that decided."""
    return list(
        Fund.objects.filter(unit=decision.round.unit, state="open")
        .select_related("unit")
        .order_by("-year")
    )
