"""Days, weeks and the one clock."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core import period
from thidua.core.period import Period

CAMPAIGN = Period(date(2025, 9, 1), date(2025, 12, 31))


def test_both_ends_count():
    assert CAMPAIGN.days == 122
    assert date(2025, 9, 1) in CAMPAIGN
    assert date(2025, 12, 31) in CAMPAIGN
    assert date(2026, 1, 1) not in CAMPAIGN


@pytest.mark.parametrize(
    ("on", "left"),
    [
        (date(2025, 8, 1), 122),
        (date(2025, 9, 1), 122),
        (date(2025, 12, 31), 1),
        (date(2026, 1, 1), 0),
    ],
)
def test_days_left(on, left):
    assert CAMPAIGN.days_left(on) == left


def test_weeks_are_cut_at_the_borders():
    assert list(Period(date(2026, 1, 1), date(2026, 1, 13)).weeks()) == [
        Period(date(2026, 1, 1), date(2026, 1, 4)),
        Period(date(2026, 1, 5), date(2026, 1, 11)),
        Period(date(2026, 1, 12), date(2026, 1, 13)),
    ]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_weeks_cover_every_day_once(start, length):
    whole = Period(start, start + timedelta(days=length))
    weeks = list(whole.weeks())
    assert sum(week.days for week in weeks) == whole.days
    assert all(whole.week_of(week.start) == week for week in weeks)
    assert all(week.end.weekday() == 6 for week in weeks[:-1])


def test_week_of_refuses_a_day_outside():
    with pytest.raises(ValueError, match="outside"):
        CAMPAIGN.week_of(date(2024, 1, 1))
    assert Period(date(2025, 9, 3)).week_of(date(2025, 9, 3)).end == date(2025, 9, 7)


@pytest.mark.parametrize(
    "ask", [lambda p: p.days, lambda p: p.days_left(date(2025, 1, 1)), lambda p: list(p.weeks())]
)
def test_open_period_has_no_count(ask):
    with pytest.raises(ValueError, match="open period"):
        ask(Period(date(2025, 1, 1)))


def test_a_period_does_not_end_before_it_starts():
    with pytest.raises(ValueError, match="before"):
        Period(date(2025, 1, 2), date(2025, 1, 1))


def test_overlaps():
    assert CAMPAIGN.overlaps(Period(date(2025, 12, 31)))
    assert not CAMPAIGN.overlaps(Period(date(2026, 1, 1)))
    assert CAMPAIGN.overlaps(period.year(2025))


def test_clock_stands_where_it_is_told(monkeypatch):
    monkeypatch.setenv("THIDUA_TODAY", "2025-11-24")
    assert period.today() == date(2025, 11, 24)
    with period.standing_on(date(2025, 9, 1)):
        assert period.today() == date(2025, 9, 1)
    monkeypatch.delenv("THIDUA_TODAY")
    assert period.now().tzinfo == period.HANOI
    assert period.start_of_day(date(2025, 9, 1)).isoformat() == "2025-09-01T00:00:00+07:00"
