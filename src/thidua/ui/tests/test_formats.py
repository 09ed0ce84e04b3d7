"""Figures and days as printed papers write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from thidua.ui import formats


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1234567.5, None, "1.234.567,5"),
        (Decimal("710000.00"), None, "710.000"),
        (0, None, "0"),
        (-1234, None, "−1.234"),
        (Decimal("-0.001"), 1, "0,0"),
        (Decimal("2.345"), 2, "2,35"),
        (12, 2, "12,00"),
        (Decimal("1E+6"), None, "1.000.000"),
    ],
)
def test_number(value: formats.Number, places: int | None, text: str) -> None:
    assert formats.number(value, places) == text


def test_money_has_no_decimals_and_does_not_break() -> None:
    assert formats.money(Decimal("710000.4")) == "710.000\u00a0đ"


@pytest.mark.parametrize(
    ("value", "text"), [(0.125, "12,5%"), (1, "100%"), (Decimal("0.9"), "90%")]
)
def test_percent(value: formats.Number, text: str) -> None:
    assert formats.percent(value) == text


def test_a_moment_is_told_by_the_clock_in_vietnam() -> None:
    moment = datetime(2026, 11, 21, 17, 5, tzinfo=UTC)
    assert (formats.day(moment), formats.when(moment)) == ("22/11/2026", "00:05 ngày 22/11/2026")


def test_a_week_is_named_by_its_monday() -> None:
    assert formats.week(date(2026, 11, 22)) == "tuần từ 16/11/2026"


@pytest.mark.parametrize(
    ("due", "text"),
    [(22, "hôm nay"), (23, "còn 2 ngày"), (25, "còn 4 ngày"), (20, "quá hạn 2 ngày")],
)
def test_distance(due: int, text: str) -> None:
    assert formats.distance(date(2026, 11, due), date(2026, 11, 22)) == text
