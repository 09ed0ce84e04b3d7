"""Prizes paid from the fund, once; taken back by entries against; recovered from the revoked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.funds import permits, queries
from thidua.funds.actions.ledger import Slip, book, take_back
from thidua.funds.models import Entry, Fund, Prize, Rate
from thidua.funds.states import PRIZE, Heading, PrizeState
from thidua.legal.packs import packs


@action(
    "funds.rate.set", gettext_lazy("Ghi mức thưởng của đơn vị"), on="unit", permit=permits.keeps
)
def set_rate(
    *, actor: Any, unit: Any, award: str, is_collective: bool, amount: int, valid_from: date,
    basis: str,
) -> Rate:  # fmt: skip
    """An amount from a day on by the unit's own regulation, where the State's table is silent."""
    if award not in packs():
        raise Refused(_("Chưa có bộ quy tắc cho: %(award)s.") % {"award": award})
    if amount <= 0:
        raise Refused(_("Mức thưởng phải lớn hơn 0."))
    if not basis.strip():
        raise Refused(_("Ghi văn bản quy định mức thưởng."))
    key = {"unit": unit, "award": award, "is_collective": is_collective, "valid_from": valid_from}
    if Rate.objects.filter(**key).exists():
        raise Refused(_("Mức thưởng này đã có từ ngày đó: ghi mức mới từ một ngày khác."))
    return Rate.objects.create(**key, amount=amount, basis=basis.strip())


@action(
    "funds.prizes.fill", gettext_lazy("Điền mức thưởng của đơn vị"), on="decision",
    permit=permits.keeps,
)  # fmt: skip
def fill_prizes(*, actor: Any, decision: Any) -> int:
    """Give unknown amounts of a decision the unit's own rates of its day; returns how many."""
    rates = queries.rates_for(decision.round.unit, decision.award, on=decision.paper.dated_on)
    filled = []
    for prize in queries.prizes_of(decision):
        rate = rates.get(prize.collective_id is not None)
        if prize.amount is None and prize.state == PrizeState.DUE and rate is not None:
            prize.amount, prize.note = rate.amount, rate.basis
            filled.append(prize)
    if not filled:
        raise Refused(_("Không có khoản nào điền được: ghi mức thưởng của đơn vị trước."))
    Prize.objects.bulk_update(filled, ["amount", "note"])
    tabulate([[prize.pk, prize.amount] for prize in filled])
    return len(filled)


@action(
    "funds.prize.treat_apart", gettext_lazy("Chi riêng một danh hiệu cùng năm"), on="prize",
    permit=permits.keeps,
)  # fmt: skip
def treat_apart(*, actor: Any, prize: Prize, reason: str) -> Prize:
    """Pay a title beside a higher one of the same year, since they were won at different times
    (decree 152/2025, article 49): somebody says so in writing."""
    if prize.state != PrizeState.DUE or not prize.is_title:
        raise Refused(_("Chỉ danh hiệu chưa chi mới ghi chi riêng được."))
    if not reason.strip():
        raise Refused(_("Ghi lý do chi riêng: hai danh hiệu đạt được ở thời gian khác nhau."))
    prize.apart = reason.strip()
    prize.save(update_fields=["apart"])
    return prize


