"""The clock in working days, and headlines."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.suggestions import rules
from thidua.suggestions.rules import HEADLINE, due_after, headline, is_late


@pytest.mark.parametrize(
    ("came", "due", "is_provisional"),
    [
        (date(2026, 3, 16), date(2026, 3, 25), False),  # a Monday
        (date(2026, 3, 20), date(2026, 3, 31), False),  # a Friday
        (date(2026, 3, 21), date(2026, 3, 31), False),  # a Saturday
        (date(2026, 2, 12), date(2026, 3, 2), True),  # before Tết 2026, told by the press alone
        (date(2026, 12, 25), date(2027, 1, 6), True),  # into a year that is not announced
    ],
)
def test_seven_working_days(came: date, due: date, is_provisional: bool) -> None:
    assert (due_after(came), rules.is_provisional(came, due)) == (due, is_provisional)


def test_an_answer_is_late_from_the_day_after() -> None:
    due = due_after(date(2026, 3, 16))
    after = due + timedelta(1)
    assert [is_late(due, None, due), is_late(due, None, after)] == [False, True]
    assert [is_late(due, due, after), is_late(due, after, after)] == [False, True]


@given(st.text())
def test_a_headline_is_one_short_line(text: str) -> None:
    line = headline(text)
    assert "\n" not in line
    assert len(line) <= HEADLINE + 1


def test_a_long_line_is_cut_between_words() -> None:
    assert headline("  Thiếu xe lăn. \nMỗi sáng chờ.\nMong sửa.") == "Thiếu xe lăn."
    assert headline("a" * HEADLINE) == "a" * HEADLINE
    assert headline("a" * 80 + "\u00a0" + "b" * 20) == "a" * 80 + "\u00a0" + "b" * 9 + "…"
    assert headline("chờ " * 40) == "chờ " * 21 + "chờ…"
