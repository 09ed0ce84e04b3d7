"""The draw by itself: repeatable, in proportion, and as a stranger would work it out."""

import hashlib
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.oversight.rules import digest, ordered, sample, shares, ticket

CODES = [f"CS{n}" for n in range(1, 8)]


def test_a_ticket_is_what_any_tool_makes_of_seed_and_code() -> None:
    # printf '48213\nCS1' | sha256sum
    told = "8c12dd1ed04ff33861b33a859bd9863b1e989c13294ea4992c215aacbd1b1ab1"
    assert ticket(" 48213 ", "CS1") == told
    assert ticket(normalize("NFD", "Xổ số"), "CS1") == ticket("Xổ số", "CS1") != told


def test_a_sample_does_not_depend_on_the_order_of_the_list() -> None:
    rows = [(code, "") for code in CODES]
    assert sample(rows, "48213", 3) == sample(rows[::-1], "48213", 3)
    assert sample(rows, "48213", 3) == ordered(CODES, "48213")[:3]
    assert sample(rows, "48213", 3) != sample(rows, "48214", 3)


@pytest.mark.parametrize(
    ("sizes", "size", "given"),
    [
        ({"a": 6, "b": 3}, 3, {"a": 2, "b": 1}),
        ({"a": 98, "b": 1, "c": 1}, 5, {"a": 3, "b": 1, "c": 1}),
        ({"a": 5, "b": 5}, 3, {"a": 2, "b": 1}),
        ({"a": 4, "b": 3, "c": 3}, 2, {"a": 1, "b": 1, "c": 0}),
        ({"a": 2, "b": 1}, 9, {"a": 2, "b": 1}),
        ({"a": 2, "b": 1}, 0, {"a": 0, "b": 0}),
        ({"a": 1, "b": 1, "c": 3}, 4, {"a": 1, "b": 1, "c": 2}),
    ],
)
def test_strata_give_their_shares(sizes: dict[str, int], size: int, given: dict[str, int]) -> None:
    assert shares(sizes, size) == given


@given(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 40), min_size=1),
    st.integers(0, 250),
)
def test_shares_add_up_and_leave_none_out(sizes: dict[str, int], size: int) -> None:
    found = shares(sizes, size)
    assert sum(found.values()) == min(size, sum(sizes.values()))
    assert all(0 <= found[name] <= held for name, held in sizes.items())
    if size >= len(sizes):
        assert min(found.values()) >= 1


@given(st.text(), st.integers(1, 7))
def test_a_larger_sample_holds_the_smaller_one(seed: str, size: int) -> None:
    rows = [(code, "") for code in CODES]
    assert sample(rows, seed, size)[: size - 1] == sample(rows, seed, size - 1)


def test_the_mark_of_a_list_tells_another_list() -> None:
    rows = [("CS1", "public"), ("CS2", "non_public")]
    assert digest(rows) == digest(rows[::-1])
    assert digest(rows) == hashlib.sha256(b"CS1\tpublic\nCS2\tnon_public\n").hexdigest()
    assert digest(rows) != digest(rows[:1])
