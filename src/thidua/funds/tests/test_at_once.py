"""Two people at the same money at the same time, each on a connection of its own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connection

from thidua.awards.tests.factories import person
from thidua.core.permit import Refused
from thidua.funds import actions, queries
from thidua.funds.actions import prizes as acting
from thidua.funds.models import Prize
from thidua.funds.tests.factories import FEBRUARY, MILLION, fund_of, issued, pay, prizes_in, scene

WAIT = 20


class _Chosen(list[int]):
    """Keys that are read only once the other action holds its first lock too."""

    def __init__(self, keys: list[int], mine: Event, theirs: Event) -> None:
        super().__init__(keys)
        self.mine, self.theirs = mine, theirs

    def __iter__(self) -> Iterator[int]:
        self.mine.set()
        assert self.theirs.wait(WAIT)
        return super().__iter__()


@pytest.mark.django_db(transaction=True)
def test_paying_and_taking_back_at_once_never_wait_for_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = scene()
    decision = issued(at, "GK", [person(at.house), person(at.house, "head")], number=1)
    fund = fund_of(at)
    paid, due = prizes_in(decision)
    pay(at, fund, decision, paid)
    has_fund, has_prize = Event(), Event()
    book = acting.take_back

    def take_back_late(*args: Any, **given: Any) -> Any:
        has_prize.set()
        assert has_fund.wait(WAIT)
        return book(*args, **given)

    monkeypatch.setattr(acting, "take_back", take_back_late)

    def paying() -> str:
        try:
            actions.pay_prizes(
                actor=at.house.officer, fund=fund, decision=decision, paid_on=FEBRUARY,
                way="cash", paper="PC 08", on=FEBRUARY,
                prizes=_Chosen([paid.pk, due.pk], has_fund, has_prize),
            )  # fmt: skip
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    def taking_back() -> None:
        try:
            row = Prize.objects.get(pk=paid.pk)
            actions.take_back_prize(
                actor=at.house.officer, prize=row, reason="Chưa nhận", on=FEBRUARY
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as both:
        first, second = both.submit(paying), both.submit(taking_back)
        said = first.result(WAIT)
        second.result(WAIT)
    assert said == "Có khoản thưởng đang được người khác xử lý: thử lại sau giây lát."
    assert queries.balance_of(fund) == 500 * MILLION
    pay(at, fund, decision)
    assert queries.balance_of(fund) == 500 * MILLION - 2 * 710_000
