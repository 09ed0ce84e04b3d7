"""The fund's plan and its ledger, in which nothing is changed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.funds import permits, queries
from thidua.funds.models import Entry, Fund, PlanLine
from thidua.funds.states import FUND, SOURCES, FundState, Heading, Side
from thidua.ui import formats


@action("funds.fund.create", gettext_lazy("Mở quỹ của năm"), on="unit", permit=permits.keeps)
def create_fund(*, actor: Any, unit: Any, year: int) -> Fund:
    """One fund of the unit for a year, in the unit's line."""
    if Fund.objects.filter(unit=unit, line=unit.line, year=year).exists():
        raise Refused(_("Quỹ năm %(year)s của %(unit)s đã có.") % {"year": year, "unit": unit})
    return Fund.objects.create(unit=unit, line=unit.line, year=year)


@action("funds.fund.plan", gettext_lazy("Lập dự toán quỹ"), on="fund", permit=permits.keeps)
def plan_fund(*, actor: Any, fund: Fund, amounts: Mapping[str, int]) -> Fund:
    """The planned amounts by heading; what is not named is planned as nothing."""
    if reason := FUND.refusal(fund, "approve"):
        raise Refused(reason)
    for heading in Heading.values:
        amount = amounts.get(heading, 0)
        if amount < 0:
            raise Refused(_("Số tiền không thể âm."))
        if amount:
            PlanLine.objects.update_or_create(
                fund=fund, heading=heading, defaults={"amount": amount}
            )
        else:
            fund.plan.filter(heading=heading).delete()
    note(plan={name: amount for name, amount in amounts.items() if amount})
    return fund


@action("funds.fund.approve", gettext_lazy("Duyệt dự toán quỹ"), on="fund", permit=permits.approves)
def approve_fund(*, actor: Any, fund: Fund, basis: str) -> Fund:
    """The plan stands from now on, and money may come and go."""
    FUND.move(fund, "approve")
    if not fund.plan.exists():
        raise Refused(_("Chưa có dự toán: lập các khoản thu, chi trước khi duyệt."))
    if not basis.strip():
        raise Refused(_("Ghi văn bản duyệt dự toán."))
    fund.basis = basis.strip()
    fund.save(update_fields=["state", "basis"])
    return fund


@action("funds.fund.close", gettext_lazy("Khóa sổ quỹ"), on="fund", permit=permits.approves)
def close_fund(*, actor: Any, fund: Fund) -> Fund:
    """Nothing more is entered; what is left is carried to the next year by an entry there."""
    FUND.move(fund, "close")
    fund.save(update_fields=["state"])
    return fund


@action("funds.fund.reopen", gettext_lazy("Mở lại sổ quỹ"), on="fund", permit=permits.approves)
def reopen_fund(*, actor: Any, fund: Fund, reason: str) -> Fund:
    """Enter again, with the reason in the trail."""
    FUND.move(fund, "reopen")
    if not reason.strip():
        raise Refused(_("Ghi lý do mở lại sổ."))
    note(reason=reason.strip())
    fund.save(update_fields=["state"])
    return fund


@action("funds.entry.create", gettext_lazy("Ghi thu, chi của quỹ"), on="fund", permit=permits.keeps)
def enter(
    *, actor: Any, fund: Fund, heading: str, amount: int, day: date, paper: str, purpose: str,
    on: date,
) -> Entry:  # fmt: skip
    """One amount in or out, by its heading."""
    if amount <= 0:
        raise Refused(_("Số tiền phải lớn hơn 0."))
    if not paper.strip() or not purpose.strip():
        raise Refused(_("Ghi chứng từ và nội dung thu, chi."))
    if Heading(heading) == Heading.PRIZES:
        raise Refused(_("Tiền thưởng được chi từ danh sách của từng quyết định, không ghi tay."))
    return book(actor, fund, Slip(heading, amount, day, paper, purpose), on=on)


@action("funds.entry.correct", gettext_lazy("Ghi bút toán ngược"), on="entry", permit=permits.keeps)
def correct_entry(*, actor: Any, entry: Entry, reason: str, on: date) -> Entry:
    """Take a wrong entry back by one against it; then the right one is entered."""
    if entry.corrects_id is not None or queries.is_corrected(entry):
        raise Refused(_("Bút toán này đã được ghi ngược."))
    if queries.is_of_prizes(entry):
        raise Refused(_("Bút toán này của tiền thưởng: hủy từng khoản ở danh sách chi."))
    if not reason.strip():
        raise Refused(_("Ghi lý do ghi ngược."))
    return take_back(actor, entry, -entry.amount, reason.strip(), on=on)


@dataclass(frozen=True)
class Slip:
    """What an entry says: heading, amount, day, paper and purpose."""

    heading: str
    amount: int
    day: date
    paper: str
    purpose: str


def book(actor: Any, fund: Fund, slip: Slip, *, on: date, corrects: Entry | None = None) -> Entry:
    """A line of the ledger; the caller holds the fund's lock."""
    if fund.state != FundState.OPEN:
        raise Refused(FUND.refusal(fund, "close") or "")
    if slip.day > on:
        raise Refused(_("Ngày thu, chi chưa đến: ghi sau khi đã thu, chi."))
    entry = Entry(
        fund=fund, number=queries.next_number(fund), heading=slip.heading, amount=slip.amount,
        side=Side.IN if Heading(slip.heading) in SOURCES else Side.OUT, day=slip.day,
        paper=slip.paper.strip()[:120], purpose=slip.purpose.strip()[:300], corrects=corrects,
        entered_by=actor, entered_at=period.now(),
    )  # fmt: skip
    held = queries.balance_of(fund)
    if entry.change < 0 and held + entry.change < 0:
        raise Refused(
            _("Quỹ chỉ còn %(left)s, không đủ %(amount)s: ghi khoản thu trước.")
            % {"left": formats.money(held), "amount": formats.money(-entry.change)}
        )
    entry.save()
    return entry


def take_back(actor: Any, entry: Entry, amount: int, reason: str, *, on: date) -> Entry:
    """An entry of `amount` below zero against another, in the same fund under the same heading."""
    fund = Fund.objects.select_for_update().get(pk=entry.fund_id)
    purpose = _("Ghi ngược bút toán số %(number)s: %(reason)s") % {
        "number": entry.number, "reason": reason,
    }  # fmt: skip
    slip = Slip(entry.heading, amount, on, entry.paper, purpose)
    return book(actor, fund, slip, on=on, corrects=entry)
