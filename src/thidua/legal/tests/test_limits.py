"""Terms by name and day, in days of the calendar and in working days."""

from datetime import date

import pytest

from thidua.legal.holidays import WorkingDay
from thidua.legal.limits import limit_on, limits
from thidua.legal.sources import sources


@pytest.mark.parametrize(
    ("name", "start", "is_remote", "last", "is_provisional"),
    [
        ("disclosure.unit", date(2026, 11, 2), False, date(2026, 11, 9), False),
        # A day off that rests on an unread act, and a year whose days are not announced.
        ("disclosure.unit", date(2026, 11, 20), False, date(2026, 11, 30), True),
        ("disclosure.state", date(2026, 12, 25), False, date(2027, 1, 11), True),
        ("complaint.accept", date(2026, 11, 20), False, date(2026, 11, 30), False),
        ("complaint.settle", date(2026, 11, 1), False, date(2026, 12, 1), False),
        ("complaint.settle", date(2026, 11, 1), True, date(2026, 12, 16), False),
        ("complaint.file", date(2026, 1, 1), True, date(2026, 4, 1), False),
        ("denunciation.accept", date(2026, 11, 2), False, date(2026, 11, 11), False),
        ("initiative.accept", date(2026, 1, 31), False, date(2026, 2, 28), False),
        ("initiative.recognise", date(2026, 11, 20), False, date(2027, 2, 20), False),
    ],
)
def test_the_last_day(
    name: str, *, start: date, is_remote: bool, last: date, is_provisional: bool
) -> None:
    found = limit_on(name, start)
    assert found is not None
    assert found.last_day(start, is_remote=is_remote) == WorkingDay(
        last, is_provisional=is_provisional
    )


def test_the_row_in_force_on_the_day_counts() -> None:
    before, after = (
        limit_on("disclosure.state", day) for day in (date(2025, 6, 30), date(2025, 7, 1))
    )
    assert before is not None
    assert after is not None
    assert (before.basis.citation(), before.is_verified) == (
        "khoản 2 Điều 46 Nghị định 98/2023/NĐ-CP", True,
    )  # fmt: skip
    assert (after.basis.citation(), after.is_verified) == ("Nghị định 152/2025/NĐ-CP", False)
    assert limit_on("disclosure.state", date(2023, 12, 31)) is None
    assert limit_on("nothing", date(2026, 1, 1)) is None


def test_every_row_names_a_known_source_and_comes_once() -> None:
    assert {each.basis.source for each in limits()} <= set(sources())
    keys = [(each.id, each.in_force) for each in limits()]
    assert len(keys) == len(set(keys))
