"""The highest title of a period, running balances, shares and stock, as properties."""

import random

from hypothesis import given
from hypothesis import strategies as st

from thidua.funds import rules
from thidua.funds.rules import Due, Verdict

AMOUNTS = st.one_of(st.none(), st.integers(1, 9).map(lambda n: n * 10_000))
PERIODS = st.sampled_from(["", "", "1:p1:2025", "1:p1:2024", "1:u1:2025"])


@st.composite
def lists(draw: st.DrawFn) -> list[Due]:
    """Prizes of some subjects; at most one title of a period was paid before."""
    rows: list[Due] = []
    paid: set[str] = set()
    for key in range(draw(st.integers(1, 8))):
        period, amount = draw(PERIODS), draw(AMOUNTS)
        state = draw(st.sampled_from(["due", "due", "paid", "recovered"]))
        if amount is None or (state == "paid" and period in paid):
            state = "due"
        if state == "paid" and period:
            paid.add(period)
        revoked = state == "recovered" or draw(st.integers(0, 5)) == 0
        rows.append(Due(key=key, period=period, amount=amount, state=state, is_revoked=revoked))
    return rows


@given(lists(), st.randoms(use_true_random=False))
def test_never_two_paid_titles_of_one_period(rows: list[Due], chance: random.Random) -> None:
    found = rules.settle(rows)
    paying = [row for row in rows if found[row.key].is_paid_now]
    for period in {row.period for row in rows} - {""}:
        here = [row for row in rows if row.period == period and not row.is_revoked]
        now = [row for row in here if row in paying]
        before = [row for row in here if row.state == "paid"]
        assert len(now) + len(before) <= 1
        for row in now:
            assert all((other.amount or 0) <= (row.amount or 0) for other in here)
    assert all(row.amount for row in paying)
    assert not any(row.is_revoked for row in paying)
    for row in rows:
        if not row.period and row.amount and row.state == "due" and not row.is_revoked:
            assert found[row.key].verdict is Verdict.PAYABLE
    parts = [sum(row.amount or 0 for row in paying if row.period == p) for p in
             {row.period for row in rows}]  # fmt: skip
    assert sum(parts) == sum(row.amount or 0 for row in paying)
    chance.shuffle(rows)
    assert rules.settle(rows) == found


def test_each_verdict_and_what_stands_in_the_way() -> None:
    def of(*rows: Due) -> list[tuple[Verdict, int | None]]:
        return [(each.verdict, each.other) for each in rules.settle(rows).values()]

    low, high = Due(key=1, period="a", amount=10), Due(key=2, period="a", amount=20)
    assert of(low, high) == [(Verdict.LOWER, 2), (Verdict.PAYABLE, None)]
    was = Due(key=1, period="a", amount=10, state="paid")
    assert of(was, high) == [(Verdict.PAID, None), (Verdict.AFTER_PAID, 1)]
    best = Due(key=2, period="a", amount=20, state="paid")
    assert of(low, best) == [(Verdict.LOWER, 2), (Verdict.PAID, None)]
    blank = Due(key=3, period="a", amount=None)
    assert of(low, blank) == [(Verdict.UNDECIDED, 3), (Verdict.UNKNOWN, None)]
    gone = Due(key=4, period="a", amount=90, is_revoked=True)
    assert of(low, gone) == [(Verdict.PAYABLE, None), (Verdict.REVOKED, None)]
    claimed = Due(key=4, period="a", amount=90, state="paid", is_revoked=True)
    assert of(low, claimed) == [(Verdict.PAYABLE, None), (Verdict.CLAIM, None)]
    back = Due(key=4, period="a", amount=90, state="recovered", is_revoked=True)
    assert of(back) == [(Verdict.RECOVERED, None)]


@given(st.lists(st.integers(-(10**12), 10**12)), st.integers(0, 10**12))
def test_balances_run_and_end_at_the_sum(amounts: list[int], start: int) -> None:
    found = rules.balances(amounts, start)
    assert len(found) == len(amounts)
    assert (found or [start])[-1] == start + sum(amounts)
    assert [b - a for a, b in zip([start, *found], found, strict=False)] == amounts


@given(
    st.lists(st.integers(1, 400), unique=True), st.sets(st.integers(1, 400)), st.integers(-3, 400)
)
def test_stock_gives_each_once_and_never_more_than_there_is(
    wanted: list[int], already: set[int], stock: int
) -> None:
    given_now = rules.given_out(wanted, already, stock)
    assert len(given_now) <= max(stock, 0)
    assert not already & set(given_now)
    after = already | set(given_now)
    assert rules.given_out(wanted, after, stock - len(given_now)) == []
    lacking = rules.missing(wanted, already, stock)
    assert lacking == len(set(wanted) - after)
    assert rules.missing(wanted, after, max(stock, 0) - len(given_now)) == lacking


def test_shares_and_plan_against_actual() -> None:
    assert rules.share_of(20, 100) == 2000
    assert rules.share_of(1, 3) == 3333
    assert rules.share_of(0, 5) == 0
    assert rules.share_of(5, 0) is None
    lines = rules.compared(["a", "b"], {"a": 100}, {"a": 30, "b": 5})
    assert [(line.heading, line.planned, line.actual, line.left) for line in lines] == [
        ("a", 100, 30, 70), ("b", 0, 5, -5),
    ]  # fmt: skip
