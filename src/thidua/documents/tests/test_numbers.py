"""Numbers of the product's own books: no gap, no double, whoever asks at the same time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from thidua.core import period
from thidua.core.permit import Refused
from thidua.documents import actions, queries
from thidua.documents.models import Paper, Series
from thidua.documents.tests.contract import DAY, SIGNED, Desk, desk, desk_again, step

WRITERS = 6


def signed(here: Desk) -> Paper:
    paper = desk_again(here)
    for move in SIGNED:
        paper = step(here.house, paper, move)
    return paper


def book(here: Desk, *, own: bool = True) -> None:
    actions.choose_book(actor=here.house.officer, issuer=here.house.hospital, own=own, on=DAY)


def number(here: Desk, paper: Paper, typed: int | None = None, on: date = DAY) -> int:
    made = actions.number_paper(actor=here.house.officer, paper=paper, number=typed, dated_on=on)
    assert made.number is not None
    return made.number


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_get_each_a_number_and_none_is_left_out() -> None:
    here = desk()
    book(here)
    papers = [signed(here) for _each in range(WRITERS)]
    ready = Barrier(WRITERS)

    def take(paper: Paper) -> int:
        try:
            ready.wait(timeout=30)
            return number(here, paper)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=WRITERS) as writers:
        given = list(writers.map(take, papers))
    assert sorted(given) == list(range(1, WRITERS + 1))
    assert Series.objects.get().last == WRITERS


@pytest.mark.django_db
def test_a_number_of_an_act_that_fails_goes_to_the_next() -> None:
    here = desk()
    book(here)
    bad, good = signed(here), signed(here)
    bad.blocks = {"text": "Khen 😀"}
    bad.save()
    with pytest.raises(Refused):
        number(here, bad)
    assert number(here, good) == 1
    assert queries.last_numbers([here.house.hospital])[0].last == 1


@pytest.mark.django_db
def test_a_book_goes_on_from_the_clerks_numbers_and_begins_anew_each_year() -> None:
    here = desk(*SIGNED)
    assert number(here, here.paper, 7) == 7
    book(here)
    assert number(here, signed(here)) == 8
    assert number(here, signed(here), 9) == 9
    with pytest.raises(Refused) as refused:
        number(here, signed(here), 12)
    assert str(refused.value) == "Đơn vị lấy số từ sổ trong phần mềm: số tiếp theo là 10."
    with period.standing_on(date(2027, 1, 4)):
        assert number(here, signed(here), on=date(2027, 1, 1)) == 1
    book(here, own=False)
    with pytest.raises(Refused) as refused:
        number(here, signed(here))
    assert str(refused.value) == "Ghi số lấy từ sổ của văn thư."


@pytest.mark.django_db
def test_the_choice_is_the_units_own() -> None:
    here = desk()
    book(here)
    assert queries.own_books([here.house.hospital, here.house.department]) == {
        here.house.hospital.pk
    }
    with pytest.raises(Refused) as refused:
        book(here)
    assert str(refused.value) == "Đơn vị đã lấy số từ sổ trong phần mềm."
