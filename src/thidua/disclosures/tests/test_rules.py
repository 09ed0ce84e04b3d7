"""Terms, clocks, and what a list may not tell."""

from datetime import date

import pytest

from thidua.disclosures import rules
from thidua.disclosures.rules import Term
from thidua.disclosures.tests.factories import AFTER, END, TODAY


def unread(day: date, article: str) -> Term:
    return Term(day, article=article, is_verified=False)


def test_five_working_days_after_the_first() -> None:
    reached = rules.shown_until(TODAY, 5)
    assert (reached.day, reached.is_provisional) == (END, False)
    assert rules.shown_until(date(2026, 12, 25), 5).is_provisional
    days = (TODAY, date(2026, 3, 20), END, AFTER)
    assert [rules.days_shown(TODAY, END, day) for day in days] == [0, 4, 5, 5]
    assert (rules.usual_days(TODAY).days, rules.usual_days(TODAY).is_verified) == (5, False)


def test_something_is_late_from_the_day_after() -> None:
    due = rules.answer_by(TODAY)
    assert due == END
    late = [(due, None, END), (due, None, AFTER), (due, END, AFTER), (None, None, AFTER)]
    assert [rules.is_late(*each) for each in late] == [False, True, False, False]


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (rules.accept_by("complaint", TODAY),
         unread(date(2026, 3, 26), "Điều 27 Luật 02/2011/QH13")),
        (rules.accept_by("denunciation", TODAY),
         unread(date(2026, 3, 25), "Điều 24 Luật 25/2018/QH14")),
        (rules.settle_by("complaint", TODAY, is_remote=True),
         unread(date(2026, 4, 30), "Điều 28 Luật 02/2011/QH13")),
        (rules.settle_by("complaint", TODAY, is_complex=True),
         unread(date(2026, 4, 30), "Điều 28 Luật 02/2011/QH13")),
        (rules.settle_by("complaint", TODAY, is_complex=True, is_remote=True),
         unread(date(2026, 5, 15), "Điều 28 Luật 02/2011/QH13")),
        (rules.second_by(TODAY), unread(date(2026, 4, 15), "Điều 33 Luật 02/2011/QH13")),
        (rules.accept_by("complaint", date(2010, 1, 1)), None),
    ],
)  # fmt: skip
def test_terms_of_the_law(term: Term | None, expected: Term | None) -> None:
    assert term == expected


def test_a_list_tells_no_identity_number_and_no_birthday() -> None:
    private = ["CCCD 001082001234", "số 123456789", "sinh ngày 01/02", "Năm sinh 1980"]
    plain = ["Tiết kiệm 1234567890 đồng", "Cải tiến từ ngày 01/02/2026", "12 sáng kiến"]
    assert [rules.tells_too_much(text) for text in private] == [True] * 4
    assert [rules.tells_too_much("Khoa Nội", text) for text in plain] == [False] * 3