@action("funds.prizes.pay", gettext_lazy("Chi tiền thưởng"), on="fund", permit=permits.keeps)
def pay_prizes(
    *, actor: Any, fund: Fund, decision: Any, prizes: Sequence[int], paid_on: date, way: str,
    paper: str, on: date, received_by: str = "",
) -> Entry:  # fmt: skip
    """Pay prizes of a decision in one entry; received by whom each honours, or by one.

    Refuses the whole list where one of them cannot be paid, so that the sum is the list's. Taking
    back and recovering lock the prize and then the fund; holding the fund, this waits for no prize.
    """
    if decision.round.unit_id != fund.unit_id:
        raise Refused(_("Quyết định này không do %(unit)s ban hành.") % {"unit": fund.unit})
    if not paper.strip():
        raise Refused(_("Ghi số phiếu chi hoặc ủy nhiệm chi."))
    if decision.paper.dated_on is None or paid_on < decision.paper.dated_on:
        raise Refused(_("Ngày chi không thể trước ngày của quyết định."))
    keys = set(prizes)
    chosen = Prize.objects.filter(pk__in=keys, honour__decision=decision)
    if not keys or chosen.count() != len(keys):
        raise Refused(_("Chọn ít nhất một khoản thưởng của quyết định này."))
    locked = chosen.select_for_update(of=("self",), skip_locked=True)
    rows = list(locked.select_related("honour__person", "honour__unit").order_by("pk"))
    if len(rows) != len(keys):
        raise Refused(_("Có khoản thưởng đang được người khác xử lý: thử lại sau giây lát."))
    verdicts, everything = queries.settled(rows)
    for prize in rows:
        found = verdicts[prize.pk]
        if not found.is_paid_now:
            reason = queries.reason_of(prize, found, everything) or prize.get_state_display()
            raise Refused(f"{prize.honour.subject}: {reason}")
    total = sum(prize.amount or 0 for prize in rows)
    purpose = _("Tiền thưởng theo Quyết định số %(number)s (%(count)s khoản)") % {
        "number": decision.paper.reference, "count": len(rows),
    }  # fmt: skip
    slip = Slip(Heading.PRIZES, total, paid_on, paper, purpose)
    entry = book(actor, fund, slip, on=on)
    for prize in rows:
        PRIZE.move(prize, "pay")
        prize.paid_on, prize.way, prize.entry = paid_on, way, entry
        prize.received_by = received_by.strip() or str(prize.honour.subject)[:200]
    Prize.objects.bulk_update(rows, ["state", "paid_on", "way", "entry", "received_by"])
    note(decision=decision.paper.reference, paid=len(rows), total=total)
    tabulate([[prize.pk, prize.honour_id, prize.amount] for prize in rows])
    return entry


@action(
    "funds.prize.take_back", gettext_lazy("Hủy một khoản chi tiền thưởng"), on="prize",
    permit=permits.keeps,
)  # fmt: skip
def take_back_prize(*, actor: Any, prize: Prize, reason: str, on: date) -> Prize:
    """It was not paid after all: an entry against it, and it is due again."""
    PRIZE.move(prize, "take_back")
    if not reason.strip():
        raise Refused(_("Ghi lý do hủy khoản chi."))
    assert prize.entry is not None
    take_back(actor, prize.entry, -(prize.amount or 0), reason.strip(), on=on)
    prize.paid_on = prize.entry = None
    prize.way = prize.received_by = ""
    prize.save()
    note(reason=reason.strip())
    return prize


@action(
    "funds.prize.recover", gettext_lazy("Nhập quỹ tiền thưởng thu hồi"), on="prize",
    permit=permits.keeps,
)  # fmt: skip
def recover_prize(*, actor: Any, prize: Prize, fund: Fund, paper: str, on: date) -> Prize:
    """The money of a revoked honour is back in a fund, on the day that its recovery names."""
    PRIZE.move(prize, "recover")
    recovery = queries.recovery_of(prize)
    if recovery is None or recovery.prize_on is None or recovery.prize_reason:
        raise Refused(_("Ghi ngày thu hồi tiền thưởng ở quyết định thu hồi trước."))
    if fund.unit_id != prize.unit_id:
        raise Refused(_("Quỹ này không phải của %(unit)s.") % {"unit": prize.unit})
    if not paper.strip():
        raise Refused(_("Ghi số phiếu thu."))
    held = Fund.objects.select_for_update().get(pk=fund.pk)
    purpose = _("Thu hồi tiền thưởng theo Quyết định số %(number)s") % {
        "number": recovery.revocation.paper.reference
    }
    slip = Slip(Heading.OTHER_SOURCE, prize.amount or 0, recovery.prize_on, paper, purpose)
    prize.recovered_by = book(actor, held, slip, on=on)
    prize.save(update_fields=["state", "recovered_by"])
    return prize
