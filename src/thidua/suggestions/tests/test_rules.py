"""The clock in working days, and headlines."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.suggestions.rules import ANSWER_DAYS, HEADLINE, due_after, headline, is_late

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("came", "due"),
    [
        (date(2026, 3, 16), date(2026, 3, 25)),  # a Monday
        (date(2026, 3, 20), date(2026, 3, 31)),  # a Friday
        (date(2026, 3, 21), date(2026, 3, 31)),  # a Saturday
    ],
)
def test_seven_working_days(came: date, due: date) -> None:
    assert due_after(came) == due


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(DAYS, st.integers(1, 30))
def test_the_clock_counts_weekdays_after_the_day(came: date, days: int) -> None:
    due = due_after(came, days)
    between = [came + timedelta(n) for n in range(1, (due - came).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == days
    assert due.weekday() < 5


def test_an_answer_is_late_from_the_day_after() -> None:
    due = due_after(date(2026, 3, 16), ANSWER_DAYS)
    after = due + timedelta(1)
    assert [is_late(due, None, due), is_late(due, None, after)] == [False, True]
    assert [is_late(due, due, after), is_late(due, after, after)] == [False, True]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text())
def test_a_headline_is_one_short_line(text: str) -> None:
    line = headline(text)
    assert "\n" not in line
    assert len(line) <= HEADLINE + 1


def test_a_long_line_is_cut_between_words() -> None:
    assert headline("  Thiếu xe lăn.\nMỗi sáng chờ.") == "Thiếu xe lăn."
    assert headline("chờ " * 40) == "chờ " * 21 + "chờ…"
