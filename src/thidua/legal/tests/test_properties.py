"""What holds of every list of prizes and of every register, however it came about."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from thidua.legal import Verdict, assess, payable
from thidua.legal.corners import answered, corners
from thidua.legal.evidence import Honour
from thidua.legal.prizes import PrizeItem, award_kind
from thidua.legal.terms import Kind, Subject

from .samples import worker

DAYS = st.sampled_from([date(2025, 12, 20), date(2026, 7, 1)])
ITEMS = st.lists(
    st.builds(
        PrizeItem,
        award=st.sampled_from(["LDTT", "CSTDCS", "CSTDBT", "GK", "BK_BT"]),
        subject=st.just(Subject.INDIVIDUAL), on=DAYS, year=st.sampled_from([2024, 2025]),
    ),
    max_size=6,
)  # fmt: skip


@given(ITEMS)
def test_of_each_day_and_year_one_title_is_paid_and_it_is_the_highest(
    items: list[PrizeItem],
) -> None:
    found = payable(items)
    for on, year in {(item.on, item.year) for item in items}:
        titles = [
            each for each in found
            if (each.item.on, each.item.year) == (on, year)
            and award_kind(each.item.award) is Kind.TITLE
        ]  # fmt: skip
        paid = [each.prize.amount for each in titles if each.paid]
        assert paid == ([max(each.prize.amount or 0 for each in titles)] if titles else [])
    forms = [each for each in found if award_kind(each.item.award) is Kind.COMMENDATION]
    assert all(each.paid for each in forms)


@given(ITEMS, st.randoms(use_true_random=False))
def test_the_sum_paid_turns_on_no_order(items: list[PrizeItem], shuffler: object) -> None:
    other = list(items)
    shuffler.shuffle(other)  # type: ignore[attr-defined] # a random.Random

    def total(rows: list[PrizeItem]) -> int:
        return sum(each.prize.amount or 0 for each in payable(rows) if each.paid)

    assert total(items) == total(other)


YEARS = st.lists(st.integers(2019, 2025), max_size=10)


@given(YEARS, st.integers(1, 3))
def test_entries_doubled_by_mergers_count_once_and_never_close_a_gap(
    years: list[int], times: int
) -> None:
    """A register that names the same honour again, through predecessors, gives no more years."""
    held = [Honour(code="TTLDXS", year=year, record=str(n)) for n, year in enumerate(years)]
    one = worker(subject="collective", holds=[])

    def fighter(honours: list[Honour]) -> tuple[Verdict, str]:
        evidence = replace(one, honours=tuple(honours), dissolved=False)
        found = assess("BK_BT", evidence, on=date(2025, 7, 15))
        (merit,) = [item for item in found.findings if item.criterion == "merit"]
        (part,) = [item for item in merit.parts if item.criterion == "collective_title"]
        return part.verdict, str(part.reason)

    once, again = fighter(held), fighter(held * times)
    assert once == again
    assert (once[0] is Verdict.PASS) == ({2024, 2025} <= set(years))


@given(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2))
def test_years_are_counted_not_decisions(this: int, last: int, before: int) -> None:
    corner = corners()["hai-danh-hieu-mot-nam"]
    given_ = {"this": this, "last": last, "before": before}
    found = answered(corner, given_, today=date(2025, 12, 20))
    assert (found.verdict is Verdict.PASS) == (min(this, last, before) >= 1)
