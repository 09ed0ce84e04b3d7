"""Prize money: the check table of the decree's figures, rounding up, and who is paid what."""

from datetime import date
from decimal import ROUND_CEILING, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.legal import Prize, PrizeItem, Subject, payable, prize
from thidua.legal.prizes import Payable, award_kind, round_up

DAYS = (date(2024, 1, 1), date(2024, 7, 1), date(2026, 7, 1))
TABLE = [
    ("LDTT", "individual", (540_000, 710_000, 760_000)),
    ("GK", "individual", (540_000, 710_000, 760_000)),
    ("GK", "collective", (1_080_000, 1_410_000, 1_520_000)),
    ("TTLDTT", "collective", (1_440_000, 1_880_000, 2_030_000)),
    ("CSTDCS", "individual", (1_800_000, 2_340_000, 2_530_000)),
    ("TTLDXS", "collective", (2_700_000, 3_510_000, 3_800_000)),
    ("BK_BT", "individual", (2_700_000, 3_510_000, 3_800_000)),
    ("CSTDBT", "individual", (5_400_000, 7_020_000, 7_590_000)),
    ("BK_BT", "collective", (5_400_000, 7_020_000, 7_590_000)),
    ("BK_TTG", "individual", (6_300_000, 8_190_000, 8_860_000)),
    ("CSTDTQ", "individual", (8_100_000, 10_530_000, 11_390_000)),
    ("CO_BT", "collective", (14_400_000, 18_720_000, 20_240_000)),
    ("CO_CP", "collective", (21_600_000, 28_080_000, 30_360_000)),
]


@pytest.mark.parametrize(
    ("award", "subject", "on", "amount"),
    [
        (award, subject, on, amount)
        for award, subject, amounts in TABLE
        for on, amount in zip(DAYS, amounts, strict=True)
    ],
)
def test_the_check_table(award: str, subject: str, on: date, amount: int) -> None:
    assert prize(award, subject, on=on).amount == amount


def test_the_reckoning_is_shown_with_its_sources() -> None:
    found = prize("LDTT", Subject.INDIVIDUAL, on=date(2025, 12, 31))
    assert str(found.reason) == (
        "3/10 × mức lương cơ sở 2.340.000 đồng, làm tròn lên 10.000 đồng = 710.000 đồng."
    )
    assert found.verified
    assert found.citations == (
        "Điều 50 đến 54 Nghị định 152/2025/NĐ-CP",
        "Nghị định 73/2024/NĐ-CP",
    )


def test_the_day_on_the_paper_decides() -> None:
    assert prize("LDTT", "individual", on=date(2026, 6, 30)).amount == 710_000
    assert prize("LDTT", "individual", on=date(2026, 7, 1)).amount == 760_000


def test_a_household_gets_half_as_much_again() -> None:
    found = prize("GK", "household", on=date(2025, 1, 1))
    assert found.amount == 1_060_000  # 0.3 x 1.5 x 2,340,000 = 1,053,000
    assert str(found.reason) == (
        "3/10 × 15/10 × mức lương cơ sở 2.340.000 đồng, làm tròn lên 10.000 đồng = 1.060.000 đồng."
    )


def test_caps_and_unverified_figures_say_so() -> None:
    badge = prize("KNC_BT", "individual", on=date(2025, 1, 1))
    assert (badge.is_cap, badge.verified) == (True, True)
    doctor = prize("THAY_THUOC_UU_TU", "individual", on=date(2025, 1, 1))
    assert (doctor.is_cap, doctor.verified) == (False, False)


