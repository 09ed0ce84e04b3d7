"""Members beside each other, terms after each other."""

from datetime import date

from thidua.clusters.rules import closes_on, nested


def test_no_member_lies_below_another() -> None:
    assert nested([]) is None
    assert nested(["/1/3/", "/1/2/", "/1/31/"]) is None
    assert nested(["/1/3/7/", "/1/2/", "/1/3/"]) == ("/1/3/", "/1/3/7/")


def test_a_term_ends_on_the_eve_of_the_next_unless_it_ended_before() -> None:
    eve = date(2025, 12, 31)
    assert closes_on(None, date(2026, 1, 1)) == eve
    assert closes_on(date(2026, 6, 30), date(2026, 1, 1)) == eve
    assert closes_on(date(2025, 6, 30), date(2026, 1, 1)) == date(2025, 6, 30)
