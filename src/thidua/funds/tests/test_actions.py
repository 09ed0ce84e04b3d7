"""What money and artefacts do, step by step, and what they refuse."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from thidua.awards import actions as awards
from thidua.awards.models import Revocation
from thidua.awards.tests.factories import person
from thidua.core.permit import Refused
from thidua.funds import actions, queries
from thidua.funds.models import Entry, Fund, Item, Movement, Prize
from thidua.funds.tests.factories import (
    DAY,
    FEBRUARY,
    MILLION,
    frames_of,
    fund_of,
    issued,
    pay,
    prizes_in,
    scene,
)

pytestmark = pytest.mark.django_db


def reason_of(act: Any, **given: Any) -> str:
    """Why an action refuses."""
    with pytest.raises(Refused) as refused, transaction.atomic():
        act(**given)
    return str(refused.value)


def verdicts(decision: Any) -> list[str]:
    return [row.verdict.value for row in queries.pay_list(decision, on=DAY)]


def test_decisions_of_december_are_paid_in_february_once_and_only_the_highest_title() -> None:
    at = scene()
    member, officer = person(at.house), at.house.officer
    low = issued(at, "LDTT", [member], number=1)
    high = issued(at, "CSTDCS", [member], number=2)
    letter = issued(at, "GK", [member], number=3)
    fund = fund_of(at)

    assert (verdicts(low), verdicts(high), verdicts(letter)) == (
        ["lower"], ["payable"], ["payable"],
    )  # fmt: skip
    [row] = queries.pay_list(low, on=DAY)
    why = (
        "Không chi: năm 2025 hưởng mức của Chiến sĩ thi đua cơ sở theo Quyết định số 02/QĐ-BV "
        "(nhiều danh hiệu cùng kỳ chỉ hưởng mức cao nhất)."
    )
    assert row.reason == why
    given = {"actor": officer, "fund": fund, "paid_on": FEBRUARY, "way": "cash", "paper": "PC 1"}
    keys = [each.pk for each in prizes_in(low)]
    refused = reason_of(actions.pay_prizes, **given, decision=low, prizes=keys, on=FEBRUARY)
    assert refused == f"{member}: {why}"

    entry = pay(at, fund, high)
    pay(at, fund, letter)
    assert (entry.amount, entry.day, entry.heading) == (2_340_000, FEBRUARY, "prizes")
    assert queries.balance_of(fund) == 500 * MILLION - 2_340_000 - 710_000
    paid = Prize.objects.get(entry=entry)
    assert (paid.paid_on, paid.received_by, verdicts(high)) == (FEBRUARY, str(member), ["paid"])
    keys = [paid.pk]
    assert reason_of(actions.pay_prizes, **given, decision=high, prizes=keys, on=FEBRUARY) == (
        f"{member}: Đã chi"
    )
    # The house's last door: the database itself.
    with pytest.raises(IntegrityError), transaction.atomic():
        Prize.objects.filter(honour__decision=low).update(
            state="paid", paid_on=FEBRUARY, entry=entry
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Prize.objects.create(
            honour=paid.honour, unit=paid.unit, person=paid.person, year=2025, is_title=False
        )

    # Won at another time: somebody says so, and both are paid.
    [lower] = prizes_in(low)
    assert reason_of(actions.treat_apart, actor=officer, prize=lower, reason=" ") == (
        "Ghi lý do chi riêng: hai danh hiệu đạt được ở thời gian khác nhau."
    )
    actions.treat_apart(actor=officer, prize=lower, reason="Hai đợt xét khác nhau")
    pay(at, fund, low)
    assert verdicts(low) == ["paid"]


def test_a_higher_title_after_a_lower_one_was_paid_waits_until_that_is_taken_back() -> None:
    at = scene()
    member, fund = person(at.house), fund_of(at)
    low = issued(at, "LDTT", [member], number=1)
    pay(at, fund, low)
    high = issued(at, "CSTDCS", [member], number=2)
    assert verdicts(high) == ["after_paid"]

    [prize] = prizes_in(low)
    actions.take_back_prize(
        actor=at.house.officer, prize=prize, reason="Hưởng mức cao hơn", on=FEBRUARY
    )
    assert (verdicts(low), verdicts(high)) == (["lower"], ["payable"])
    assert [(line.entry.amount, line.left) for line in queries.ledger_of(fund)] == [
        (500 * MILLION, 500 * MILLION), (710_000, 500 * MILLION - 710_000),
        (-710_000, 500 * MILLION),
    ]  # fmt: skip
    assert queries.standing_of(fund).spent == 0


def test_unknown_amounts_are_never_paid_as_zero_until_the_unit_enters_its_own() -> None:
    at = scene()
    member, officer, unit = person(at.house), at.house.officer, at.house.hospital
    decision = issued(at, "GK", [member], number=4, dated_on=date(2020, 5, 4))
    assert verdicts(decision) == ["unknown"]
    empty = "Không có khoản nào điền được: ghi mức thưởng của đơn vị trước."
    assert reason_of(actions.fill_prizes, actor=officer, decision=decision) == empty
    with pytest.raises(Refused):
        pay(at, fund_of(at), decision)
    rate = {
        "actor": officer, "unit": unit, "award": "GK", "is_collective": False,
        "amount": 300_000, "valid_from": date(2020, 1, 1), "basis": "QC 5/QC-BV",
    }  # fmt: skip
    actions.set_rate(**rate)
    assert reason_of(actions.set_rate, **rate) == (
        "Mức thưởng này đã có từ ngày đó: ghi mức mới từ một ngày khác."
    )
    assert actions.fill_prizes(actor=officer, decision=decision) == 1
    [prize] = prizes_in(decision)
    assert (prize.amount, prize.note, verdicts(decision)) == (300_000, "QC 5/QC-BV", ["payable"])


def test_what_was_paid_for_a_revoked_honour_is_claimed_and_comes_back_once() -> None:
    at = scene()
    frames_of(at, 3)
    revocation = at.revocation("member", "head", state="signed")
    decision, officer, fund = revocation.decision, at.house.officer, fund_of(at)
    first, second = prizes_in(decision)
    pay(at, fund, decision, first)
    awards.issue_revocation(actor=officer, revocation=revocation, number=216, dated_on=DAY, on=DAY)
    assert sorted(verdicts(decision)) == ["claim", "revoked"]
    assert [prize.pk for prize, _found in queries.claims(officer)] == [first.pk]
    assert (
        reason_of(
            actions.recover_prize, actor=officer, prize=first, fund=fund, paper="PT 9", on=FEBRUARY
        )
        == "Ghi ngày thu hồi tiền thưởng ở quyết định thu hồi trước."
    )
    with pytest.raises(Refused):
        pay(at, fund, decision, second)

    row = Revocation.objects.get().rows.get(honour=first.honour)
    for what in ("prize", "artefact"):
        awards.record_recovery(
            actor=officer, recovery=row, what=what, recovered_on=FEBRUARY, on=FEBRUARY
        )
    actions.recover_prize(actor=officer, prize=first, fund=fund, paper="PT 9", on=FEBRUARY)
    assert (queries.balance_of(fund), queries.claims(officer)) == (500 * MILLION, [])
    with pytest.raises(Refused):
        actions.recover_prize(actor=officer, prize=first, fund=fund, paper="PT 9", on=FEBRUARY)

    [back] = queries.to_return(officer)
    actions.return_artefact(actor=officer, movement=back, on=FEBRUARY)
    assert reason_of(actions.return_artefact, actor=officer, movement=back, on=FEBRUARY) == (
        "Hiện vật này đã nhập lại kho."
    )
    assert (Item.objects.get().balance, queries.to_return(officer)) == (2, [])


def test_the_ledger_corrects_by_entries_against_and_holds_no_less_than_nothing() -> None:
    at = scene()
    fund, officer = fund_of(at, amount=10 * MILLION), at.house.officer
    given = {
        "actor": officer, "fund": fund, "heading": "organising", "day": FEBRUARY,
        "paper": "PC 2", "purpose": "Hội nghị", "on": FEBRUARY,
    }  # fmt: skip
    assert reason_of(actions.enter, **given, amount=11 * MILLION) == (
        "Quỹ chỉ còn 10.000.000\xa0đ, không đủ 11.000.000\xa0đ: ghi khoản thu trước."
    )
    wrong = actions.enter(**given, amount=3 * MILLION)
    actions.correct_entry(actor=officer, entry=wrong, reason="Nhầm số", on=FEBRUARY)
    assert (
        reason_of(actions.correct_entry, actor=officer, entry=wrong, reason="Nữa", on=FEBRUARY)
        == "Bút toán này đã được ghi ngược."
    )
    actions.enter(**given, amount=2 * MILLION)
    found = queries.standing_of(fund)
    assert (found.received, found.spent, found.left) == (10 * MILLION, 2 * MILLION, 8 * MILLION)
    [share] = found.shares
    assert (share.planned, share.actual, str(share.asked)) == (0, 2000, "0.2")
    income = Entry.objects.get(heading="budget")
    assert reason_of(
        actions.correct_entry, actor=officer, entry=income, reason="Nhầm", on=FEBRUARY
    ).startswith("Quỹ chỉ còn 8.000.000")
    actions.close_fund(actor=at.house.director, fund=Fund.objects.get())
    assert reason_of(actions.enter, **given, amount=1) == (
        "Đang ở trạng thái «Đã khóa sổ» nên không thực hiện được việc này."
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=wrong.pk).update(amount=0)


def test_stock_is_counted_spoiled_and_never_below_nothing() -> None:
    at = scene()
    item, officer = frames_of(at, 5), at.house.officer
    given = {"actor": officer, "item": item, "day": DAY, "on": DAY}
    assert reason_of(actions.spoil, **given, number=6, reason="Vỡ") == "Kho chỉ còn 5 chiếc."
    actions.spoil(**given, number=2, reason="Vỡ kính")
    assert reason_of(actions.count_item, **given, counted=4, reason="") == (
        "Sổ còn 3, đếm được 4: ghi lý do chênh lệch."
    )
    actions.count_item(**given, counted=4, reason="Tìm thấy một chiếc")
    actions.count_item(**given, counted=4, reason="")
    earlier = {**given, "day": DAY - timedelta(days=1)}
    assert reason_of(actions.count_item, **earlier, counted=3, reason="Thiếu") == (
        f"Sau ngày {earlier['day']:%d/%m/%Y} kho còn nhập, xuất: đếm lại và ghi theo ngày hôm nay."
    )
    rows = Movement.objects.order_by("pk").values_list("cause", "change", "left")
    assert list(rows) == [
        ("bought", 5, 5), ("spoiled", -2, 3), ("counted", 1, 4), ("counted", 0, 4),
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.update(balance=-1)
