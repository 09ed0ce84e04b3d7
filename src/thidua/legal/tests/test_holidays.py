"""Working days around the holidays as they were."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.legal import Moved, is_working, working_days_after, working_days_between
from thidua.legal.holidays import Span, _doubtful, _off, holidays
from thidua.legal.sources import Basis, sources

DAYS = st.dates(date(2024, 1, 1), date(2038, 1, 1))


@pytest.fixture(autouse=True)
def reckoned_anew() -> None:
    """Years are reckoned within the test that asks for them, not remembered from another."""
    for remembered in (holidays, _off, _doubtful):
        remembered.cache_clear()


def weekdays_off(start: date, end: date) -> list[date]:
    days = [start + timedelta(n) for n in range((end - start).days + 1)]
    return [day for day in days if day.weekday() < 5 and not is_working(day)]


@pytest.mark.parametrize(
    ("year", "off"),
    [
        (2024, "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9"),
        (2025, "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9"),
        (2026, "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11"),
    ],
)
def test_weekdays_off_of_a_year_are_those_that_were_announced(year: int, off: str) -> None:
    found = weekdays_off(date(year, 1, 1), date(year, 12, 31))
    assert " ".join(f"{day.day}/{day.month}" for day in found) == off


@pytest.mark.parametrize(
    ("day", "number", "reached"),
    [
        # Tết 2025, nine days from Saturday 25/1 to Sunday 2/2.
        (date(2025, 1, 24), 1, date(2025, 2, 3)),
        (date(2025, 1, 22), 3, date(2025, 2, 3)),
        # The Kings' day on a Sunday is taken on Monday; then 30/4 and 1/5.
        (date(2026, 4, 24), 3, date(2026, 5, 4)),
        (date(2025, 4, 4), 1, date(2025, 4, 8)),
        # 2/5/2025 off, Saturday 26/4 worked for it.
        (date(2025, 4, 25), 1, date(2025, 4, 26)),
        (date(2025, 4, 29), 1, date(2025, 5, 5)),
        # 2/9: two days.
        (date(2025, 8, 29), 1, date(2025, 9, 3)),
        # Across the new year, with 2/1 moved to Saturday 10/1.
        (date(2025, 12, 30), 2, date(2026, 1, 5)),
        (date(2026, 1, 8), 3, date(2026, 1, 12)),
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
    ],
)
def test_a_term_goes_round_the_holidays(day: date, number: int, reached: date) -> None:
    found = working_days_after(day, number)
    assert (found.day, found.is_provisional) == (reached, False)
    count = working_days_between(day, reached)
    assert (count.count, count.is_provisional) == (number, False)


@pytest.mark.parametrize(
    ("day", "number", "reached"),
    [
        # The notice for 2026 is told by the press alone: Tết from 14/2 to 22/2, and 2/9 of three
        # days, one of them moved to Saturday 22/8.
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        # Nobody has announced 2027: by the law's own rule, and said to be so.
        (date(2026, 12, 30), 2, date(2027, 1, 4)),
        # Tết falls on Saturday 6/2: three weekdays of five, and two in place of the weekend.
        (date(2027, 2, 4), 1, date(2027, 2, 12)),
        (date(2027, 4, 29), 1, date(2027, 5, 4)),
        (date(2027, 9, 1), 1, date(2027, 9, 6)),
        # 30/4 on a Sunday: 1/5 is off of itself, so 2/5 makes up for it.
        (date(2028, 4, 28), 1, date(2028, 5, 3)),
        # 2/9/2028 is a Saturday, and Sunday or Friday beside it.
        (date(2028, 8, 31), 1, date(2028, 9, 5)),
        (date(2031, 9, 1), 1, date(2031, 9, 3)),
        # On a Friday: Thursday beside it.
        (date(2033, 8, 31), 1, date(2033, 9, 5)),
        # Beyond the table of the lunar calendar only the solar days are known.
        (date(2037, 12, 31), 1, date(2038, 1, 4)),
        # Before the first year that the data hold.
        (date(2023, 12, 28), 1, date(2023, 12, 29)),
    ],
)
def test_a_day_beyond_the_data_is_provisional(day: date, number: int, reached: date) -> None:
    found = working_days_after(day, number)
    assert (found.day, found.is_provisional) == (reached, True)


def test_a_day_that_nobody_has_read_in_its_source_makes_a_term_provisional() -> None:
    culture = date(2026, 11, 24)
    assert not is_working(culture)
    assert working_days_after(culture - timedelta(1), 1).is_provisional
    assert working_days_between(culture - timedelta(1), culture).is_provisional
    assert not working_days_after(culture, 3).is_provisional
    assert is_working(date(2025, 11, 24))


def test_a_unit_moves_a_day_by_its_own_notice() -> None:
    own = Moved(off=date(2026, 3, 6), worked=date(2026, 3, 14), basis=Basis("practice"))
    assert working_days_after(date(2026, 3, 5), 1, moved=[own]).day == date(2026, 3, 9)
    assert working_days_after(date(2026, 3, 13), 1, moved=[own]).day == date(2026, 3, 14)
    assert working_days_between(date(2026, 3, 2), date(2026, 3, 13)).count == 9
    assert working_days_between(date(2026, 3, 2), date(2026, 3, 13), moved=[own]).count == 8


def test_a_span_holds_both_its_ends() -> None:
    span = Span(start=date(2024, 1, 1), end=date(2026, 12, 31))
    days = [date(2023, 12, 31), span.start, span.end, date(2027, 1, 1)]
    assert [day in span for day in days] == [False, True, True, False]


def test_a_day_is_off_from_the_day_its_law_is_in_force() -> None:
    assert [is_working(date(year, 1, 1)) for year in (2020, 2021)] == [True, False]


@given(DAYS, st.integers(1, 60))
def test_counting_up_and_counting_between_agree(day: date, number: int) -> None:
    found = working_days_after(day, number)
    between = working_days_between(day, found.day)
    assert (between.count, between.is_provisional) == (number, found.is_provisional)
    assert is_working(found.day)


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert working_days_between(date(2026, 3, 6), date(2026, 3, 6)).count == 0
    assert working_days_between(date(2026, 3, 6), date(2026, 3, 2)).count == 0


def test_every_row_names_an_act_and_lies_in_order() -> None:
    rows = holidays()
    cited = [each.basis.source for each in (*rows.fixed, *rows.breaks, *rows.moved)]
    assert [source for source in cited if source not in sources()] == []
    assert all(each.start <= each.end for each in rows.breaks)
    assert all(each.off.weekday() < 5 <= each.worked.weekday() for each in rows.moved)


def test_each_known_year_has_its_tet_and_its_national_day_decided() -> None:
    rows = holidays()
    decided = {each.name for each in rows.breaks}
    years = range(rows.known.start.year, rows.known.end.year + 1)
    wanted = {f"{name} {year}" for year in years for name in ("Tết Âm lịch", "Quốc khánh")}
    assert wanted <= decided
