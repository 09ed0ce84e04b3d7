"""Vietnamese text: one form, accent-free search, clerks' order of names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.text import fold, nfc, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Điều dưỡng trưởng", "dieu duong truong"), ("ĐẶNG  Thùy", "dang thuy"), ("a\u200bb", "ab")],
)
def test_folding(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_decomposed_text_is_composed():
    assert nfc(unicodedata.normalize("NFD", " Nguyễn   Thị\nHồng ")) == "Nguyễn Thị\nHồng"


def test_tabs_of_pasted_rows_stay():
    assert nfc("\tAn  Bình\tChi \n") == "\tAn Bình\tChi"


def test_people_sort_by_given_name_with_tones_last():
    names = ["Lê Văn Ánh", "Trần Anh", "Đỗ Thị Ảnh", "Bùi Ân", "Cao Dũng", "Vũ Đức", "Lý Ăn"]
    assert sorted(names, key=lambda name: sort_key(name, given_first=True)) == [
        "Trần Anh", "Đỗ Thị Ảnh", "Lê Văn Ánh", "Lý Ăn", "Bùi Ân", "Cao Dũng", "Vũ Đức",
    ]  # fmt: skip


def test_letters_come_in_the_alphabets_order():
    assert sorted(["đa", "da", "ea", "êa", "ơ", "ô", "o", "ư", "u"], key=sort_key) == [
        "da", "đa", "ea", "êa", "o", "ô", "ơ", "u", "ư",
    ]  # fmt: skip


def test_numbers_and_signs_have_a_place():
    assert sorted(["Khoa 10", "Khoa 2", "Khoa A", "Khoa *"], key=sort_key) == [
        "Khoa 2", "Khoa 10", "Khoa A", "Khoa *",
    ]  # fmt: skip


@given(st.text())
def test_every_text_folds_and_sorts(text):
    assert fold(fold(text)) == fold(text)
    assert sort_key(nfc(text)) == sort_key(text)
