"""The count, the sealed content and the second count."""

from dataclasses import replace
from typing import Any

import pytest

from thidua.ballots import rules
from thidua.ballots.rules import Counts, Published, Tally
from thidua.legal.regulations import Share

CODES = ["AAAABBBBCCCCDDD2", "BBBBBBBBCCCCDDD2", "CCCCBBBBCCCCDDD2"]


def test_every_ballot_of_a_vote_is_equally_long() -> None:
    one = rules.pack(CODES[0], ["agree", "blank", "disagree"])
    two = rules.pack(CODES[1], ["blank"] * 3)
    assert len(one) == len(two) == rules.RECEIPT_LENGTH + 3
    assert rules.unpack(one, 3) == (CODES[0], ("agree", "blank", "disagree"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        CODES[0].encode(),
        CODES[0].encode() + bytes([0, 1]),
        CODES[0].encode() + bytes([3]),
        b"0" * 16 + bytes([0]),
        b"\xff" * 16 + bytes([0]),
    ],
)
def test_anything_else_is_no_ballot(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a ballot of this vote"):
        rules.unpack(content, 1)


@pytest.mark.parametrize(
    ("text", "is_code"),
    [(CODES[0], True), (CODES[0][:-1], False), (CODES[0] + "A", False), ("a" * 16, False)],
)
def test_codes(text: str, is_code: bool) -> None:
    assert rules.is_receipt(text) == is_code


def test_marks_are_cut_apart() -> None:
    ballots = [("agree", "blank"), ("disagree", "blank"), ("agree", "agree")]
    assert rules.cut_apart(ballots, 2) == [Counts(2, 1, 0), Counts(1, 0, 2)]
    assert rules.cut_apart([], 1) == [Counts()]
    with pytest.raises(ValueError, match="zip"):
        rules.cut_apart([("agree",)], 2)


def test_a_ballot_without_a_mark_is_not_valid() -> None:
    assert [rules.is_valid(m) for m in (("blank",), ("blank", "disagree"))] == [False, True]


@pytest.mark.parametrize(
    ("secret", "alike"),
    [
        (Counts(3), True),
        (Counts(0, 3), True),
        (Counts(0, 0, 3), True),
        (Counts(2, 1), False),
        (Counts(), False),
    ],
)
def test_unanimity_tells(secret: Counts, alike: bool) -> None:
    assert rules.unanimous(secret) == alike
    assert Tally(secret, Counts(1, 1), 9, None).is_unanimous == alike


def test_the_share_is_of_all_members_with_written_opinions() -> None:
    eighty = Share(80, 100)
    found = rules.tally(Counts(7, 1), Counts(1), members=10, share=eighty)
    assert (found.agree, found.disagree, found.passed) == (8, 1, True)
    assert rules.tally(Counts(7, 1), Counts(), members=10, share=eighty).passed is False
    assert rules.tally(Counts(7, 1), Counts(), members=10, share=None).passed is None
    assert rules.tally(Counts(7, 2), Counts(1), members=10, share=None).secret.total == 9
    with pytest.raises(ValueError, match=r"8 \+ 3 of 10 members"):
        rules.tally(Counts(7, 1), Counts(3), members=10, share=None)


def good() -> Published:
    marks = {"a": Counts(2, 0, 1)}
    return Published(
        receipts=CODES, marks=marks, voted=3, collected=3, valid=2,
        counted={"a": Tally(marks["a"], Counts(), 3, passed=True)}, shares={"a": Share(2, 3)},
    )  # fmt: skip


def test_what_agrees_is_silent() -> None:
    assert rules.disagreements(good()) == []
    assert rules.disagreements(replace(good(), valid=3)) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"voted": 4}, [("receipts_and_roll", ""), ("collected_and_roll", "")]),
        ({"receipts": CODES[:2]}, [("receipts_and_roll", "")]),
        ({"receipts": [CODES[0], CODES[0], CODES[1]]}, [("receipts", "")]),
        ({"receipts": ["x", *CODES[:2]]}, [("receipts", "")]),
        ({"marks": {"b": Counts(2, 0, 1)}}, [("items", "")]),
        ({"marks": {"a": Counts(1, 1, 1)}}, [("marks_and_count", "a")]),
        ({"marks": {"a": Counts(2, 0, 2)}}, [("marks_and_roll", "a"), ("marks_and_count", "a")]),
        ({"valid": 1}, [("invalid", "a")]),
        ({"valid": 4}, [("invalid", "a")]),
        ({"shares": {"a": Share(3, 4)}}, [("passed", "a")]),
        ({"shares": {}}, [("passed", "a")]),
    ],
)
def test_every_disagreement_is_named(changes: dict[str, Any], found: list[Any]) -> None:
    assert rules.disagreements(replace(good(), **changes)) == found
