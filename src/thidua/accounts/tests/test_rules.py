"""Phone numbers in any usual writing."""

import pytest

from thidua.accounts.rules import phone_as_written, phone_number


@pytest.mark.parametrize(
    "typed",
    [
        "0912345678", "0912 345 678", "0912.345.678", " 0912-345-678 ", "912345678",
        "84912345678", "+84912345678", "0084912345678",
    ],
)  # fmt: skip
def test_usual_writings_are_one_number(typed: str) -> None:
    assert phone_number(typed) == "+84912345678"


@pytest.mark.parametrize("typed", ["", "12", "không rõ", "0912", "09123456789012"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert phone_number(typed) is None


@pytest.mark.parametrize("typed", ["+41446681800", "0041446681800", "0041 44 668 18 00"])
def test_a_number_from_abroad_stays_there(typed: str) -> None:
    assert phone_number(typed) == "+41446681800"


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("+84912345678", "0912 345 678"),
        ("+41446681800", "+41 44 668 18 00"),
        ("0912345678", "0912 345 678"),
        ("số máy lẻ", "số máy lẻ"),
    ],
)
def test_numbers_are_written_as_people_do(stored: str, written: str) -> None:
    assert phone_as_written(stored) == written