@pytest.mark.parametrize(
    ("award", "subject", "on", "issuer", "why"),
    [
        (
            "GK",
            "individual",
            date(2019, 1, 1),
            "state",
            "Chưa có mức lương cơ sở tại ngày 01/01/2019.",
        ),
        (
            "GK",
            "individual",
            date(2023, 8, 1),
            "state",
            "Chưa có bảng mức tiền thưởng đã kiểm chứng tại ngày 01/08/2023.",
        ),
        (
            "GK",
            "individual",
            date(2027, 3, 1),
            "state",
            (
                "Nghị định 152/2025/NĐ-CP dự kiến hết hiệu lực trước ngày 01/03/2027; "
                "chưa có mức tiền thưởng thay thế."
            ),
        ),
        (
            "LDTT",
            "collective",
            date(2025, 1, 1),
            "state",
            "Bảng mức tiền thưởng không có Lao động tiên tiến cho tập thể.",
        ),
        (
            "GK",
            "individual",
            date(2025, 1, 1),
            "union",
            "Mức tiền thưởng của hệ này quy định riêng và chưa được nhập.",
        ),
    ],
)
def test_a_missing_number_is_a_blank_with_its_reason(
    award: str, subject: str, on: date, issuer: str, why: str
) -> None:
    found = prize(award, subject, on=on, issuer=issuer)
    assert (found.amount, str(found.reason), found.verified) == (None, why, False)


@given(
    base=st.integers(1, 10_000_000), tenths=st.integers(0, 1000), factor=st.sampled_from([10, 15])
)
def test_rounding_up_agrees_with_exact_decimals(base: int, tenths: int, factor: int) -> None:
    exact = Decimal(base) * tenths * factor / 100
    expected = int((exact / 10_000).quantize(Decimal(1), ROUND_CEILING)) * 10_000
    assert round_up(base * tenths * factor, 10_000) == expected


def item(award: str, on: date = date(2025, 12, 30), **changes: object) -> PrizeItem:
    facts: dict[str, object] = {"subject": Subject.INDIVIDUAL, "year": 2025, **changes}
    return PrizeItem(award=award, on=on, **facts)  # type: ignore[arg-type]


def paid(*items: PrizeItem) -> list[bool | None]:
    return [one.paid for one in payable(items)]


def test_of_two_titles_of_one_year_only_the_higher_is_paid() -> None:
    lower, higher = payable([item("LDTT"), item("CSTDCS")])
    assert (lower.paid, higher.paid) == (False, True)
    assert str(lower.reason) == (
        "Cùng thời điểm, cùng thời gian đạt thành tích: chỉ chi mức cao nhất, "
        "của Chiến sĩ thi đua cơ sở."
    )
    assert str(higher.reason) == "Được chi."


def test_a_title_and_a_form_are_both_paid() -> None:
    assert paid(item("CSTDCS"), item("BK_BT")) == [True, True]


def test_titles_of_different_years_or_days_are_each_paid() -> None:
    assert paid(item("CSTDCS"), item("CSTDCS", year=2024)) == [True, True]
    assert paid(item("LDTT"), item("CSTDCS", on=date(2025, 12, 31))) == [True, True]


def test_equal_titles_pay_one() -> None:
    assert paid(item("LDTT"), item("LDTT")) == [True, False]


def test_an_unknown_figure_leaves_the_choice_open() -> None:
    open_choice = payable([item("CSTT"), item("CSTDCS"), item("GK", issuer="union")])
    assert [one.paid for one in open_choice] == [None, None, None]
    assert str(open_choice[0].reason) == (
        "Chưa xác định được mức cao nhất vì còn danh hiệu chưa có mức tiền thưởng."
    )
    assert str(open_choice[2].reason) == str(open_choice[2].prize.reason)
    one = item("CSTT")
    price = prize("CSTT", "individual", on=one.on)
    assert price.amount is None
    assert payable([one]) == (Payable(item=one, prize=price, paid=None, reason=price.reason),)


def test_kinds() -> None:
    assert [award_kind(code) for code in ("LDTT", "GK", "KNC_BT")] == [
        "title",
        "commendation",
        "commendation",
    ]
    assert isinstance(prize("GK", "individual", on=DAYS[0]), Prize)
