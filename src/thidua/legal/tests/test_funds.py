"""What of the fund is set apart for organising movements, by the day."""

from datetime import date

from thidua.legal.funds import fund_share, part_of_fund
from thidua.legal.regulations import Share
from thidua.legal.terms import Status


def test_a_fifth_of_the_fund_from_the_day_of_the_circular() -> None:
    rule = fund_share(date(2025, 7, 15))
    assert rule is not None
    assert (rule.share, rule.status) == (Share(20, 100), Status.VERIFIED)
    assert rule.basis.citation() == "Thông tư 28/2025/TT-BTC"
    assert part_of_fund(100_000_004, date(2025, 12, 31)) == 20_000_000


def test_before_it_and_for_another_purpose_nothing_is_known() -> None:
    assert fund_share(date(2025, 7, 14)) is None
    assert part_of_fund(100, date(2025, 7, 14)) is None
    assert fund_share(date(2026, 1, 1), "OTHER") is None
