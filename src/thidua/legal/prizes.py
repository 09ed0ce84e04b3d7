"""Prize money by the day on the paper: integers only, rounded up, never a guess."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua.legal.figures import PrizeTable, figures, latest
from thidua.legal.messages import Reason, reason
from thidua.legal.terms import Issuer, Kind, Status, Subject


@dataclass(frozen=True, kw_only=True)
class Prize:
    """An amount in đồng with the reckoning, or None with the reason.

    `is_cap` means «up to»; `verified` is whether every figure used was read in its source.
    """

    amount: int | None
    reason: Reason
    verified: bool = False
    is_cap: bool = False
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PrizeItem:
    """One award to be paid: the day on its decision and the year of achievement."""

    award: str
    subject: Subject
    on: date
    year: int
    issuer: Issuer = Issuer.STATE


@dataclass(frozen=True, kw_only=True)
class Payable:
    """Whether an item is paid; `paid` None means it cannot be told yet."""

    item: PrizeItem
    prize: Prize
    paid: bool | None
    reason: Reason


def round_up(amount_in_hundredths: int, step: int) -> int:
    """Hundredths of đồng rounded up to a multiple of `step` đồng."""
    return -(-amount_in_hundredths // (100 * step)) * step


def award_kind(award: str) -> Kind:
    """Title or commendation, for paying rules; every code not listed as a title is a form."""
    return Kind.TITLE if award in figures().titles else Kind.COMMENDATION


def prize(
    award: str, subject: Subject | str, *, on: date, issuer: Issuer | str = Issuer.STATE
) -> Prize:
    """The prize by the base salary of the day on the decision (152/2025 art. 49-54).

    The product is rounded up to 10,000 đồng; a missing number gives None and says which.
    """
    who = Subject(subject)
    if Issuer(issuer) not in (Issuer.STATE, Issuer.HEALTH, Issuer.ARMY):
        return Prize(amount=None, reason=reason("prize.other_line"))
    salary = latest(figures().base_salaries, on)
    if salary is None:
        return Prize(amount=None, reason=reason("prize.no_salary", on=on))
    table = _table(on)
    if isinstance(table, Reason):
        return Prize(amount=None, reason=table)
    base_subject = Subject.INDIVIDUAL if who is Subject.HOUSEHOLD else who
    tenths = table.tenths.get(award, {}).get(base_subject)
    if tenths is None:
        why = reason("prize.no_row", award=f"@award.{award}", subject=f"@subject.{who}")
        return Prize(amount=None, reason=why)
    factor = table.household_tenths if who is Subject.HOUSEHOLD else 10
    amount = round_up(salary.amount * tenths * factor, table.round_up_to)
    return Prize(
        amount=amount,
        reason=reason(
            "prize.household" if who is Subject.HOUSEHOLD else "prize.amount",
            tenths=tenths,
            factor=factor,
            base=_grouped(salary.amount),
            round=_grouped(table.round_up_to),
            amount=_grouped(amount),
        ),
        verified=award not in table.unverified
        and {salary.status, table.status} == {Status.VERIFIED},
        is_cap=award in table.caps,
        citations=(table.basis.citation(), salary.basis.citation()),
    )


def payable(items: Sequence[PrizeItem]) -> tuple[Payable, ...]:
    """Which of one subject's awards are paid (152/2025 art. 49).

    Several titles of the same day and year: only the highest; forms are paid each; a title
    and a form are both paid. Two titles of equal prize pay the first.
    """
    priced = [
        (item, prize(item.award, item.subject, on=item.on, issuer=item.issuer)) for item in items
    ]
    return tuple(_settle(n, priced) for n in range(len(priced)))


def _settle(index: int, priced: Sequence[tuple[PrizeItem, Prize]]) -> Payable:
    item, own = priced[index]

    alone = Payable(
        item=item,
        prize=own,
        paid=None if own.amount is None else True,
        reason=own.reason if own.amount is None else reason("payable.paid"),
    )
    if award_kind(item.award) is Kind.COMMENDATION:
        return alone
    rivals = [
        n
        for n, (other, _) in enumerate(priced)
        if award_kind(other.award) is Kind.TITLE
        and (other.on, other.year, other.subject) == (item.on, item.year, item.subject)
    ]
    known = {n: amount for n in rivals if (amount := priced[n][1].amount) is not None}
    if len(rivals) > 1 and len(known) < len(rivals):
        return replace(alone, paid=None, reason=reason("payable.undecided"))
    best = max(known, key=lambda n: (known[n], -n), default=index)
    if best == index:
        return alone
    higher = f"@award.{priced[best][0].award}"
    return replace(alone, paid=False, reason=reason("payable.higher_title", award=higher))


def _table(on: date) -> PrizeTable | Reason:
    table = latest(figures().prize_tables, on)
    if table is None:
        return reason("prize.no_table", on=on)
    if table.missing:
        return reason(f"prize.{table.missing}", source=table.basis.citation(), on=on)
    return table


def _grouped(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
